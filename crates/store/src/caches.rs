//! The cache of a namespace (a trigger's, an installation's): one sealed row, the last write of a key wins.

use contract::cache::CacheSnapshot;
use contract::{CacheLimits, Command};

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use tenant::TenantId;

use crate::data_keys::TenantKeys;
use crate::row::column_ms;
use crate::{Error, Noun, Store};

row! { "caches" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    namespace: String,
    sealed: Vec<u8>,
    expires_at: i64,
} }

const NOUN: Noun = Noun::Cache;

/// What a run wrote to one namespace.
#[derive(Debug, Clone)]
pub struct CacheChange {
    /// The namespace.
    pub namespace: String,
    /// `cache.set` and `cache.delete` in order; other commands change nothing.
    pub writes: Vec<Command>,
}

impl Store {
    /// What each of these namespaces holds at `now_ms`, in their order and in one read.
    pub async fn caches_find(
        &self,
        tenant: &TenantId,
        namespaces: &[String],
        now_ms: u64,
    ) -> Result<Vec<CacheSnapshot>, Error> {
        if namespaces.is_empty() {
            return Ok(Vec::new());
        }
        let rows = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::Namespace.is_in(namespaces))
            .all(&self.reader)
            .await?;
        if rows.is_empty() {
            return Ok(vec![CacheSnapshot::default(); namespaces.len()]);
        }
        let keys = self.keys(tenant).await?;
        let held = |namespace: &String| match rows.iter().find(|row| row.namespace == *namespace) {
            Some(row) => {
                let cache: CacheSnapshot = keys.open_value(NOUN, namespace, &row.sealed)?;
                Ok(cache.at(now_ms))
            }
            None => Ok(CacheSnapshot::default()),
        };
        namespaces.iter().map(held).collect()
    }
}

/// Merges writes into what the namespaces hold now, which may be more than the run saw. What is then
/// over the limits goes, the entries that end first before the others.
pub(crate) async fn apply_cache(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    tenant: &TenantId,
    changes: &[CacheChange],
    now_ms: u64,
) -> Result<(), Error> {
    for change in changes.iter().filter(|change| !change.writes.is_empty()) {
        let key = (tenant.as_str().to_owned(), change.namespace.clone());
        let row = row::Entity::find_by_id(key)
            .lock_exclusive()
            .one(connection)
            .await?;
        let held: Option<CacheSnapshot> = row
            .map(|row| keys.open_value(NOUN, &change.namespace, &row.sealed))
            .transpose()?;
        let mut cache = held.unwrap_or_default();
        for write in &change.writes {
            cache.apply(write);
        }
        let cache = within_limits(cache.at(now_ms), &CacheLimits::default());
        put(connection, keys, tenant, &change.namespace, &cache).await?;
    }
    Ok(())
}

async fn put(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    tenant: &TenantId,
    namespace: &str,
    cache: &CacheSnapshot,
) -> Result<(), Error> {
    let last_end = cache
        .entries
        .values()
        .map(|record| record.expires_at)
        .max()
        .unwrap_or(0);
    let row = row::ActiveModel {
        tenant: Set(tenant.as_str().to_owned()),
        namespace: Set(namespace.to_owned()),
        sealed: Set(keys.seal_value(NOUN, namespace, cache)?),
        expires_at: Set(column_ms(last_end)),
    };
    let replace = OnConflict::columns([row::Column::Tenant, row::Column::Namespace])
        .update_columns([row::Column::Sealed, row::Column::ExpiresAt])
        .to_owned();
    row::Entity::insert(row)
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

fn within_limits(mut cache: CacheSnapshot, limits: &CacheLimits) -> CacheSnapshot {
    loop {
        let bytes: usize = cache
            .entries
            .iter()
            .map(|(key, record)| key.len() + record.value.len())
            .sum();
        if cache.entries.len() as u64 <= limits.entries && bytes as u64 <= limits.total_bytes {
            return cache;
        }
        let first = cache
            .entries
            .iter()
            .min_by_key(|(_, record)| record.expires_at)
            .map(|(key, _)| key.clone());
        match first {
            Some(key) => cache.entries.remove(&key),
            None => return cache,
        };
    }
}

purge_by!(purge_caches, ExpiresAt, Namespace);
