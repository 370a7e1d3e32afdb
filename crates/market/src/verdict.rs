//! What a reviewer decided.

use serde::{Deserialize, Serialize};
use tenant::limit;

use crate::{Email, Error, StaffId, Step};

/// The longest reason, in bytes.
const REASON_BYTES: usize = 4_000;

/// One decision of one reviewer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Who.
    pub reviewer: StaffId,
    /// Their name at that time.
    pub reviewer_name: String,
    /// Their address at that time: a person is one reviewer, whatever token they hold.
    pub reviewer_email: Email,
    /// On which stage.
    pub stage: Stage,
    /// What.
    pub decision: Decision,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When, unix ms.
    pub at_ms: u64,
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Does it do what it says.
    Functional,
    /// What else could it do.
    Security,
}

/// A reviewer's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Yes.
    Approve,
    /// Not so; with changes perhaps.
    Return,
    /// No.
    Reject,
}

/// A decision as it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVerdict {
    /// What.
    pub decision: Decision,
    /// Why; needed for anything but yes.
    pub reason: Option<String>,
}

impl Decision {
    /// The step it is.
    #[must_use]
    pub fn step(self) -> Step {
        match self {
            Self::Approve => Step::Approve,
            Self::Return => Step::Return,
            Self::Reject => Step::Reject,
        }
    }
}

impl NewVerdict {
    pub(crate) fn check(&self) -> Result<(), Error> {
        match &self.reason {
            Some(reason) => check_reason("reason", reason),
            None if self.decision == Decision::Approve => Ok(()),
            None => Err(Error::ReasonMissing { field: "reason" }),
        }
    }
}

/// A reason that has to be there, of several lines.
pub(crate) fn check_reason(field: &'static str, reason: &str) -> Result<(), Error> {
    if reason.trim().is_empty() {
        return Err(Error::ReasonMissing { field });
    }
    check_lines(field, reason, REASON_BYTES)
}

/// A text of several lines.
pub(crate) fn check_lines(field: &'static str, text: &str, bytes: usize) -> Result<(), Error> {
    limit::longest(field, text, bytes)?;
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if text.chars().any(control) {
        return Err(Error::Value(tenant::Error::Characters {
            field,
            allowed: "printable characters and line breaks",
        }));
    }
    Ok(())
}
