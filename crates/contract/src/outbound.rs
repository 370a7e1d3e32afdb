//! A request an action sends, its answer and how it can fail.

use std::fmt;
use std::sync::Arc;

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
    /// How it is carried, and its answer handed over.
    pub transfer: Transfer,
    /// What the caller brings for TLS, if anything.
    pub tls: Option<Arc<TlsMaterial>>,
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

/// How a request is carried, and how its answer is handed over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Transfer {
    /// As `fetch` does: over the version of HTTP that is agreed with the server, the body decoded.
    #[default]
    Fetch,
    /// As Node's `http` does: over HTTP/1.1, with no headers but the caller's, the body as it was sent.
    Http1,
    /// As Node's `http2` does: over HTTP/2, which without TLS the server is expected to speak (RFC 9113, section 3.3), the
    /// body as it was sent.
    Http2,
}

/// What a caller brings for TLS, as PEM. Its `Debug` shows nothing of it.
#[derive(Clone, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsMaterial {
    /// The authorities trusted, in place of the operating system's.
    #[serde(rename = "ca")]
    pub authorities: Option<String>,
    /// The certificate shown to the server, with those that lead to its authority.
    #[serde(rename = "cert")]
    pub certificate: Option<String>,
    /// The certificate's key, in the clear.
    pub key: Option<String>,
}

impl TlsMaterial {
    /// All of it together, in bytes.
    pub fn bytes(&self) -> usize {
        let parts = [&self.authorities, &self.certificate, &self.key];
        parts.into_iter().flatten().map(String::len).sum()
    }
}

impl fmt::Debug for TlsMaterial {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TlsMaterial")
            .finish_non_exhaustive()
    }
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
    /// No trusted authority vouches for the server's certificate.
    CertificateUntrusted,
    /// The server's certificate is no longer valid.
    CertificateExpired,
    /// The server's certificate is for another name.
    CertificateMisnamed,
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
            Self::CertificateUntrusted => Some("UNABLE_TO_VERIFY_LEAF_SIGNATURE"),
            Self::CertificateExpired => Some("CERT_HAS_EXPIRED"),
            Self::CertificateMisnamed => Some("ERR_TLS_CERT_ALTNAME_INVALID"),
            Self::RefusedByPolicy => Some("ERR_OUTBOUND_POLICY"),
            Self::Capability => Some("ERR_LATCHWORK_CAPABILITY"),
            Self::TooLarge => Some("ERR_RESPONSE_TOO_LARGE"),
            Self::TooManyRedirects | Self::Aborted | Self::Other => None,
        }
    }
}
