//! Rotating the master key beside a running host: the file first, then every tenant's data keys.
//!
//! The write transaction is the lock between processes. A process that meets a key id it does not know reads
//! the key file again; data keys it opened before stay open, so nothing waits and nothing stops.

use std::sync::Arc;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
};

use crate::data_keys::{open, rows as row, seal_key};
use crate::key_ring::KeyRing;
use crate::{Error, KeySource, Store};

/// What rotating the master key came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MasterKeyRotation {
    /// The id of the key that seals from now on.
    pub key_id: String,
    /// How many data keys were sealed anew.
    pub resealed: u64,
}

/// How far a resealing has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resealing {
    /// Data keys sealed anew.
    pub done: u64,
    /// All that are to be, as far as is known.
    pub of: u64,
}

impl Store {
    /// Puts a new master key first in the key file and seals every data key with it. The former keys stay in the
    /// file until [`Self::master_keys_prune`]. May be repeated; one that was cut off is finished at the next start.
    /// `progress` is told after every batch.
    pub async fn master_key_rotate(
        &self,
        progress: impl FnMut(Resealing),
    ) -> Result<MasterKeyRotation, Error> {
        let KeySource::File(path) = &self.settings.keys else {
            return Err(Error::KeysGiven);
        };
        let transaction = self.begin().await?;
        let ring = self.reload_ring()?.with_new_first()?;
        ring.write(path)?;
        let ring = self.set_ring(ring);
        transaction.commit().await?;
        Ok(MasterKeyRotation {
            key_id: ring.first().id.clone(),
            resealed: self.data_keys_reseal(progress).await?,
        })
    }

    /// Seals every data key with the first master key, tenant by tenant; says how many were sealed with another.
    pub async fn data_keys_reseal(
        &self,
        mut progress: impl FnMut(Resealing),
    ) -> Result<u64, Error> {
        let mut resealed = 0;
        loop {
            let transaction = self.begin().await?;
            let ring = self.reload_ring()?;
            let first = ring.first();
            let others = row::Entity::find().filter(row::Column::MasterKeyId.ne(first.id.as_str()));
            let of = resealed + others.clone().count(&transaction).await?;
            let others = others.limit(BATCH).all(&transaction).await?;
            if others.is_empty() {
                return Ok(resealed);
            }
            for key in others {
                let sealed = seal_key(first, (&key.tenant, key.number), &open(&ring, &key)?)?;
                row::Entity::update_many()
                    .col_expr(row::Column::Sealed, Expr::value(sealed))
                    .col_expr(row::Column::MasterKeyId, Expr::value(first.id.as_str()))
                    .filter(row::Column::Tenant.eq(key.tenant.as_str()))
                    .filter(row::Column::Number.eq(key.number))
                    .exec(&transaction)
                    .await?;
                resealed += 1;
            }
            transaction.commit().await?;
            progress(Resealing { done: resealed, of });
        }
    }

    /// Takes the master keys out of the key file that seal nothing any more; says which. A backup made before
    /// opens only with the key file of its own time.
    pub async fn master_keys_prune(&self) -> Result<Vec<String>, Error> {
        let KeySource::File(path) = &self.settings.keys else {
            return Err(Error::KeysGiven);
        };
        let transaction = self.begin().await?;
        let used = used_ids(&transaction).await?;
        let (ring, gone) = self.reload_ring()?.only(&used);
        if !gone.is_empty() {
            ring.write(path)?;
            self.set_ring(ring);
        }
        transaction.commit().await?;
        Ok(gone)
    }

    /// The master keys as the key file has them now.
    pub(crate) fn reload_ring(&self) -> Result<Arc<KeyRing>, Error> {
        match &self.settings.keys {
            KeySource::File(_) => {
                let ring = KeyRing::open(&self.settings.keys, &self.settings.database)?;
                Ok(self.set_ring(ring))
            }
            KeySource::Given { .. } => Ok(self.ring()),
        }
    }

    /// The master keys, read again when that id is not among them.
    pub(crate) fn ring_with(&self, id: &str) -> Result<Arc<KeyRing>, Error> {
        let ring = self.ring();
        match ring.find(id) {
            Ok(_) => Ok(ring),
            Err(_) => self.reload_ring(),
        }
    }
}

/// Data keys sealed anew in one transaction.
const BATCH: u64 = 100;

/// The ids of the master keys that seal something.
pub(crate) async fn used_ids(connection: &impl ConnectionTrait) -> Result<Vec<String>, Error> {
    Ok(row::Entity::find()
        .select_only()
        .column(row::Column::MasterKeyId)
        .distinct()
        .into_tuple()
        .all(connection)
        .await?)
}
