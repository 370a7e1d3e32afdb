//! Runs: what happened in each passage through a flow.

use contract::{Failure, LogLine, RequestRecord, Trigger};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a run ended, or that it waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RunOutcome {
    /// All actions ran.
    Completed,
    /// An action refused.
    Denied,
    /// It waits for the browser to come back.
    Suspended,
    /// It waited and never came back, or was lost when it had.
    Canceled,
    /// An action failed and its policy blocks.
    Failed,
}

/// A run in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RunSummary {
    /// The run's id: the reference number in error texts.
    pub id: String,
    /// The flow's trigger.
    pub trigger: Trigger,
    /// How it ended.
    pub outcome: RunOutcome,
    /// The user, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// The client.
    pub client_id: String,
    /// When it began.
    pub started_at: String,
    /// When it last moved.
    pub updated_at: String,
}

/// A page of runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RunList {
    /// The runs, newest first.
    pub runs: Vec<RunSummary>,
    /// Where the next page begins, when there is one: the value of `page`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// The code of an execution: a version of the tenant's own action, or a release of a partner's integration.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RanCode {
    /// The action, when it was the tenant's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action_id: Option<String>,
    /// The version of it that ran.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version_id: Option<String>,
    /// The installation, when it was a partner's integration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub installation_id: Option<String>,
    /// The release of it that ran, by its digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
}

/// One execution of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunStep {
    /// The code that ran.
    #[serde(flatten)]
    pub code: RanCode,
    /// The name of the action or the integration when it ran.
    pub name: String,
    /// The handler that was called.
    pub handler: String,
    /// What became of it.
    pub outcome: RunOutcome,
    /// How long it took.
    pub wall_us: u64,
    /// The processor time it used.
    pub cpu_us: u64,
    /// Its commands, by name.
    pub commands: Vec<String>,
    /// Commands that came after the handler had settled and were ignored.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub late_commands: u64,
    /// What it printed.
    pub logs: Vec<LogLine>,
    /// What it asked of other hosts: method, host, status, time.
    pub requests: Vec<RequestRecord>,
    /// Why it failed. Of a partner's integration there is no stack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
}

/// A run with its executions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Run {
    /// The run.
    #[serde(flatten)]
    pub summary: RunSummary,
    /// What was refused, in the refusing action's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Its executions, in order.
    pub steps: Vec<RunStep>,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_zero(count: &u64) -> bool {
    *count == 0
}
