//! A partner's keys: bearer keys that open the API, and public keys that packages are signed against.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A bearer key as it may be shown: never the key itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartnerKey {
    /// Its id.
    pub id: String,
    /// The member it speaks for.
    pub member_id: String,
    /// The name people gave it.
    pub name: String,
    /// When it was made.
    pub created_at: String,
    /// When it stops working; never by itself when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
    /// When somebody ended it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<String>,
}

/// The bearer keys of a partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartnerKeyList {
    /// The keys, newest first.
    pub keys: Vec<PartnerKey>,
}

/// A new bearer key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreatePartnerKey {
    /// The member it speaks for. A member makes keys for nobody else, an operator for every member.
    pub member_id: String,
    /// What people call it, at most 100 characters.
    pub name: String,
    /// When it stops working; never by itself when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
}

/// A bearer key that was just made. Has no `Debug`: the key is shown this once and never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IssuedPartnerKey {
    /// The key as it may be shown.
    #[serde(flatten)]
    pub key: PartnerKey,
    /// The key itself. It is not shown again.
    pub bearer: String,
}

/// The public half of a key that a member signs packages with; the private half never leaves the member's machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartnerSigningKey {
    /// Its id.
    pub id: String,
    /// The member who signs with it.
    pub member_id: String,
    /// The name people gave it.
    pub name: String,
    /// The public half: Ed25519, 64 hexadecimal digits.
    pub public_key: String,
    /// When it was registered.
    pub created_at: String,
    /// When somebody ended it. What it signed before stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<String>,
}

/// The signing keys of a partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartnerSigningKeyList {
    /// The keys, newest first.
    pub keys: Vec<PartnerSigningKey>,
}

/// A public key that the calling member will sign with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterSigningKey {
    /// What people call it, that of the machine mostly; at most 100 characters.
    pub name: String,
    /// The public half: Ed25519, 64 hexadecimal digits.
    pub public_key: String,
}
