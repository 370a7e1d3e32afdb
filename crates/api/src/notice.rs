//! Notices: what partners and tenants are told, what comes next and by when.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// A submission arrived.
    SubmissionReceived,
    /// Its checks passed, a review begins; or the functional review passed and the security review begins.
    ReviewBegun,
    /// It came back.
    SubmissionReturned,
    /// It was approved.
    SubmissionApproved,
    /// It was rejected.
    SubmissionRejected,
    /// A member withdrew it.
    SubmissionWithdrawn,
    /// A reviewer wrote a comment.
    CommentWritten,
    /// It has a date of publication.
    ReleaseScheduled,
    /// It was published.
    ReleasePublished,
    /// It takes no new installations.
    ReleaseDelisted,
    /// It runs nowhere any more.
    ReleaseRecalled,
    /// An installation follows its integration to a newer release.
    InstallationUpdated,
    /// An installation would follow, and an administrator has to decide.
    UpdateWaiting,
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Notice {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub kind: NoticeKind,
    /// The id of what it is about: a submission, a release, an installation.
    pub about: String,
    /// One line.
    pub subject: String,
    /// What happened.
    pub text: String,
    /// What comes next, when something does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<String>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<String>,
    /// When it was posted.
    pub created_at: String,
}

/// A page of notices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoticeList {
    /// The notices, newest first.
    pub notices: Vec<Notice>,
    /// Where the next page begins, when there is one: the value of `page`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
