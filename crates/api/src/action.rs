//! A tenant's own actions, their versions and the test of a draft.

use std::collections::BTreeMap;

use contract::{Execution, Failure, Trigger};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ActionBuild, ActionDependency, ActionStatus, DeclaredDependency};

/// An action: its draft and what is deployed of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Action {
    /// The action's id.
    pub id: String,
    /// Its name, unique in the tenant.
    pub name: String,
    /// The trigger it is written for.
    pub trigger: Trigger,
    /// The draft's source as it was written: JavaScript (CommonJS or an ES module) or TypeScript.
    pub code: String,
    /// The npm packages that the draft requires; with exact versions once it is built.
    #[serde(default)]
    pub dependencies: Vec<ActionDependency>,
    /// Whether the draft may be deployed.
    pub status: ActionStatus,
    /// The build of a draft that requires packages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub build: Option<ActionBuild>,
    /// Why the draft does not load, or its packages cannot be had; `None` when nothing is known to be wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft_failure: Option<Failure>,
    /// Draft and deployed version are the same.
    pub all_changes_deployed: bool,
    /// The number of the version that runs, when one is deployed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deployed_version: Option<u32>,
    /// The names of the draft's secrets.
    pub secrets: Vec<String>,
    /// Whether a flow binds the action.
    pub bound: bool,
    /// When it was created.
    pub created_at: String,
    /// When its draft last changed.
    pub updated_at: String,
}

/// A page of actions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActionList {
    /// The actions, by name.
    pub actions: Vec<Action>,
}

/// A new action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateAction {
    /// 1 to 255 characters, unique in the tenant.
    pub name: String,
    /// The trigger it is written for.
    pub trigger: Trigger,
    /// The source, JavaScript or TypeScript, at most 100 kB.
    pub code: String,
    /// The npm packages it requires, at most 10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dependencies: Vec<DeclaredDependency>,
    /// Secrets by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub secrets: BTreeMap<String, String>,
}

/// A change of a draft: what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateAction {
    /// A new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A new source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The whole new list of npm packages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dependencies: Option<Vec<DeclaredDependency>>,
}

/// A test of the draft with an event of the caller's making.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TestAction {
    /// The event, as the trigger defines it; passed as it is, without secrets.
    pub event: serde_json::Value,
    /// The handler to call; the trigger's first handler when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handler: Option<String>,
}

/// What a test did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TestResult {
    /// The execution, as `latchwork run --json` prints it.
    #[serde(flatten)]
    pub execution: Execution,
    /// Commands whose capability this host does not have yet: they would fail the run when folded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacking: Vec<String>,
}

/// A deployed state of an action: immutable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Version {
    /// 1, 2, 3 ...
    pub number: u32,
    /// The version that runs.
    pub deployed: bool,
    /// The source.
    pub code: String,
    /// The npm packages it requires, in the versions it runs with.
    #[serde(default)]
    pub dependencies: Vec<ActionDependency>,
    /// The names of the secrets it was deployed with.
    pub secrets: Vec<String>,
    /// When it was deployed.
    pub created_at: String,
    /// Told by a roll-back: critical vulnerabilities that would keep a draft from being deployed on this server.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// The versions of an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VersionList {
    /// The versions, newest first.
    pub versions: Vec<Version>,
}

/// How to roll back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RollBack {
    /// Whether the draft becomes the old version too.
    #[serde(default)]
    pub update_draft: bool,
}
