//! Versions at hand: a version never changes, so its code is read from the store once. Its secrets are read each time.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::Failure;
use moka::sync::Cache;
use sandbox::Source;
use store::{ActionSecrets, Noun, Store};
use tenant::{ActionVersion, ActionVersionId, TenantId};

use crate::error::Error;
use crate::source::of_version;

/// How much source is kept at hand, in bytes.
const SHELF_BYTES: u64 = 128 * 1024 * 1024;
/// What a version takes besides its source.
const AROUND_BYTES: usize = 1_024;

/// A version with its source, packages included.
pub(crate) struct AtHand {
    pub(crate) version: ActionVersion,
    pub(crate) source: Source,
}

/// What came of asking for a version.
pub(crate) enum Taken {
    /// It is there, with the values of its secrets.
    Ready(Arc<AtHand>, ActionSecrets),
    /// Its code cannot be read.
    Broken(Failure, ActionSecrets),
    /// It is gone.
    Gone,
}

/// The versions at hand.
pub(crate) struct Shelf(Cache<(TenantId, ActionVersionId), Arc<AtHand>>);

impl Shelf {
    pub(crate) fn new() -> Self {
        let versions = Cache::builder()
            .max_capacity(SHELF_BYTES)
            .weigher(|_, one: &Arc<AtHand>| {
                let bytes = one.version.code.len() + one.source.bytes() + AROUND_BYTES;
                u32::try_from(bytes).unwrap_or(u32::MAX)
            })
            .build();
        Self(versions)
    }

    /// A version and the values of its secrets, at most one read of each.
    pub(crate) async fn take(
        &self,
        store: &Store,
        tenant: &TenantId,
        id: &ActionVersionId,
    ) -> Result<Taken, Error> {
        let key = (tenant.clone(), id.clone());
        if let Some(known) = self.0.get(&key) {
            return Ok(match secrets(store, &known.version).await? {
                Some(secrets) => Taken::Ready(known, secrets),
                None => Taken::Gone,
            });
        }
        let Some((version, secrets)) = store.action_version_open(tenant, id).await? else {
            return Ok(Taken::Gone);
        };
        let source = match of_version(store, &version).await? {
            Ok(source) => source,
            Err(failure) => return Ok(Taken::Broken(failure, secrets)),
        };
        let one = Arc::new(AtHand { version, source });
        self.0.insert(key, Arc::clone(&one));
        Ok(Taken::Ready(one, secrets))
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
