//! A host name a tenant answers on.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Error, limit};

const FIELD: &str = "host";

/// The `host[:port]` of an issuer or a request, lower case, without a trailing dot or default port.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Host(String);

impl Host {
    /// Reads a `Host` header or a configured name: a DNS name, an IPv4 literal or a bracketed IPv6
    /// literal, with an optional port. Anything else (user info, path, spaces) is refused.
    pub fn parse(text: &str) -> Result<Self, Error> {
        limit::text(FIELD, text, 261)?;
        if text
            .bytes()
            .any(|b| matches!(b, b'/' | b'@' | b'?' | b'#' | b'\\' | b'%'))
        {
            return Err(Error::Characters {
                field: FIELD,
                allowed: "a host name and an optional port",
            });
        }
        let url = url::Url::parse(&format!("http://{text}/")).map_err(|source| Error::NotAUrl {
            field: FIELD,
            source,
        })?;
        let name = url.host_str().unwrap_or_default().trim_end_matches('.');
        if name.is_empty() {
            return Err(Error::Empty { field: FIELD });
        }
        Ok(Self(match url.port() {
            Some(443) | None => name.to_owned(),
            Some(port) => format!("{name}:{port}"),
        }))
    }

    /// The name without the port; an IPv6 literal keeps its brackets.
    #[must_use]
    pub fn name(&self) -> &str {
        match self.0.rsplit_once(':') {
            Some((name, port))
                if !port.ends_with(']')
                    && !name.is_empty()
                    && port.bytes().all(|b| b.is_ascii_digit()) =>
            {
                name
            }
            _ => &self.0,
        }
    }

    /// Whether this names the machine itself: `localhost`, `127.0.0.0/8` or `[::1]`.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let name = self.name();
        name == "localhost"
            || name.ends_with(".localhost")
            || name == "[::1]"
            || name
                .parse::<std::net::Ipv4Addr>()
                .is_ok_and(|address| address.is_loopback())
    }

    /// The host as `name[:port]`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_normalised_or_refused() {
        for (text, expected) in [
            ("Example.COM", Some("example.com")),
            ("example.com.", Some("example.com")),
            ("localhost:4400", Some("localhost:4400")),
            ("example.com:80", Some("example.com")),
            ("example.com:443", Some("example.com")),
            ("[::1]:4400", Some("[::1]:4400")),
            ("127.0.0.1", Some("127.0.0.1")),
            ("", None),
            ("a b", None),
            ("user@host", None),
            ("host/path", None),
            ("host:99999", None),
        ] {
            assert_eq!(
                Host::parse(text).ok().as_ref().map(Host::as_str),
                expected,
                "{text:?}"
            );
        }
    }

    #[test]
    fn loopback_is_told_apart() {
        for (text, expected) in [
            ("localhost:4400", true),
            ("127.1.2.3", true),
            ("[::1]:1", true),
            ("[::1]", true),
            ("example.com", false),
            ("10.0.0.1", false),
        ] {
            assert_eq!(Host::parse(text).unwrap().is_loopback(), expected, "{text}");
        }
    }
}
