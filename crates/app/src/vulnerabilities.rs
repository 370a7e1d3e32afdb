//! Known vulnerabilities of the packages of drafts and versions: told to whoever asks, and looked at before a deployment.

use std::sync::Arc;

use build::{Gravity, Vulnerability};
use store::BuiltPart;
use tenant::{Action, Build, BuiltId, TenantId};

use crate::App;
use crate::advisories::{Audit, OnCritical, sentence};
use crate::error::Error;

impl App {
    /// The known vulnerabilities of a version's packages, looked up now.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::AdvisoriesPending`], or a fault of ours.
    pub async fn version_vulnerabilities(
        &self,
        tenant: &TenantId,
        id: &str,
        number: &str,
    ) -> Result<Arc<Audit>, Error> {
        let version = self.show_version(tenant, id, number).await?.version;
        self.known_of(version.built.as_ref()).await
    }

    /// The known vulnerabilities of what was built last of an action's draft, looked up now.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::AdvisoriesPending`], or a fault of ours.
    pub async fn draft_vulnerabilities(
        &self,
        tenant: &TenantId,
        id: &str,
    ) -> Result<Arc<Audit>, Error> {
        let action = self.action(tenant, id).await?;
        let build = self.store.build_find(tenant, &action.id).await?;
        let built = build.as_ref().and_then(|build| build.built.as_ref());
        self.known_of(built).await
    }

    /// Refuses a deployment for a critical vulnerability, where the operator wants that. What is looked at is what was built of
    /// the draft as it is here, which is what will be deployed.
    pub(crate) async fn check_vulnerabilities(&self, action: &Action) -> Result<(), Error> {
        if self.packages.advisories.on_critical() == OnCritical::Warn || !action.has_packages() {
            return Ok(());
        }
        let build = self.store.build_find(&action.tenant, &action.id).await?;
        let build = build.filter(|build| build.revision == action.revision);
        let built = build.as_ref().and_then(Build::made);
        let built = built.ok_or(Error::DraftChanged)?;
        let audit = self.known_of(Some(built)).await?;
        match critical(&audit).next() {
            Some(one) => Err(Error::DraftVulnerable {
                message: sentence(one),
            }),
            None => Ok(()),
        }
    }

    async fn known_of(&self, built: Option<&BuiltId>) -> Result<Arc<Audit>, Error> {
        let Some(built) = built else {
            return Ok(Arc::default());
        };
        let sbom = self.built_part(built, BuiltPart::Sbom).await?;
        self.packages.advisories.audit(built, sbom).await
    }
}

/// What keeps a draft from being deployed, where the operator wants that.
fn critical(audit: &Audit) -> impl Iterator<Item = &Vulnerability> {
    let all = audit.vulnerabilities.iter();
    all.filter(|one| one.gravity >= Gravity::Critical)
}
