//! Versions whose secrets stand in a cache: the actions of a trigger share one, and what one of them put there another finds.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use tenant::{ActionVersionId, TenantId};

use super::{NOUN, SUPERSEDED_KEPT_MS, row};
use crate::actions::open_secrets;
use crate::row::column_ms;
use crate::{ActionSecrets, Error, Store};

impl Store {
    /// The values of these versions' secrets, in their order and in one read; those that are gone are left out.
    pub async fn action_versions_secrets(
        &self,
        tenant: &TenantId,
        versions: &[ActionVersionId],
    ) -> Result<Vec<(ActionVersionId, ActionSecrets)>, Error> {
        if versions.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<(String, Vec<u8>)> = row::Entity::find()
            .select_only()
            .column(row::Column::Id)
            .column(row::Column::SealedSecrets)
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::Id.is_in(versions.iter().map(ActionVersionId::as_str)))
            .into_tuple()
            .all(&self.reader)
            .await?;
        let keys = self.keys(tenant).await?;
        let mut opened = Vec::with_capacity(rows.len());
        for version in versions {
            let row = rows.iter().find(|(id, _)| id == version.as_str());
            if let Some((id, sealed)) = row {
                opened.push((version.clone(), open_secrets(&keys, NOUN, id, sealed)?));
            }
        }
        Ok(opened)
    }
}

/// Keeps a version of which an entry that ends at `until_ms` holds a secret, inside the caller's transaction. It is kept an hour
/// longer: a run that saw the entry may still be under way, and an entry that is written anew by each login writes this once an
/// hour.
pub(crate) async fn keep_cached(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    version: &ActionVersionId,
    until_ms: u64,
) -> Result<(), Error> {
    let longer_ms = until_ms.saturating_add(SUPERSEDED_KEPT_MS);
    let ends_before = Condition::any()
        .add(row::Column::CachedUntil.is_null())
        .add(row::Column::CachedUntil.lt(column_ms(until_ms)));
    row::Entity::update_many()
        .col_expr(row::Column::CachedUntil, Expr::value(column_ms(longer_ms)))
        .filter(row::Column::Tenant.eq(tenant.as_str()))
        .filter(row::Column::Id.eq(version.as_str()))
        .filter(ends_before)
        .exec(connection)
        .await?;
    Ok(())
}
