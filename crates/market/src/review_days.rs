//! By when each step of a review is done.

use serde::{Deserialize, Serialize};

use crate::State;
use crate::calendar::working_days_after;

/// How many working days the platform takes for each step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReviewDays {
    /// The checks by machine.
    pub checks: u8,
    /// The functional review.
    pub functional: u8,
    /// The security review.
    pub security: u8,
    /// The publication of what was approved.
    pub publication: u8,
}

impl Default for ReviewDays {
    fn default() -> Self {
        Self {
            checks: 1,
            functional: 5,
            security: 5,
            publication: 5,
        }
    }
}

impl ReviewDays {
    /// When the next step of a submission is due that is in this state since `now_ms`; none when nothing is to come from
    /// the platform.
    #[must_use]
    pub fn due(&self, state: State, now_ms: u64) -> Option<u64> {
        let days = match state {
            State::Received | State::Checking => self.checks,
            State::FunctionalReview => self.functional,
            State::SecurityReview => self.security,
            State::Approved => self.publication,
            State::Published | State::Returned | State::Rejected | State::Withdrawn => return None,
        };
        Some(working_days_after(now_ms, days))
    }
}
