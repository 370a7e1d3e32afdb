//! What a run is pinned to: the very code of each step, whatever is deployed, updated or recalled meanwhile.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::Failure;
use contract::permission::{Capabilities, Permissions, Unfixed};
use serde::{Deserialize, Serialize};
use tenant::{ActionId, ActionVersionId, InstallationId, ReleaseId};

use crate::view::Origin;

/// The code of one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pinned {
    /// A version of one of the tenant's own actions.
    Own {
        /// The action.
        action: ActionId,
        /// The version.
        version: ActionVersionId,
    },
    /// A partner's release.
    Release(Arc<PinnedRelease>),
}

/// A release as it was installed when the run began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinnedRelease {
    /// The installation. Its secrets are read at each step and are no part of a run.
    pub installation: InstallationId,
    /// The release.
    pub release: ReleaseId,
    /// `event.configuration`.
    pub configuration: BTreeMap<String, String>,
    /// What it may do, as the customer accepted it.
    pub permissions: Permissions,
    /// Why it may not be executed, where that was known when the run began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Failure>,
}

/// The names of a step's code, which is all that a record keeps of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum CodeId {
    /// A version of one of the tenant's own actions.
    Own {
        /// The action.
        action_id: ActionId,
        /// The version.
        version_id: ActionVersionId,
    },
    /// A partner's release.
    Release {
        /// The installation.
        installation_id: InstallationId,
        /// The release.
        release: ReleaseId,
    },
}

impl Pinned {
    /// Its names.
    pub fn id(&self) -> CodeId {
        match self {
            Self::Own { action, version } => CodeId::Own {
                action_id: action.clone(),
                version_id: version.clone(),
            },
            Self::Release(pinned) => CodeId::Release {
                installation_id: pinned.installation.clone(),
                release: pinned.release.clone(),
            },
        }
    }

    /// Whose code it is.
    pub const fn origin(&self) -> Origin {
        match self {
            Self::Own { .. } => Origin::Own,
            Self::Release(_) => Origin::Installed,
        }
    }

    /// The installation, when it is a partner's.
    pub fn installation(&self) -> Option<&InstallationId> {
        match self {
            Self::Own { .. } => None,
            Self::Release(pinned) => Some(&pinned.installation),
        }
    }

    /// What it may do.
    ///
    /// # Errors
    /// When a permission needs a configuration value that is not there; then it may do nothing.
    pub fn capabilities(&self) -> Result<Capabilities, Unfixed> {
        match self {
            Self::Own { .. } => Ok(Capabilities::All),
            Self::Release(pinned) => {
                let granted = pinned.permissions.grant(&pinned.configuration)?;
                Ok(Capabilities::Only(Arc::new(granted)))
            }
        }
    }

    pub(crate) fn refused(&self) -> Option<&Failure> {
        match self {
            Self::Own { .. } => None,
            Self::Release(pinned) => pinned.refused.as_ref(),
        }
    }
}
