//! Scopes (RFC 6749 section 3.3).

use serde::{Deserialize, Serialize};
use tenant::Api;

use crate::Error;

/// The OpenID Connect scopes this host has claims for.
pub const OIDC_SCOPES: [&str; 3] = ["openid", "profile", "email"];

/// Most scopes of one request.
const SCOPES: usize = 100;

/// Scopes in the order asked for, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScopeList(Vec<String>);

impl ScopeList {
    /// Reads a `scope` parameter: space-separated, case-sensitive, order without meaning.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut list = Self::default();
        for scope in text.split(' ').filter(|scope| !scope.is_empty()) {
            let allowed = |b: u8| b.is_ascii_graphic() && b != b'"' && b != b'\\';
            if !scope.bytes().all(allowed) {
                return Err(Error::MalformedScope);
            }
            list.add(scope);
            if list.0.len() > SCOPES {
                return Err(Error::TooManyScopes { limit: SCOPES });
            }
        }
        Ok(list)
    }

    /// Makes a list of scopes already checked.
    pub fn of<'a>(scopes: impl IntoIterator<Item = &'a str>) -> Self {
        let mut list = Self::default();
        scopes.into_iter().for_each(|scope| list.add(scope));
        list
    }

    /// Whether it holds `scope`.
    #[must_use]
    pub fn has(&self, scope: &str) -> bool {
        self.0.iter().any(|known| known == scope)
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The scopes in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The scopes as a list of texts (`event.transaction.requested_scopes`).
    #[must_use]
    pub fn to_vec(&self) -> Vec<String> {
        self.0.clone()
    }

    /// What may be granted of it: the host's OpenID Connect scopes and those the API knows. Others are
    /// left out (RFC 6749 section 3.3 lets the server ignore them and say so by `scope`).
    #[must_use]
    pub fn grantable(&self, api: Option<&Api>) -> Self {
        let knows = |scope: &&str| {
            OIDC_SCOPES.contains(scope) || api.is_some_and(|api| api.has_scope(scope))
        };
        Self::of(self.iter().filter(knows))
    }

    fn add(&mut self, scope: &str) {
        if !self.has(scope) {
            self.0.push(scope.to_owned());
        }
    }
}

impl std::fmt::Display for ScopeList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_read_once_in_order() {
        let list = ScopeList::parse("openid  email openid read:things").unwrap();
        assert_eq!(list.to_string(), "openid email read:things");
        assert_eq!(list.grantable(None).to_string(), "openid email");
        assert!(ScopeList::parse("").unwrap().is_empty());
        for bad in ["a\"b", "a\\b", "ä", "a\tb"] {
            assert_eq!(ScopeList::parse(bad), Err(Error::MalformedScope), "{bad:?}");
        }
    }

    #[test]
    fn one_past_the_limit() {
        let scopes: Vec<String> = (0..=SCOPES).map(|n| format!("s{n}")).collect();
        let at_limit = scopes[1..].join(" ");
        assert!(ScopeList::parse(&at_limit).is_ok());
        // A scope named again is not one more.
        assert!(ScopeList::parse(&format!("{at_limit} s1")).is_ok());
        assert_eq!(
            ScopeList::parse(&scopes.join(" ")),
            Err(Error::TooManyScopes { limit: SCOPES })
        );
    }
}
