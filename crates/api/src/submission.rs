//! Submissions: a package on its way to a release.

use contract::Trigger;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Comment, Verdict};

/// Where a submission stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubmissionState {
    /// It arrived and waits for its checks.
    Received,
    /// The checks run.
    Checking,
    /// A reviewer looks at what it does.
    FunctionalReview,
    /// Another reviewer looks at what it could do.
    SecurityReview,
    /// Both said yes; it waits for its publication.
    Approved,
    /// It is a release.
    Published,
    /// It came back to the partner, who answers with a new submission.
    Returned,
    /// It will not be published.
    Rejected,
    /// The partner took it back.
    Withdrawn,
}

/// What can be done with a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubmissionStep {
    /// Say yes to the present stage.
    Approve,
    /// Send it back with a reason.
    Return,
    /// Refuse it with a reason.
    Reject,
    /// Write a comment.
    Comment,
    /// Take it back.
    Withdraw,
    /// Make a release of it, at once or at a date.
    Publish,
}

/// In which role somebody took a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubmissionRole {
    /// A member of the partner.
    Member,
    /// A reviewer.
    Reviewer,
    /// An operator.
    Operator,
    /// The host, which runs the checks.
    Checker,
}

/// A submission in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SubmissionSummary {
    /// Its id.
    pub id: String,
    /// The partner's id.
    pub partner_id: String,
    /// The partner's name.
    pub partner_name: String,
    /// The integration's name in addresses.
    pub slug: String,
    /// The version it would be.
    pub version: String,
    /// The name customers would see.
    pub name: String,
    /// The trigger its handler runs at.
    pub trigger: Trigger,
    /// What names the package: `sha256:...`.
    pub digest: String,
    /// Where it stands.
    pub state: SubmissionState,
    /// What the caller may do with it now.
    pub may: Vec<SubmissionStep>,
    /// What the checks found, once they came to an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub findings: Option<FindingCounts>,
    /// By when the platform's next step is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<String>,
    /// When it is published, once it has a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish_at: Option<String>,
    /// Counts its changes; a step names the one it started from.
    pub revision: u64,
    /// When it arrived.
    pub created_at: String,
    /// When it last changed.
    pub updated_at: String,
}

/// A page of submissions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SubmissionList {
    /// The submissions, newest first; for reviewers, by when they are due.
    pub submissions: Vec<SubmissionSummary>,
    /// Where the next page begins, when there is one: the value of `page`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A submission with all that was said about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Submission {
    /// The submission.
    #[serde(flatten)]
    pub summary: SubmissionSummary,
    /// The member who sent it.
    pub author_id: String,
    /// What the author has to say to the reviewers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The returned submission it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// The key its package is signed with.
    pub signing_key_id: String,
    /// What reviewers decided, in order.
    pub verdicts: Vec<Verdict>,
    /// What partner and reviewers wrote, in order.
    pub comments: Vec<Comment>,
    /// Every state it came to, in order.
    pub history: Vec<SubmissionPassage>,
}

/// A state a submission came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SubmissionPassage {
    /// The state.
    pub state: SubmissionState,
    /// In which role somebody brought it there.
    pub role: SubmissionRole,
    /// When.
    pub at: String,
}

/// How much the checks found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FindingCounts {
    /// Findings that block.
    pub errors: u64,
    /// Findings a reviewer decides on.
    pub warnings: u64,
    /// Findings to know.
    pub notes: u64,
    /// Verdicts of the fault matrix.
    pub faults: u64,
}

/// The partner takes a submission back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawSubmission {
    /// The revision the step started from; 409 when the submission has moved on.
    pub revision: u64,
}

/// An approved submission becomes a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishSubmission {
    /// The revision the step started from; 409 when the submission has moved on.
    pub revision: u64,
    /// When, at most a year from now; at once when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish_at: Option<String>,
}
