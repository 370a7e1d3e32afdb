//! What administrators do with installations: make, configure, update, take away.

use bundle::PermissionsDigest;
use market::{
    Chosen, Follow, Installation, NewInstallation, Reconfiguration, Release, ReleaseId, Update,
    Written,
};
use sea_orm::ConnectionTrait;
use tenant::{InstallationId, TenantId};

use crate::audit::append;
use crate::data_keys::TenantKeys;
use crate::installations::{delete, held, insert, write};
use crate::partners::same_revision;
use crate::registered::held as held_of_platform;
use crate::releases::touch;
use crate::{Error, Noun, Stamp, Store, bindings, installation_secrets, notices, tenants};

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
        let followed_at_ms = release.publish_at_ms.unwrap_or(0);
        insert(&transaction, &keys, installed, followed_at_ms).await?;
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
        delete(&transaction, &before).await?;
        installation_secrets::retire(&transaction, tenant, id, stamp.at_ms).await?;
        touch(&transaction, &before.release, stamp.at_ms).await?;
        append(&transaction, &stamp.entry_of(tenant.clone(), &act)).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Writes what belongs to a change of an installation: secrets, entry, notices.
pub(crate) async fn write_beside(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    written: &Written,
    stamp: &Stamp,
) -> Result<(), Error> {
    installation_secrets::write(connection, keys, written).await?;
    let change = &written.change;
    let tenant = change.next.tenant.clone();
    append(connection, &stamp.entry_of(tenant, &change.act)).await?;
    notices::post(connection, stamp, &change.notices).await
}
