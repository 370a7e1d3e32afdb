//! Suspended runs: sealed, bound to one browser, taken exactly once.

use std::collections::BTreeMap;

use account::TransactionId;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use tenant::{SecretHash, SessionId, TenantId};

use crate::data_keys::TenantKeys;
use crate::error::exists;
use crate::row::{column_ms, from_column_ms};
use crate::runs::cancel_runs;
use crate::{Error, Noun, Store};

row! { "saved_runs" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    state_hash: String,
    browser_hash: String,
    transaction_id: String,
    session_id: String,
    run_id: String,
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
    /// The session it was suspended under.
    pub session: SessionId,
    /// The id of the run's record.
    pub run_id: String,
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
    /// Takes the run that waits for this state, if one of this browser's cookies hashes to its own and it has not
    /// ended; until it goes on its record says that it was canceled. Of several that ask at once exactly one gets it; another browser's question leaves it where it is.
    pub async fn saved_run_take(
        &self,
        tenant: &TenantId,
        state_hash: &SecretHash,
        browser_hashes: &[SecretHash],
        now_ms: u64,
    ) -> Result<Option<SavedRun>, Error> {
        let keys = self.keys(tenant).await?;
        let transaction = self.begin().await?;
        let key = (tenant.as_str().to_owned(), state_hash.as_str().to_owned());
        let found = row::Entity::find_by_id(key.clone())
            .lock_exclusive()
            .one(&transaction)
            .await?;
        let waiting = found.filter(|row| now_ms < from_column_ms(row.expires_at));
        let Some((row, browser_hash)) = waiting.and_then(|row| {
            let mut held = browser_hashes.iter();
            let browser = held.find(|one| one.as_str() == row.browser_hash);
            browser.map(|browser| (row, browser))
        }) else {
            return Ok(None);
        };
        let deleted = row::Entity::delete_by_id(key).exec(&transaction).await?;
        if deleted.rows_affected != 1 {
            return Ok(None);
        }
        // Whoever took it may refuse it or not live to end it; a run that goes on writes its record anew.
        cancel_runs(&transaction, tenant.as_str(), [&row.run_id], now_ms).await?;
        let run = keys.open(NOUN, &name(&row), &row.sealed)?;
        transaction.commit().await?;
        Ok(Some(SavedRun {
            tenant: tenant.clone(),
            state_hash: state_hash.clone(),
            browser_hash: browser_hash.clone(),
            transaction: TransactionId::new(row.transaction_id),
            session: SessionId::new(row.session_id),
            run_id: row.run_id,
            run: run.to_vec(),
            expires_at_ms: from_column_ms(row.expires_at),
        }))
    }

    /// Deletes runs that nobody came back for, the oldest first, and says so in their records; says how many.
    pub(crate) async fn purge_saved_runs(&self, now_ms: u64, limit: u64) -> Result<u64, Error> {
        let transaction = self.begin().await?;
        let ended: Vec<(String, String, String)> = row::Entity::find()
            .select_only()
            .columns([
                row::Column::Tenant,
                row::Column::StateHash,
                row::Column::RunId,
            ])
            .filter(row::Column::ExpiresAt.lte(column_ms(now_ms)))
            .order_by_asc(row::Column::ExpiresAt)
            .limit(limit)
            .into_tuple()
            .all(&transaction)
            .await?;
        let mut by_tenant: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
        for (tenant, state_hash, run_id) in &ended {
            let lost = by_tenant.entry(tenant).or_default();
            lost.push((state_hash, run_id));
        }
        let mut purged = 0;
        for (tenant, lost) in by_tenant {
            let deleted = row::Entity::delete_many()
                .filter(row::Column::Tenant.eq(tenant))
                .filter(
                    row::Column::StateHash.is_in(lost.iter().map(|(state_hash, _)| *state_hash)),
                )
                .exec(&transaction)
                .await?;
            purged += deleted.rows_affected;
            let runs = lost.iter().map(|(_, run_id)| *run_id);
            cancel_runs(&transaction, tenant, runs, now_ms).await?;
        }
        transaction.commit().await?;
        Ok(purged)
    }
}

/// Keeps a run inside the caller's transaction.
pub(crate) async fn insert_saved_run(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    saved: &SavedRun,
) -> Result<(), Error> {
    let mut row = row::Model {
        tenant: saved.tenant.as_str().to_owned(),
        state_hash: saved.state_hash.as_str().to_owned(),
        browser_hash: saved.browser_hash.as_str().to_owned(),
        transaction_id: saved.transaction.as_str().to_owned(),
        session_id: saved.session.as_str().to_owned(),
        run_id: saved.run_id.clone(),
        sealed: Vec::new(),
        expires_at: column_ms(saved.expires_at_ms),
    };
    row.sealed = keys.seal(NOUN, &name(&row), &saved.run)?;
    // Every column is set: a model made from a row would count as unchanged.
    let row = row::ActiveModel::from(row).reset_all();
    row::Entity::insert(row)
        .exec_without_returning(connection)
        .await
        .map_err(exists(NOUN))?;
    Ok(())
}

/// What a run is sealed under: every column beside it, so that who can write rows can neither hand it to another browser,
/// login or session nor make it last longer. None of the parts holds a slash.
fn name(row: &row::Model) -> String {
    [
        &row.state_hash,
        &row.browser_hash,
        &row.transaction_id,
        &row.session_id,
        &row.run_id,
        &row.expires_at.to_string(),
    ]
    .map(String::as_str)
    .join("/")
}
