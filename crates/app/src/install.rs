//! A customer installs a release, fills in its form, goes on to another and takes it away.

use std::collections::BTreeMap;

use bundle::PermissionsDigest;
use bytes::Bytes;
use market::{
    Chosen, Follow, Installation, InstallationId, PartnerSignature, Preview, Reconfiguration,
    Release, Signature, SigningKeyId,
};
use store::{InstallationOrder, Page, Stamp, TriedPackage, UpdateOrder};
use tenant::{AdminToken, Bound, Secret, Tenant, TenantId};

use crate::App;
use crate::bearer::PartnerCaller;
use crate::catalogue::{acceptance_of, not_found};
use crate::error::Error;
use crate::release::holds;

/// An installation with the release that runs in it.
#[derive(Debug, Clone)]
pub struct InstallationView {
    /// The installation.
    pub installation: Installation,
    /// What runs.
    pub release: Release,
    /// The release it waits for, when somebody has to decide.
    pub waits_for: Option<Release>,
    /// Whether a flow binds it.
    pub bound: bool,
}

/// What is to be installed.
#[derive(Debug, Clone)]
pub struct Install {
    /// The integration.
    pub slug: String,
    /// The version; the newest published one when there is none.
    pub version: Option<String>,
    /// The name in the tenant.
    pub name: Option<String>,
    /// Whether it goes on to newer releases.
    pub follow: Follow,
    /// Configuration items.
    pub configuration: BTreeMap<String, String>,
    /// Secrets.
    pub secrets: BTreeMap<String, Secret>,
    /// What names the permissions that were read.
    pub accept: String,
}

/// A package its partner tries out.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The ZIP archive.
    pub archive: Bytes,
    /// The key it is signed with.
    pub signing_key: String,
    /// The signature over its digest, 128 hexadecimal digits.
    pub signature: String,
    /// The name in the tenant.
    pub name: Option<String>,
    /// Configuration items.
    pub configuration: BTreeMap<String, String>,
    /// Secrets.
    pub secrets: BTreeMap<String, Secret>,
}

/// A change of an installation; what is `None` or not named stays.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Another name.
    pub name: Option<String>,
    /// Whether it goes on to newer releases.
    pub follow: Option<Follow>,
    /// Configuration items that change.
    pub configuration: BTreeMap<String, String>,
    /// Secrets that change.
    pub secrets: BTreeMap<String, Secret>,
}

/// A step to another release.
#[derive(Debug, Clone)]
pub struct Update {
    /// The version; the one it waits for, else the newest published one, when there is none.
    pub version: Option<String>,
    /// Configuration items that change.
    pub configuration: BTreeMap<String, String>,
    /// Secrets that change.
    pub secrets: BTreeMap<String, Secret>,
    /// What names the permissions that were read; needed where they widen.
    pub accept: Option<String>,
}

/// What an update would change.
#[derive(Debug, Clone)]
pub struct UpdatePreview {
    /// The installation as it is.
    pub installation: Installation,
    /// What runs.
    pub from: Release,
    /// What would run.
    pub to: Release,
    /// What differs, and what is to be decided.
    pub preview: Preview,
}

impl App {
    /// Installs a release.
    ///
    /// # Errors
    /// [`Error::NotFound`], permissions that were not accepted, values that do not fit the form, or a fault of ours.
    pub async fn install(
        &self,
        by: &AdminToken,
        wanted: Install,
    ) -> Result<InstallationView, Error> {
        let version = match wanted.version {
            Some(version) => version,
            None => self
                .integration(&wanted.slug)
                .await?
                .entry
                .version
                .to_string(),
        };
        let release = self.release_of_version(&wanted.slug, &version).await?;
        self.check_sound(&release).await?;
        let order = InstallationOrder {
            id: InstallationId::new(self.entropy.reference("ins_")?),
            tenant: &by.tenant,
            release: &release.id,
            name: wanted.name,
            follow: wanted.follow,
            chosen: Chosen {
                configuration: wanted.configuration,
                secrets: wanted.secrets,
            },
            accepted: accepted(&wanted.accept)?,
        };
        let stamp = self.stamp(by.id.as_str())?;
        let installed = self.store.installation_create(order, &stamp).await?;
        self.installation_view(installed).await
    }

    /// Installs a package that nobody reviewed, in a tenant that its partner owns and that is marked testing. Its partner
    /// knows what it asks for, and so accepts it.
    ///
    /// # Errors
    /// What is wrong with the package, a tenant that is not for it, or a fault of ours.
    pub async fn install_for_testing(
        &self,
        by: &PartnerCaller,
        tenant: &Tenant,
        trial: Trial,
    ) -> Result<InstallationView, Error> {
        if tenant.testing_of.as_ref() != Some(&by.partner.id) {
            return Err(Error::NotForTesting {
                tenant: tenant.id.as_str().to_owned(),
            });
        }
        let facts = self.take_package(trial.archive.clone()).await?;
        let stamp = self.stamp(by.key.id.as_str())?;
        let tried = TriedPackage {
            facts,
            partner: &by.partner.id,
            signature: self.signature_of(by, &trial).await?,
            archive: &trial.archive,
        };
        let release = self.store.release_try(tried, &holds, &stamp).await?;
        let order = InstallationOrder {
            id: InstallationId::new(self.entropy.reference("ins_")?),
            tenant: &tenant.id,
            release: &release.id,
            name: trial.name,
            follow: Follow::Pinned,
            chosen: Chosen {
                configuration: trial.configuration,
                secrets: trial.secrets,
            },
            accepted: accepted(&acceptance_of(&release))?,
        };
        let stamp = self.stamp(by.key.id.as_str())?;
        let installed = self.store.installation_create(order, &stamp).await?;
        self.installation_view(installed).await
    }

    async fn signature_of(
        &self,
        by: &PartnerCaller,
        trial: &Trial,
    ) -> Result<PartnerSignature, Error> {
        let missing = || not_found("signing key", &trial.signing_key);
        let id = SigningKeyId::parse(&trial.signing_key).map_err(|_| missing())?;
        let key = self.store.partner_signing_key_find(&id).await?;
        let key = key
            .filter(|key| key.partner == by.partner.id)
            .ok_or_else(missing)?;
        Ok(PartnerSignature {
            key: key.id,
            public_key: key.public_key,
            signature: Signature::parse(&trial.signature)?,
        })
    }

    /// The tenant's installations.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn installations(&self, tenant: &TenantId) -> Result<Vec<InstallationView>, Error> {
        let mut views = Vec::new();
        for installation in self.store.installations_list(tenant, Page::FIRST).await? {
            views.push(self.installation_view(installation).await?);
        }
        Ok(views)
    }

    /// An installation.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn installation(
        &self,
        tenant: &TenantId,
        id: &str,
    ) -> Result<InstallationView, Error> {
        let installation = self.held_installation(tenant, id).await?;
        self.installation_view(installation).await
    }

    /// Changes name, values and whether it follows.
    ///
    /// # Errors
    /// [`Error::NotFound`], values that do not fit, a change meanwhile, or a fault of ours.
    pub async fn reconfigure(
        &self,
        by: &AdminToken,
        id: &str,
        revision: u64,
        change: Change,
    ) -> Result<InstallationView, Error> {
        let held = self.held_installation(&by.tenant, id).await?;
        let change = Reconfiguration {
            name: change.name,
            follow: change.follow,
            chosen: Chosen {
                configuration: change.configuration,
                secrets: change.secrets,
            },
        };
        let stamp = self.stamp(by.id.as_str())?;
        let changed = self
            .store
            .installation_configure((&by.tenant, &held.id, revision), change, &stamp)
            .await?;
        self.checking.wake();
        self.installation_view(changed).await
    }

    /// What an update would change; nothing is changed.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn preview_update(
        &self,
        tenant: &TenantId,
        id: &str,
        version: Option<&str>,
    ) -> Result<UpdatePreview, Error> {
        let installation = self.held_installation(tenant, id).await?;
        let from = self.release(&installation.release).await?;
        let to = self.update_target(&installation, version).await?;
        Ok(UpdatePreview {
            preview: installation.preview(&from, &to, self.clock.now_ms()),
            installation,
            from,
            to,
        })
    }

    /// Goes on to another release.
    ///
    /// # Errors
    /// [`Error::NotFound`], wider permissions that were not accepted, values that do not fit, a change meanwhile, or a fault
    /// of ours.
    pub async fn update_installation(
        &self,
        by: &AdminToken,
        id: &str,
        revision: u64,
        update: Update,
    ) -> Result<InstallationView, Error> {
        let held = self.held_installation(&by.tenant, id).await?;
        let to = self.update_target(&held, update.version.as_deref()).await?;
        self.check_sound(&to).await?;
        let order = UpdateOrder {
            to: &to.id,
            chosen: Chosen {
                configuration: update.configuration,
                secrets: update.secrets,
            },
            accepted: update.accept.as_deref().map(accepted).transpose()?,
        };
        let stamp = self.stamp(by.id.as_str())?;
        let updated = self
            .store
            .installation_update((&by.tenant, &held.id, revision), order, &stamp)
            .await?;
        self.installation_view(updated).await
    }

    /// Takes an installation away.
    ///
    /// # Errors
    /// [`Error::NotFound`], one that a flow binds, or a fault of ours.
    pub async fn uninstall(&self, by: &AdminToken, id: &str) -> Result<(), Error> {
        let held = self.held_installation(&by.tenant, id).await?;
        let stamp: Stamp = self.stamp(by.id.as_str())?;
        Ok(self
            .store
            .installation_delete(&by.tenant, &held.id, &stamp)
            .await?)
    }

    async fn update_target(
        &self,
        installation: &Installation,
        version: Option<&str>,
    ) -> Result<Release, Error> {
        let slug = installation.slug.as_str();
        if let Some(version) = version {
            return self.release_of_version(slug, version).await;
        }
        if let Some(waiting) = self.waits_for(installation).await? {
            return Ok(waiting);
        }
        let known = self.store.releases_of_slug(&installation.slug).await?;
        let newest = known
            .into_iter()
            .filter(Release::is_installable)
            .max_by(|one, other| one.version().cmp(other.version()));
        newest.ok_or_else(|| not_found("version to update to", slug))
    }

    /// The release that an installation does not go on to by itself, while it can be installed at all.
    async fn waits_for(&self, installation: &Installation) -> Result<Option<Release>, Error> {
        let Some(waiting) = installation.waiting_for() else {
            return Ok(None);
        };
        let release = self.release(waiting).await?;
        Ok(Some(release).filter(Release::is_installable))
    }

    async fn held_installation(&self, tenant: &TenantId, id: &str) -> Result<Installation, Error> {
        let missing = || not_found("installation", id);
        let known = InstallationId::parse(id).map_err(|_| missing())?;
        let found = self.store.installation_find(tenant, &known).await?;
        found.ok_or_else(missing)
    }

    async fn installation_view(
        &self,
        installation: Installation,
    ) -> Result<InstallationView, Error> {
        let release = self.release(&installation.release).await?;
        let waits_for = self.waits_for(&installation).await?;
        let bindings = self
            .store
            .bindings_find(&installation.tenant, installation.trigger)
            .await?;
        let bound = bindings.bindings.iter().any(
            |binding| matches!(&binding.bound, Bound::Installation(id) if *id == installation.id),
        );
        Ok(InstallationView {
            installation,
            release,
            waits_for,
            bound,
        })
    }
}

fn accepted(text: &str) -> Result<PermissionsDigest, Error> {
    text.parse().map_err(|_| Error::Invalid {
        field: "accept".to_owned(),
        message: "is not what names permissions; send the `accept` of the version you read"
            .to_owned(),
        limit: None,
    })
}
