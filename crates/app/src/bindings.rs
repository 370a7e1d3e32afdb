//! Flows: the whole ordered list of a trigger, replaced at once.

use contract::Trigger;
use market::Installation;
use tenant::{
    Action, AdminToken, Binding, BindingId, Bound, FailurePolicy, InstallationId, TenantId,
};

use crate::App;
use crate::error::Error;

pub use crate::bound::{BoundAction, FlowView};

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
                let Ok(id) = InstallationId::parse(id) else {
                    return Ok(bindable_installation(None, trigger));
                };
                match self.store.installation_find(tenant, &id).await {
                    Ok(found) => Ok(bindable_installation(found, trigger)),
                    Err(
                        error @ (store::Error::Altered { .. } | store::Error::Unreadable { .. }),
                    ) => Ok(Err(format!(
                        "names what cannot run, for {error}; take it off"
                    ))),
                    Err(other) => Err(other.into()),
                }
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
