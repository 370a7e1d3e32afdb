//! A tenant's data keys: sealed by a master key, and sealing everything secret of the tenant.

use std::collections::BTreeMap;
use std::sync::Arc;

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use tenant::TenantId;
use zeroize::Zeroizing;

use crate::key_ring::{KeyRing, MasterKey};
use crate::master_keys::used_ids;
use crate::row::column_ms;
use crate::seal::{self, KEY_BYTES};
use crate::{Error, Noun, Store};

row! { "data_keys" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    number: i32,
    master_key_id: String,
    sealed: Vec<u8>,
    created_at: i64,
} }

/// The rows, for the rotation of the master key.
pub(crate) mod rows {
    pub(crate) use super::row::*;
}

/// The opened data keys of one tenant.
pub(crate) struct TenantKeys {
    tenant: String,
    /// By number; the highest seals, all open.
    keys: BTreeMap<i32, Zeroizing<[u8; KEY_BYTES]>>,
}

impl TenantKeys {
    /// Seals for this tenant: the number of the key, then the sealed bytes.
    pub(crate) fn seal(&self, noun: Noun, name: &str, plain: &[u8]) -> Result<Vec<u8>, Error> {
        let (number, key) = self
            .keys
            .last_key_value()
            .ok_or(Error::Unsealable { noun })?;
        let sealed = seal::seal(key, noun, &[&self.tenant, name], plain)?;
        Ok([&number.to_be_bytes(), sealed.as_slice()].concat())
    }

    /// Seals a value as JSON.
    pub(crate) fn seal_value<T: serde::Serialize>(
        &self,
        noun: Noun,
        name: &str,
        value: &T,
    ) -> Result<Vec<u8>, Error> {
        let plain = Zeroizing::new(
            serde_json::to_vec(value).map_err(|source| Error::Encode { noun, source })?,
        );
        self.seal(noun, name, &plain)
    }

    /// Opens what [`Self::seal`] made for the same noun and name.
    pub(crate) fn open(
        &self,
        noun: Noun,
        name: &str,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        let (number, sealed) = sealed
            .split_first_chunk::<4>()
            .ok_or(Error::Unsealable { noun })?;
        let number = i32::from_be_bytes(*number);
        let key = self.keys.get(&number).ok_or_else(|| Error::KeyMissing {
            key_id: format!("{}/{number}", self.tenant),
        })?;
        seal::open(key, noun, &[&self.tenant, name], sealed)
    }

    /// Opens a value sealed as JSON.
    pub(crate) fn open_value<T: serde::de::DeserializeOwned>(
        &self,
        noun: Noun,
        name: &str,
        sealed: &[u8],
    ) -> Result<T, Error> {
        crate::row::decode_bytes(noun, &self.open(noun, name, sealed)?)
    }
}

impl Store {
    /// The data keys of a tenant, read once and kept.
    pub(crate) async fn keys(&self, tenant: &TenantId) -> Result<Arc<TenantKeys>, Error> {
        let known = self
            .data_keys
            .read()
            .ok()
            .and_then(|keys| keys.get(tenant).cloned());
        if let Some(known) = known {
            return Ok(known);
        }
        let rows = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .all(&self.reader)
            .await?;
        if rows.is_empty() {
            return Err(Error::NotFound { noun: Noun::Tenant });
        }
        let mut keys = BTreeMap::new();
        for row in rows {
            let ring = self.ring_with(&row.master_key_id)?;
            let opened = open(&ring, &row)?;
            let key: [u8; KEY_BYTES] =
                opened
                    .as_slice()
                    .try_into()
                    .map_err(|_| Error::Unsealable {
                        noun: Noun::DataKey,
                    })?;
            keys.insert(row.number, Zeroizing::new(key));
        }
        let keys = Arc::new(TenantKeys {
            tenant: tenant.as_str().to_owned(),
            keys,
        });
        if let Ok(mut known) = self.data_keys.write() {
            known.insert(tenant.clone(), Arc::clone(&keys));
        }
        Ok(keys)
    }

    /// Gives a tenant a new data key; what earlier ones sealed still opens.
    pub async fn data_key_rotate(&self, tenant: &TenantId, now_ms: u64) -> Result<(), Error> {
        let transaction = self.begin().await?;
        let numbers: Vec<i32> = row::Entity::find()
            .select_only()
            .column(row::Column::Number)
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .into_tuple()
            .all(&transaction)
            .await?;
        let highest = numbers
            .into_iter()
            .max()
            .ok_or(Error::NotFound { noun: Noun::Tenant })?;
        self.insert_data_key(&transaction, tenant, highest.saturating_add(1), now_ms)
            .await?;
        transaction.commit().await?;
        if let Ok(mut known) = self.data_keys.write() {
            known.remove(tenant);
        }
        Ok(())
    }

    /// Whether a tenant has a data key, inside the caller's transaction.
    pub(crate) async fn has_data_key(
        &self,
        connection: &impl ConnectionTrait,
        tenant: &TenantId,
    ) -> Result<bool, Error> {
        let first = row::Entity::find_by_id((tenant.as_str().to_owned(), 1));
        Ok(first.one(connection).await?.is_some())
    }

    /// Makes and seals a data key inside the caller's transaction.
    pub(crate) async fn insert_data_key(
        &self,
        connection: &impl ConnectionTrait,
        tenant: &TenantId,
        number: i32,
        now_ms: u64,
    ) -> Result<(), Error> {
        // Another process may have rotated the master key: the transaction keeps it from doing so now.
        let ring = self.reload_ring()?;
        let master = ring.first();
        let key = Zeroizing::new(seal::random::<KEY_BYTES>()?);
        let sealed = seal_key(master, (tenant.as_str(), number), key.as_ref())?;
        let row = row::ActiveModel {
            tenant: Set(tenant.as_str().to_owned()),
            number: Set(number),
            master_key_id: Set(master.id.clone()),
            sealed: Set(sealed),
            created_at: Set(column_ms(now_ms)),
        };
        row::Entity::insert(row)
            .exec_without_returning(connection)
            .await?;
        Ok(())
    }

    /// Refuses to start with a key file that cannot open the data.
    pub(crate) async fn check_master_keys(&self) -> Result<(), Error> {
        let ids = used_ids(&self.reader).await?;
        let ring = self.ring();
        ids.iter().try_for_each(|id| ring.find(id).map(drop))
    }
}

/// Opens a data key with the master key its row names.
pub(crate) fn open(ring: &KeyRing, row: &row::Model) -> Result<Zeroizing<Vec<u8>>, Error> {
    let master = ring.find(&row.master_key_id)?;
    let name = [row.tenant.as_str(), &row.number.to_string()];
    seal::open(&master.key, Noun::DataKey, &name, &row.sealed)
}

/// Seals a data key, which is named by its tenant and number.
pub(crate) fn seal_key(
    master: &MasterKey,
    (tenant, number): (&str, i32),
    key: &[u8],
) -> Result<Vec<u8>, Error> {
    let name = [tenant, &number.to_string()];
    seal::seal(&master.key, Noun::DataKey, &name, key)
}
