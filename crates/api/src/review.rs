//! What is said about a submission: verdicts and comments.

use bundle::Place;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a reviewer looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewStage {
    /// Does it do what it says.
    Functional,
    /// What else could it do.
    Security,
}

/// A reviewer's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Yes.
    Approve,
    /// Not so; with changes perhaps.
    Return,
    /// No.
    Reject,
}

/// One decision of one reviewer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Verdict {
    /// On which stage.
    pub stage: ReviewStage,
    /// What.
    pub decision: Decision,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The reviewer's name at that time.
    pub reviewer: String,
    /// When.
    pub at: String,
}

/// A verdict to give on the stage the submission is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveVerdict {
    /// The revision that was looked at; 409 when the submission has moved on, and with it perhaps the stage.
    pub revision: u64,
    /// What.
    pub decision: Decision,
    /// Why, at most 4000 bytes; needed for anything but yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What a member or a reviewer wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Comment {
    /// Its id.
    pub id: String,
    /// On whose side the author stands.
    pub side: CommentSide,
    /// The author's name at that time.
    pub author: String,
    /// What.
    pub text: String,
    /// On which place of the package, when on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// When.
    pub created_at: String,
}

/// On whose side an author stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommentSide {
    /// A member of the partner.
    Member,
    /// A reviewer.
    Reviewer,
}

/// A comment to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteComment {
    /// What, at most 4000 bytes.
    pub text: String,
    /// On which place of the package, when on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}
