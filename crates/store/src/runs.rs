//! Records of runs, sealed: what an action logged may be anybody's secret. Kept 10 days.

use contract::Trigger;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use tenant::TenantId;

use crate::caches::{CacheChange, apply_cache};
use crate::data_keys::TenantKeys;
use crate::row::{column_ms, from_column_ms};
use crate::{Error, Noun, Page, Store};

row! { "runs" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    trigger: String,
    status: String,
    sealed: Vec<u8>,
    created_at: i64,
    updated_at: i64,
} }

const NOUN: Noun = Noun::Run;

/// How long a record is kept, in ms: 10 days.
pub(crate) const KEPT_MS: u64 = 10 * 24 * 60 * 60 * 1_000;

/// The record of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct RunRecord {
    /// The tenant.
    pub tenant: TenantId,
    /// The run's id.
    pub id: String,
    /// The trigger whose flow ran.
    pub trigger: Trigger,
    /// Where it stands.
    pub status: RunStatus,
    /// Steps, outcome, logs, requests: as the shell wrote them.
    pub body: Value,
    /// When it began, unix ms.
    pub created_at_ms: u64,
    /// When it last went on, unix ms.
    pub updated_at_ms: u64,
}

/// Where a run stands (reference: execution record).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunStatus {
    /// It waits for the browser to come back.
    Suspended,
    /// It ended.
    Final,
    /// It ended before its last step: denied or failed.
    Partial,
    /// It never came back, or was lost when it had.
    Canceled,
}

impl RunStatus {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Suspended => "suspended",
            Self::Final => "final",
            Self::Partial => "partial",
            Self::Canceled => "canceled",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Suspended, Self::Final, Self::Partial, Self::Canceled]
            .into_iter()
            .find(|status| status.as_str() == text)
    }
}

/// A run that ended outside a login: machine to machine.
#[derive(Debug, Clone)]
pub struct FinishedRun {
    /// Its record.
    pub record: RunRecord,
    /// What it wrote to caches.
    pub cache: Vec<CacheChange>,
}

impl Store {
    /// Writes runs that ended, all of one tenant, in one transaction: many together cost one flush to disk.
    pub async fn runs_finish(
        &self,
        tenant: &TenantId,
        runs: &[FinishedRun],
        now_ms: u64,
    ) -> Result<(), Error> {
        let keys = self.keys(tenant).await?;
        let transaction = self.begin().await?;
        for run in runs.iter().filter(|run| run.record.tenant == *tenant) {
            put_run(&transaction, &keys, &run.record).await?;
            apply_cache(&transaction, &keys, tenant, &run.cache, now_ms).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// The record of that id.
    pub async fn run_find(&self, tenant: &TenantId, id: &str) -> Result<Option<RunRecord>, Error> {
        let row = row::Entity::find_by_id((tenant.as_str().to_owned(), id.to_owned()))
            .one(&self.reader)
            .await?;
        match row {
            Some(row) => open(&*self.keys(tenant).await?, row).map(Some),
            None => Ok(None),
        }
    }

    /// The records of a tenant, newest first.
    pub async fn runs_list(&self, tenant: &TenantId, page: Page) -> Result<Vec<RunRecord>, Error> {
        let keys = self.keys(tenant).await?;
        let rows = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .order_by_desc(row::Column::CreatedAt)
            .order_by_asc(row::Column::Id)
            .limit(page.limit())
            .offset(page.offset())
            .all(&self.reader)
            .await?;
        rows.into_iter().map(|row| open(&keys, row)).collect()
    }
}

fn open(keys: &TenantKeys, row: row::Model) -> Result<RunRecord, Error> {
    Ok(RunRecord {
        body: keys.open_value(NOUN, &row.id, &row.sealed)?,
        trigger: row
            .trigger
            .parse()
            .map_err(|_| Error::Unsealable { noun: NOUN })?,
        status: RunStatus::parse(&row.status).ok_or(Error::Unsealable { noun: NOUN })?,
        tenant: TenantId::new(row.tenant),
        id: row.id,
        created_at_ms: from_column_ms(row.created_at),
        updated_at_ms: from_column_ms(row.updated_at),
    })
}

/// Writes a record inside the caller's transaction; one that suspended before is replaced.
pub(crate) async fn put_run(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    run: &RunRecord,
) -> Result<(), Error> {
    let row = row::ActiveModel {
        tenant: Set(run.tenant.as_str().to_owned()),
        id: Set(run.id.clone()),
        trigger: Set(run.trigger.id().to_owned()),
        status: Set(run.status.as_str().to_owned()),
        sealed: Set(keys.seal_value(NOUN, &run.id, &run.body)?),
        created_at: Set(column_ms(run.created_at_ms)),
        updated_at: Set(column_ms(run.updated_at_ms)),
    };
    let replace = OnConflict::columns([row::Column::Tenant, row::Column::Id])
        .update_columns([
            row::Column::Status,
            row::Column::Sealed,
            row::Column::UpdatedAt,
        ])
        .to_owned();
    row::Entity::insert(row)
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Marks the records of runs that waited and are lost, inside the caller's transaction.
pub(crate) async fn cancel_runs(
    connection: &impl ConnectionTrait,
    tenant: &str,
    ids: impl IntoIterator<Item = impl Into<String>>,
    now_ms: u64,
) -> Result<(), Error> {
    row::Entity::update_many()
        .col_expr(row::Column::Status, RunStatus::Canceled.as_str().into())
        .col_expr(row::Column::UpdatedAt, column_ms(now_ms).into())
        .filter(row::Column::Tenant.eq(tenant))
        .filter(row::Column::Id.is_in(ids.into_iter().map(Into::<String>::into)))
        .filter(row::Column::Status.eq(RunStatus::Suspended.as_str()))
        .exec(connection)
        .await?;
    Ok(())
}

purge_by!(purge_runs, UpdatedAt, Id);
