//! Versions of actions: made by a deployment, immutable, and what bindings run.

use serde_json::json;
use store::{DraftUpdate, Page};
use tenant::{Action, ActionVersion, ActionVersionId, AdminToken, Build, BuildStatus, TenantId};

use crate::App;
use crate::actions::missing;
use crate::error::Error;

/// A version as an administrator sees it.
#[derive(Debug, Clone)]
pub struct VersionView {
    /// The version.
    pub version: ActionVersion,
    /// Whether it is the one that runs.
    pub deployed: bool,
    /// What should be known of it, told when it is rolled back to.
    pub notes: Vec<String>,
}

/// What a roll-back does to the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftAfter {
    /// It stays.
    Kept,
    /// It becomes a copy of the version.
    Replaced,
}

impl App {
    /// Deploys the draft; bound flows run the new version at once.
    ///
    /// # Errors
    /// [`Error::DraftDoesNotLoad`], [`Error::DraftNotBuilt`], [`Error::DraftVulnerable`], [`Error::DraftChanged`],
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn deploy_action(&self, by: &AdminToken, id: &str) -> Result<VersionView, Error> {
        let action = self.action(&by.tenant, id).await?;
        let action = match action.draft.status {
            BuildStatus::Built => action,
            _ if action.has_packages() => self.built_action(action).await?,
            _ => self.loaded_action(action).await?,
        };
        self.check_vulnerabilities(&action).await?;
        let audit = self.audit(by, "Deploy an action", action.id.as_str())?;
        let version = ActionVersionId::new(self.uuid()?);
        let now_ms = self.clock.now_ms();
        let draft = (&action.id, action.revision);
        let deployment = self
            .store
            .action_deploy(&by.tenant, draft, version, now_ms, &audit)
            .await;
        let deployment = deployment.map_err(|error| match error {
            store::Error::Changed { .. } => Error::DraftChanged,
            other => missing(other, &action.id),
        })?;
        Ok(VersionView {
            version: deployment.version,
            deployed: true,
            notes: Vec::new(),
        })
    }

    /// The action once its packages are built, within the time that a deployment waits.
    async fn built_action(&self, action: Action) -> Result<Action, Error> {
        let build = self.awaited_build(&action).await?;
        let again = self.action(&action.tenant, action.id.as_str()).await?;
        match build {
            _ if again.draft.status == BuildStatus::Built => Ok(again),
            Some(Build {
                failure: Some(failure),
                ..
            }) => Err(Error::DraftDoesNotLoad {
                message: failure.message,
            }),
            _ => Err(Error::DraftNotBuilt),
        }
    }

    /// The action once it has loaded. A server that ended during a build left the draft unbuilt; and a draft that failed says
    /// why again.
    async fn loaded_action(&self, action: Action) -> Result<Action, Error> {
        if let Err(failure) = self.load_alone(&action).await {
            return Err(Error::DraftDoesNotLoad {
                message: failure.message,
            });
        }
        let built = self.store.action_built(
            &action.tenant,
            &action.id,
            action.revision,
            BuildStatus::Built,
        );
        Ok(built.await?)
    }

    /// The versions of an action, newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn list_versions(
        &self,
        tenant: &TenantId,
        id: &str,
    ) -> Result<Vec<VersionView>, Error> {
        let action = self.action(tenant, id).await?;
        let deployed = action.deployed.map(|deployed| deployed.id);
        let versions = self
            .store
            .action_versions_list(tenant, &action.id, Page::FIRST)
            .await?;
        let view = |version: ActionVersion| VersionView {
            deployed: deployed.as_ref() == Some(&version.id),
            version,
            notes: Vec::new(),
        };
        Ok(versions.into_iter().map(view).collect())
    }

    /// One version, by its number.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn show_version(
        &self,
        tenant: &TenantId,
        id: &str,
        number: &str,
    ) -> Result<VersionView, Error> {
        let versions = self.list_versions(tenant, id).await?;
        let found = versions
            .into_iter()
            .find(|view| view.version.number.to_string() == number);
        found.ok_or_else(|| Error::NotFound {
            noun: "version",
            id: number.chars().take(16).collect(),
        })
    }

    /// Makes a copy of an older version the next version. A critical vulnerability of its packages is noted, in the answer and
    /// in the audit log, and does not keep it from running.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn roll_back(
        &self,
        by: &AdminToken,
        id: &str,
        number: &str,
        draft: DraftAfter,
    ) -> Result<VersionView, Error> {
        let to = self.show_version(&by.tenant, id, number).await?.version;
        let notes = self.roll_back_notes(to.built.as_ref()).await;
        let mut audit = self.audit(by, "Roll an action back", to.action.as_str())?;
        if !notes.is_empty() {
            audit.details = json!({ "notes": notes });
        }
        let version = ActionVersionId::new(self.uuid()?);
        let draft = match draft {
            DraftAfter::Kept => DraftUpdate::Keep,
            DraftAfter::Replaced => DraftUpdate::Replace,
        };
        let now_ms = self.clock.now_ms();
        let made = self
            .store
            .action_roll_back(&by.tenant, &to.id, version, draft, now_ms, &audit)
            .await;
        let made = made.map_err(|error| missing(error, &to.action))?;
        Ok(VersionView {
            version: made.version,
            deployed: true,
            notes,
        })
    }
}
