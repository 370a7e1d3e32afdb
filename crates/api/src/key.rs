//! Signing keys, as far as an administrator may see them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SigningKeyState {
    /// It is published and will sign after the next rotation.
    Next,
    /// It signs.
    Current,
    /// It signed before and is still published.
    Previous,
}

/// How to rotate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RotateKeys {
    /// Whether the next key signs although others may not know it yet.
    #[serde(default)]
    pub force: bool,
}

/// A signing key without its private half.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SigningKey {
    /// The key's id, as in the `kid` header.
    pub kid: String,
    /// What it does.
    pub state: SigningKeyState,
    /// When it was made.
    pub created_at: String,
}

/// The tenant's signing keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SigningKeyList {
    /// The keys, newest first.
    pub keys: Vec<SigningKey>,
}
