//! The cache of a namespace (a trigger's, an installation's): one sealed row, the last write of a key wins.

use std::collections::{BTreeMap, BTreeSet};

use contract::cache::CacheSnapshot;
use contract::{CacheLimits, Command};

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};
use tenant::{ActionVersionId, TenantId};

use crate::action_versions::keep_cached;
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
    /// Sealed; nothing where there are none.
    marks: Option<Vec<u8>>,
} }

const NOUN: Noun = Noun::Cache;

/// A secret that stands in an entry of a cache.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CachedSecret {
    /// The version whose secret it is.
    pub version: ActionVersionId,
    /// Its name there.
    pub name: String,
}

/// The secrets that stand in the entries of a cache, by key; an entry in which none stands is not there.
pub type CacheMarks = BTreeMap<String, BTreeSet<CachedSecret>>;

/// What a namespace holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeldCache {
    /// Its entries.
    pub cache: CacheSnapshot,
    /// The secrets that stand in them.
    pub marks: CacheMarks,
}

/// What a run wrote to one namespace.
#[derive(Debug, Clone)]
pub struct CacheChange {
    /// The namespace.
    pub namespace: String,
    /// `cache.set` and `cache.delete` in order; other commands change nothing.
    pub writes: Vec<Command>,
    /// The secrets that stand in the entries as they are after these writes.
    pub marks: CacheMarks,
}

impl HeldCache {
    /// It with these writes. What is then over the limits goes, the entries that end first before the others.
    fn changed(self, change: &CacheChange, now_ms: u64) -> Self {
        let Self {
            mut cache,
            mut marks,
        } = self;
        for write in &change.writes {
            cache.apply(write);
            if let Command::CacheSet { key, .. } | Command::CacheDelete { key } = write {
                marks.remove(key);
            }
        }
        marks.extend(change.marks.clone());
        let cache = within_limits(cache.at(now_ms), &CacheLimits::default());
        marks.retain(|key, _| cache.entries.contains_key(key));
        Self { cache, marks }
    }

    /// Until when it holds secrets of which versions, as far as these keys are concerned.
    fn cached_until<'a>(
        &'a self,
        keys: impl Iterator<Item = &'a String>,
    ) -> BTreeMap<&'a ActionVersionId, u64> {
        let mut all = BTreeMap::new();
        for key in keys {
            let (Some(record), Some(marks)) = (self.cache.entries.get(key), self.marks.get(key))
            else {
                continue;
            };
            for mark in marks {
                let until_ms: &mut u64 = all.entry(&mark.version).or_default();
                *until_ms = record.expires_at.max(*until_ms);
            }
        }
        all
    }
}

impl Store {
    /// What each of these namespaces holds at `now_ms`, in their order and in one read.
    pub async fn caches_find(
        &self,
        tenant: &TenantId,
        namespaces: &[String],
        now_ms: u64,
    ) -> Result<Vec<HeldCache>, Error> {
        if namespaces.is_empty() {
            return Ok(Vec::new());
        }
        let rows = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::Namespace.is_in(namespaces))
            .all(&self.reader)
            .await?;
        if rows.is_empty() {
            return Ok(vec![HeldCache::default(); namespaces.len()]);
        }
        let keys = self.keys(tenant).await?;
        let held = |namespace: &String| match rows.iter().find(|row| row.namespace == *namespace) {
            Some(row) => {
                let mut held = open(&keys, row)?;
                held.cache = held.cache.at(now_ms);
                Ok(held)
            }
            None => Ok(HeldCache::default()),
        };
        namespaces.iter().map(held).collect()
    }
}

fn open(keys: &TenantKeys, row: &row::Model) -> Result<HeldCache, Error> {
    let marks = row.marks.as_ref();
    let marks = marks.map(|sealed| keys.open_value(NOUN, &marks_name(&row.namespace), sealed));
    Ok(HeldCache {
        cache: keys.open_value(NOUN, &row.namespace, &row.sealed)?,
        marks: marks.transpose()?.unwrap_or_default(),
    })
}

/// The name under which marks are sealed, so that they are not taken for entries.
fn marks_name(namespace: &str) -> String {
    format!("marks of {namespace}")
}

/// Merges writes into what the namespaces hold now, which may be more than the run saw. Versions whose secrets they put there
/// are kept as long.
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
        let held = row.map(|row| open(keys, &row)).transpose()?;
        let held = held.unwrap_or_default().changed(change, now_ms);
        put(connection, keys, tenant, &change.namespace, &held).await?;
        for (version, until_ms) in held.cached_until(change.marks.keys()) {
            keep_cached(connection, tenant, version, until_ms).await?;
        }
    }
    Ok(())
}

async fn put(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    tenant: &TenantId,
    namespace: &str,
    held: &HeldCache,
) -> Result<(), Error> {
    let last_end = held
        .cache
        .entries
        .values()
        .map(|record| record.expires_at)
        .max()
        .unwrap_or(0);
    let marks = match held.marks.is_empty() {
        true => None,
        false => Some(keys.seal_value(NOUN, &marks_name(namespace), &held.marks)?),
    };
    let row = row::ActiveModel {
        tenant: Set(tenant.as_str().to_owned()),
        namespace: Set(namespace.to_owned()),
        sealed: Set(keys.seal_value(NOUN, namespace, &held.cache)?),
        expires_at: Set(column_ms(last_end)),
        marks: Set(marks),
    };
    let replace = OnConflict::columns([row::Column::Tenant, row::Column::Namespace])
        .update_columns([
            row::Column::Sealed,
            row::Column::ExpiresAt,
            row::Column::Marks,
        ])
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
