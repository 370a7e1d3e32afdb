//! What a caller of this crate can do wrong. What an action does wrong is a value, not an error.

use contract::Trigger;

/// A flow or run that cannot be made, or was asked for what it is not ready for.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// More bindings than a flow may have.
    #[error("{trigger} has {actual} bindings; a flow holds at most {limit}: unbind some actions")]
    TooManyBindings {
        /// The flow's trigger.
        trigger: Trigger,
        /// The most a flow may have.
        limit: usize,
        /// What was given.
        actual: usize,
    },
    /// The event belongs to another trigger than the flow.
    #[error("the flow is of {flow}, the event of {event}")]
    OtherTrigger {
        /// The flow's trigger.
        flow: Trigger,
        /// The event's trigger.
        event: Trigger,
    },
    /// No step is due, so there is nothing to fold.
    #[error("the run waits for no execution")]
    NotExecuting,
    /// The run is not suspended, so there is nothing to resume.
    #[error("the run is not suspended")]
    NotSuspended,
    /// The run is older than a run may be.
    #[error(
        "the run began {age_ms} ms ago; a run lasts at most {limit_ms} ms: start the login again"
    )]
    Expired {
        /// The longest a run may live.
        limit_ms: u64,
        /// How old it is.
        age_ms: u64,
    },
    /// The saved run was written by another version of this crate.
    #[error(
        "the saved run has version {found}; this host reads version {expected}: start the login again"
    )]
    OtherVersion {
        /// The version this crate reads and writes.
        expected: u32,
        /// The version found.
        found: u32,
    },
    /// The run cannot be written as, or read from, JSON.
    #[error("the saved run cannot be read or written")]
    Unreadable(#[from] serde_json::Error),
    /// The saved run stands at a step its flow does not have.
    #[error("the saved run stands at step {index} of a flow of {steps}")]
    NoSuchStep {
        /// Where it stands, from 0.
        index: usize,
        /// How many steps there are.
        steps: usize,
    },
}
