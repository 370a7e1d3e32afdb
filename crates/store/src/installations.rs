//! Installations: made, configured, updated, taken away; and what a binding runs of them.

use bundle::PermissionsDigest;
use market::{
    Act, Chosen, Follow, Installation, MarketLimits, NewInstallation, Notice, Reconfiguration,
    Release, ReleaseId, Update, Written,
};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use tenant::{InstallationId, TenantId};

use crate::audit::append;
use crate::data_keys::TenantKeys;
use crate::error::exists;
use crate::partners::same_revision;
use crate::registered::{decode, held as held_of_platform};
use crate::releases::touch;
use crate::row::{column_ms, encode, room};
use crate::{
    Error, Noun, Page, Stamp, Store, bindings, installation_secrets, notices, tenants, vouched,
};

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

/// What an installation is made of, beside what is stored.
#[derive(Debug, Clone)]
pub struct InstallationOrder<'a> {
    /// Its id.
    pub id: InstallationId,
    /// The tenant.
    pub tenant: &'a TenantId,
    /// The release.
    pub release: &'a ReleaseId,
    /// The name in the tenant; without one, the integration's.
    pub name: Option<String>,
    /// Whether it goes on to newer releases.
    pub follow: Follow,
    /// What the customer entered.
    pub chosen: Chosen,
    /// What names the permissions the customer read.
    pub accepted: PermissionsDigest,
}

/// What an update is made of, beside what is stored.
#[derive(Debug, Clone)]
pub struct UpdateOrder<'a> {
    /// The release that is to run.
    pub to: &'a ReleaseId,
    /// Values that its form asks for, or that change with it.
    pub chosen: Chosen,
    /// What names the permissions the customer read; needed where they widen.
    pub accepted: Option<PermissionsDigest>,
}

impl Store {
    /// Installs a release; the stamp's actor is who accepted its permissions.
    pub async fn installation_create(
        &self,
        order: InstallationOrder<'_>,
        stamp: &Stamp,
    ) -> Result<Installation, Error> {
        let (platform, keys) = (self.platform_keys().await?, self.keys(order.tenant).await?);
        let transaction = self.begin().await?;
        let tenant = tenants::tenant_of(&transaction, order.tenant).await?;
        let release: Release =
            held_of_platform(&transaction, &platform, order.release.as_str()).await?;
        let new = NewInstallation {
            id: order.id,
            tenant: &tenant,
            release: &release,
            name: order.name,
            follow: order.follow,
            chosen: order.chosen,
            accepted: order.accepted,
            by: &stamp.actor,
        };
        let written = Installation::install(new, stamp.at_ms)?;
        let installed = &written.change.next;
        let of_tenant = row::Entity::find().filter(row::Column::Tenant.eq(tenant.id.as_str()));
        let limit = MarketLimits::DEFAULT.installations;
        room(NOUN, of_tenant, limit, &transaction).await?;
        let mut row = row(&keys, installed)?;
        row.followed_at = Set(column_ms(release.publish_at_ms.unwrap_or(0)));
        row::Entity::insert(row)
            .exec_without_returning(&transaction)
            .await
            .map_err(exists(NOUN))?;
        touch(&transaction, &release.id, stamp.at_ms).await?;
        write_beside(&transaction, &keys, &written, stamp).await?;
        transaction.commit().await?;
        Ok(written.change.next)
    }

    /// Changes name, values and whether it follows of an installation that still has the revision the caller read.
    pub async fn installation_configure(
        &self,
        (tenant, id, revision): (&TenantId, &InstallationId, u64),
        change: Reconfiguration,
        stamp: &Stamp,
    ) -> Result<Installation, Error> {
        let (platform, keys) = (self.platform_keys().await?, self.keys(tenant).await?);
        let transaction = self.begin().await?;
        let before = held(&transaction, &keys, tenant, id).await?;
        same_revision(NOUN, revision, before.revision)?;
        let release: Release =
            held_of_platform(&transaction, &platform, before.release.as_str()).await?;
        let written = before.reconfigure(&release, change, stamp.at_ms)?;
        // Whoever begins to follow is held against what was published meanwhile.
        let begins = before.follow == Follow::Pinned;
        let followed_at_ms = begins.then_some(release.publish_at_ms.unwrap_or(0));
        write(&transaction, &keys, &written.change.next, followed_at_ms).await?;
        write_beside(&transaction, &keys, &written, stamp).await?;
        transaction.commit().await?;
        Ok(written.change.next)
    }

    /// Puts another release in the place of the one that runs, in an installation that still has the revision the caller
    /// read; the stamp's actor is who accepted its permissions.
    pub async fn installation_update(
        &self,
        (tenant, id, revision): (&TenantId, &InstallationId, u64),
        order: UpdateOrder<'_>,
        stamp: &Stamp,
    ) -> Result<Installation, Error> {
        let (platform, keys) = (self.platform_keys().await?, self.keys(tenant).await?);
        let transaction = self.begin().await?;
        let before = held(&transaction, &keys, tenant, id).await?;
        same_revision(NOUN, revision, before.revision)?;
        let tenant = tenants::tenant_of(&transaction, tenant).await?;
        let from: Release =
            held_of_platform(&transaction, &platform, before.release.as_str()).await?;
        let to: Release = held_of_platform(&transaction, &platform, order.to.as_str()).await?;
        let update = Update {
            tenant: &tenant,
            from: &from,
            to: &to,
            chosen: order.chosen,
            accepted: order.accepted,
            by: &stamp.actor,
        };
        let written = before.update(update, stamp.at_ms)?;
        let followed_at_ms = Some(to.publish_at_ms.unwrap_or(0));
        write(&transaction, &keys, &written.change.next, followed_at_ms).await?;
        for used in [&from.id, &to.id] {
            touch(&transaction, used, stamp.at_ms).await?;
        }
        write_beside(&transaction, &keys, &written, stamp).await?;
        transaction.commit().await?;
        Ok(written.change.next)
    }

    /// Takes an installation away, unless flows run it. Its secrets stay until the last run that may be suspended in it has
    /// ended.
    pub async fn installation_delete(
        &self,
        tenant: &TenantId,
        id: &InstallationId,
        stamp: &Stamp,
    ) -> Result<(), Error> {
        let keys = self.keys(tenant).await?;
        let transaction = self.begin().await?;
        let before = held(&transaction, &keys, tenant, id).await?;
        let act = before.uninstall(bindings::bound_in(&transaction, tenant, id).await?)?;
        row::Entity::delete_by_id((tenant.as_str().to_owned(), id.as_str().to_owned()))
            .exec(&transaction)
            .await?;
        installation_secrets::retire(&transaction, tenant, id, stamp.at_ms).await?;
        touch(&transaction, &before.release, stamp.at_ms).await?;
        append(&transaction, &stamp.entry_of(tenant.clone(), &act)).await?;
        transaction.commit().await?;
        Ok(())
    }

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

/// Writes what belongs to a change of an installation: secrets, entry, notices.
pub(crate) async fn write_beside(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    written: &Written,
    stamp: &Stamp,
) -> Result<(), Error> {
    installation_secrets::write(connection, keys, written).await?;
    let (act, notices): (&Act, &[Notice]) = (&written.change.act, &written.change.notices);
    let tenant = written.change.next.tenant.clone();
    append(connection, &stamp.entry_of(tenant, act)).await?;
    notices::post(connection, stamp, notices).await
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
