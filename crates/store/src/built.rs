//! What builds made, by its digest: the action with its packages as one file, and what is to be known of them.

use aws_lc_rs::digest::{Context, SHA256};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{ExprTrait as _, OnConflict, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use tenant::{ActionLimits, BuiltId, TenantId};

use crate::row::column_ms;
use crate::{Error, Store, action_versions, builds};

row! { "built" {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    tenant: String,
    bytes: i64,
    created_at: i64,
    linked: Vec<u8>,
    lock: String,
    sbom: String,
    licences: String,
} }

/// How long what nothing refers to is kept at least, in ms: whoever read of it a moment ago may still come for it.
pub(crate) const KEPT_MS: u64 = 60 * 60 * 1_000;

/// What a build made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// The action with its packages as one file.
    pub linked: Vec<u8>,
    /// The lockfile.
    pub lock: String,
    /// The bill of materials.
    pub sbom: String,
    /// The licences, as JSON.
    pub licences: String,
}

/// What is to be known of packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuiltPart {
    /// The lockfile.
    Lock,
    /// The bill of materials.
    Sbom,
    /// The licences, as JSON.
    Licences,
}

impl Built {
    /// Its name: the SHA-256 of all of it, apart for each tenant, so that nobody learns what others have built.
    #[must_use]
    pub fn id(&self, tenant: &TenantId) -> BuiltId {
        let mut sha = Context::new(&SHA256);
        for part in [
            tenant.as_str().as_bytes(),
            &self.linked,
            self.lock.as_bytes(),
            self.sbom.as_bytes(),
            self.licences.as_bytes(),
        ] {
            sha.update(&(part.len() as u64).to_le_bytes());
            sha.update(part);
        }
        BuiltId::new(hex::encode(sha.finish()))
    }

    fn bytes(&self) -> usize {
        self.linked.len() + self.lock.len() + self.sbom.len() + self.licences.len()
    }
}

impl Store {
    /// The action with its packages as one file.
    pub async fn built_linked(&self, id: &BuiltId) -> Result<Option<Vec<u8>>, Error> {
        let linked = row::Entity::find_by_id(id.as_str())
            .select_only()
            .column(row::Column::Linked)
            .into_tuple()
            .one(&self.reader)
            .await?;
        Ok(linked)
    }

    /// What is to be known of the packages.
    pub async fn built_part(&self, id: &BuiltId, part: BuiltPart) -> Result<Option<String>, Error> {
        let column = match part {
            BuiltPart::Lock => row::Column::Lock,
            BuiltPart::Sbom => row::Column::Sbom,
            BuiltPart::Licences => row::Column::Licences,
        };
        let text = row::Entity::find_by_id(id.as_str())
            .select_only()
            .column(column)
            .into_tuple()
            .one(&self.reader)
            .await?;
        Ok(text)
    }
}

/// Keeps what a build made, within the bytes that a tenant has.
pub(crate) async fn keep(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    built: &Built,
    now_ms: u64,
) -> Result<(), Error> {
    let id = built.id(tenant);
    let limit = ActionLimits::DEFAULT.built_bytes;
    let bytes = built.bytes() as u64;
    if used(connection, tenant, &id).await?.saturating_add(bytes) > limit {
        // What nothing refers to need not wait for its time.
        purge(connection, Some(tenant), now_ms, u64::from(u32::MAX)).await?;
        if used(connection, tenant, &id).await?.saturating_add(bytes) > limit {
            return Err(Error::BuiltFull { limit });
        }
    }
    let row = row::ActiveModel {
        id: Set(id.as_str().to_owned()),
        tenant: Set(tenant.as_str().to_owned()),
        bytes: Set(i64::try_from(bytes).unwrap_or(i64::MAX)),
        created_at: Set(column_ms(now_ms)),
        linked: Set(built.linked.clone()),
        lock: Set(built.lock.clone()),
        sbom: Set(built.sbom.clone()),
        licences: Set(built.licences.clone()),
    };
    let renew = OnConflict::column(row::Column::Id)
        .update_column(row::Column::CreatedAt)
        .to_owned();
    row::Entity::insert(row)
        .on_conflict(renew)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// The bytes of all that was built for a tenant, but for one.
async fn used(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    besides: &BuiltId,
) -> Result<u64, Error> {
    let sum: Option<Option<i64>> = row::Entity::find()
        .select_only()
        .column_as(row::Column::Bytes.sum().cast_as("bigint"), "all_bytes")
        .filter(row::Column::Tenant.eq(tenant.as_str()))
        .filter(row::Column::Id.ne(besides.as_str()))
        .into_tuple()
        .one(connection)
        .await?;
    Ok(u64::try_from(sum.flatten().unwrap_or_default()).unwrap_or_default())
}

/// Deletes what was built before a time and neither a draft nor a version refers to, the oldest first; says how many.
pub(crate) async fn purge_built(
    connection: &impl ConnectionTrait,
    before_ms: u64,
    limit: u64,
) -> Result<u64, Error> {
    purge(connection, None, before_ms, limit).await
}

async fn purge(
    connection: &impl ConnectionTrait,
    tenant: Option<&TenantId>,
    before_ms: u64,
    limit: u64,
) -> Result<u64, Error> {
    let mut unnamed = row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(row::Column::CreatedAt.lte(column_ms(before_ms)))
        .filter(row::Column::Id.not_in_subquery(builds::referred()))
        .filter(row::Column::Id.not_in_subquery(action_versions::referred()))
        .order_by_asc(row::Column::CreatedAt)
        .limit(limit);
    if let Some(tenant) = tenant {
        unnamed = unnamed.filter(row::Column::Tenant.eq(tenant.as_str()));
    }
    let unnamed: SelectStatement = unnamed.into_query();
    let deleted = row::Entity::delete_many()
        .filter(row::Column::Id.in_subquery(unnamed))
        .exec(connection)
        .await?;
    Ok(deleted.rows_affected)
}
