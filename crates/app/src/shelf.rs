//! Versions at hand: a version never changes, so its code is read from the store once. Its secrets are read each time.

use std::collections::BTreeMap;
use std::sync::Arc;

use moka::sync::Cache;
use store::{ActionSecrets, Noun, Store};
use tenant::{ActionVersion, ActionVersionId, TenantId};

use crate::error::Error;

/// How much source is kept at hand, in bytes.
const SHELF_BYTES: u64 = 64 * 1024 * 1024;
/// What a version takes besides its source.
const AROUND_BYTES: u32 = 1_024;

/// The versions at hand.
pub(crate) struct Shelf(Cache<(TenantId, ActionVersionId), Arc<ActionVersion>>);

impl Shelf {
    pub(crate) fn new() -> Self {
        let versions = Cache::builder()
            .max_capacity(SHELF_BYTES)
            .weigher(|_, version: &Arc<ActionVersion>| {
                let code = u32::try_from(version.code.len()).unwrap_or(u32::MAX);
                code.saturating_add(AROUND_BYTES)
            })
            .build();
        Self(versions)
    }

    /// A version and the values of its secrets, at most one read; nothing when it is gone.
    pub(crate) async fn take(
        &self,
        store: &Store,
        tenant: &TenantId,
        id: &ActionVersionId,
    ) -> Result<Option<(Arc<ActionVersion>, ActionSecrets)>, Error> {
        let key = (tenant.clone(), id.clone());
        if let Some(version) = self.0.get(&key) {
            return Ok(secrets(store, &version)
                .await?
                .map(|secrets| (version, secrets)));
        }
        let Some((version, secrets)) = store.action_version_open(tenant, id).await? else {
            return Ok(None);
        };
        let version = Arc::new(version);
        self.0.insert(key, Arc::clone(&version));
        Ok(Some((version, secrets)))
    }
}

/// The secrets of a version at hand; nothing when it is gone from the store.
async fn secrets(store: &Store, version: &ActionVersion) -> Result<Option<ActionSecrets>, Error> {
    if version.secrets.is_empty() {
        return Ok(Some(BTreeMap::new()));
    }
    match store
        .action_version_secrets(&version.tenant, &version.id)
        .await
    {
        Ok(secrets) => Ok(Some(secrets)),
        Err(store::Error::NotFound {
            noun: Noun::ActionVersion,
        }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
