//! Connections and name queries of an action, before any policy has looked at them, and how they can fail.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::outbound::OutboundErrorKind;
use crate::permission::Capabilities;

/// A connection an action asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectRequest {
    /// A name, or an address without brackets.
    pub host: String,
    /// The port.
    pub port: u16,
    /// The addresses that may be connected to.
    pub family: AddressFamily,
    /// Whether anything may pass before TLS is in place.
    pub security: Security,
    /// Whoever connects holds host and port against them.
    pub capabilities: Capabilities,
}

/// A kind of addresses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AddressFamily {
    /// Both.
    #[default]
    Any,
    /// IPv4.
    V4,
    /// IPv6.
    V6,
}

impl AddressFamily {
    /// Whether this address is of the kind.
    pub const fn has(self, address: IpAddr) -> bool {
        match self {
            Self::Any => true,
            Self::V4 => address.is_ipv4(),
            Self::V6 => address.is_ipv6(),
        }
    }
}

/// Whether anything may pass over a connection before TLS is in place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// It may: a plain connection, on which TLS may be started later.
    #[default]
    Plain,
    /// Nothing: TLS comes first.
    Tls,
}

/// How TLS is to be started on a connection. Texts are PEM.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct TlsRequest {
    /// The name the certificate has to be for; that of the connection when there is none.
    pub server_name: Option<String>,
    /// Protocols offered (ALPN), best first.
    pub protocols: Vec<String>,
    /// The authorities that are trusted, instead of those of the host.
    pub authorities: Option<String>,
    /// What the client shows of itself.
    pub identity: Option<TlsIdentity>,
    /// What is asked of the server's certificate.
    pub verification: Verification,
    /// The versions that will do.
    pub versions: TlsVersions,
}

/// A client's certificate.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsIdentity {
    /// The certificate and those between it and its authority.
    pub certificates: String,
    /// Its private key.
    pub key: String,
}

impl std::fmt::Debug for TlsIdentity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TlsIdentity").finish_non_exhaustive()
    }
}

/// What is asked of the server's certificate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verification {
    /// That it is trusted, valid and for this name.
    #[default]
    Full,
    /// That it is trusted and valid; the caller looks at its name.
    Chain,
    /// Nothing; what is wrong with it is told.
    None,
}

/// Versions of TLS.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TlsVersions {
    /// 1.2 and 1.3.
    #[default]
    #[serde(rename = "any")]
    Any,
    /// 1.2 alone.
    #[serde(rename = "1.2")]
    Tls12,
    /// 1.3 alone.
    #[serde(rename = "1.3")]
    Tls13,
}

/// What TLS was agreed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsOutcome {
    /// The version, as Node names it: `TLSv1.3`.
    pub version: &'static str,
    /// The cipher suite as IANA names it.
    pub cipher: String,
    /// The protocol (ALPN) that the server chose.
    pub protocol: Option<String>,
    /// The server's certificates in DER, its own first.
    pub certificates: Vec<Vec<u8>>,
    /// What is wrong with them, where that was not asked.
    pub fault: Option<CertificateFault>,
}

/// What is wrong with a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CertificateFault {
    /// Node's code.
    pub code: &'static str,
    /// In OpenSSL's words.
    pub message: String,
}

/// A query for a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameQuery {
    /// The name, or the address of [`QueryKind::Reverse`].
    pub name: String,
    /// What is asked of it.
    pub kind: QueryKind,
    /// Whoever asks holds the name against them.
    pub capabilities: Capabilities,
}

/// What is asked of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QueryKind {
    /// Its addresses, as a connection would find them: with the hosts file.
    Lookup,
    /// IPv4 addresses.
    A,
    /// IPv6 addresses.
    Aaaa,
    /// Who may issue certificates for it.
    Caa,
    /// The name it stands for.
    Cname,
    /// Where its mail goes.
    Mx,
    /// How it is rewritten.
    Naptr,
    /// Its name servers.
    Ns,
    /// The names it points to.
    Ptr,
    /// The names of an address.
    Reverse,
    /// The beginning of its zone.
    Soa,
    /// Where a service is.
    Srv,
    /// Texts.
    Txt,
}

/// One record of an answer, as Node shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[allow(
    missing_docs,
    reason = "the fields are those of the records' RFCs, as Node spells them"
)]
pub enum NameRecord {
    /// An address, and for how many seconds it holds.
    Address { address: IpAddr, ttl: u32 },
    /// RFC 8659, section 4.
    Caa {
        critical: u8,
        tag: String,
        value: String,
    },
    /// A name: of CNAME, NS and PTR.
    Name { value: String },
    /// RFC 5321, section 5.
    Mx { exchange: String, priority: u16 },
    /// RFC 3403, section 4.
    Naptr {
        flags: String,
        service: String,
        regexp: String,
        replacement: String,
        order: u16,
        preference: u16,
    },
    /// RFC 1035, section 3.3.13.
    Soa {
        nsname: String,
        hostmaster: String,
        serial: u32,
        refresh: i32,
        retry: i32,
        expire: i32,
        minttl: u32,
    },
    /// RFC 2782.
    Srv {
        name: String,
        port: u16,
        priority: u16,
        weight: u16,
    },
    /// RFC 1035, section 3.3.14: the strings of one record.
    Txt { entries: Vec<String> },
}

/// A connection or a query that failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SocketError {
    /// The cause.
    pub kind: OutboundErrorKind,
    /// Node's code.
    pub code: &'static str,
    /// One sentence that the action may see.
    pub message: String,
    /// The addresses tried in vain.
    pub attempts: Vec<Attempt>,
    /// The server's own certificate in DER, when it is the cause.
    pub certificate: Option<Vec<u8>>,
}

/// An address that took no connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Attempt {
    /// The address.
    pub address: IpAddr,
    /// Node's code.
    pub code: &'static str,
}

impl SocketError {
    /// An error with the code that Node has for it.
    pub fn new(kind: OutboundErrorKind, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            kind,
            code,
            message: message.into(),
            attempts: Vec::new(),
            certificate: None,
        }
    }

    /// What a host says that opens no connections: `what` names the connection or the query.
    pub fn not_here(what: &str, advice: &str) -> Self {
        let kind = OutboundErrorKind::RefusedByPolicy;
        let message = format!("{what} is not possible here: {advice}");
        Self::new(kind, "ERR_OUTBOUND_POLICY", message)
    }
}

impl From<crate::permission::Refusal> for SocketError {
    fn from(refusal: crate::permission::Refusal) -> Self {
        let kind = OutboundErrorKind::Capability;
        Self::new(kind, "ERR_LATCHWORK_CAPABILITY", refusal.to_string())
    }
}
