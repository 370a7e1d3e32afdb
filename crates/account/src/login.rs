//! The login decision: who may go on to the flow.

use crate::{User, UserState};

/// What came of verifying a password. Verify against some hash even when there is no user, so that
/// both take as long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verification {
    /// It is the user's password.
    Matched,
    /// It is not, or there is no such user.
    Mismatched,
}

/// Whether the login goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginDecision {
    /// The user proved who they are.
    Accepted,
    /// The login ends or is tried again.
    Refused(Refusal),
}

/// Why a login is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Said for an unknown user and for a wrong password alike.
    #[error("Wrong email or password.")]
    WrongCredentials,
    /// Said only to somebody who knows the password.
    #[error("user is blocked")]
    Blocked,
}

/// Decides a login by password.
#[must_use]
pub fn decide_login(user: Option<&User>, verification: Verification) -> LoginDecision {
    match (user, verification) {
        (Some(user), Verification::Matched) => match user.state {
            UserState::Active => LoginDecision::Accepted,
            UserState::Blocked => LoginDecision::Refused(Refusal::Blocked),
        },
        (None, _) | (Some(_), Verification::Mismatched) => {
            LoginDecision::Refused(Refusal::WrongCredentials)
        }
    }
}

#[cfg(test)]
#[path = "login_tests.rs"]
mod tests;
