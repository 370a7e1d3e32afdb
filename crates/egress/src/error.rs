//! Every way a request can end without an answer, and what the caller learns of it.

use std::error::Error as StdError;
use std::io;

use contract::outbound::{OutboundError, OutboundErrorKind as Kind};
use contract::permission::Refusal;
use contract::socket::Attempt;

use crate::address::AddressClass;
use crate::diagnosis::{Diagnosis, diagnose};
use crate::query::QueryFailure;

/// Why the client could not be made, or a request got no complete answer.
///
/// The `Display` text may be shown to the code that sent the request: it says what the policy objects to, never what
/// a name resolves to.
#[derive(Debug, thiserror::Error)]
pub enum EgressError {
    /// The URL does not parse.
    #[error("the URL cannot be parsed: {source}")]
    InvalidUrl {
        /// What the parser says.
        source: url::ParseError,
    },
    /// The URL has no host.
    #[error("the URL has no host")]
    NoHost,
    /// The URL is longer than the limit.
    #[error("the URL is longer than {limit_bytes} bytes; send the data in the body")]
    UrlTooLong {
        /// The limit.
        limit_bytes: usize,
    },
    /// Neither `http` nor `https`.
    #[error("the scheme `{scheme}` cannot be requested; use http or https")]
    Scheme {
        /// The scheme.
        scheme: String,
    },
    /// `user:password@` in the URL (fetch standard, section 5.4).
    #[error("the URL holds credentials; send them in an Authorization header")]
    CredentialsInUrl,
    /// A method the fetch standard forbids, or no token.
    #[error("the method `{method}` cannot be requested")]
    Method {
        /// The method.
        method: String,
    },
    /// A header the transport owns, or one that contradicts the URL or the body.
    #[error(
        "the header `{name}` cannot be set to this value; leave it out, the host sets it itself"
    )]
    Header {
        /// Its name.
        name: String,
    },
    /// A header that is no HTTP header.
    #[error("the header `{name}` is not a valid name with a valid value")]
    MalformedHeader {
        /// Its name.
        name: String,
    },
    /// More request headers than allowed.
    #[error("the request headers exceed {limit_count} headers or {limit_bytes} bytes; send fewer")]
    RequestHeadersTooLarge {
        /// The limit of headers.
        limit_count: usize,
        /// The limit of bytes.
        limit_bytes: usize,
    },
    /// A request body over the limit.
    #[error("the request body is larger than {limit_bytes} bytes; send less")]
    RequestTooLarge {
        /// The limit.
        limit_bytes: usize,
    },
    /// A port of the fetch standard's blocked list.
    #[error("the outbound policy refuses port {port}; it belongs to another protocol than HTTP")]
    Port {
        /// The port.
        port: u16,
    },
    /// A port that sockets do not reach.
    #[error("the outbound policy refuses connections to port {port}")]
    SocketPort {
        /// The port.
        port: u16,
    },
    /// Where a connection should go is neither a name nor an address.
    #[error("the host of a connection is a name or an address of at most {limit_bytes} bytes")]
    InvalidHost {
        /// The limit.
        limit_bytes: usize,
    },
    /// Nobody took the connection.
    #[error("`{host}` accepted no connection on port {port}: {source}")]
    Connect {
        /// The host.
        host: String,
        /// The port.
        port: u16,
        /// What the operating system says, of the last address tried.
        source: io::Error,
        /// The addresses tried.
        attempts: Vec<Attempt>,
    },
    /// A name that cannot be asked for.
    #[error(
        "a query is for a name of labels with letters, digits, hyphens and underscores, of at most {limit_bytes} bytes, or for an address"
    )]
    InvalidName {
        /// The limit.
        limit_bytes: usize,
    },
    /// A query without an answer.
    #[error("the query for `{name}` has no answer: {source}")]
    Query {
        /// The name.
        name: String,
        /// Why.
        source: QueryFailure,
    },
    /// A name for TLS that is no name, or not one that was granted.
    #[error(
        "`{name}` cannot be the server name of TLS; it is the host connected to, or a host that was granted"
    )]
    ServerName {
        /// The name.
        name: String,
    },
    /// TLS that would not look at the certificate, where clear text was not granted.
    #[error(
        "the certificate of `{host}` has to be verified: clear text on port {port} was not granted, and TLS without verification protects no more"
    )]
    Unverified {
        /// The host.
        host: String,
        /// The port.
        port: u16,
    },
    /// Certificates or a key for TLS that cannot be read.
    #[error("`{what}` for TLS is PEM of at most {limit_bytes} bytes; this cannot be read")]
    Pem {
        /// As Node names the option.
        what: &'static str,
        /// The limit.
        limit_bytes: usize,
    },
    /// None of the given authorities is one.
    #[error("`ca` for TLS holds no certificate of an authority")]
    NoAuthority,
    /// A client's certificate that does not go with its key.
    #[error("`cert` and `key` for TLS cannot be used together: {source}")]
    Identity {
        /// What the TLS library says.
        source: rustls::Error,
    },
    /// Protocols (ALPN) that cannot be offered.
    #[error("TLS offers at most {limit_count} protocols of 1 to {limit_bytes} bytes each")]
    Protocols {
        /// The limit of protocols.
        limit_count: usize,
        /// The limit of bytes.
        limit_bytes: usize,
    },
    /// TLS within TLS.
    #[error("the connection has TLS already")]
    AlreadySecure,
    /// TLS was not there in time.
    #[error("the TLS handshake with `{host}` did not end in time")]
    HandshakeTimeout {
        /// The host.
        host: String,
    },
    /// TLS did not come about.
    #[error("the TLS handshake with `{host}` failed: {source}")]
    Handshake {
        /// The host.
        host: String,
        /// What the TLS library or the operating system says.
        source: io::Error,
    },
    /// A name that is local by its spelling.
    #[error("the outbound policy refuses `{host}`: the name is local; {advice}")]
    RefusedName {
        /// The name.
        host: String,
        /// What to do, of the [`Policy`](crate::Policy).
        advice: &'static str,
    },
    /// A literal or resolved address that is not public.
    #[error("the outbound policy refuses `{host}`: it leads to {class}; {advice}")]
    RefusedAddress {
        /// The host as the URL names it.
        host: String,
        /// What to do, of the [`Policy`](crate::Policy).
        advice: &'static str,
        /// What its address is.
        class: AddressClass,
    },
    /// A host that the request's capabilities do not reach.
    #[error(transparent)]
    Capability(#[from] Refusal),
    /// The resolver failed or knows no such name.
    #[error("the name `{host}` cannot be resolved")]
    Resolve {
        /// The name.
        host: String,
        /// What the resolver says.
        source: io::Error,
    },
    /// The resolver answered without an address.
    #[error("the name `{host}` has no address")]
    NoAddress {
        /// The name.
        host: String,
    },
    /// Too many requests of one pool at once.
    #[error("{limit} requests are already in flight; wait for some to end")]
    Busy {
        /// The limit.
        limit: usize,
    },
    /// More redirects than allowed.
    #[error("more than {limit} redirects")]
    TooManyRedirects {
        /// The limit.
        limit: usize,
    },
    /// A redirect where the caller wants none.
    #[error("the answer is a redirect, and the request was sent with `redirect: \"error\"`")]
    UnexpectedRedirect,
    /// Time ran out.
    #[error("`{host}` did not answer completely within {limit_ms} ms")]
    Timeout {
        /// The host.
        host: String,
        /// The time the request had.
        limit_ms: u64,
    },
    /// Nobody listens there.
    #[error("`{host}` refused the connection")]
    Refused {
        /// The host.
        host: String,
        /// What the client says.
        source: reqwest::Error,
    },
    /// No connection within the time to connect.
    #[error("`{host}` accepted no connection in time")]
    ConnectTimeout {
        /// The host.
        host: String,
        /// What the client says.
        source: reqwest::Error,
    },
    /// The connection broke.
    #[error("`{host}` closed the connection before the answer was complete")]
    Reset {
        /// The host.
        host: String,
        /// What the client says.
        source: reqwest::Error,
    },
    /// The TLS handshake failed.
    #[error("the TLS handshake with `{host}` failed: {reason}")]
    Tls {
        /// The host.
        host: String,
        /// What the TLS library says.
        reason: rustls::Error,
    },
    /// What the caller brings for TLS cannot be used.
    #[error("the {part} given for TLS cannot be used; give it as PEM: {reason}")]
    TlsMaterial {
        /// Which part of it.
        part: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The response headers exceed the limit.
    #[error("the response headers of `{host}` are larger than {limit_bytes} bytes")]
    ResponseHeadersTooLarge {
        /// The host.
        host: String,
        /// The limit.
        limit_bytes: usize,
    },
    /// The decoded response body exceeds the limit.
    #[error("the response body of `{host}` is larger than {limit_bytes} bytes; ask for less")]
    ResponseTooLarge {
        /// The host.
        host: String,
        /// The limit.
        limit_bytes: u64,
    },
    /// Something else between the two machines.
    #[error("the request to `{host}` failed: {}", innermost(source))]
    Transport {
        /// The host.
        host: String,
        /// What the client says.
        source: reqwest::Error,
    },
    /// An allowance that is not `host:port`.
    #[error("`{text}` is no allowance; write an exact host and port, such as `127.0.0.1:9000`")]
    Allowance {
        /// The text.
        text: String,
    },
    /// The operating system's certificate authorities cannot be used.
    #[error("no certificate authorities can be read; install the system's CA certificates")]
    Authorities {
        /// What the TLS library says.
        source: rustls::Error,
    },
    /// The HTTP client cannot be made.
    #[error("the HTTP client cannot be made")]
    Client {
        /// What the client says.
        source: reqwest::Error,
    },
    /// The name resolver cannot be made.
    #[error("the name resolver cannot be made")]
    Resolver {
        /// What the resolver says.
        source: io::Error,
    },
    /// Another request of the same pool failed to make its client.
    #[error(transparent)]
    Shared(#[from] std::sync::Arc<EgressError>),
}

impl EgressError {
    /// The cause, in the words of the contract.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::InvalidUrl { .. }
            | Self::NoHost
            | Self::UrlTooLong { .. }
            | Self::Scheme { .. }
            | Self::CredentialsInUrl => Kind::InvalidUrl,
            Self::Method { .. }
            | Self::Header { .. }
            | Self::Port { .. }
            | Self::SocketPort { .. }
            | Self::RefusedName { .. }
            | Self::RefusedAddress { .. } => Kind::RefusedByPolicy,
            Self::Capability(_) | Self::ServerName { .. } | Self::Unverified { .. } => {
                Kind::Capability
            }
            Self::Resolve { .. }
            | Self::NoAddress { .. }
            | Self::InvalidHost { .. }
            | Self::InvalidName { .. }
            | Self::Query { .. } => Kind::Dns,
            Self::Connect { source, .. } => match source.kind() {
                io::ErrorKind::ConnectionRefused => Kind::Refused,
                io::ErrorKind::ConnectionReset => Kind::Reset,
                io::ErrorKind::TimedOut => Kind::Timeout,
                _ => Kind::Other,
            },
            Self::TooManyRedirects { .. } | Self::UnexpectedRedirect => Kind::TooManyRedirects,
            Self::Timeout { .. } | Self::ConnectTimeout { .. } | Self::HandshakeTimeout { .. } => {
                Kind::Timeout
            }
            Self::Refused { .. } => Kind::Refused,
            Self::Reset { .. } => Kind::Reset,
            Self::Tls { reason, .. } => kind_of_tls(reason),
            Self::TlsMaterial { .. }
            | Self::Handshake { .. }
            | Self::Pem { .. }
            | Self::NoAuthority
            | Self::Identity { .. }
            | Self::Protocols { .. }
            | Self::AlreadySecure => Kind::Tls,
            Self::RequestHeadersTooLarge { .. }
            | Self::RequestTooLarge { .. }
            | Self::ResponseHeadersTooLarge { .. }
            | Self::ResponseTooLarge { .. } => Kind::TooLarge,
            Self::Shared(inner) => inner.kind(),
            Self::MalformedHeader { .. }
            | Self::Busy { .. }
            | Self::Transport { .. }
            | Self::Allowance { .. }
            | Self::Authorities { .. }
            | Self::Client { .. }
            | Self::Resolver { .. } => Kind::Other,
        }
    }

    /// Sorts what the HTTP client reports by its cause. Our own errors, raised in the resolver, come back unchanged.
    pub(crate) fn from_client(host: &str, error: reqwest::Error) -> Self {
        let host = host.to_owned();
        match diagnose(&error) {
            Diagnosis::Policy(class, advice) => Self::RefusedAddress {
                host,
                class,
                advice,
            },
            Diagnosis::Unresolved(kind) => Self::Resolve {
                host,
                source: io::Error::from(kind),
            },
            Diagnosis::NoAddress => Self::NoAddress { host },
            Diagnosis::Tls(reason) => Self::Tls { host, reason },
            Diagnosis::Refused => Self::Refused {
                host,
                source: error,
            },
            Diagnosis::Reset => Self::Reset {
                host,
                source: error,
            },
            Diagnosis::Timeout => Self::ConnectTimeout {
                host,
                source: error,
            },
            Diagnosis::Unknown => Self::Transport {
                host,
                source: error,
            },
        }
    }
}

/// Why a handshake failed, as far as it was for the certificate.
fn kind_of_tls(reason: &rustls::Error) -> Kind {
    use rustls::CertificateError as Certificate;
    let rustls::Error::InvalidCertificate(certificate) = reason else {
        return Kind::Tls;
    };
    match certificate {
        // Of an authority that has the name of a trusted one and another key, the signature is wrong.
        Certificate::UnknownIssuer | Certificate::BadSignature => Kind::CertificateUntrusted,
        Certificate::Expired | Certificate::ExpiredContext { .. } => Kind::CertificateExpired,
        Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => {
            Kind::CertificateMisnamed
        }
        _ => Kind::Tls,
    }
}

impl From<EgressError> for OutboundError {
    fn from(error: EgressError) -> Self {
        Self::new(error.kind(), error.to_string())
    }
}

/// The last cause of a chain; the ones above it only repeat the URL.
fn innermost(error: &reqwest::Error) -> &dyn StdError {
    let mut current: &dyn StdError = error;
    while let Some(next) = current.source() {
        current = next;
    }
    current
}
