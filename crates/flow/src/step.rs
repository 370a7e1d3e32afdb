//! One action of a run: what it is given, and the record it leaves.

use contract::cache::CacheSnapshot;
use contract::{Failure, LogLine, RequestRecord, Usage};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tenant::BindingId;

use crate::{Binding, CodeId};

/// What to execute next.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Its place in the flow, from 0.
    pub index: usize,
    /// The binding.
    pub binding: Binding,
    /// The function to call.
    pub handler: &'static str,
    /// The event with the changes so far, without secrets and configuration
    /// ([`contract::event::with_secrets`] adds them).
    pub event: Map<String, Value>,
    /// What `api.cache` holds for it, with the writes so far.
    pub cache: CacheSnapshot,
    /// The time left for this execution.
    pub wall_ms: u64,
    /// What `api.redirect.canRedirect()` answers.
    pub can_redirect: bool,
}

/// What one execution of a run came to. It holds no values of commands and no secrets of the host; what the
/// action printed is as it was folded; see [`view`](crate::view).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepRecord {
    /// The binding.
    pub binding: BindingId,
    /// The code that ran.
    pub code: CodeId,
    /// What people call the action.
    pub name: String,
    /// The function that was called.
    pub handler: String,
    /// What the flow made of it.
    pub effect: StepEffect,
    /// The names of its commands, in order.
    pub commands: Vec<String>,
    /// What ended it early, or why its commands were dropped.
    pub failure: Option<Failure>,
    /// What it printed.
    pub logs: Vec<LogLine>,
    /// Its outbound requests.
    pub requests: Vec<RequestRecord>,
    /// What it used.
    pub usage: Usage,
}

/// What a flow made of an execution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepEffect {
    /// Its commands were folded.
    Applied,
    /// Its commands were folded and the run was suspended.
    Suspended,
    /// It refused.
    Denied,
    /// It failed and its commands were dropped.
    Dropped,
}
