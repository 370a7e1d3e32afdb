//! Everything the protocol can refuse, a variant per cause; `Display` describes it for developers.

use serde::Serialize;

use crate::params::shown_text;
use crate::{ErrorCode, UnsupportedParameter};

/// Why a request was refused; `Display` is the `error_description`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The query or body is too large.
    #[error("the request has {actual} bytes of parameters, at most {limit} are allowed")]
    RequestTooLarge {
        /// The limit in bytes.
        limit: usize,
        /// What was sent.
        actual: usize,
    },
    /// More parameters than allowed.
    #[error("the request has more than {limit} parameters")]
    TooManyParameters {
        /// The limit.
        limit: usize,
    },
    /// A parameter name is too long.
    #[error("a parameter name has more than {limit} bytes")]
    NameTooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// A value is too long.
    #[error("{name} has more than {limit} bytes")]
    ParameterTooLong {
        /// The parameter.
        name: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// RFC 6749 section 3.1: parameters must not be included more than once.
    #[error("{name} is there twice")]
    DuplicateParameter {
        /// The parameter.
        name: String,
    },
    /// Not a form.
    #[error("the parameters are not UTF-8 form data")]
    MalformedParameters,
    /// Not a JSON object.
    #[error("the body is not a JSON object")]
    MalformedJson,
    /// A JSON value that is an array or object.
    #[error("{name} is not a text")]
    NotText {
        /// The parameter.
        name: String,
    },
    /// A body of another type.
    #[error("the body is application/x-www-form-urlencoded or application/json")]
    UnsupportedMediaType,
    /// A body of a page that is no form.
    #[error("the body must be a form: send it as application/x-www-form-urlencoded")]
    NotAForm,
    /// A required parameter is missing.
    #[error("Missing required parameter: {name}")]
    Missing {
        /// The parameter.
        name: &'static str,
    },
    /// A parameter has a value it cannot have.
    #[error("Invalid parameter: {name} {because}")]
    Invalid {
        /// The parameter.
        name: &'static str,
        /// What its value must be.
        because: &'static str,
    },
    /// `request`, `request_uri` or `registration` (OpenID Connect Core sections 6 and 7.2.1).
    #[error("{} is not supported by this host", .parameter.as_str())]
    UnsupportedParameter {
        /// The parameter.
        parameter: UnsupportedParameter,
    },
    /// No client has that id.
    #[error("Unknown client")]
    UnknownClient,
    /// The redirect URI is not registered.
    #[error("Callback URL mismatch. The redirect_uri is not in the list of allowed callback URLs")]
    RedirectUriMismatch,
    /// The client may not use this grant.
    #[error("Grant type '{grant_type}' not allowed for the client.")]
    GrantNotAllowed {
        /// The grant.
        grant_type: &'static str,
    },
    /// A response type this host does not issue.
    #[error("response_type must be code")]
    UnsupportedResponseType,
    /// A grant type this host does not know.
    #[error("Unsupported grant type: {grant_type}")]
    UnsupportedGrantType {
        /// What was asked for, made printable.
        grant_type: String,
    },
    /// RFC 7636 section 4.4.1.
    #[error("{because}")]
    Pkce {
        /// What is needed.
        because: &'static str,
    },
    /// The client did not prove who it is.
    #[error("{because}")]
    ClientAuthentication {
        /// What went wrong.
        because: &'static str,
    },
    /// No API has that identifier.
    #[error("Service not found: {audience}")]
    UnknownAudience {
        /// What was asked for, made printable.
        audience: String,
    },
    /// `client_credentials` without an audience.
    #[error("No audience parameter was provided, and no default audience has been configured")]
    MissingAudience,
    /// The client has no grant for the API.
    #[error(
        "Client is not authorized to access {audience}. You need to create a client-grant associated to this API."
    )]
    NoClientGrant {
        /// The API.
        audience: String,
    },
    /// The client's grant lacks a scope.
    #[error("Client has not been granted scopes: {scope}")]
    ScopeNotGranted {
        /// The scope, made printable.
        scope: String,
    },
    /// RFC 6749 section 3.3.
    #[error("scope holds a character it must not")]
    MalformedScope,
    /// More scopes than one request may name.
    #[error("scope names more than {limit} scopes; ask for fewer")]
    TooManyScopes {
        /// The limit.
        limit: usize,
    },
    /// The code is unknown, expired, used, or another client's: said alike.
    #[error("Invalid authorization code")]
    InvalidCode,
    /// The redirect URI differs from the one of the authorization request.
    #[error("The redirect URI is wrong. You sent {sent}, and the code was issued for another")]
    CodeRedirectUri {
        /// What was sent, made printable.
        sent: String,
    },
    /// The code verifier is not the one of the challenge.
    #[error("Failed to verify code verifier")]
    CodeVerifier,
    /// `prompt=none` and nobody is signed in.
    #[error("Login required")]
    LoginRequired,
    /// `prompt=none` and a consent would be needed.
    #[error("Consent required")]
    ConsentRequired,
    /// `prompt=none` and an action asked for an interaction.
    #[error("Interaction required")]
    InteractionRequired,
    /// The user said no, or an action did: its own words.
    #[error("{}", shown_text(.reason))]
    Denied {
        /// What is said to the client.
        reason: String,
    },
    /// The access token is missing.
    #[error("Unauthorized")]
    MissingToken,
    /// The access token is unknown, expired or revoked.
    #[error("Unauthorized")]
    InvalidToken,
    /// The access token lacks scope `openid`.
    #[error("Insufficient scope, expected openid")]
    InsufficientScope,
    /// Where to return to after a logout is not allowed.
    #[error("The returnTo or post_logout_redirect_uri is not in the list of allowed logout URLs")]
    LogoutUrlNotAllowed,
    /// Logout hints contradict each other or cannot be read.
    #[error("{because}")]
    LogoutHint {
        /// What is wrong.
        because: &'static str,
    },
    /// The transaction is unknown, used, expired or another browser's.
    #[error(
        "You may have pressed the back button, refreshed during login, opened too many login dialogs, or there is some issue with cookies, since we couldn't find your session. Try logging in again from the application."
    )]
    LostTransaction,
    /// Too many attempts.
    #[error("Too many attempts; try again in {retry_after_s} s")]
    TooManyAttempts {
        /// Seconds to wait.
        retry_after_s: u64,
    },
    /// Too many logins that nobody finished.
    #[error(
        "{limit} logins from your network are waiting to be finished, and no more may; finish one, or try again in {retry_after_s} s"
    )]
    TooManyLogins {
        /// The limit.
        limit: u64,
        /// Seconds to wait.
        retry_after_s: u64,
    },
    /// `client_credentials` denied by an action (`invalid_scope`, `invalid_request` or `server_error`).
    #[error("{}", shown_text(.reason))]
    Refused {
        /// The code the action chose.
        code: ErrorCode,
        /// What is said to the client.
        reason: String,
    },
    /// Ours; the reference number finds it in the log.
    #[error("Something went wrong on our side; reference {reference}")]
    Internal {
        /// The reference number.
        reference: String,
    },
}

/// The JSON body of an error (RFC 6749 section 5.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ErrorBody {
    /// The code.
    pub error: &'static str,
    /// The description.
    pub error_description: String,
}

impl Error {
    /// The protocol's code.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::RequestTooLarge { .. }
            | Self::TooManyParameters { .. }
            | Self::NameTooLong { .. }
            | Self::ParameterTooLong { .. }
            | Self::DuplicateParameter { .. }
            | Self::MalformedParameters
            | Self::MalformedJson
            | Self::NotText { .. }
            | Self::UnsupportedMediaType
            | Self::NotAForm
            | Self::Missing { .. }
            | Self::Invalid { .. }
            | Self::UnknownClient
            | Self::RedirectUriMismatch
            | Self::Pkce { .. }
            | Self::LogoutUrlNotAllowed
            | Self::LogoutHint { .. }
            | Self::LostTransaction => ErrorCode::InvalidRequest,
            Self::GrantNotAllowed { .. } | Self::NoClientGrant { .. } => {
                ErrorCode::UnauthorizedClient
            }
            Self::UnsupportedResponseType => ErrorCode::UnsupportedResponseType,
            Self::UnsupportedGrantType { .. } => ErrorCode::UnsupportedGrantType,
            Self::ClientAuthentication { .. } => ErrorCode::InvalidClient,
            Self::UnknownAudience { .. }
            | Self::MissingAudience
            | Self::ScopeNotGranted { .. }
            | Self::Denied { .. } => ErrorCode::AccessDenied,
            Self::UnsupportedParameter { parameter } => parameter.code(),
            Self::MalformedScope | Self::TooManyScopes { .. } => ErrorCode::InvalidScope,
            Self::InvalidCode | Self::CodeRedirectUri { .. } | Self::CodeVerifier => {
                ErrorCode::InvalidGrant
            }
            Self::LoginRequired => ErrorCode::LoginRequired,
            Self::ConsentRequired => ErrorCode::ConsentRequired,
            Self::InteractionRequired => ErrorCode::InteractionRequired,
            Self::MissingToken | Self::InvalidToken => ErrorCode::InvalidToken,
            Self::InsufficientScope => ErrorCode::InsufficientScope,
            Self::TooManyAttempts { .. } => ErrorCode::TooManyAttempts,
            Self::TooManyLogins { .. } => ErrorCode::TooManyRequests,
            Self::Refused { code, .. } => *code,
            Self::Internal { .. } => ErrorCode::ServerError,
        }
    }

    /// The HTTP status at the token endpoint, at userinfo and on an error page.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::RequestTooLarge { .. } => 413,
            Self::UnsupportedMediaType | Self::NotAForm => 415,
            _ => self.code().status(),
        }
    }

    /// The value of `Retry-After` (RFC 9110 section 10.2.3).
    #[must_use]
    pub fn retry_after_s(&self) -> Option<u64> {
        match self {
            Self::TooManyAttempts { retry_after_s } | Self::TooManyLogins { retry_after_s, .. } => {
                Some(*retry_after_s)
            }
            _ => None,
        }
    }

    /// The body of a JSON answer.
    #[must_use]
    pub fn body(&self) -> ErrorBody {
        ErrorBody {
            error: self.code().as_str(),
            error_description: self.to_string(),
        }
    }

    /// The value of `WWW-Authenticate` where the status is 401 (RFC 6749 section 5.2, RFC 6750 section 3).
    #[must_use]
    pub fn challenge(&self) -> Option<&'static str> {
        match self {
            Self::ClientAuthentication { .. } => Some("Basic realm=\"token endpoint\""),
            Self::MissingToken => Some("Bearer realm=\"userinfo\""),
            Self::InvalidToken => Some("Bearer realm=\"userinfo\", error=\"invalid_token\""),
            Self::InsufficientScope => {
                Some("Bearer realm=\"userinfo\", error=\"insufficient_scope\", scope=\"openid\"")
            }
            _ => None,
        }
    }
}

#[cfg(test)]
#[path = "error_tests.rs"]
mod tests;
