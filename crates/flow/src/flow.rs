//! The ordered list of what runs at one trigger.

use contract::Trigger;
use serde::{Deserialize, Serialize};
use tenant::{BindingId, FailurePolicy};

use crate::{Error, Pinned};

/// The bindings of one trigger in one tenant, pinned to the code that will run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    trigger: Trigger,
    bindings: Vec<Binding>,
}

/// One action of a flow, with the code a run of it is pinned to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binding {
    /// The binding's id.
    pub id: BindingId,
    /// The code that runs, also after a redirect, whatever is deployed or updated meanwhile.
    pub code: Pinned,
    /// What people call it.
    pub name: String,
    /// What a failure does to the flow.
    pub failure_policy: FailurePolicy,
    /// The action's own share of the flow's time; the whole rest when there is none.
    pub budget_ms: Option<u64>,
}

impl Flow {
    /// The most bindings a flow may have.
    pub const MAX_BINDINGS: usize = 20;

    /// A flow of these bindings, in the order they run.
    ///
    /// # Errors
    /// When there are more than [`Self::MAX_BINDINGS`].
    pub fn new(trigger: Trigger, bindings: Vec<Binding>) -> Result<Self, Error> {
        if bindings.len() > Self::MAX_BINDINGS {
            return Err(Error::TooManyBindings {
                trigger,
                limit: Self::MAX_BINDINGS,
                actual: bindings.len(),
            });
        }
        Ok(Self { trigger, bindings })
    }

    /// Whose flow it is.
    pub const fn trigger(&self) -> Trigger {
        self.trigger
    }

    /// The bindings, in the order they run.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }
}
