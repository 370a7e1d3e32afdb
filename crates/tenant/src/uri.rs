//! The URLs a client registers, each with what is asked of it.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::{Error, limit};

/// Longest registered URL in bytes.
const URL_BYTES: usize = 2_000;

macro_rules! registered_url {
    ($($(#[$doc:meta])* $name:ident, $field:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            const FIELD: &'static str = $field;

            /// The URL exactly as it was registered.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

registered_url! {
    /// A redirect URI, compared character by character (RFC 9700 section 2.1).
    RedirectUri, "redirect_uris";
    /// Where a logout may return to, compared character by character.
    LogoutUrl, "allowed_logout_urls";
    /// An origin (`https://host[:port]`) whose pages may call the host.
    WebOrigin, "web_origins";
}

impl RedirectUri {
    /// RFC 6749 section 3.1.2: absolute, no fragment. Plain http is for loopback (RFC 8252 section 7.3);
    /// a private-use scheme holds a dot (RFC 8252 section 7.1), so `javascript:` and the like never pass.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let url = absolute(Self::FIELD, text)?;
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => {
                return Err(refused(
                    Self::FIELD,
                    "https is required, http is for loopback only",
                ));
            }
            private_use if private_use.contains('.') => {}
            _ => {
                return Err(refused(
                    Self::FIELD,
                    "a private-use scheme is a reversed domain name such as com.example.app",
                ));
            }
        }
        Ok(Self(text.to_owned()))
    }
}

impl LogoutUrl {
    /// Absolute, http or https or a private-use scheme, no fragment.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let url = absolute(Self::FIELD, text)?;
        match url.scheme() {
            "https" | "http" => Ok(Self(text.to_owned())),
            private_use if private_use.contains('.') => Ok(Self(text.to_owned())),
            _ => Err(refused(
                Self::FIELD,
                "it is http, https or a private-use scheme with a dot",
            )),
        }
    }
}

impl WebOrigin {
    /// Scheme, host and optional port, nothing more (RFC 6454 section 6.2).
    pub fn parse(text: &str) -> Result<Self, Error> {
        let url = absolute(Self::FIELD, text)?;
        let origin = contract::origin(&url);
        if !matches!(url.scheme(), "http" | "https") || origin.ascii_serialization() != text {
            return Err(refused(
                Self::FIELD,
                "it is scheme, host and optional port, without a path",
            ));
        }
        Ok(Self(text.to_owned()))
    }
}

fn absolute(field: &'static str, text: &str) -> Result<Url, Error> {
    limit::text(field, text, URL_BYTES)?;
    let url = Url::parse(text).map_err(|source| Error::NotAUrl { field, source })?;
    if url.fragment().is_some() {
        return Err(refused(field, "it has no fragment"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refused(field, "it holds no user name or password"));
    }
    if text.contains('*') || text.contains(' ') || text.contains('\\') {
        return Err(refused(
            field,
            "it is compared exactly and holds no wildcard, space or backslash",
        ));
    }
    Ok(url)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn refused(field: &'static str, because: &'static str) -> Error {
    Error::UrlRefused { field, because }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirect_uris() {
        for (text, allowed) in [
            ("https://app.example.com/callback", true),
            ("https://app.example.com/callback?tenant=a", true),
            ("http://localhost:3000/callback", true),
            ("http://127.0.0.1:3000/", true),
            ("http://[::1]:3000/", true),
            ("com.example.app:/callback", true),
            ("http://app.example.com/callback", false),
            ("https://app.example.com/callback#x", false),
            ("https://user@app.example.com/", false),
            ("https://*.example.com/", false),
            ("javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("/callback", false),
            ("", false),
        ] {
            assert_eq!(RedirectUri::parse(text).is_ok(), allowed, "{text:?}");
        }
    }

    #[test]
    fn one_byte_past_the_limit_is_refused() {
        let at = format!("https://a.example/{}", "x".repeat(URL_BYTES - 18));
        assert!(RedirectUri::parse(&at).is_ok());
        assert_eq!(
            RedirectUri::parse(&format!("{at}x")),
            Err(Error::TooLong {
                field: "redirect_uris",
                limit: URL_BYTES,
                actual: URL_BYTES + 1
            })
        );
    }

    #[test]
    fn web_origins() {
        for (text, allowed) in [
            ("https://app.example.com", true),
            ("http://localhost:3000", true),
            ("https://app.example.com/", false),
            ("https://app.example.com/path", false),
            ("null", false),
        ] {
            assert_eq!(WebOrigin::parse(text).is_ok(), allowed, "{text:?}");
        }
    }
}
