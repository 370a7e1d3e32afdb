//! What an operator allows a tenant beyond the public network: exact hosts on exact ports.

use std::collections::BTreeSet;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::EgressError;
use crate::name;

/// A host as an allowance names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AllowedHost {
    /// A name, lower case, whatever it resolves to.
    Name(String),
    /// An address, under whatever public-looking name it is reached.
    Address(IpAddr),
}

/// One host and port a tenant may reach although the policy refuses it to others. Written `host:port`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Allowance {
    host: AllowedHost,
    port: u16,
}

impl Allowance {
    /// Allows `address` on `port`.
    #[must_use]
    pub fn address(address: IpAddr, port: u16) -> Self {
        Self {
            host: AllowedHost::Address(address),
            port,
        }
    }

    /// The host allowed.
    #[must_use]
    pub fn host(&self) -> &AllowedHost {
        &self.host
    }

    /// The port allowed.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl FromStr for Allowance {
    type Err = EgressError;

    fn from_str(text: &str) -> Result<Self, EgressError> {
        let invalid = || EgressError::Allowance {
            text: text.to_owned(),
        };
        let (host, port) = text.rsplit_once(':').ok_or_else(invalid)?;
        let port = port.parse().map_err(|_| invalid())?;
        let host = match url::Host::parse(host).map_err(|_| invalid())? {
            url::Host::Ipv4(address) => AllowedHost::Address(address.into()),
            url::Host::Ipv6(address) => AllowedHost::Address(address.into()),
            // The URL parser lets `*` through; an allowance is one name, not a pattern.
            url::Host::Domain(domain) if domain.contains('*') => return Err(invalid()),
            url::Host::Domain(domain) => AllowedHost::Name(name::canonical(&domain)),
        };
        Ok(Self { host, port })
    }
}

impl TryFrom<String> for Allowance {
    type Error = EgressError;

    fn try_from(text: String) -> Result<Self, EgressError> {
        text.parse()
    }
}

impl fmt::Display for Allowance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.host {
            AllowedHost::Name(name) => write!(f, "{name}:{}", self.port),
            AllowedHost::Address(IpAddr::V4(address)) => write!(f, "{address}:{}", self.port),
            AllowedHost::Address(IpAddr::V6(address)) => write!(f, "[{address}]:{}", self.port),
        }
    }
}

impl From<Allowance> for String {
    fn from(allowance: Allowance) -> Self {
        allowance.to_string()
    }
}

/// All allowances of one tenant. Empty by default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Allowances(BTreeSet<Allowance>);

impl Allowances {
    /// No allowance: the public network only.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// The hosts allowed on some port.
    pub(crate) fn on_any_port(&self) -> PortAllowances {
        PortAllowances(
            self.0
                .iter()
                .map(|allowance| allowance.host.clone())
                .collect(),
        )
    }

    /// The allowances that concern one port.
    pub(crate) fn on_port(&self, port: u16) -> PortAllowances {
        let hosts = self.0.iter().filter(|allowance| allowance.port == port);
        PortAllowances(hosts.map(|allowance| allowance.host.clone()).collect())
    }
}

impl FromIterator<Allowance> for Allowances {
    fn from_iter<T: IntoIterator<Item = Allowance>>(iter: T) -> Self {
        Self(iter.into_iter().collect())
    }
}

/// The hosts allowed on the port at hand. It is part of the key of a pool: a resolver knows no port, so a client
/// serves one such set, and connections made under an allowance are out of reach once it is withdrawn.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct PortAllowances(BTreeSet<AllowedHost>);

impl PortAllowances {
    pub(crate) fn has_name(&self, name: &str) -> bool {
        self.0
            .iter()
            .any(|host| matches!(host, AllowedHost::Name(allowed) if allowed == name))
    }

    pub(crate) fn has_address(&self, address: IpAddr) -> bool {
        self.0.contains(&AllowedHost::Address(address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allowances_are_read_and_written_in_one_form() {
        for (text, expected) in [
            ("127.0.0.1:9000", "127.0.0.1:9000"),
            ("[::1]:9000", "[::1]:9000"),
            ("Partner.Internal.:8443", "partner.internal:8443"),
            ("2130706433:80", "127.0.0.1:80"),
        ] {
            assert_eq!(text.parse::<Allowance>().unwrap().to_string(), expected);
        }
        for text in ["127.0.0.1", "a:b", ":80", "host:65536", "*.x.com:80"] {
            assert!(text.parse::<Allowance>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_allowance_counts_on_its_port_only() {
        let all: Allowances = ["127.0.0.1:9000", "x.internal:9001"]
            .iter()
            .map(|text| text.parse().unwrap())
            .collect();
        let address = "127.0.0.1".parse().unwrap();
        assert!(all.on_port(9000).has_address(address));
        assert!(!all.on_port(9001).has_address(address));
        assert!(all.on_port(9001).has_name("x.internal"));
        assert!(!all.on_port(80).has_name("x.internal"));
    }
}
