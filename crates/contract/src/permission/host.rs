//! The hosts an action may reach.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU16;

use serde::{Deserialize, Serialize};

use super::checked_text;
use super::name::configured;

/// An exact host (`api.acme.com`), every host below a name (`*.acme.com`), or the one the customer configured
/// (`{configuration.ACME_URL}`, whose value is a host or a URL). Without a port it is HTTPS on 443.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum HostPattern {
    /// This host.
    Exact {
        /// Its name in lower case, or an address as a URL writes it.
        host: String,
        /// Its port, if not 443.
        port: Option<NonZeroU16>,
    },
    /// Every host below this name, at any depth; not the name itself.
    Below {
        /// The name, in lower case.
        name: String,
        /// Their port, if not 443.
        port: Option<NonZeroU16>,
    },
    /// The value of this configuration item.
    Configured(String),
}

/// Why a text is no host pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HostPatternError {
    /// Not `name`, `name:port`, `*.name` or `{configuration.NAME}`.
    #[error(
        "`{0}` is no host: write api.acme.com, api.acme.com:8443, *.acme.com or {{configuration.NAME}}"
    )]
    NotAHost(String),
    /// A star above a name that is too general.
    #[error("`{0}` would reach hosts of others: name at least two labels after the `*`")]
    TooWide(String),
}

/// The port of a pattern that names none.
const HTTPS: u16 = 443;

impl HostPattern {
    /// Reads a pattern.
    pub fn parse(text: &str) -> Result<Self, HostPatternError> {
        let wrong = || HostPatternError::NotAHost(text.to_owned());
        if text.starts_with('{') {
            return configured(text)
                .map(|item| Self::Configured(item.to_owned()))
                .ok_or_else(wrong);
        }
        match text.strip_prefix("*.") {
            None => authority(text)
                .map(|(host, port)| Self::Exact { host, port })
                .ok_or_else(wrong),
            Some(below) => {
                let (name, port) = authority(below).ok_or_else(wrong)?;
                if name.starts_with('[') || !name.trim_end_matches('.').contains('.') {
                    return Err(HostPatternError::TooWide(text.to_owned()));
                }
                Ok(Self::Below { name, port })
            }
        }
    }

    /// Whether a request to `host`, as a URL writes it, on `port` is meant.
    pub fn matches(&self, host: &str, port: u16) -> bool {
        let host = host.trim_end_matches('.');
        let meant = |own: &Option<NonZeroU16>| own.map_or(HTTPS, NonZeroU16::get) == port;
        match self {
            Self::Exact { host: own, port } => own == host && meant(port),
            Self::Below { name, port } => {
                host.strip_suffix(name.as_str())
                    .is_some_and(|front| front.len() > 1 && front.ends_with('.'))
                    && meant(port)
            }
            Self::Configured(_) => false,
        }
    }

    /// Whether some port of this host is meant.
    pub fn covers(&self, host: &str) -> bool {
        let port = match self {
            Self::Exact { port, .. } | Self::Below { port, .. } => *port,
            Self::Configured(_) => None,
        };
        self.matches(host, port.map_or(HTTPS, NonZeroU16::get))
    }

    /// The pattern with the customer's value in it; none when there is no value or it names no host.
    pub fn fix(&self, configuration: &BTreeMap<String, String>) -> Option<Self> {
        let Self::Configured(item) = self else {
            return Some(self.clone());
        };
        let value = configuration.get(item)?;
        if value.contains("://") {
            let url = url::Url::parse(value).ok()?;
            let host = url.host_str()?.trim_end_matches('.').to_owned();
            let port = url.port_or_known_default().filter(|&port| port != HTTPS);
            return Some(Self::Exact {
                host,
                port: port.and_then(NonZeroU16::new),
            });
        }
        authority(value).map(|(host, port)| Self::Exact { host, port })
    }
}

/// `host[:port]` as a URL would have it; nothing else beside it.
fn authority(text: &str) -> Option<(String, Option<NonZeroU16>)> {
    let odd = |byte: u8| !byte.is_ascii_graphic() || b"/@?#\\%*".contains(&byte);
    if text.is_empty() || text.len() > 261 || text.bytes().any(odd) {
        return None;
    }
    let url = url::Url::parse(&format!("https://{text}/")).ok()?;
    let host = url.host_str()?.trim_end_matches('.').to_owned();
    (!host.is_empty()).then(|| (host, url.port().and_then(NonZeroU16::new)))
}

impl fmt::Display for HostPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let with_port = |f: &mut fmt::Formatter<'_>, port: &Option<NonZeroU16>| match port {
            Some(port) => write!(f, ":{port}"),
            None => Ok(()),
        };
        match self {
            Self::Exact { host, port } => {
                f.write_str(host)?;
                with_port(f, port)
            }
            Self::Below { name, port } => {
                write!(f, "*.{name}")?;
                with_port(f, port)
            }
            Self::Configured(item) => write!(f, "{{configuration.{item}}}"),
        }
    }
}

checked_text!(HostPattern, HostPatternError);
