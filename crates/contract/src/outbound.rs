//! A request an action sends, its answer and how it can fail.

use serde::{Deserialize, Serialize};

use crate::permission::Capabilities;

/// One outbound HTTP request, before any policy has looked at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboundRequest {
    /// The method, in upper case.
    pub method: String,
    /// The absolute URL.
    pub url: String,
    /// Header names and values, in order.
    pub headers: Vec<(String, String)>,
    /// The body; empty when there is none.
    pub body: Vec<u8>,
    /// What to do with a redirect.
    pub redirect: RedirectMode,
    /// The largest body the caller accepts, after decoding.
    pub max_response_bytes: u64,
    /// Whoever sends it holds the URL and that of every redirect against them, before anything is sent there.
    pub capabilities: Capabilities,
}

/// What to do with a redirect, as `fetch` names it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RedirectMode {
    /// Follow it, each hop checked by the policy.
    #[default]
    Follow,
    /// Fail.
    Error,
    /// Hand it to the caller.
    Manual,
}

/// The head of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboundHead {
    /// The status code.
    pub status: u16,
    /// The reason phrase; empty over HTTP/2.
    pub status_text: String,
    /// The URL that answered, after redirects.
    pub url: String,
    /// Whether a redirect was followed.
    pub redirected: bool,
    /// Header names (lower case) and values, in order, `set-cookie` once per cookie.
    pub headers: Vec<(String, String)>,
}

/// A request that got no answer, or whose answer broke off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct OutboundError {
    /// The cause.
    pub kind: OutboundErrorKind,
    /// One sentence that the action may see.
    pub message: String,
}

impl OutboundError {
    /// An error of this kind.
    pub fn new(kind: OutboundErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
        }
    }
}

/// Why a request got no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutboundErrorKind {
    /// The outbound policy does not allow the name, address, port or header.
    RefusedByPolicy,
    /// The host is not among the permissions of who asks.
    Capability,
    /// The name does not resolve.
    Dns,
    /// Nobody listens there.
    Refused,
    /// The connection broke.
    Reset,
    /// It took too long.
    Timeout,
    /// The TLS handshake failed.
    Tls,
    /// The answer is larger than the caller accepts.
    TooLarge,
    /// There were more redirects than allowed, or one where none was.
    TooManyRedirects,
    /// The URL cannot be requested.
    InvalidUrl,
    /// The caller gave it up.
    Aborted,
    /// Anything else.
    Other,
}

impl OutboundErrorKind {
    /// The `code` Node gives the `cause` of such a failure.
    pub const fn node_code(self) -> Option<&'static str> {
        match self {
            Self::Dns => Some("ENOTFOUND"),
            Self::Refused => Some("ECONNREFUSED"),
            Self::Reset => Some("ECONNRESET"),
            Self::Timeout => Some("UND_ERR_CONNECT_TIMEOUT"),
            Self::InvalidUrl => Some("ERR_INVALID_URL"),
            Self::Tls => Some("ERR_TLS_HANDSHAKE"),
            Self::RefusedByPolicy => Some("ERR_OUTBOUND_POLICY"),
            Self::Capability => Some("ERR_LATCHWORK_CAPABILITY"),
            Self::TooLarge => Some("ERR_RESPONSE_TOO_LARGE"),
            Self::TooManyRedirects | Self::Aborted | Self::Other => None,
        }
    }
}
