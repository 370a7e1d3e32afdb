//! A tenant's own actions: created, edited and tried out. What runs is never the draft; see [`crate::versions`].

use std::collections::{BTreeMap, HashSet};

use contract::{Failure, FailureKind, Trigger};
use sandbox::Source;
use serde_json::Value;
use store::{AuditEntry, Deletion, Page};
use tenant::{
    Action, ActionDraft, ActionId, ActionLimits, ActionName, AdminToken, Bound, Build, BuildStatus,
    Dependency, DraftChange, RUNTIME, Secret, SecretsChange, TenantId,
};

use crate::error::Error;
use crate::{App, packages, source};

/// An action as an administrator sees it.
#[derive(Debug, Clone)]
pub struct ActionView {
    /// The action.
    pub action: Action,
    /// Why the draft does not load, when it does not.
    pub draft_failure: Option<Failure>,
    /// Whether its trigger's flow binds it.
    pub bound: bool,
    /// The build of the draft, where it requires packages.
    pub build: Option<Build>,
}

/// An action to create.
#[derive(Debug, Clone)]
pub struct NewAction {
    /// Its name, unique in the tenant.
    pub name: String,
    /// Its trigger.
    pub trigger: Trigger,
    /// The source.
    pub code: String,
    /// npm packages it requires.
    pub dependencies: Vec<Dependency>,
    /// Secrets by name.
    pub secrets: BTreeMap<String, Secret>,
}

/// A change of a draft; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct ActionChange {
    /// A new name.
    pub name: Option<String>,
    /// New source.
    pub code: Option<String>,
    /// The whole new list of npm packages.
    pub dependencies: Option<Vec<Dependency>>,
    /// Its secrets.
    pub secrets: SecretsChange,
}

impl App {
    /// The tenant's actions, oldest first.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn list_actions(&self, tenant: &TenantId) -> Result<Vec<ActionView>, Error> {
        let mut bound = HashSet::new();
        for trigger in Trigger::ALL {
            let list = self.store.bindings_find(tenant, trigger).await?;
            bound.extend(list.bindings.into_iter().map(|binding| binding.bound));
        }
        let mut views = Vec::new();
        for action in self.store.actions_list(tenant, Page::FIRST).await? {
            let bound = bound.contains(&Bound::Action(action.id.clone()));
            views.push(self.view_of(action, bound).await?);
        }
        Ok(views)
    }

    /// One action.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn show_action(&self, tenant: &TenantId, id: &str) -> Result<ActionView, Error> {
        let action = self.action(tenant, id).await?;
        self.view(action).await
    }

    /// Creates an action and looks whether it loads.
    ///
    /// # Errors
    /// What does not fit, or a fault of ours.
    pub async fn create_action(
        &self,
        by: &AdminToken,
        new: NewAction,
    ) -> Result<ActionView, Error> {
        let now_ms = self.clock.now_ms();
        let mut action = Action {
            tenant: by.tenant.clone(),
            id: ActionId::new(self.uuid()?),
            name: ActionName::parse(&new.name)?,
            trigger: new.trigger,
            draft: ActionDraft {
                code: String::new(),
                dependencies: Vec::new(),
                runtime: RUNTIME.to_owned(),
                secrets: Vec::new(),
                status: BuildStatus::Pending,
            },
            revision: 0,
            deployed: None,
            created_at_ms: now_ms,
            updated_at_ms: now_ms,
        };
        packages::check(&new.dependencies)?;
        let change = DraftChange {
            code: Some(new.code),
            dependencies: Some(packages::completed(new.dependencies)),
            secrets: SecretsChange::Replace(
                new.secrets
                    .into_iter()
                    .map(|(name, value)| (name, Some(value)))
                    .collect(),
            ),
            ..DraftChange::default()
        };
        let secrets = action.edit(change, &ActionLimits::DEFAULT, now_ms)?;
        let audit = self.audit(by, "Create an action", action.id.as_str())?;
        self.store.action_create(&action, &secrets, &audit).await?;
        self.build(action).await
    }

    /// Changes a draft and looks whether it loads.
    ///
    /// # Errors
    /// What does not fit, or a fault of ours.
    pub async fn edit_action(
        &self,
        by: &AdminToken,
        id: &str,
        change: ActionChange,
    ) -> Result<ActionView, Error> {
        let id = action_id(id)?;
        packages::check(change.dependencies.as_deref().unwrap_or_default())?;
        let change = DraftChange {
            name: change.name.as_deref().map(ActionName::parse).transpose()?,
            code: change.code,
            dependencies: change.dependencies.map(packages::completed),
            secrets: change.secrets,
        };
        let audit = self.audit(by, "Update an action", id.as_str())?;
        let edited = self
            .store
            .action_edit(&by.tenant, &id, change, self.clock.now_ms(), &audit)
            .await;
        self.build(edited.map_err(|error| missing(error, &id))?)
            .await
    }

    /// Deletes an action that no flow binds.
    ///
    /// # Errors
    /// What does not fit, or a fault of ours.
    pub async fn delete_action(&self, by: &AdminToken, id: &str) -> Result<(), Error> {
        let id = action_id(id)?;
        let audit = self.audit(by, "Delete an action", id.as_str())?;
        let deleted = self
            .store
            .action_delete(
                &by.tenant,
                &id,
                Deletion::Unbound,
                self.clock.now_ms(),
                &audit,
            )
            .await;
        deleted.map_err(|error| missing(error, &id))
    }

    /// The action of that id.
    pub(crate) async fn action(&self, tenant: &TenantId, id: &str) -> Result<Action, Error> {
        let id = action_id(id)?;
        let found = self.store.action_find(tenant, &id).await?;
        found.ok_or_else(|| Error::NotFound {
            noun: "action",
            id: id.as_str().to_owned(),
        })
    }

    /// What is written beside a change.
    pub(crate) fn audit(
        &self,
        by: &AdminToken,
        operation: &str,
        target: &str,
    ) -> Result<AuditEntry, Error> {
        Ok(AuditEntry {
            tenant: by.tenant.clone(),
            id: self.entropy.reference("log_")?,
            actor: by.id.as_str().to_owned(),
            operation: operation.to_owned(),
            target: target.to_owned(),
            details: Value::Null,
            at_ms: self.clock.now_ms(),
        })
    }

    /// A random UUID (RFC 9562 section 5.4).
    pub(crate) fn uuid(&self) -> Result<String, Error> {
        Ok(
            uuid::Builder::from_random_bytes(self.entropy.bytes::<16>()?)
                .into_uuid()
                .to_string(),
        )
    }

    /// A save starts a build of the draft. Without packages it is loaded once, here, which also makes its image for the first
    /// execution; with packages whoever builds next takes it.
    async fn build(&self, action: Action) -> Result<ActionView, Error> {
        if action.has_packages() {
            self.wake_builders();
            return self.view(action).await;
        }
        let loaded = self.load_alone(&action).await;
        let status = if loaded.is_ok() {
            BuildStatus::Built
        } else {
            BuildStatus::Failed
        };
        let built = self
            .store
            .action_built(&action.tenant, &action.id, action.revision, status)
            .await;
        let action = built.map_err(|error| missing(error, &action.id))?;
        let bound = self.is_bound(&action).await?;
        Ok(ActionView {
            action,
            draft_failure: loaded.err(),
            bound,
            build: None,
        })
    }

    /// Loads a draft that requires no packages.
    pub(crate) async fn load_alone(&self, action: &Action) -> Result<(), Failure> {
        let source = source::alone(action.trigger, &action.draft.code)?;
        self.executor
            .prepare(&action.tenant, &source)
            .await
            .map(drop)
    }

    /// The draft as the sandbox takes it; or why it cannot be had.
    pub(crate) async fn draft_source(
        &self,
        action: &Action,
    ) -> Result<Result<Source, Failure>, Error> {
        if !action.has_packages() {
            return Ok(source::alone(action.trigger, &action.draft.code));
        }
        let build = self.awaited_build(action).await?;
        let Some(build) = build.filter(|build| build.revision == action.revision) else {
            let message = "the draft was changed meanwhile; try again";
            return Ok(Err(Failure::new(FailureKind::Internal, message)));
        };
        match (build.made(), build.failure.clone()) {
            (Some(built), _) => source::of_built(&self.store, action.trigger, built).await,
            (None, Some(failure)) => Ok(Err(failure)),
            (None, None) => Ok(Err(Failure::new(
                FailureKind::Internal,
                "the packages of the draft are still being fetched; try again when its status is `built`",
            ))),
        }
    }

    async fn view(&self, action: Action) -> Result<ActionView, Error> {
        let bound = self.is_bound(&action).await?;
        self.view_of(action, bound).await
    }

    async fn view_of(&self, action: Action, bound: bool) -> Result<ActionView, Error> {
        let build = match action.has_packages() {
            true => self.store.build_find(&action.tenant, &action.id).await?,
            false => None,
        };
        let draft_failure = match (&build, action.draft.status) {
            (_, BuildStatus::Built) => None,
            (Some(build), _) => build.failure.clone(),
            (None, _) => self.load_alone(&action).await.err(),
        };
        Ok(ActionView {
            action,
            draft_failure,
            bound,
            build,
        })
    }

    async fn is_bound(&self, action: &Action) -> Result<bool, Error> {
        let list = self
            .store
            .bindings_find(&action.tenant, action.trigger)
            .await?;
        Ok(list
            .bindings
            .iter()
            .any(|binding| binding.bound.action() == Some(&action.id)))
    }
}

/// An id from a path.
pub(crate) fn action_id(id: &str) -> Result<ActionId, Error> {
    ActionId::parse(id).map_err(|_| Error::NotFound {
        noun: "action",
        id: id.chars().take(64).collect(),
    })
}

/// The store's "does not exist" with the id that was asked for.
pub(crate) fn missing(error: store::Error, id: &ActionId) -> Error {
    match error {
        store::Error::NotFound { .. } => Error::NotFound {
            noun: "action",
            id: id.as_str().to_owned(),
        },
        other => other.into(),
    }
}
