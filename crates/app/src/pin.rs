//! What a run is pinned to when it begins: of an installation the release that was verified, or why it cannot run.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::permission::Permissions;
use contract::{Failure, FailureKind};
use flow::{Pinned, PinnedRelease};
use market::{Installation, Release};
use store::BoundCode;
use tenant::{ReleaseId, TenantId};

use crate::App;
use crate::error::Error;
use crate::release::{Broken, Verified};

impl App {
    /// What a run keeps of a binding's code to its end.
    pub(crate) async fn pinned(&self, tenant: &TenantId, code: BoundCode) -> Result<Pinned, Error> {
        let release = match code {
            BoundCode::Own { action, version } => return Ok(Pinned::Own { action, version }),
            BoundCode::Installed {
                installation,
                release,
            } => match self.runnable(tenant, &installation, &release).await? {
                Ok(verified) => PinnedRelease {
                    installation: installation.id,
                    release: release.id,
                    configuration: installation.configuration,
                    permissions: verified.permissions.clone(),
                    refused: None,
                },
                Err(broken) => {
                    let integration = named(&release);
                    if broken.is_damage() {
                        tracing::error!(%tenant, installation = %installation.id, release = %release.id, "{integration} {broken}");
                    }
                    PinnedRelease {
                        installation: installation.id,
                        release: release.id,
                        configuration: BTreeMap::new(),
                        permissions: Permissions::default(),
                        refused: Some(broken.failure(&integration)),
                    }
                }
            },
            BoundCode::Unsound {
                installation,
                noun,
                id,
            } => {
                let message = format!("the stored {noun} {id} is not what was written");
                tracing::error!(%tenant, %installation, "{message}");
                PinnedRelease {
                    installation,
                    release: ReleaseId::new(id),
                    configuration: BTreeMap::new(),
                    permissions: Permissions::default(),
                    refused: Some(Failure::new(FailureKind::Release, message)),
                }
            }
        };
        Ok(Pinned::Release(Arc::new(release)))
    }

    /// Refuses a release whose package or signatures are not what they were, before anybody installs it.
    pub(crate) async fn check_sound(&self, release: &Release) -> Result<(), Error> {
        match self.executor.releases.take(&self.store, release).await? {
            Err(broken) if broken.is_damage() => {
                let message = format!("{} {broken}", named(release));
                tracing::error!(release = %release.id, "{message}");
                Err(Error::ReleaseUnsound { message })
            }
            // Whether its state allows an installation is not for here.
            Ok(_) | Err(_) => Ok(()),
        }
    }

    /// The release of an installation, if it may run there now.
    async fn runnable(
        &self,
        tenant: &TenantId,
        installation: &Installation,
        release: &Release,
    ) -> Result<Result<Arc<Verified>, Broken>, Error> {
        if release.countersignature.is_none() {
            let tenant = self.store.tenant_find(tenant).await?;
            let tests =
                tenant.is_some_and(|tenant| tenant.testing_of.as_ref() == Some(&release.partner));
            if !(tests && installation.testing) {
                return Ok(Err(Broken::Unreviewed));
            }
        }
        let verified = self.executor.releases.take(&self.store, release).await?;
        Ok(verified.and_then(|verified| {
            let accepted = installation.acceptance.covers(release);
            accepted.then_some(verified).ok_or(Broken::NotAccepted)
        }))
    }
}

/// An integration in words.
pub(crate) fn named(release: &Release) -> String {
    format!("{} {}", release.slug(), release.version())
}
