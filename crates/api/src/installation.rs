//! Installations: a release in a tenant, filled in and accepted.

use std::collections::BTreeMap;

use bundle::Sentence;
use contract::Trigger;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ReleaseState, Secret};

/// Whether an installation goes on to newer releases of its major version by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Follow {
    /// It stays until somebody updates it.
    Pinned,
    /// It does, where nothing is to be decided.
    #[default]
    Following,
}

/// A release in a tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Installation {
    /// Its id.
    pub id: String,
    /// The name the tenant gave it, unique there.
    pub name: String,
    /// The integration's name in addresses.
    pub slug: String,
    /// The version that runs.
    pub version: String,
    /// What names its package: `sha256:...`.
    pub digest: String,
    /// Where that release stands: one that is `recalled` does not run.
    pub release_state: ReleaseState,
    /// The partner's name.
    pub partner_name: String,
    /// The trigger it runs at.
    pub trigger: Trigger,
    /// Whether it goes on to newer releases.
    pub follow: Follow,
    /// The configuration items.
    pub configuration: BTreeMap<String, String>,
    /// The secrets that have a value, which is never shown.
    pub secrets: Vec<Secret>,
    /// What was accepted.
    pub acceptance: Acceptance,
    /// The release it would go on to, when somebody has to decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<WaitingUpdate>,
    /// Nobody reviewed what runs: its partner tries it out here.
    pub testing: bool,
    /// Whether a flow binds it.
    pub bound: bool,
    /// Counts its changes; a change names the one it started from.
    pub revision: u64,
    /// When it was made.
    pub created_at: String,
    /// When it last changed.
    pub updated_at: String,
}

/// The installations of a tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InstallationList {
    /// The installations, by name.
    pub installations: Vec<Installation>,
}

/// Permissions in the words in which somebody accepted them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Acceptance {
    /// What names the permissions: `sha256:...`.
    pub permissions: String,
    /// They in plain words.
    pub sentences: Vec<Sentence>,
    /// The id of the token with which they were accepted.
    pub accepted_by: String,
    /// When.
    pub at: String,
    /// The release they were accepted for.
    pub digest: String,
}

/// A release an installation does not go on to by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WaitingUpdate {
    /// Its version.
    pub version: String,
    /// What names its package.
    pub digest: String,
    /// What is to be decided.
    pub why: Vec<UpdateWait>,
}

/// What is to be decided before an installation goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UpdateWait {
    /// The release may do more.
    WiderPermissions,
    /// Its form asks for more, or no longer takes what was entered: these fields.
    Fields(Vec<String>),
    /// It is of another major version.
    NewMajor,
}

/// What is to be installed. Has no `Debug`: it holds secrets.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Install {
    /// The integration.
    pub slug: String,
    /// The version; the newest published one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// A name of the tenant's own, unique there; the integration's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether it goes on to newer releases.
    #[serde(default)]
    pub follow: Follow,
    /// The configuration items of the form.
    #[serde(default)]
    pub configuration: BTreeMap<String, String>,
    /// The secrets of the form.
    #[serde(default)]
    pub secrets: BTreeMap<String, String>,
    /// The `accept` of the permissions that were read.
    pub accept: String,
}

/// A package to try out before anybody reviewed it, in a tenant that its partner owns and that is marked testing. Has no
/// `Debug`: it holds secrets.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InstallForTesting {
    /// The package, a ZIP archive as Base64.
    pub package: String,
    /// The key it is signed with.
    pub signing_key_id: String,
    /// The signature over its digest: Ed25519, 128 hexadecimal digits.
    pub signature: String,
    /// A name of the tenant's own, unique there; the integration's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The configuration items of the form.
    #[serde(default)]
    pub configuration: BTreeMap<String, String>,
    /// The secrets of the form.
    #[serde(default)]
    pub secrets: BTreeMap<String, String>,
}

/// A change of an installation: what is absent or not named stays. Has no `Debug`: it holds secrets.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateInstallation {
    /// The revision the change started from; 409 when the installation has moved on.
    pub revision: u64,
    /// Another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether it goes on to newer releases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow: Option<Follow>,
    /// Configuration items that change.
    #[serde(default)]
    pub configuration: BTreeMap<String, String>,
    /// Secrets that change; an empty one has no value any more.
    #[serde(default)]
    pub secrets: BTreeMap<String, String>,
}
