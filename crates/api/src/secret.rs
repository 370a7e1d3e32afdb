//! An action's secrets: a value goes in and never comes out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A secret as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Secret {
    /// Its name, as in `event.secrets`.
    pub name: String,
    /// When its value last changed.
    pub updated_at: String,
}

/// The secrets of an action's draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SecretList {
    /// The secrets, by name.
    pub secrets: Vec<Secret>,
}

/// A secret's new value. Has no `Debug`: a value is never printed.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PutSecret {
    /// At most 4096 characters.
    pub value: String,
}
