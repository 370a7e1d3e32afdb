//! The outbound policy: which URL, name and address a request may reach. Pure; the client asks it on every hop.

use std::net::IpAddr;

use rustls::pki_types::CertificateDer;
use url::{Host, Url};

use crate::address::classify;
use crate::allowance::{Allowances, PortAllowances};
use crate::error::EgressError;
use crate::limits::Limits;
use crate::{name, port};

/// Whether addresses that are not public may be reached without an allowance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PrivateNetwork {
    /// Refused unless allowed one by one: the only choice for a server.
    #[default]
    Refused,
    /// Allowed: a developer's own machine, `latchwork run --allow-private`.
    Allowed,
}

/// What every request is held to.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Loopback, private and other special addresses.
    pub private_network: PrivateNetwork,
    /// Ceilings in bytes, counts and time.
    pub limits: Limits,
    /// Certificate authorities trusted besides those of the operating system.
    pub authorities: Vec<CertificateDer<'static>>,
    /// What a caller whose request was refused for its name or address is told to do.
    pub advice: &'static str,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            private_network: PrivateNetwork::default(),
            limits: Limits::default(),
            authorities: Vec::new(),
            advice: "ask the operator to allow this host and port",
        }
    }
}

/// What a URL that passed leaves to be checked when its name is resolved.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Scope {
    any_address: bool,
    advice: &'static str,
    allowed: PortAllowances,
}

impl Scope {
    /// Checks the answer for `host`, as it comes from the resolver: one refused address refuses the whole answer, so
    /// that no retry can pick it.
    pub(crate) fn check_answer(&self, host: &str, addresses: &[IpAddr]) -> Result<(), EgressError> {
        if addresses.is_empty() {
            return Err(EgressError::NoAddress {
                host: host.to_owned(),
            });
        }
        if self.any_address || self.allowed.has_name(&name::canonical(host)) {
            return Ok(());
        }
        addresses
            .iter()
            .try_for_each(|address| self.check_address(host, *address))
    }

    fn check_address(&self, host: &str, address: IpAddr) -> Result<(), EgressError> {
        match classify(address) {
            Some(class) if !self.any_address && !self.allowed.has_address(address) => {
                Err(EgressError::RefusedAddress {
                    host: host.to_owned(),
                    class,
                    advice: self.advice,
                })
            }
            _ => Ok(()),
        }
    }
}

impl Policy {
    /// Checks everything a URL says by itself: scheme, credentials, port, name, literal address.
    pub(crate) fn check_url(
        &self,
        url: &Url,
        allowances: &Allowances,
    ) -> Result<Scope, EgressError> {
        if url.as_str().len() > self.limits.url_bytes {
            return Err(EgressError::UrlTooLong {
                limit_bytes: self.limits.url_bytes,
            });
        }
        if !matches!(url.scheme(), "http" | "https") {
            return Err(EgressError::Scheme {
                scheme: url.scheme().to_owned(),
            });
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(EgressError::CredentialsInUrl);
        }
        let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else {
            return Err(EgressError::NoHost);
        };
        let (scope, naming) = self.check_host(&host, port, allowances)?;
        if port::is_bad(port) && naming == Naming::Not {
            return Err(EgressError::Port { port });
        }
        Ok(scope)
    }

    /// Checks everything a connection says by itself: port, name, literal address.
    pub(crate) fn check_socket(
        &self,
        host: &Host<&str>,
        port: u16,
        allowances: &Allowances,
    ) -> Result<Scope, EgressError> {
        let (scope, naming) = self.check_host(host, port, allowances)?;
        if port::is_closed_to_sockets(port) && naming == Naming::Not {
            return Err(EgressError::SocketPort { port });
        }
        Ok(scope)
    }

    /// Checks a name that is asked for. What an allowance opens on some port may be asked for.
    pub(crate) fn check_query(
        &self,
        name: &str,
        allowances: &Allowances,
    ) -> Result<Scope, EgressError> {
        let scope = self.query_scope(allowances);
        self.check_name(&scope, name)?;
        Ok(scope)
    }

    /// What an answer to a query is held to.
    pub(crate) fn query_scope(&self, allowances: &Allowances) -> Scope {
        self.scope(allowances.on_any_port())
    }

    fn scope(&self, allowed: PortAllowances) -> Scope {
        Scope {
            any_address: self.private_network == PrivateNetwork::Allowed,
            advice: self.advice,
            allowed,
        }
    }

    fn check_host(
        &self,
        host: &Host<&str>,
        port: u16,
        allowances: &Allowances,
    ) -> Result<(Scope, Naming), EgressError> {
        let scope = self.scope(allowances.on_port(port));
        let address: IpAddr = match *host {
            Host::Domain(domain) => {
                let naming = self.check_name(&scope, domain)?;
                return Ok((scope, naming));
            }
            Host::Ipv4(address) => address.into(),
            Host::Ipv6(address) => address.into(),
        };
        // Nobody asks a resolver for a literal address.
        scope.check_address(&host.to_string(), address)?;
        let naming = Naming::of(scope.allowed.has_address(address));
        Ok((scope, naming))
    }

    fn check_name(&self, scope: &Scope, domain: &str) -> Result<Naming, EgressError> {
        let canonical = name::canonical(domain);
        if scope.allowed.has_name(&canonical) {
            return Ok(Naming::ByAllowance);
        }
        if name::is_local(&canonical) && !scope.any_address {
            return Err(EgressError::RefusedName {
                host: canonical,
                advice: self.advice,
            });
        }
        Ok(Naming::Not)
    }
}

/// Whether an allowance names the host on its port, which opens that port whatever else is said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Naming {
    ByAllowance,
    Not,
}

impl Naming {
    fn of(named: bool) -> Self {
        if named { Self::ByAllowance } else { Self::Not }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, allowed: &[&str]) -> Result<Scope, EgressError> {
        let allowances = allowed.iter().map(|text| text.parse().unwrap()).collect();
        Policy::default().check_url(&Url::parse(url).unwrap(), &allowances)
    }

    #[test]
    fn public_hosts_pass_on_any_http_port() {
        for url in [
            "http://example.com/",
            "https://example.com:8443/",
            "http://8.8.8.8:3000/",
            "https://[2606:4700::1111]/",
        ] {
            assert!(check(url, &[]).is_ok(), "{url}");
        }
    }

    #[test]
    fn schemes_credentials_and_ports_are_checked() {
        assert!(matches!(
            check("ftp://example.com/", &[]),
            Err(EgressError::Scheme { .. })
        ));
        assert!(matches!(
            check("file:///etc/passwd", &[]),
            Err(EgressError::Scheme { .. })
        ));
        assert!(matches!(
            check("http://a:b@example.com/", &[]),
            Err(EgressError::CredentialsInUrl)
        ));
        assert!(matches!(
            check("http://example.com:25/", &[]),
            Err(EgressError::Port { port: 25 })
        ));
        let long = format!("http://example.com/{}", "a".repeat(16 * 1024));
        assert!(matches!(
            check(&long, &[]),
            Err(EgressError::UrlTooLong { .. })
        ));
    }

    #[test]
    fn an_allowance_opens_exactly_its_host_and_port() {
        assert!(check("http://127.0.0.1:9000/", &["127.0.0.1:9000"]).is_ok());
        assert!(check("http://127.0.0.1:9001/", &["127.0.0.1:9000"]).is_err());
        assert!(check("http://127.0.0.2:9000/", &["127.0.0.1:9000"]).is_err());
        assert!(check("http://[::ffff:127.0.0.1]:9000/", &["127.0.0.1:9000"]).is_err());
        assert!(check("http://localhost:9000/", &["127.0.0.1:9000"]).is_err());
        assert!(check("http://localhost:9000/", &["localhost:9000"]).is_ok());
        assert!(check("http://127.0.0.1:25/", &["127.0.0.1:25"]).is_ok());
    }

    #[test]
    fn one_refused_address_refuses_the_answer() {
        let scope = check("http://example.com:9000/", &["127.0.0.1:9000"]).unwrap();
        let parse = |all: &[&str]| {
            all.iter()
                .map(|text| text.parse().unwrap())
                .collect::<Vec<IpAddr>>()
        };
        assert!(
            scope
                .check_answer("example.com", &parse(&["8.8.8.8", "127.0.0.1"]))
                .is_ok()
        );
        assert!(
            scope
                .check_answer("example.com", &parse(&["8.8.8.8", "127.0.0.2"]))
                .is_err()
        );
        assert!(scope.check_answer("example.com", &[]).is_err());
    }

    #[test]
    fn a_developer_may_reach_private_addresses() {
        let policy = Policy {
            private_network: PrivateNetwork::Allowed,
            ..Policy::default()
        };
        let url = Url::parse("http://localhost:3000/").unwrap();
        let scope = policy.check_url(&url, &Allowances::none()).unwrap();
        assert!(
            scope
                .check_answer("localhost", &["127.0.0.1".parse().unwrap()])
                .is_ok()
        );
    }
}
