//! A refused authorization request: what stays on a page, what goes back to the client.

use crate::{AuthorizationResponse, Error, ResponseMode};

/// A refused authorization request, and who may hear of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthorizeError {
    /// RFC 6749 section 4.1.2.1: with an invalid client or redirect URI the user is told, and nothing is redirected.
    Page(Error),
    /// Everything else goes back to the client.
    Redirect {
        /// What is wrong.
        error: Error,
        /// Where to say so.
        return_to: ReturnTo,
    },
}

/// A verified place for an error to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnTo {
    pub(crate) redirect_uri: String,
    pub(crate) mode: ResponseMode,
    pub(crate) state: Option<String>,
}

impl ReturnTo {
    /// The answer that carries `error` there.
    #[must_use]
    pub fn refuse(&self, error: &Error, issuer: &str) -> AuthorizationResponse {
        AuthorizationResponse::failure(
            &self.redirect_uri,
            self.mode,
            error,
            self.state.as_deref(),
            issuer,
        )
    }
}
