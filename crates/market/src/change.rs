//! What a step comes to: the next state, and what is written with it.

use serde_json::Value;

use crate::Notice;

/// What somebody did, for the audit log. Who and when is the caller's to say.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// What: `Withdraw a submission`.
    pub operation: &'static str,
    /// On what: an id.
    pub target: String,
    /// What else tells the change apart; never a secret value.
    pub details: Value,
}

impl Act {
    pub(crate) fn new(operation: &'static str, target: impl ToString, details: Value) -> Self {
        Self {
            operation,
            target: target.to_string(),
            details,
        }
    }
}

/// A next state with its effects: all of it is written, or none.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct Change<T> {
    /// The next state.
    pub next: T,
    /// For the audit log.
    pub act: Act,
    /// For those it concerns.
    pub notices: Vec<Notice>,
}
