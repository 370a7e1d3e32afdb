//! What the tenant's own actions share and each installation has for itself: caches and what is written to them.

use std::collections::BTreeMap;

use contract::Command;
use contract::cache::CacheSnapshot;
use serde::{Deserialize, Serialize};
use tenant::InstallationId;

/// One for the tenant's own actions of a trigger together, and one for each installation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owned<T> {
    /// The tenant's own.
    pub own: T,
    /// By installation; what is not there is empty.
    #[serde(default = "BTreeMap::new", skip_serializing_if = "BTreeMap::is_empty")]
    pub installed: BTreeMap<InstallationId, T>,
}

/// What `api.cache` holds.
pub type Caches = Owned<CacheSnapshot>;

/// Writes of `api.cache`, in order.
pub type CacheWrites = Owned<Vec<Command>>;

impl<T: Clone + Default> Owned<T> {
    /// The installation's, or the tenant's own where none is named.
    pub fn of(&self, installation: Option<&InstallationId>) -> T {
        match installation {
            None => self.own.clone(),
            Some(id) => self.installed.get(id).cloned().unwrap_or_default(),
        }
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, installation: Option<&InstallationId>) -> &mut T {
        match installation {
            None => &mut self.own,
            Some(id) => self.installed.entry(id.clone()).or_default(),
        }
    }
}

impl CacheWrites {
    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.own.is_empty() && self.installed.values().all(Vec::is_empty)
    }

    /// All writes, the tenant's own first.
    pub fn iter(&self) -> impl Iterator<Item = &Command> {
        self.own.iter().chain(self.installed.values().flatten())
    }
}
