//! Known vulnerabilities of the packages of drafts and versions: told to whoever asks, and looked at before a deployment and a
//! roll-back.

use std::sync::Arc;
use std::time::Duration;

use build::{Gravity, Vulnerability};
use store::BuiltPart;
use tenant::{Action, Build, BuiltId, TenantId};

use crate::App;
use crate::advisories::{Audit, OnCritical, sentence, unread};
use crate::error::Error;

/// How long a roll-back waits for what is known of its version.
const MOST_LOOKING: Duration = Duration::from_secs(5);
/// How many vulnerabilities a roll-back notes.
const MOST_NOTES: usize = 20;

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

    /// What to note of a version that is rolled back to, where the operator wants no draft deployed that has a critical
    /// vulnerability. Nothing is refused: what rolling back ends may be worse, and does not wait long.
    pub(crate) async fn roll_back_notes(&self, built: Option<&BuiltId>) -> Vec<String> {
        if self.packages.advisories.on_critical() == OnCritical::Warn {
            return Vec::new();
        }
        match tokio::time::timeout(MOST_LOOKING, self.known_of(built)).await {
            Ok(Ok(audit)) => critical(&audit).take(MOST_NOTES).map(sentence).collect(),
            Ok(Err(error)) => vec![unread(&error)],
            Err(_) => vec![
                "its known vulnerabilities could not be looked up in a short time; ask for them"
                    .to_owned(),
            ],
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
