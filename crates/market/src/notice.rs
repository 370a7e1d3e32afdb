//! What partners and tenants are told: what happened, what comes next and by when.

use std::fmt;

use serde::{Deserialize, Serialize};
use tenant::{PartnerId, TenantId};

use crate::NoticeId;

/// A notice before it has an id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Whom it is to.
    pub to: Recipient,
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
    pub next: Option<String>,
    /// By when, unix ms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at_ms: Option<u64>,
}

/// A notice in the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostedNotice {
    /// Its id.
    pub id: NoticeId,
    /// What it says.
    #[serde(flatten)]
    pub notice: Notice,
    /// When it was posted, unix ms.
    pub created_at_ms: u64,
}

/// Whom a notice is to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// The members of a partner.
    Partner(PartnerId),
    /// The administrators of a tenant.
    Tenant(TenantId),
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Partner(partner) => write!(f, "partner/{partner}"),
            Self::Tenant(tenant) => write!(f, "tenant/{tenant}"),
        }
    }
}

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
