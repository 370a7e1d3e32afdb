//! What ended an execution before its handler was done.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why an execution did not complete. `message` and `stack` are for those who may see the action's code;
/// other audiences get a view made by the `flow` crate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Failure {
    /// What sort of failure, and so whose fault it is.
    pub kind: FailureKind,
    /// One sentence. For `error` it is `Name: message` of what the action threw.
    pub message: String,
    /// The JavaScript stack, when there is one.
    pub stack: Option<String>,
    /// The limit that was met, when one was.
    pub limit: Option<LimitHit>,
}

/// What sort of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// The action threw, or its promise was rejected.
    Error,
    /// The action does not load: a syntax error, or an error thrown while its module was evaluated.
    Syntax,
    /// The action exports no function of the handler's name.
    MissingHandler,
    /// The execution met one of its limits.
    Limit,
    /// The handler's promise can never settle: nothing it waits for is under way.
    Stalled,
    /// The action used what this host lacks or what it was not granted.
    Capability,
    /// The partner's release is recalled, missing, or not what its partner and the platform signed.
    Release,
    /// The fault is the host's own.
    Internal,
}

/// A limit and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LimitHit {
    /// Which limit.
    pub name: LimitName,
    /// Its value, in the unit the name ends with; a count where it names things.
    pub value: u64,
}

/// The limits that can end an execution. Each is a field of [`Limits`](crate::Limits) or of a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LimitName {
    /// Elapsed time between two suspensions.
    WallMs,
    /// Processor time of one execution.
    CpuMs,
    /// The guest's memory.
    MemoryBytes,
    /// The guest's stack, where a recursion could not be turned into a `RangeError`.
    StackBytes,
    /// All commands of one execution, as JSON.
    OutputBytes,
    /// The number of commands of one execution.
    Commands,
    /// The event, as JSON.
    EventBytes,
    /// The action's source.
    SourceBytes,
    /// Timers waiting at once.
    Timers,
    /// Executions under way at once.
    Executions,
    /// Custom claims of one run, as JSON.
    ClaimsBytes,
    /// User metadata or application metadata written by one run, as JSON.
    MetadataBytes,
    /// Transaction metadata of one run, as JSON.
    TransactionMetadataBytes,
    /// How long a run may live, time away included.
    RunMs,
    /// How often one run may suspend.
    Suspensions,
    /// Scopes one run may add or remove.
    Scopes,
    /// The length of a redirect's URL.
    UrlBytes,
}

impl LimitName {
    /// The name as it is written in JSON, configuration and messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WallMs => "wall_ms",
            Self::CpuMs => "cpu_ms",
            Self::MemoryBytes => "memory_bytes",
            Self::StackBytes => "stack_bytes",
            Self::OutputBytes => "output_bytes",
            Self::Commands => "commands",
            Self::EventBytes => "event_bytes",
            Self::SourceBytes => "source_bytes",
            Self::Timers => "timers",
            Self::Executions => "executions",
            Self::ClaimsBytes => "claims_bytes",
            Self::MetadataBytes => "metadata_bytes",
            Self::TransactionMetadataBytes => "transaction_metadata_bytes",
            Self::RunMs => "run_ms",
            Self::Suspensions => "suspensions",
            Self::Scopes => "scopes",
            Self::UrlBytes => "url_bytes",
        }
    }
}

impl Failure {
    /// A failure without stack or limit.
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            stack: None,
            limit: None,
        }
    }

    /// A failure by a limit; `message` names the input, the limit and what to do.
    pub fn limit(name: LimitName, value: u64, message: impl Into<String>) -> Self {
        Self {
            kind: FailureKind::Limit,
            message: message.into(),
            stack: None,
            limit: Some(LimitHit { name, value }),
        }
    }

    /// The same failure with the stack of what was thrown.
    #[must_use]
    pub fn with_stack(mut self, stack: Option<String>) -> Self {
        self.stack = stack;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_prints_all_its_keys() {
        let failure = Failure::limit(LimitName::CpuMs, 500, "too slow");
        assert_eq!(
            serde_json::to_value(&failure).unwrap(),
            serde_json::json!({"kind": "limit", "message": "too slow", "stack": null, "limit": {"name": "cpu_ms", "value": 500}}),
        );
        assert_eq!(
            serde_json::to_value(LimitName::TransactionMetadataBytes).unwrap(),
            LimitName::TransactionMetadataBytes.as_str()
        );
    }
}
