//! The names a method may write: claims, attributes, scopes, metadata keys.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::checked_text;

/// An exact name, names with a common beginning (`https://acme.example/*`), or the name that the customer configured
/// (`{configuration.CLAIM_NAME}`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum NamePattern {
    /// This name.
    Exact(String),
    /// Every name with this beginning.
    Prefix(String),
    /// The value of this configuration item.
    Configured(String),
}

/// Why a text is no name pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NamePatternError {
    /// Nothing at all.
    #[error("a name is empty: give the name, or a beginning and `*`")]
    Empty,
    /// A star that is not the end.
    #[error("`{0}`: a `*` may stand at the end only, after at least one letter")]
    Star(String),
    /// Braces around something else.
    #[error("`{0}`: write a configured name as {{configuration.NAME}}")]
    Braces(String),
    /// Beyond the limit.
    #[error("a name has {bytes} bytes; at most {MOST_BYTES} are allowed")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
}

/// The longest name, in bytes.
const MOST_BYTES: usize = 512;

impl NamePattern {
    /// Reads a pattern.
    pub fn parse(text: &str) -> Result<Self, NamePatternError> {
        if text.len() > MOST_BYTES {
            return Err(NamePatternError::TooLong { bytes: text.len() });
        }
        if text.trim().is_empty() {
            return Err(NamePatternError::Empty);
        }
        if text.starts_with('{') {
            return configured(text)
                .map(|name| Self::Configured(name.to_owned()))
                .ok_or_else(|| NamePatternError::Braces(text.to_owned()));
        }
        match text.split_once('*') {
            None => Ok(Self::Exact(text.to_owned())),
            Some((start, "")) if !start.is_empty() => Ok(Self::Prefix(start.to_owned())),
            Some(_) => Err(NamePatternError::Star(text.to_owned())),
        }
    }

    /// Whether `name` may be written. A configured name matches nothing before it is [fixed](Self::fix).
    pub fn matches(&self, name: &str) -> bool {
        match self {
            Self::Exact(exact) => exact == name,
            Self::Prefix(start) => name.starts_with(start.as_str()),
            Self::Configured(_) => false,
        }
    }

    /// The pattern with the customer's value in it; none when there is no such value.
    pub fn fix(&self, configuration: &BTreeMap<String, String>) -> Option<Self> {
        match self {
            Self::Configured(item) => configuration
                .get(item)
                .filter(|value| !value.is_empty())
                .map(|value| Self::Exact(value.clone())),
            fixed => Some(fixed.clone()),
        }
    }
}

/// The item that `{configuration.NAME}` names.
pub(super) fn configured(text: &str) -> Option<&str> {
    text.strip_prefix("{configuration.")?
        .strip_suffix('}')
        .filter(|name| {
            !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        })
}

impl fmt::Display for NamePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(name) => f.write_str(name),
            Self::Prefix(start) => write!(f, "{start}*"),
            Self::Configured(item) => write!(f, "{{configuration.{item}}}"),
        }
    }
}

checked_text!(NamePattern, NamePatternError);
