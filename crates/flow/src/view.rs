//! Who sees what of a failure: the partner and reviewer, the tenant, the end user and the client.
//!
//! The first see the [`Failure`] itself. The tenant sees what [`failure`] leaves of it, and of what code printed what
//! [`text`] leaves: of its own actions all but secrets; of a partner's release neither stack frames nor file names
//! nor the names that the engine quotes, and of an error that the engine throws its class alone, for the engine quotes
//! code and what the code has read.
//! The end user and the client see what [`Outcome::public_error`] says: what a deny said, else a general text with a
//! reference number by which the tenant finds the rest.

mod recorded;

use contract::{Failure, FailureKind, Trigger};
use serde::{Deserialize, Serialize};

use crate::frames::without_frames;
use crate::quoted::without_quoted;
use crate::{Decision, Denial, Mask, Outcome};

pub use recorded::{WITHHELD, recorded};

/// Where an action comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The tenant wrote it.
    Own,
    /// It comes from a partner's release, whose code the tenant never sees.
    Installed,
}

/// What the client is told, and through it the end user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicError {
    /// The OAuth error code.
    pub error: String,
    /// The description.
    pub description: String,
    /// The status of the token endpoint's answer.
    pub status: u16,
}

/// Classes of errors that the engine throws of itself.
const OF_THE_ENGINE: &[&str] = &[
    "DataCloneError",
    "EvalError",
    "InternalError",
    "RangeError",
    "ReferenceError",
    "SyntaxError",
    "TypeError",
    "URIError",
];

/// What this host says under their names. It quotes nothing.
const OF_THE_HOST: &[&str] = &["fetch failed", "terminated", "Invalid URL"];

/// What an action printed or said, as the tenant sees it.
pub fn text(text: &str, origin: Origin, secrets: &Mask) -> String {
    let masked = secrets.text(text);
    match origin {
        Origin::Own => masked,
        Origin::Installed => without_frames(&without_quoted(&masked)),
    }
}

/// A failure as the tenant sees it.
pub fn failure(failure: &Failure, origin: Origin, secrets: &Mask) -> Failure {
    let stack = match origin {
        Origin::Own => failure.stack.as_deref(),
        Origin::Installed => None,
    };
    Failure {
        kind: failure.kind,
        message: match origin {
            Origin::Own => secrets.text(&failure.message),
            Origin::Installed => installed_message(failure, secrets),
        },
        stack: stack.map(|stack| secrets.text(stack)),
        limit: failure.limit,
    }
}

fn installed_message(failure: &Failure, secrets: &Mask) -> String {
    match failure.kind {
        FailureKind::Syntax => return "the action does not load".to_owned(),
        FailureKind::Error => {}
        _ => return text(&failure.message, Origin::Installed, secrets),
    }
    let (class, said) = failure
        .message
        .split_once(':')
        .unwrap_or((&failure.message, ""));
    if OF_THE_ENGINE.contains(&class) && !OF_THE_HOST.contains(&said.trim()) {
        return format!("{class}: the integration's code is at fault");
    }
    text(&failure.message, Origin::Installed, secrets)
}

impl Outcome {
    /// What the client is told; `None` when nothing refused. `reference` is the number of the run's record.
    pub fn public_error(&self, trigger: Trigger, reference: &str) -> Option<PublicError> {
        match &self.decision {
            Decision::Allow => None,
            Decision::Deny(denial) => Some(denied(denial, trigger, reference)),
            Decision::Fail(_) => Some(failed(trigger, reference)),
            Decision::InteractionRequired => Some(PublicError {
                error: "interaction_required".to_owned(),
                description: "The user must take a further step that this request does not allow"
                    .to_owned(),
                status: 403,
            }),
        }
    }
}

fn general(reference: &str) -> String {
    format!("The request could not be completed. Reference: {reference}")
}

fn denied(denial: &Denial, trigger: Trigger, reference: &str) -> PublicError {
    let said = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let (error, status, text) = match trigger {
        Trigger::CredentialsExchange => {
            let (error, status) = token_error(denial.code.as_deref());
            (error, status, said(&denial.reason))
        }
        // The reason of a refused registration is for the tenant's log alone.
        Trigger::PreUserRegistration => ("extensibility_error", 400, said(&denial.user_message)),
        // The reference reports HTTP 500 for a login refused at the token endpoint, and clients read it there.
        Trigger::PostLogin
        | Trigger::PostUserRegistration
        | Trigger::PostChangePassword
        | Trigger::SendPhoneMessage => ("access_denied", 500, said(&denial.reason)),
    };
    PublicError {
        error: error.to_owned(),
        description: text.unwrap_or_else(|| general(reference)),
        status,
    }
}

/// The codes an action may refuse a token with. Any other is an error of the action, hence of the server.
fn token_error(code: Option<&str>) -> (&'static str, u16) {
    match code {
        Some("invalid_scope") => ("invalid_scope", 400),
        Some("invalid_request") => ("invalid_request", 400),
        _ => ("server_error", 500),
    }
}

fn failed(trigger: Trigger, reference: &str) -> PublicError {
    let (error, status) = match trigger {
        Trigger::PostLogin => ("access_denied", 500),
        Trigger::PreUserRegistration => ("extensibility_error", 400),
        Trigger::CredentialsExchange
        | Trigger::PostUserRegistration
        | Trigger::PostChangePassword
        | Trigger::SendPhoneMessage => ("server_error", 500),
    };
    PublicError {
        error: error.to_owned(),
        description: general(reference),
        status,
    }
}

#[cfg(test)]
mod tests;
