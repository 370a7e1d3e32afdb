//! Recorded executions, sealed: a recording holds the event. Kept as long as the tenant's policy said when it was made.

use contract::Trigger;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, Iterable as _, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use serde_json::Value;
use tenant::{RecordingPolicy, TenantId};

use crate::audit::append;
use crate::data_keys::TenantKeys;
use crate::error::exists;
use crate::row::{column_ms, from_column_ms};
use crate::{AuditEntry, Error, Noun, Page, Store};

row! { "recordings" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    run: String,
    step: i64,
    trigger: String,
    code: String,
    outcome: String,
    bytes: i64,
    created_at: i64,
    expires_at: i64,
    summary: Vec<u8>,
    sealed: Vec<u8>,
} }

const NOUN: Noun = Noun::Recording;

/// A recording without what was recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordingEntry {
    /// The tenant.
    pub tenant: TenantId,
    /// Its id.
    pub id: String,
    /// The run the execution was of.
    pub run: String,
    /// Its place in the run, from 0.
    pub step: u64,
    /// The trigger.
    pub trigger: Trigger,
    /// Whose code ran: the id of an action or of an installation.
    pub code: String,
    /// What became of it, in the words of the shell.
    pub outcome: String,
    /// The bytes of what was recorded.
    pub bytes: u64,
    /// When it was made, unix ms.
    pub created_at_ms: u64,
    /// When it ends, unix ms.
    pub expires_at_ms: u64,
    /// What else a list shows of it: as the shell wrote it.
    pub summary: Value,
}

/// Which recordings a list has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordingFilter {
    /// Those of a trigger.
    pub trigger: Option<Trigger>,
    /// Those of an action or an installation.
    pub code: Option<String>,
    /// Those that ended so.
    pub outcome: Option<String>,
    /// Those of a run.
    pub run: Option<String>,
    /// Those made at this time or later, unix ms.
    pub from_ms: Option<u64>,
    /// Those made before this time, unix ms.
    pub until_ms: Option<u64>,
}

/// How much a tenant has recorded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RecordedTotal {
    /// Recordings.
    pub rows: u64,
    /// Their bytes.
    pub bytes: u64,
}

impl Store {
    /// Keeps what was recorded, unless it would be more than the policy allows.
    ///
    /// # Errors
    /// [`Error::RecordingsFull`], [`Error::AlreadyExists`] for a step that is recorded already, or what the database says.
    pub async fn recording_write(
        &self,
        entry: &RecordingEntry,
        recorded: &[u8],
        policy: &RecordingPolicy,
    ) -> Result<(), Error> {
        let keys = self.keys(&entry.tenant).await?;
        let row = row::ActiveModel {
            tenant: Set(entry.tenant.as_str().to_owned()),
            id: Set(entry.id.clone()),
            run: Set(entry.run.clone()),
            step: Set(column_ms(entry.step)),
            trigger: Set(entry.trigger.id().to_owned()),
            code: Set(entry.code.clone()),
            outcome: Set(entry.outcome.clone()),
            bytes: Set(column_ms(recorded.len() as u64)),
            created_at: Set(column_ms(entry.created_at_ms)),
            expires_at: Set(column_ms(entry.expires_at_ms)),
            summary: Set(keys.seal_value(NOUN, &summary_name(&entry.id), &entry.summary)?),
            sealed: Set(keys.seal(NOUN, &entry.id, recorded)?),
        };
        let transaction = self.begin().await?;
        let total = total(&transaction, &entry.tenant).await?;
        let bytes = total.bytes.saturating_add(recorded.len() as u64);
        if total.rows >= policy.rows || bytes > policy.bytes {
            return Err(Error::RecordingsFull {
                rows: policy.rows,
                bytes: policy.bytes,
            });
        }
        row::Entity::insert(row)
            .exec_without_returning(&transaction)
            .await
            .map_err(exists(NOUN))?;
        transaction.commit().await?;
        Ok(())
    }

    /// How much a tenant has recorded.
    pub async fn recordings_total(&self, tenant: &TenantId) -> Result<RecordedTotal, Error> {
        total(&self.reader, tenant).await
    }

    /// The entries of a tenant, newest first.
    pub async fn recordings_list(
        &self,
        tenant: &TenantId,
        filter: &RecordingFilter,
        page: Page,
    ) -> Result<Vec<RecordingEntry>, Error> {
        let keys = self.keys(tenant).await?;
        let rows = filtered(entries(tenant), filter)
            .order_by_desc(row::Column::CreatedAt)
            .order_by_asc(row::Column::Run)
            .order_by_asc(row::Column::Step)
            .limit(page.limit())
            .offset(page.offset())
            .all(&self.reader)
            .await?;
        rows.into_iter()
            .map(|row| open_entry(&keys, tenant, row))
            .collect()
    }

    /// The recording of that id, with what was recorded.
    pub async fn recording_find(
        &self,
        tenant: &TenantId,
        id: &str,
    ) -> Result<Option<(RecordingEntry, Vec<u8>)>, Error> {
        let found = row::Entity::find_by_id((tenant.as_str().to_owned(), id.to_owned()))
            .one(&self.reader)
            .await?;
        let Some(found) = found else {
            return Ok(None);
        };
        let keys = self.keys(tenant).await?;
        let recorded = keys.open(NOUN, id, &found.sealed)?.to_vec();
        Ok(Some((open_entry(&keys, tenant, found)?, recorded)))
    }

    /// Deletes one.
    ///
    /// # Errors
    /// [`Error::NotFound`], or what the database says.
    pub async fn recording_delete(
        &self,
        tenant: &TenantId,
        id: &str,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        let transaction = self.begin().await?;
        let key = (tenant.as_str().to_owned(), id.to_owned());
        let deleted = row::Entity::delete_by_id(key).exec(&transaction).await?;
        if deleted.rows_affected == 0 {
            return Err(Error::NotFound { noun: NOUN });
        }
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// What is recorded is not opened under the name of what a list shows.
fn summary_name(id: &str) -> String {
    format!("{id}/summary")
}

/// The rows of a tenant, without what was recorded: a page of these would be as long as all recordings on it.
fn entries(tenant: &TenantId) -> Select<row::Entity> {
    use row::Column as C;
    let listed = C::iter().filter(|column| !matches!(column, C::Sealed));
    row::Entity::find()
        .select_only()
        .columns(listed)
        .expr_as(Expr::value(Vec::<u8>::new()), C::Sealed)
        .filter(C::Tenant.eq(tenant.as_str()))
}

fn filtered(mut select: Select<row::Entity>, filter: &RecordingFilter) -> Select<row::Entity> {
    use row::Column as C;
    let texts = [
        (C::Trigger, filter.trigger.map(Trigger::id)),
        (C::Code, filter.code.as_deref()),
        (C::Outcome, filter.outcome.as_deref()),
        (C::Run, filter.run.as_deref()),
    ];
    for (column, text) in texts {
        if let Some(text) = text {
            select = select.filter(column.eq(text));
        }
    }
    if let Some(from_ms) = filter.from_ms {
        select = select.filter(C::CreatedAt.gte(column_ms(from_ms)));
    }
    if let Some(until_ms) = filter.until_ms {
        select = select.filter(C::CreatedAt.lt(column_ms(until_ms)));
    }
    select
}

async fn total(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
) -> Result<RecordedTotal, Error> {
    let found: Option<(i64, Option<i64>)> = row::Entity::find()
        .select_only()
        .column_as(row::Column::Bytes.count(), "all_rows")
        .column_as(row::Column::Bytes.sum().cast_as("bigint"), "all_bytes")
        .filter(row::Column::Tenant.eq(tenant.as_str()))
        .into_tuple()
        .one(connection)
        .await?;
    let (rows, bytes) = found.unwrap_or_default();
    Ok(RecordedTotal {
        rows: from_column_ms(rows),
        bytes: from_column_ms(bytes.unwrap_or_default()),
    })
}

fn open_entry(
    keys: &TenantKeys,
    tenant: &TenantId,
    row: row::Model,
) -> Result<RecordingEntry, Error> {
    let trigger = row.trigger.parse();
    Ok(RecordingEntry {
        tenant: tenant.clone(),
        summary: keys.open_value(NOUN, &summary_name(&row.id), &row.summary)?,
        id: row.id,
        run: row.run,
        step: from_column_ms(row.step),
        trigger: trigger.map_err(|_| Error::Unsealable { noun: NOUN })?,
        code: row.code,
        outcome: row.outcome,
        bytes: from_column_ms(row.bytes),
        created_at_ms: from_column_ms(row.created_at),
        expires_at_ms: from_column_ms(row.expires_at),
    })
}

purge_by!(purge_recordings, ExpiresAt, Id);
