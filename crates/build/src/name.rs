//! Names of packages.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::BuildError;

/// The longest name a registry takes.
const LONGEST: usize = 214;

/// The name of a package, `axios` or `@scope/name`: checked, since it becomes part of URLs and of places in a tree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PackageName(String);

impl PackageName {
    /// Takes a name as registries have them, the old ones with capitals included.
    ///
    /// # Errors
    /// It is none.
    pub fn parse(text: &str) -> Result<Self, BuildError> {
        let invalid = || BuildError::Name {
            name: text.chars().take(LONGEST).collect(),
        };
        let parts = text.strip_prefix('@').map_or((None, text), |scoped| {
            scoped
                .split_once('/')
                .map_or((Some(""), ""), |(scope, name)| (Some(scope), name))
        });
        let sound = text.len() <= LONGEST && parts.0.is_none_or(is_part) && is_part(parts.1);
        if sound && !matches!(text, "node_modules" | "favicon.ico") {
            Ok(Self(text.to_owned()))
        } else {
            Err(invalid())
        }
    }

    /// It as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `@scope`, if it has one.
    #[must_use]
    pub fn scope(&self) -> Option<&str> {
        let (scope, _) = self.0.split_once('/')?;
        Some(scope)
    }

    /// What follows the scope.
    #[must_use]
    pub fn base(&self) -> &str {
        self.0.split_once('/').map_or(&self.0, |(_, base)| base)
    }
}

fn is_part(part: &str) -> bool {
    !part.is_empty() && !part.starts_with(['.', '_']) && part.bytes().all(is_plain)
}

/// Whether a byte needs no escape in a URL.
pub(crate) fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!'()*".contains(&byte)
}

impl TryFrom<String> for PackageName {
    type Error = BuildError;

    fn try_from(text: String) -> Result<Self, BuildError> {
        Self::parse(&text)
    }
}

impl From<PackageName> for String {
    fn from(name: PackageName) -> Self {
        name.0
    }
}

impl fmt::Display for PackageName {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_a_registry_takes() {
        for name in [
            "axios",
            "@aws-sdk/client-dynamodb",
            "JSONStream",
            "socket.io",
            "a",
        ] {
            assert_eq!(PackageName::parse(name).unwrap().as_str(), name);
        }
        let long = "a".repeat(LONGEST + 1);
        for name in [
            "",
            ".",
            "..",
            ".bin",
            "_a",
            "a/b",
            "@a",
            "@/b",
            "@a/",
            "@a/.b",
            "@a/b/c",
            "a b",
            "a\\b",
            "a%2fb",
            "node_modules",
            "ä",
            &long,
        ] {
            assert!(PackageName::parse(name).is_err(), "{name}");
        }
        assert!(PackageName::parse(&long[1..]).is_ok());
    }

    #[test]
    fn a_name_has_a_scope_and_a_base() {
        let name = PackageName::parse("@a/b").unwrap();
        assert_eq!((name.scope(), name.base()), (Some("@a"), "b"));
        let name = PackageName::parse("b").unwrap();
        assert_eq!((name.scope(), name.base()), (None, "b"));
    }
}
