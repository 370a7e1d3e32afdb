//! Flows: the whole ordered list of a trigger, replaced at once.

use contract::Trigger;
use flow::Pinned;
use market::Installation;
use store::BoundCode;
use tenant::{
    Action, AdminToken, Binding, BindingId, BindingList, Bound, FailurePolicy, InstallationId,
    TenantId,
};

use crate::App;
use crate::error::Error;

/// A flow as an administrator sees it.
#[derive(Debug, Clone)]
pub struct FlowView {
    /// Its trigger.
    pub trigger: Trigger,
    /// Counts its changes.
    pub version: u64,
    /// Its bindings, in the order they run.
    pub bindings: Vec<BoundAction>,
}

/// A binding with what it names.
#[derive(Debug, Clone)]
pub struct BoundAction {
    /// The binding.
    pub binding: Binding,
    /// The name of the action or of the integration.
    pub name: String,
    /// The version that runs: the number of an own action's, the semantic version of a release.
    pub version: String,
    /// Whether it is a partner's package that nobody reviewed, installed for a test.
    pub unreviewed: bool,
    /// Methods its source mentions, or that were accepted, whose capability this host lacks.
    pub lacking: Vec<String>,
    /// Why it cannot run now.
    pub refused: Option<String>,
}

/// One entry of a new order.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// What shall run.
    pub named: Named,
    /// What its failure does.
    pub failure_policy: FailurePolicy,
    /// Its own share of the flow's time, in ms.
    pub budget_ms: Option<u64>,
}

/// What an entry of a new order names, by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// One of the tenant's own actions.
    Action(String),
    /// One of its installations.
    Installation(String),
}

impl Named {
    /// The field of an entry that names it.
    const fn field(&self) -> &'static str {
        match self {
            Self::Action(_) => "action_id",
            Self::Installation(_) => "installation_id",
        }
    }
}

/// Whether this host runs the trigger's flow.
pub const fn runs_here(trigger: Trigger) -> bool {
    match trigger {
        Trigger::PostLogin | Trigger::CredentialsExchange => true,
        Trigger::PreUserRegistration
        | Trigger::PostUserRegistration
        | Trigger::PostChangePassword
        | Trigger::SendPhoneMessage => false,
    }
}

/// Commands of a trigger whose capability this host lacks.
pub fn lacking(trigger: Trigger) -> Vec<&'static str> {
    let methods = contract::method::methods(trigger).iter();
    let commands = methods.filter(|method| method.kind == contract::method::MethodKind::Command);
    commands
        .map(|method| method.path)
        .filter(|path| !flow::is_hosted(path))
        .collect()
}

impl App {
    /// The flow of a trigger.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn show_flow(&self, tenant: &TenantId, trigger: Trigger) -> Result<FlowView, Error> {
        let list = self.store.bindings_find(tenant, trigger).await?;
        self.flow_view(tenant, trigger, list).await
    }

    /// Replaces the order. `version` is the one the change started from.
    ///
    /// # Errors
    /// What does not fit, or a fault of ours. Nothing is changed then.
    pub async fn replace_flow(
        &self,
        by: &AdminToken,
        trigger: Trigger,
        version: u64,
        wanted: Vec<Wanted>,
    ) -> Result<FlowView, Error> {
        let tenant = &by.tenant;
        let limit = flow::Flow::MAX_BINDINGS;
        if wanted.len() > limit {
            let message = format!(
                "has {} entries, at most {limit} are allowed; unbind some",
                wanted.len()
            );
            return Err(invalid(
                "bindings".to_owned(),
                message,
                u64::try_from(limit).ok(),
            ));
        }
        if !runs_here(trigger) {
            let message = format!("this host does not run the flow of {trigger} yet");
            return Err(invalid("trigger".to_owned(), message, None));
        }
        let before = self.store.bindings_find(tenant, trigger).await?;
        let mut bindings: Vec<Binding> = Vec::with_capacity(wanted.len());
        for (index, entry) in wanted.into_iter().enumerate() {
            let at = |field: &str| format!("bindings[{index}].{field}");
            let found = self.bindable(tenant, trigger, &entry.named).await?;
            let twice =
                |(bound, _): &(Bound, String)| bindings.iter().any(|one| one.bound == *bound);
            let (bound, display_name) = match found {
                Ok(found) if twice(&found) => Err("names an action twice; bind it once".to_owned()),
                found => found,
            }
            .map_err(|message| invalid(at(entry.named.field()), message, None))?;
            let kept = before.bindings.iter().find(|one| one.bound == bound);
            let binding = Binding {
                id: kept.map_or_else(
                    || self.uuid().map(BindingId::new),
                    |kept| Ok(kept.id.clone()),
                )?,
                bound,
                display_name,
                failure_policy: entry.failure_policy,
                budget_ms: entry.budget_ms,
                created_at_ms: kept.map_or_else(|| self.clock.now_ms(), |kept| kept.created_at_ms),
            };
            binding.validate().map_err(|error| {
                let limit = Some(*Binding::BUDGET_MS.end());
                invalid(at("budget_ms"), error.to_string(), limit)
            })?;
            bindings.push(binding);
        }
        let audit = self.audit(by, "Update trigger bindings", trigger.id())?;
        let list = self
            .store
            .bindings_replace(tenant, trigger, version, bindings, &audit)
            .await?;
        self.flow_view(tenant, trigger, list).await
    }

    async fn flow_view(
        &self,
        tenant: &TenantId,
        trigger: Trigger,
        list: BindingList,
    ) -> Result<FlowView, Error> {
        let installed = list.bindings.iter();
        let installed = installed.filter_map(|one| one.bound.installation());
        let mut installed = self
            .store
            .installed_code(tenant, installed.collect())
            .await?;
        let mut bindings = Vec::with_capacity(list.bindings.len());
        for binding in list.bindings {
            bindings.push(match binding.bound.clone() {
                Bound::Action(action) => {
                    self.bound_action(tenant, trigger, binding, action.as_str())
                        .await?
                }
                Bound::Installation(id) => {
                    let code = installed.remove(&id).ok_or_else(|| Error::Dangling {
                        noun: "installation",
                        id: id.as_str().to_owned(),
                    })?;
                    self.bound_installation(tenant, trigger, binding, code)
                        .await?
                }
            });
        }
        Ok(FlowView {
            trigger,
            version: list.version,
            bindings,
        })
    }

    async fn bound_action(
        &self,
        tenant: &TenantId,
        trigger: Trigger,
        binding: Binding,
        action: &str,
    ) -> Result<BoundAction, Error> {
        let dangling = || Error::Dangling {
            noun: "action version",
            id: action.to_owned(),
        };
        let action = self.action(tenant, action).await?;
        let deployed = action.deployed.ok_or_else(dangling)?;
        let version = self
            .store
            .action_version_find(tenant, &deployed.id)
            .await?
            .ok_or_else(dangling)?;
        let lacking = flow::unsupported(trigger, &version.code);
        Ok(BoundAction {
            name: action.name.as_str().to_owned(),
            version: deployed.number.to_string(),
            unreviewed: false,
            lacking: lacking.into_iter().map(str::to_owned).collect(),
            refused: None,
            binding,
        })
    }

    async fn bound_installation(
        &self,
        tenant: &TenantId,
        trigger: Trigger,
        binding: Binding,
        code: BoundCode,
    ) -> Result<BoundAction, Error> {
        let mut view = BoundAction {
            name: binding.display_name.clone(),
            version: String::new(),
            unreviewed: false,
            lacking: Vec::new(),
            refused: None,
            binding,
        };
        if let BoundCode::Installed {
            installation,
            release,
        } = &code
        {
            view.name.clone_from(&installation.name);
            view.version = release.version().to_string();
            view.unreviewed = !release.is_reviewed();
            let lacking = flow::unsupported_permissions(trigger, &release.manifest.permissions);
            view.lacking = lacking.into_iter().map(str::to_owned).collect();
        }
        if let Pinned::Release(pinned) = self.pinned(tenant, code).await? {
            view.refused = pinned.refused.as_ref().map(|why| why.message.clone());
        }
        Ok(view)
    }

    /// What an entry names with the name it is shown by, if it may be bound to the trigger; else what is wrong with it.
    async fn bindable(
        &self,
        tenant: &TenantId,
        trigger: Trigger,
        named: &Named,
    ) -> Result<Result<(Bound, String), String>, Error> {
        match named {
            Named::Action(id) => {
                let found = match self.action(tenant, id).await {
                    Err(Error::NotFound { .. }) => None,
                    other => Some(other?),
                };
                Ok(bindable_action(found, trigger))
            }
            Named::Installation(id) => {
                let found = match InstallationId::parse(id) {
                    Ok(id) => self.store.installation_find(tenant, &id).await?,
                    Err(_) => None,
                };
                Ok(bindable_installation(found, trigger))
            }
        }
    }
}

fn invalid(field: String, message: String, limit: Option<u64>) -> Error {
    Error::Invalid {
        field,
        message,
        limit,
    }
}

fn bindable_installation(
    installation: Option<Installation>,
    trigger: Trigger,
) -> Result<(Bound, String), String> {
    let installation = installation.ok_or("names no installation of this tenant")?;
    if installation.trigger != trigger {
        return Err(format!(
            "names an installation for {}; bind it there",
            installation.trigger
        ));
    }
    Ok((Bound::Installation(installation.id), installation.name))
}

fn bindable_action(action: Option<Action>, trigger: Trigger) -> Result<(Bound, String), String> {
    let action = action.ok_or("names no action of this tenant")?;
    if action.trigger != trigger {
        return Err(format!(
            "names an action written for {}; bind it there",
            action.trigger
        ));
    }
    if action.deployed.is_none() {
        return Err("names an action without a deployed version; deploy it first".to_owned());
    }
    Ok((Bound::Action(action.id), action.name.as_str().to_owned()))
}
