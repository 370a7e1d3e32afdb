//! Flows: the whole ordered list of a trigger, replaced at once.

use contract::Trigger;
use tenant::{Action, AdminToken, Binding, BindingId, BindingList, FailurePolicy, TenantId};

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
    /// The action's name.
    pub action_name: String,
    /// The number of the version that runs.
    pub version: u32,
    /// Methods its source mentions whose capability this host lacks.
    pub lacking: Vec<String>,
}

/// One entry of a new order.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The action's id.
    pub action: String,
    /// What its failure does.
    pub failure_policy: FailurePolicy,
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
            let found = match self.action(tenant, &entry.action).await {
                Err(Error::NotFound { .. }) => None,
                other => Some(other?),
            };
            let action = bindable(found, trigger, &bindings).map_err(|message| {
                invalid(format!("bindings[{index}].action_id"), message, None)
            })?;
            let kept = before
                .bindings
                .iter()
                .find(|binding| binding.action == action.id);
            bindings.push(Binding {
                id: kept.map_or_else(
                    || self.uuid().map(BindingId::new),
                    |kept| Ok(kept.id.clone()),
                )?,
                display_name: action.name.as_str().to_owned(),
                action: action.id,
                failure_policy: entry.failure_policy,
                created_at_ms: kept.map_or_else(|| self.clock.now_ms(), |kept| kept.created_at_ms),
            });
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
        let mut bindings = Vec::with_capacity(list.bindings.len());
        for binding in list.bindings {
            let action = self.action(tenant, binding.action.as_str()).await?;
            let dangling = || Error::Dangling {
                noun: "action version",
                id: binding.action.as_str().to_owned(),
            };
            let deployed = action.deployed.ok_or_else(dangling)?;
            let version = self
                .store
                .action_version_find(tenant, &deployed.id)
                .await?
                .ok_or_else(dangling)?;
            let lacking = flow::unsupported(trigger, &version.code);
            bindings.push(BoundAction {
                action_name: action.name.as_str().to_owned(),
                version: deployed.number,
                lacking: lacking.into_iter().map(str::to_owned).collect(),
                binding,
            });
        }
        Ok(FlowView {
            trigger,
            version: list.version,
            bindings,
        })
    }
}

fn invalid(field: String, message: String, limit: Option<u64>) -> Error {
    Error::Invalid {
        field,
        message,
        limit,
    }
}

/// The action, if it may stand in the list behind `before`; else what is wrong with it.
fn bindable(
    action: Option<Action>,
    trigger: Trigger,
    before: &[Binding],
) -> Result<Action, String> {
    let action = action.ok_or("names no action of this tenant")?;
    if before.iter().any(|binding| binding.action == action.id) {
        return Err("names an action twice; bind it once".to_owned());
    }
    if action.trigger != trigger {
        return Err(format!(
            "names an action written for {}; bind it there",
            action.trigger
        ));
    }
    if action.deployed.is_none() {
        return Err("names an action without a deployed version; deploy it first".to_owned());
    }
    Ok(action)
}
