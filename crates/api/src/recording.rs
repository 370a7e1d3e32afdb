//! Recorded executions: which there are, what was recorded, whether a replay does the same.

use contract::{Failure, Trigger};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{RanCode, RunOutcome};

/// Which executions are recorded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecordingMode {
    /// None.
    #[default]
    Off,
    /// Those that failed.
    Failures,
    /// Those of a share of the runs.
    Sample,
    /// All.
    All,
}

/// What is recorded, and how much of it there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordingPolicy {
    /// What is recorded.
    #[serde(flatten)]
    pub policy: SetRecordingPolicy,
    /// How many recordings there are.
    pub used_rows: u64,
    /// How many bytes they have together.
    pub used_bytes: u64,
    /// How many executions that were to be recorded are not.
    #[serde(default)]
    pub not_recorded: NotRecorded,
}

/// Executions that were to be recorded and are not, since the server that answers was started. Where several servers share a
/// database, each counts its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NotRecorded {
    /// They were longer than 16 MiB, or a secret stood in them too often.
    pub too_large: u64,
    /// Too much of the tenant's waited to be written.
    pub waiting: u64,
    /// The recordings were full. After one of these the server looks again a minute later; what it does not put on tape
    /// until then is not counted.
    pub full: u64,
    /// The server could not write them; its log says why.
    pub failed: u64,
}

/// What is recorded from now on; what is left out is as it is for a new tenant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetRecordingPolicy {
    /// Which executions.
    pub mode: RecordingMode,
    /// Of how many runs in a thousand, from 1 to 1000; for `sample`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_mille: Option<u16>,
    /// How many days a recording is kept, from 1 to 30. Default 7.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u64>,
    /// How many recordings are kept, at most 10000; what comes when they are full is not recorded. Default 1000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// How many bytes are kept, from 1 MiB to 1 GiB. Default 64 MiB.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// What is neither shown nor exported: `event.user.email`, `fetch:*.body`, `fetch:HOST.head`, `command:NAME`, `log`.
    #[serde(default)]
    pub redact: Vec<String>,
}

/// A recorded execution in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordingSummary {
    /// Its id.
    pub id: String,
    /// The run it is of.
    pub run_id: String,
    /// Its place in the run, from 0.
    pub step: u64,
    /// The trigger.
    pub trigger: Trigger,
    /// The code that ran.
    #[serde(flatten)]
    pub code: RanCode,
    /// The name of the action or the integration when it ran.
    pub name: String,
    /// The handler that was called.
    pub handler: String,
    /// What became of the execution.
    pub outcome: RunOutcome,
    /// How many steps were recorded.
    pub steps: u64,
    /// How many bytes it has.
    pub bytes: u64,
    /// When it was made.
    pub created_at: String,
    /// When it ends.
    pub expires_at: String,
}

/// A page of recordings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordingList {
    /// The recordings, newest first.
    pub recordings: Vec<RecordingSummary>,
    /// Where the next page begins, when there is one: the value of `page`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A recording with what was recorded, as far as it may be shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Recording {
    /// The recording.
    #[serde(flatten)]
    pub summary: RecordingSummary,
    /// What the execution was given: `event`, `configuration`, `cache` and more; and `steps`, what passed between it and
    /// the world. `redacted` says by what something was taken out.
    pub recorded: Value,
}

/// What to replay a recording with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplayRecording {
    /// Another version of the same action, by its number; the one that ran when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
}

/// Whether a replay did the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReplayVerdict {
    /// It did.
    Identical,
    /// It did not.
    Different,
    /// Nobody can say.
    NotComparable,
}

/// What a replay came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Replay {
    /// Whether it did the same.
    pub verdict: ReplayVerdict,
    /// How many steps the recording has.
    pub steps: u64,
    /// Whether another version of the sandbox recorded it than repeats it: what differs may then be the sandbox's own doing.
    pub another_sandbox: bool,
    /// The number of the first step that is not the same, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<u64>,
    /// What was recorded there; absent when the recording ends before, and for a partner's integration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<Value>,
    /// What happened instead; absent when the replay ends there, and for a partner's integration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Value>,
    /// What ended the replay, when something did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
    /// Why nobody can say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
