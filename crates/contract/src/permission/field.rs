//! The path of an event field.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::checked_text;

/// The path of an event field from the top: `user.app_metadata.plan`. Array elements are not told apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FieldPath(String);

/// Why a text is no field path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldPathError {
    /// Empty, or with an empty part.
    #[error("`{0}` is no event field: write names with a dot between them, as in `user.email`")]
    Empty(String),
    /// Beyond the limit.
    #[error("an event field has {bytes} bytes; at most {MOST_BYTES} are allowed")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// Secrets and configuration are the action's own.
    #[error("`{0}` needs no permission: an action always sees its own secrets and configuration")]
    OwnValues(String),
}

/// The longest path, in bytes.
const MOST_BYTES: usize = 256;

impl FieldPath {
    /// Reads `a.b.c`; a leading `event.` is not part of the path.
    pub fn parse(text: &str) -> Result<Self, FieldPathError> {
        if text.len() > MOST_BYTES {
            return Err(FieldPathError::TooLong { bytes: text.len() });
        }
        if text.split('.').any(|part| part.trim().is_empty()) {
            return Err(FieldPathError::Empty(text.to_owned()));
        }
        match text.split('.').next() {
            Some("secrets" | "configuration") => Err(FieldPathError::OwnValues(text.to_owned())),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its names, from the top.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split('.')
    }

    /// Whether `path` is this field or lies below it.
    pub fn covers(&self, path: &str) -> bool {
        path.strip_prefix(self.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

checked_text!(FieldPath, FieldPathError);
