//! Flows: which actions run at a trigger, in which order.

use contract::Trigger;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What becomes of a login when an action fails.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FailurePolicy {
    /// The login is refused.
    #[default]
    Block,
    /// The action is skipped.
    Continue,
}

/// An action's place in a flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Binding {
    /// The binding's id.
    pub id: String,
    /// The bound action, when it is the tenant's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action_id: Option<String>,
    /// The bound installation, when it is a partner's integration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub installation_id: Option<String>,
    /// The name of the action or the integration.
    pub name: String,
    /// The version that runs: `3` of an own action, `1.2.0` of an integration.
    pub version: String,
    /// Whether it is a package that nobody has reviewed, installed by its partner for a test.
    #[serde(default)]
    pub unreviewed: bool,
    /// Why it cannot run now: it fails, and the login goes on as the failure policy says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// What becomes of a login when the action fails.
    pub failure_policy: FailurePolicy,
    /// How long the action may take, in ms; else as long as the flow has left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_ms: Option<u64>,
    /// Commands the action's source names whose capability this host does not have yet: a run fails when one is folded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacking: Vec<String>,
}

/// The ordered list of bindings of one trigger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Flow {
    /// The trigger.
    pub trigger: Trigger,
    /// The list's version; a change names the version it started from.
    pub version: u64,
    /// The bindings, in the order they run.
    pub bindings: Vec<Binding>,
}

/// One entry of a new order. It names an action or an installation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BindingOrder {
    /// One of the tenant's own actions, by id. It must be deployed and written for the flow's trigger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action_id: Option<String>,
    /// One of the tenant's installations, by id. It must be of the flow's trigger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub installation_id: Option<String>,
    /// What becomes of a login when the action fails.
    #[serde(default)]
    pub failure_policy: FailurePolicy,
    /// How long the action may take, in ms: 100 to 20000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_ms: Option<u64>,
}

/// A whole new order: what is not listed is unbound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplaceFlow {
    /// The version the change started from; 409 when the flow has moved on.
    pub version: u64,
    /// The bindings, in the order they shall run.
    pub bindings: Vec<BindingOrder>,
}

/// A trigger, and what this host can do at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TriggerInfo {
    /// The trigger.
    pub id: Trigger,
    /// The handler an action exports for it.
    pub handler: String,
    /// The handler that a resumed run calls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continue_handler: Option<String>,
    /// Whether this host runs the trigger's flow.
    pub runs_here: bool,
    /// Commands of the trigger whose capability this host does not have yet.
    pub lacking: Vec<String>,
}

/// All triggers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TriggerList {
    /// The triggers.
    pub triggers: Vec<TriggerInfo>,
}
