//! Releases: packages that tenants can install.

use contract::Trigger;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a release stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseState {
    /// Nobody reviewed it: it can be tried out in its partner's own tenants.
    Unreviewed,
    /// It has a date of publication.
    Scheduled,
    /// Everybody can install it.
    Published,
    /// There is a newer one of the same major version.
    Superseded,
    /// It runs where it is installed and takes no new installations.
    Delisted,
    /// It runs nowhere.
    Recalled,
}

/// A release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Release {
    /// What names its package: `sha256:...`.
    pub digest: String,
    /// The partner's id.
    pub partner_id: String,
    /// The integration's name in addresses.
    pub slug: String,
    /// Its version.
    pub version: String,
    /// The name customers see.
    pub name: String,
    /// The trigger its handler runs at.
    pub trigger: Trigger,
    /// Where it stands.
    pub state: ReleaseState,
    /// Bytes of its code.
    pub code_bytes: u64,
    /// The partner's signature over the package.
    pub signature: ReleaseSignature,
    /// The platform's over both; none for one that nobody reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub countersignature: Option<ReleaseSignature>,
    /// The submission that led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submission_id: Option<String>,
    /// When it is or was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish_at: Option<String>,
    /// Every state it came to, in order.
    pub history: Vec<ReleasePassage>,
    /// When it was made.
    pub created_at: String,
}

/// An Ed25519 signature of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReleaseSignature {
    /// The id of the key it was made with.
    pub key_id: String,
    /// The key's public half, 64 hexadecimal digits.
    pub public_key: String,
    /// The signature, 128 hexadecimal digits.
    pub signature: String,
}

/// A state a release came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReleasePassage {
    /// The state.
    pub state: ReleaseState,
    /// Why, where a reason was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When.
    pub at: String,
}

/// A page of releases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReleaseList {
    /// The releases, newest first.
    pub releases: Vec<Release>,
    /// Where the next page begins, when there is one: the value of `page`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A release takes no new installations any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DelistRelease {
    /// Why, at most 4000 bytes. The partner reads it.
    pub reason: String,
}

/// A release runs nowhere any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecallRelease {
    /// Why, at most 4000 bytes. The partner and every tenant that has it installed read it.
    pub reason: String,
}
