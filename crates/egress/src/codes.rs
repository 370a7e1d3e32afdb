//! How connections and queries fail, in the codes that Node has for it and programs match.

use std::io;

use contract::outbound::OutboundErrorKind as Kind;
use contract::socket::SocketError;
use rustls::AlertDescription as Alert;

use crate::error::EgressError;

impl From<EgressError> for SocketError {
    fn from(error: EgressError) -> Self {
        let mut failed = Self::new(error.kind(), code(&error), error.to_string());
        if let EgressError::Connect { attempts, .. } = error {
            failed.attempts = attempts;
        }
        failed
    }
}

fn code(error: &EgressError) -> &'static str {
    match error {
        EgressError::Connect { source, .. } => io_code(source),
        EgressError::Handshake { source, .. } => handshake_code(source),
        EgressError::HandshakeTimeout { .. } => "ERR_TLS_HANDSHAKE_TIMEOUT",
        EgressError::Query { source, .. } => source.code(),
        EgressError::Resolve { source, .. } if source.kind() != io::ErrorKind::NotFound => {
            "EAI_AGAIN"
        }
        EgressError::Resolve { .. } | EgressError::NoAddress { .. } => "ENOTFOUND",
        EgressError::InvalidHost { .. } => "ENOTFOUND",
        EgressError::InvalidName { .. } => "EBADNAME",
        EgressError::Busy { .. } => "ERR_LATCHWORK_LIMIT",
        EgressError::Pem { .. }
        | EgressError::NoAuthority
        | EgressError::Identity { .. }
        | EgressError::Protocols { .. } => "ERR_INVALID_ARG_VALUE",
        error => match error.kind() {
            Kind::Capability => "ERR_LATCHWORK_CAPABILITY",
            Kind::RefusedByPolicy => "ERR_OUTBOUND_POLICY",
            Kind::Tls => "ERR_TLS_HANDSHAKE",
            _ => "EIO",
        },
    }
}

/// Node's code of what the operating system says.
pub(crate) fn io_code(error: &io::Error) -> &'static str {
    use io::ErrorKind as Io;
    match error.kind() {
        Io::ConnectionRefused => "ECONNREFUSED",
        Io::ConnectionReset | Io::UnexpectedEof => "ECONNRESET",
        Io::ConnectionAborted => "ECONNABORTED",
        Io::BrokenPipe => "EPIPE",
        Io::TimedOut => "ETIMEDOUT",
        Io::HostUnreachable => "EHOSTUNREACH",
        Io::NetworkUnreachable => "ENETUNREACH",
        Io::AddrNotAvailable => "EADDRNOTAVAIL",
        Io::NotConnected => "ENOTCONN",
        Io::PermissionDenied => "EACCES",
        _ => "EIO",
    }
}

fn handshake_code(source: &io::Error) -> &'static str {
    let inner = source
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<rustls::Error>());
    inner.map_or_else(|| io_code(source), tls_code)
}

/// OpenSSL's name of what went wrong, as Node gives it.
pub(crate) fn tls_code(error: &rustls::Error) -> &'static str {
    match error {
        rustls::Error::AlertReceived(alert) => alert_code(*alert),
        rustls::Error::InvalidMessage(_) => "ERR_SSL_WRONG_VERSION_NUMBER",
        rustls::Error::PeerIncompatible(_) => "ERR_SSL_UNSUPPORTED_PROTOCOL",
        rustls::Error::NoApplicationProtocol => "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL",
        _ => "ERR_TLS_HANDSHAKE",
    }
}

fn alert_code(alert: Alert) -> &'static str {
    match alert {
        Alert::HandshakeFailure => "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
        Alert::BadCertificate => "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE",
        Alert::CertificateUnknown => "ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN",
        Alert::CertificateExpired => "ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED",
        Alert::UnknownCA => "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA",
        Alert::AccessDenied => "ERR_SSL_TLSV1_ALERT_ACCESS_DENIED",
        Alert::ProtocolVersion => "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
        Alert::InternalError => "ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR",
        Alert::UnrecognisedName => "ERR_SSL_TLSV1_UNRECOGNIZED_NAME",
        Alert::CertificateRequired => "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
        Alert::NoApplicationProtocol => "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL",
        _ => "ERR_TLS_HANDSHAKE",
    }
}

/// What an open connection reports, with Node's code in it.
pub(crate) fn broken(error: io::Error) -> io::Error {
    let inner = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<rustls::Error>());
    let code = inner.map_or_else(|| io_code(&error), tls_code);
    let kind = match (error.kind(), inner.is_some()) {
        (_, true) => Kind::Tls,
        (io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe, _) => Kind::Reset,
        _ => Kind::Other,
    };
    let failed = SocketError::new(kind, code, error.to_string());
    io::Error::new(error.kind(), failed)
}
