//! One step of an installation: the release a run is pinned to, held against what is stored now.

use contract::{Failure, FailureKind};
use flow::{PinnedRelease, Step};
use store::Store;
use tenant::TenantId;

use super::{Executor, Given, Installed, Ready, Refused, Stepped, share};
use crate::error::Error;
use crate::pin::named;
use crate::recorder::Taping;
use crate::release::Broken;

impl Executor {
    /// Runs one step of an installation: the release and the configuration the run is pinned to, with the secrets the
    /// installation has now. Whether the release may run at all is asked anew.
    pub(super) async fn release_step(
        &self,
        store: &Store,
        tenant: &TenantId,
        step: &Step,
        pinned: &PinnedRelease,
        taping: Taping,
    ) -> Result<Result<Stepped, Refused>, Error> {
        let broken = |broken: &Broken, integration: &str| {
            if broken.is_damage() {
                tracing::error!(%tenant, installation = %pinned.installation, release = %pinned.release, "{integration} {broken}");
            }
            Ok(Err(Refused::of(broken.failure(integration))))
        };
        let release = match store.release_find(&pinned.release).await {
            Ok(Some(release)) => release,
            Ok(None) => return broken(&Broken::Missing, &step.binding.name),
            Err(store::Error::Altered { .. } | store::Error::Unreadable { .. }) => {
                return broken(&Broken::Altered, &step.binding.name);
            }
            Err(other) => return Err(other.into()),
        };
        let integration = named(&release);
        let verified = match self.releases.take(store, &release).await? {
            Ok(verified) => verified,
            Err(found) => return broken(&found, &integration),
        };
        let capabilities = match step.binding.code.capabilities() {
            Ok(capabilities) => capabilities,
            Err(unfixed) => {
                let failure = Failure::new(FailureKind::Capability, unfixed.to_string());
                return Ok(Err(Refused::of(failure)));
            }
        };
        let secrets = match store
            .installation_secrets(tenant, &pinned.installation)
            .await
        {
            Ok(secrets) => secrets,
            Err(store::Error::Unsealable { .. } | store::Error::KeyMissing { .. }) => {
                return broken(&Broken::Secrets, &integration);
            }
            Err(other) => return Err(other.into()),
        };
        let share = share(tenant, Some(&pinned.installation));
        let source = &verified.source;
        Ok(Ok(match self.prepare_on(&share, source).await {
            Ok(prepared) => {
                let installed = Installed {
                    id: pinned.installation.clone(),
                    configuration: pinned.configuration.clone(),
                    capabilities,
                };
                let ready = Ready { source, prepared };
                let given = Given::of(step, Some(installed));
                self.run_step(tenant, ready, given, secrets, taping).await
            }
            Err(failure) => Stepped::refused(failure, secrets),
        }))
    }
}
