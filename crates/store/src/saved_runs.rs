//! Suspended runs: sealed, bound to one browser, taken exactly once.

use account::TransactionId;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use tenant::{SecretHash, TenantId};

use crate::data_keys::TenantKeys;
use crate::error::exists;
use crate::row::{column_ms, from_column_ms};
use crate::{Error, Noun, Store};

row! { "saved_runs" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    state_hash: String,
    browser_hash: String,
    transaction_id: String,
    sealed: Vec<u8>,
    expires_at: i64,
} }

const NOUN: Noun = Noun::SavedRun;

/// A run that waits for a browser to come back to `/continue`.
#[derive(Clone, PartialEq, Eq)]
pub struct SavedRun {
    /// The tenant.
    pub tenant: TenantId,
    /// SHA-256 of the `state` the other site has to return.
    pub state_hash: SecretHash,
    /// SHA-256 of the browser's transaction cookie.
    pub browser_hash: SecretHash,
    /// The login it belongs to.
    pub transaction: TransactionId,
    /// The run, serialised by whoever goes on with it.
    pub run: Vec<u8>,
    /// When it ends, unix ms.
    pub expires_at_ms: u64,
}

impl std::fmt::Debug for SavedRun {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SavedRun")
            .field("tenant", &self.tenant)
            .field("transaction", &self.transaction)
            .field("expires_at_ms", &self.expires_at_ms)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Takes the run that waits for this state, if it is this browser's and has not ended. Of several
    /// that ask at once exactly one gets it; another browser's question leaves it where it is.
    pub async fn saved_run_take(
        &self,
        tenant: &TenantId,
        state_hash: &SecretHash,
        browser_hash: &SecretHash,
        now_ms: u64,
    ) -> Result<Option<SavedRun>, Error> {
        let keys = self.keys(tenant).await?;
        let transaction = self.begin().await?;
        let key = (tenant.as_str().to_owned(), state_hash.as_str().to_owned());
        let found = row::Entity::find_by_id(key.clone())
            .lock_exclusive()
            .one(&transaction)
            .await?;
        let mine = found.filter(|row| row.browser_hash == browser_hash.as_str());
        let Some(row) = mine.filter(|row| now_ms < from_column_ms(row.expires_at)) else {
            return Ok(None);
        };
        let deleted = row::Entity::delete_by_id(key).exec(&transaction).await?;
        if deleted.rows_affected != 1 {
            return Ok(None);
        }
        let run = keys.open(NOUN, &row.state_hash, &row.sealed)?;
        transaction.commit().await?;
        Ok(Some(SavedRun {
            tenant: tenant.clone(),
            state_hash: state_hash.clone(),
            browser_hash: browser_hash.clone(),
            transaction: TransactionId::new(row.transaction_id),
            run: run.to_vec(),
            expires_at_ms: from_column_ms(row.expires_at),
        }))
    }
}

/// Keeps a run inside the caller's transaction.
pub(crate) async fn insert_saved_run(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    saved: &SavedRun,
) -> Result<(), Error> {
    let row = row::ActiveModel {
        tenant: Set(saved.tenant.as_str().to_owned()),
        state_hash: Set(saved.state_hash.as_str().to_owned()),
        browser_hash: Set(saved.browser_hash.as_str().to_owned()),
        transaction_id: Set(saved.transaction.as_str().to_owned()),
        sealed: Set(keys.seal(NOUN, saved.state_hash.as_str(), &saved.run)?),
        expires_at: Set(column_ms(saved.expires_at_ms)),
    };
    row::Entity::insert(row)
        .exec_without_returning(connection)
        .await
        .map_err(exists(NOUN))?;
    Ok(())
}

purge_by!(purge_saved_runs, ExpiresAt, StateHash);
