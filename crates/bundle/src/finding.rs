//! What a check has to say about a package: a rule, how grave it is, where, why, and what mends it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The rule's name: `loose-equality`.
    pub rule: String,
    /// How grave it is.
    pub severity: Severity,
    /// Where, when there is a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// What was found.
    pub message: String,
    /// Why it matters.
    pub reason: String,
    /// What to do.
    pub mend: String,
}

/// How grave a finding is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// To know.
    Note,
    /// To be looked at; a reviewer decides.
    Warning,
    /// It blocks a submission.
    Error,
}

/// A place in a package.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The member's path.
    pub path: String,
    /// The line, from 1; none for the file as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The column in UTF-16 units, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
}

impl Finding {
    /// Whether it keeps a submission from its review.
    pub fn blocks(&self) -> bool {
        self.severity == Severity::Error
    }
}
