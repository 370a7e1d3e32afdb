//! Installations: their rows, found, listed, written back.

use market::{Follow, Installation, MarketLimits, ReleaseId};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use tenant::{InstallationId, TenantId};

use crate::data_keys::TenantKeys;
use crate::error::exists;
use crate::registered::decode;
use crate::row::{column_ms, encode, room};
use crate::{Error, Noun, Page, Store, vouched};

row! { "installations" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    name: String,
    slug: String,
    release: String,
    follow: String,
    /// When the newest release was published that it was held against.
    followed_at: i64,
    body: String,
    vouched: Vec<u8>,
    created_at: i64,
} }

/// The rows, for those who follow.
pub(crate) mod rows {
    pub(crate) use super::row::*;
}

const NOUN: Noun = Noun::Installation;

impl Store {
    /// The installation of that id.
    pub async fn installation_find(
        &self,
        tenant: &TenantId,
        id: &InstallationId,
    ) -> Result<Option<Installation>, Error> {
        let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
        let Some(row) = row::Entity::find_by_id(key).one(&self.reader).await? else {
            return Ok(None);
        };
        open(&*self.keys(tenant).await?, &row).map(Some)
    }

    /// The installations of a tenant, oldest first. One that was altered is named in the log and left out.
    pub async fn installations_list(
        &self,
        tenant: &TenantId,
        page: Page,
    ) -> Result<Vec<Installation>, Error> {
        let rows = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .order_by_asc(row::Column::CreatedAt)
            .order_by_asc(row::Column::Id)
            .limit(page.limit())
            .offset(page.offset())
            .all(&self.reader)
            .await?;
        let keys = self.keys(tenant).await?;
        let sound = rows.iter().filter_map(|row| {
            open(&keys, row)
                .inspect_err(|error| tracing::error!(%error, "left out of a list"))
                .ok()
        });
        Ok(sound.collect())
    }
}

/// An installation, held for a change inside the caller's transaction.
pub(crate) async fn held(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    tenant: &TenantId,
    id: &InstallationId,
) -> Result<Installation, Error> {
    let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
    let row = row::Entity::find_by_id(key)
        .lock_exclusive()
        .one(connection)
        .await?;
    open(keys, &row.ok_or(Error::NotFound { noun: NOUN })?)
}

/// Installations of a tenant by their ids, each sound or not.
pub(crate) async fn found(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    tenant: &TenantId,
    ids: impl Iterator<Item = &InstallationId>,
) -> Result<Vec<(InstallationId, Result<Installation, Error>)>, Error> {
    let rows = row::Entity::find()
        .filter(row::Column::Tenant.eq(tenant.as_str()))
        .filter(row::Column::Id.is_in(ids.map(InstallationId::as_str)))
        .all(connection)
        .await?;
    let opened = rows.into_iter().map(|row| {
        let opened = open(keys, &row);
        (InstallationId::new(row.id), opened)
    });
    Ok(opened.collect())
}

/// Adds an installation, unless the tenant has as many as it may.
pub(crate) async fn insert(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    installation: &Installation,
    followed_at_ms: u64,
) -> Result<(), Error> {
    let tenant = installation.tenant.as_str();
    let of_tenant = row::Entity::find().filter(row::Column::Tenant.eq(tenant));
    let limit = MarketLimits::DEFAULT.installations;
    room(NOUN, of_tenant, limit, connection).await?;
    let mut row = row(keys, installation)?;
    row.followed_at = Set(column_ms(followed_at_ms));
    row::Entity::insert(row)
        .exec_without_returning(connection)
        .await
        .map_err(exists(NOUN))?;
    Ok(())
}

/// Deletes an installation.
pub(crate) async fn delete(
    connection: &impl ConnectionTrait,
    installation: &Installation,
) -> Result<(), Error> {
    let id = installation.id.as_str().to_owned();
    row::Entity::delete_by_id((installation.tenant.as_str().to_owned(), id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Writes an installation back.
pub(crate) async fn write(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    installation: &Installation,
    followed_at_ms: Option<u64>,
) -> Result<(), Error> {
    let mut row = row(keys, installation)?;
    if let Some(followed_at_ms) = followed_at_ms {
        row.followed_at = Set(column_ms(followed_at_ms));
    }
    row::Entity::update_many()
        .set(row)
        .filter(row::Column::Tenant.eq(installation.tenant.as_str()))
        .filter(row::Column::Id.eq(installation.id.as_str()))
        .exec(connection)
        .await
        .map_err(exists(NOUN))?;
    Ok(())
}

/// The tenants that have a release installed.
pub(crate) async fn tenants_with(
    connection: &impl ConnectionTrait,
    release: &ReleaseId,
) -> Result<Vec<TenantId>, Error> {
    let tenants: Vec<String> = row::Entity::find()
        .select_only()
        .column(row::Column::Tenant)
        .distinct()
        .filter(row::Column::Release.eq(release.as_str()))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(tenants.into_iter().map(TenantId::new).collect())
}

/// The ids of the releases that are installed somewhere.
pub(crate) fn releases() -> SelectStatement {
    row::Entity::find()
        .select_only()
        .column(row::Column::Release)
        .into_query()
}

/// The row of an installation, but for what it was held against.
fn row(keys: &TenantKeys, installation: &Installation) -> Result<row::ActiveModel, Error> {
    let body = encode(NOUN, installation)?;
    Ok(row::ActiveModel {
        tenant: Set(installation.tenant.as_str().to_owned()),
        id: Set(installation.id.as_str().to_owned()),
        name: Set(installation.name.clone()),
        slug: Set(installation.slug.as_str().to_owned()),
        release: Set(installation.release.as_str().to_owned()),
        follow: Set(follow(installation.follow).to_owned()),
        followed_at: NotSet,
        vouched: Set(vouched::vouch(keys, NOUN, installation.id.as_str(), &body)?),
        body: Set(body),
        created_at: Set(column_ms(installation.created_at_ms)),
    })
}

pub(crate) fn follow(follow: Follow) -> &'static str {
    match follow {
        Follow::Pinned => "pinned",
        Follow::Following => "following",
    }
}

fn open(keys: &TenantKeys, row: &row::Model) -> Result<Installation, Error> {
    vouched::check(keys, NOUN, &row.id, &row.body, &row.vouched)?;
    decode(NOUN, &row.id, &row.body)
}
