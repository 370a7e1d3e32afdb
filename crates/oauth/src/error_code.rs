//! What machines read of an error: its code, and the status that goes with it.

use serde::Serialize;

/// The value of `error` (RFC 6749 sections 4.1.2.1 and 5.2, OpenID Connect Core section 3.1.2.6, RFC 6750 section 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant is the protocol's own word")]
pub enum ErrorCode {
    InvalidRequest,
    InvalidClient,
    InvalidGrant,
    InvalidScope,
    InvalidToken,
    InsufficientScope,
    UnauthorizedClient,
    UnsupportedGrantType,
    UnsupportedResponseType,
    AccessDenied,
    LoginRequired,
    ConsentRequired,
    InteractionRequired,
    RequestNotSupported,
    RequestUriNotSupported,
    RegistrationNotSupported,
    ServerError,
    TemporarilyUnavailable,
    TooManyRequests,
    TooManyAttempts,
}

impl ErrorCode {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::InvalidScope => "invalid_scope",
            Self::InvalidToken => "invalid_token",
            Self::InsufficientScope => "insufficient_scope",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::AccessDenied => "access_denied",
            Self::LoginRequired => "login_required",
            Self::ConsentRequired => "consent_required",
            Self::InteractionRequired => "interaction_required",
            Self::RequestNotSupported => "request_not_supported",
            Self::RequestUriNotSupported => "request_uri_not_supported",
            Self::RegistrationNotSupported => "registration_not_supported",
            Self::ServerError => "server_error",
            Self::TemporarilyUnavailable => "temporarily_unavailable",
            Self::TooManyRequests => "too_many_requests",
            Self::TooManyAttempts => "too_many_attempts",
        }
    }

    /// The status at the token endpoint, as the reference gives it (`invalid_grant` 403, `unsupported_grant_type` 501).
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::InvalidRequest
            | Self::InvalidScope
            | Self::LoginRequired
            | Self::ConsentRequired
            | Self::InteractionRequired
            | Self::RequestNotSupported
            | Self::RequestUriNotSupported
            | Self::RegistrationNotSupported => 400,
            Self::InvalidClient | Self::InvalidToken => 401,
            Self::InvalidGrant
            | Self::UnauthorizedClient
            | Self::AccessDenied
            | Self::InsufficientScope => 403,
            Self::TooManyRequests | Self::TooManyAttempts => 429,
            Self::ServerError => 500,
            Self::UnsupportedGrantType | Self::UnsupportedResponseType => 501,
            Self::TemporarilyUnavailable => 503,
        }
    }
}

/// A parameter of OpenID Connect Core this host does not take; each has an error of its own (section 3.1.2.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnsupportedParameter {
    /// `request`.
    Request,
    /// `request_uri`.
    RequestUri,
    /// `registration`.
    Registration,
}

impl UnsupportedParameter {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Request, Self::RequestUri, Self::Registration];

    /// Its name.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::RequestUri => "request_uri",
            Self::Registration => "registration",
        }
    }

    pub(crate) fn code(self) -> ErrorCode {
        match self {
            Self::Request => ErrorCode::RequestNotSupported,
            Self::RequestUri => ErrorCode::RequestUriNotSupported,
            Self::Registration => ErrorCode::RegistrationNotSupported,
        }
    }
}
