//! What administrators did, written with the change itself. Kept 90 days.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tenant::TenantId;

use crate::error::exists;
use crate::row::{column_ms, decode, encode};
use crate::{Error, Noun, Page, Store};

row! { "audit_entries" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    body: String,
    at: i64,
} }

const NOUN: Noun = Noun::AuditEntry;

/// How long an entry is kept, in ms: 90 days.
pub(crate) const KEPT_MS: u64 = 90 * 24 * 60 * 60 * 1_000;

/// One act of an administrator. It holds no secret value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// The tenant.
    pub tenant: TenantId,
    /// Its id, unique in the tenant.
    pub id: String,
    /// Who: an administrator token's id, or `command line`.
    pub actor: String,
    /// What: the operation's summary, such as `Deploy an action`.
    pub operation: String,
    /// On what: an id.
    pub target: String,
    /// What else tells the change apart.
    pub details: Value,
    /// When, unix ms.
    pub at_ms: u64,
}

impl Store {
    /// Writes an entry of its own, for acts that change no row here.
    pub async fn audit_append(&self, entry: &AuditEntry) -> Result<(), Error> {
        append(self.writer(), entry).await
    }

    /// The entries of a tenant, newest first.
    pub async fn audit_list(
        &self,
        tenant: &TenantId,
        page: Page,
    ) -> Result<Vec<AuditEntry>, Error> {
        let rows = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .order_by_desc(row::Column::At)
            .order_by_asc(row::Column::Id)
            .limit(page.limit())
            .offset(page.offset())
            .all(&self.reader)
            .await?;
        rows.iter().map(|row| decode(NOUN, &row.body)).collect()
    }
}

/// Writes an entry inside the caller's transaction.
pub(crate) async fn append(
    connection: &impl ConnectionTrait,
    entry: &AuditEntry,
) -> Result<(), Error> {
    let row = row::ActiveModel {
        tenant: Set(entry.tenant.as_str().to_owned()),
        id: Set(entry.id.clone()),
        body: Set(encode(NOUN, entry)?),
        at: Set(column_ms(entry.at_ms)),
    };
    row::Entity::insert(row)
        .exec_without_returning(connection)
        .await
        .map_err(exists(NOUN))?;
    Ok(())
}

purge_by!(purge_audit, At, Id);
