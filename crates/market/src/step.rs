//! The way of a submission as one table: which step leads on from which state, and whose it is.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Error;

/// Where a submission stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Begin the checks, or begin them again when whoever ran them was lost.
    Check,
    /// Hand in what the checks found.
    Report,
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

/// Who takes a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A member of the partner whose submission it is.
    Member,
    /// A reviewer.
    Reviewer,
    /// An operator.
    Operator,
    /// The host, which runs the checks.
    Checker,
}

/// A line of the table: the step, who may take it, and from which states.
type Line = (Step, &'static [Role], &'static [State]);

const ON_ITS_WAY: &[State] = &[
    State::Received,
    State::Checking,
    State::FunctionalReview,
    State::SecurityReview,
    State::Approved,
];
const IN_REVIEW: &[State] = &[State::FunctionalReview, State::SecurityReview];
const NOT_PUBLISHED: &[State] = &[
    State::FunctionalReview,
    State::SecurityReview,
    State::Approved,
];
const NOT_WITHDRAWN: &[State] = &[
    State::Received,
    State::Checking,
    State::FunctionalReview,
    State::SecurityReview,
    State::Approved,
    State::Published,
    State::Returned,
    State::Rejected,
];

const TABLE: [Line; 8] = [
    (
        Step::Check,
        &[Role::Checker],
        &[State::Received, State::Checking],
    ),
    (Step::Report, &[Role::Checker], &[State::Checking]),
    (Step::Approve, &[Role::Reviewer], IN_REVIEW),
    (Step::Return, &[Role::Reviewer], NOT_PUBLISHED),
    (Step::Reject, &[Role::Reviewer], NOT_PUBLISHED),
    (
        Step::Comment,
        &[Role::Member, Role::Reviewer],
        NOT_WITHDRAWN,
    ),
    (Step::Withdraw, &[Role::Member], ON_ITS_WAY),
    (
        Step::Publish,
        &[Role::Reviewer, Role::Operator],
        &[State::Approved],
    ),
];

/// What `role` may do with a submission in `state`.
#[must_use]
pub fn allowed(state: State, role: Role) -> Vec<Step> {
    let lines = TABLE.iter();
    lines
        .filter(|(_, by, from)| by.contains(&role) && from.contains(&state))
        .map(|(step, _, _)| *step)
        .collect()
}

/// Refuses a step that is not this role's, or not due in this state.
pub(crate) fn check(state: State, role: Role, step: Step) -> Result<(), Error> {
    let mut own = TABLE
        .iter()
        .filter(|(one, by, _)| *one == step && by.contains(&role));
    let Some((_, _, from)) = own.next() else {
        return Err(Error::NotForRole { role, step });
    };
    if from.contains(&state) {
        return Ok(());
    }
    Err(Error::NotInState {
        state,
        role,
        step,
        allowed: allowed(state, role),
    })
}

impl State {
    /// Every state, in the order of the way.
    pub const ALL: [Self; 9] = [
        Self::Received,
        Self::Checking,
        Self::FunctionalReview,
        Self::SecurityReview,
        Self::Approved,
        Self::Published,
        Self::Returned,
        Self::Rejected,
        Self::Withdrawn,
    ];

    /// Its name in addresses and rows.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Checking => "checking",
            Self::FunctionalReview => "functional_review",
            Self::SecurityReview => "security_review",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Returned => "returned",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether nothing more comes of it.
    #[must_use]
    pub fn is_end(self) -> bool {
        !ON_ITS_WAY.contains(&self)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FunctionalReview => "in functional review",
            Self::SecurityReview => "in security review",
            Self::Checking => "being checked",
            other => other.id(),
        })
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Check => "check",
            Self::Report => "report",
            Self::Approve => "approve",
            Self::Return => "return",
            Self::Reject => "reject",
            Self::Comment => "comment",
            Self::Withdraw => "withdraw",
            Self::Publish => "publish",
        })
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Member => "a member of its partner",
            Self::Reviewer => "a reviewer",
            Self::Operator => "an operator",
            Self::Checker => "the host",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table as it is meant, one letter a step: c check, t report, a approve, r return, j reject, m comment,
    /// w withdraw, p publish.
    #[test]
    fn the_table() {
        let letters = |state, role| -> String {
            let steps = allowed(state, role).into_iter();
            steps
                .map(|step| match step {
                    Step::Check => 'c',
                    Step::Report => 't',
                    Step::Approve => 'a',
                    Step::Return => 'r',
                    Step::Reject => 'j',
                    Step::Comment => 'm',
                    Step::Withdraw => 'w',
                    Step::Publish => 'p',
                })
                .collect()
        };
        for (state, member, reviewer, operator, checker) in [
            (State::Received, "mw", "m", "", "c"),
            (State::Checking, "mw", "m", "", "ct"),
            (State::FunctionalReview, "mw", "arjm", "", ""),
            (State::SecurityReview, "mw", "arjm", "", ""),
            (State::Approved, "mw", "rjmp", "p", ""),
            (State::Published, "m", "m", "", ""),
            (State::Returned, "m", "m", "", ""),
            (State::Rejected, "m", "m", "", ""),
            (State::Withdrawn, "", "", "", ""),
        ] {
            for (role, expected) in [
                (Role::Member, member),
                (Role::Reviewer, reviewer),
                (Role::Operator, operator),
                (Role::Checker, checker),
            ] {
                assert_eq!(letters(state, role), expected, "{state:?} {role:?}");
            }
        }
    }

    #[test]
    fn a_refusal_names_the_state_and_what_may_be_done() {
        let refused = |state, role, step| check(state, role, step).unwrap_err().to_string();
        assert_eq!(
            refused(State::FunctionalReview, Role::Reviewer, Step::Publish),
            "a submission that is in functional review cannot be published; a reviewer may approve, return, reject, comment"
        );
        assert_eq!(
            refused(State::Withdrawn, Role::Member, Step::Withdraw),
            "a submission that is withdrawn cannot be withdrawn; nothing more can be done with it"
        );
        assert_eq!(
            refused(State::SecurityReview, Role::Operator, Step::Approve),
            "a submission is not approved by an operator; a reviewer does that"
        );
    }

    #[test]
    fn ends_are_what_nothing_leads_on_from() {
        for state in State::ALL {
            let leads_on = [Role::Member, Role::Reviewer, Role::Operator, Role::Checker]
                .into_iter()
                .flat_map(|role| allowed(state, role))
                .any(|step| step != Step::Comment);
            assert_eq!(state.is_end(), !leads_on, "{state:?}");
        }
    }
}
