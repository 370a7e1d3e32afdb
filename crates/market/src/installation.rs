//! A release in a tenant: filled in, accepted, ready to be bound.

mod change;
mod follow;
mod install;
mod preview;

use std::collections::{BTreeMap, BTreeSet};

use bundle::Slug;
use contract::Trigger;
use semver::Version;
use serde::{Deserialize, Serialize};
use tenant::{InstallationId, PartnerId, ReleaseId, Secret, TenantId};

use crate::{Acceptance, Change};

pub use change::{Reconfiguration, Update};
pub use install::NewInstallation;
pub use preview::Preview;

/// Secret values by name.
pub type SecretValues = BTreeMap<String, Secret>;

/// A release in a tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Installation {
    /// The tenant.
    pub tenant: TenantId,
    /// Its id.
    pub id: InstallationId,
    /// The partner whose release it is.
    pub partner: PartnerId,
    /// The integration.
    pub slug: Slug,
    /// The name the tenant gave it, unique there.
    pub name: String,
    /// The trigger it runs at.
    pub trigger: Trigger,
    /// What runs.
    pub release: ReleaseId,
    /// That release's version.
    pub version: Version,
    /// Whether it goes on to newer releases.
    pub follow: Follow,
    /// `event.configuration`.
    pub configuration: BTreeMap<String, String>,
    /// Its secrets by name; their values live sealed in the store.
    pub secrets: Vec<InstallationSecret>,
    /// What was accepted.
    pub acceptance: Acceptance,
    /// Whether somebody has to decide.
    pub state: InstallationState,
    /// Whether it was made to try out what nobody had reviewed.
    pub testing: bool,
    /// Counts its changes.
    pub revision: u64,
    /// When it was made, unix ms.
    pub created_at_ms: u64,
    /// When it last changed, unix ms.
    pub updated_at_ms: u64,
}

/// Whether an installation goes on to newer releases of its major version by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Follow {
    /// It stays until somebody updates it.
    Pinned,
    /// It does, where nothing is to be decided.
    Following,
}

/// The name of a secret; its value is write-only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstallationSecret {
    /// `event.secrets.<name>`.
    pub name: String,
    /// When its value last changed, unix ms.
    pub updated_at_ms: u64,
}

/// Whether somebody has to decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum InstallationState {
    /// Nobody has to.
    Active,
    /// It would follow to this release.
    UpdateWaiting {
        /// The release.
        release: ReleaseId,
        /// Its version.
        version: Version,
        /// What is to be decided.
        why: Vec<Wait>,
    },
}

/// Why an installation does not follow by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wait {
    /// The release may do more.
    WiderPermissions,
    /// Its form asks for more, or no longer takes what was entered: these fields.
    Fields(Vec<String>),
    /// It is of another major version.
    NewMajor,
}

/// What a customer entered into the form.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    /// Configuration items.
    pub configuration: BTreeMap<String, String>,
    /// Secrets.
    pub secrets: SecretValues,
}

/// A change of an installation with the secret values it sets; secrets it does not name are no more.
#[derive(Debug, Clone)]
pub struct Written {
    /// The installation with its effects.
    pub change: Change<Installation>,
    /// The values that are new.
    pub secrets: SecretValues,
}

impl Installation {
    fn secret_names(&self) -> BTreeSet<String> {
        self.secrets.iter().map(|one| one.name.clone()).collect()
    }

    /// The release it would follow to.
    #[must_use]
    pub fn waiting_for(&self) -> Option<&ReleaseId> {
        match &self.state {
            InstallationState::Active => None,
            InstallationState::UpdateWaiting { release, .. } => Some(release),
        }
    }
}

/// The values of a filled-in form that are secret, as the store takes them.
fn secret_values(values: &bundle::Values) -> SecretValues {
    let given = values.secrets.iter();
    given
        .map(|(name, value)| (name.clone(), Secret::new(value.to_string())))
        .collect()
}

impl Chosen {
    /// The secrets as the form takes them.
    fn exposed(&self) -> BTreeMap<String, &str> {
        let given = self.secrets.iter();
        given
            .map(|(name, value)| (name.clone(), value.expose()))
            .collect()
    }
}
