//! How a run ended, and what is to be done about it.

use contract::Failure;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tenant::{BindingId, FailurePolicy};

use crate::changes::Changes;
use crate::{CacheWrites, CustomClaims, Flow, MetadataPatch, ScopeChanges, StepEffect, StepRecord};

/// What a run came to: everything the host has to issue, refuse and write.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Whether to go on.
    pub decision: Decision,
    /// Claims to put into tokens; empty unless allowed.
    pub claims: CustomClaims,
    /// Scopes to add and remove; empty unless allowed.
    pub scopes: ScopeChanges,
    /// User metadata to write, also on deny; empty when a failure blocked.
    pub user_metadata: MetadataPatch,
    /// Application metadata to write, also on deny; empty when a failure blocked.
    pub app_metadata: MetadataPatch,
    /// The transaction's metadata at the end.
    pub transaction_metadata: Map<String, Value>,
    /// Writes of `api.cache` since the last suspension.
    pub cache_writes: CacheWrites,
    /// What each execution came to, in order.
    pub steps: Vec<StepRecord>,
}

/// Whether to go on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Nothing refused.
    Allow,
    /// An action refused.
    Deny(Denial),
    /// A failure blocked.
    Fail(StepFailure),
    /// An action wants the browser and there is none to send.
    InteractionRequired,
}

/// What an action said when it refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denial {
    /// The binding whose action refused.
    pub binding: BindingId,
    /// The OAuth error code, in credentials-exchange.
    pub code: Option<String>,
    /// The reason.
    pub reason: Option<String>,
    /// The reason as the record keeps it. Whoever knows the action's secrets takes them out; see [`Mask`](crate::Mask).
    pub kept_reason: Option<String>,
    /// What the user is told, in pre-user-registration.
    pub user_message: Option<String>,
}

/// A failure and whose it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepFailure {
    /// The binding whose action failed.
    pub binding: BindingId,
    /// What people call the action.
    pub step: String,
    /// The failure.
    pub failure: Failure,
}

impl Outcome {
    /// This outcome when the host cannot write the metadata it asks for: nobody's is written. The last step that sent
    /// `command` has failed by it, and its policy says whether that blocks; a refusal stands.
    #[must_use]
    pub fn without_metadata(mut self, flow: &Flow, command: &str, failure: Failure) -> Self {
        self.user_metadata = MetadataPatch::default();
        self.app_metadata = MetadataPatch::default();
        let sent = |step: &&mut StepRecord| step.commands.iter().any(|name| name == command);
        let Some(step) = self.steps.iter_mut().rev().find(sent) else {
            return self;
        };
        step.failure.get_or_insert_with(|| failure.clone());
        if step.effect != StepEffect::Denied {
            step.effect = StepEffect::Dropped;
        }
        let blocks = flow.bindings().iter().any(|binding| {
            binding.id == step.binding && binding.failure_policy == FailurePolicy::Block
        });
        if blocks && self.decision == Decision::Allow {
            self.decision = Decision::Fail(StepFailure {
                binding: step.binding.clone(),
                step: step.name.clone(),
                failure,
            });
            self.claims = CustomClaims::default();
            self.scopes = ScopeChanges::default();
        }
        self
    }

    /// The outcome of a run that made these changes and ended so.
    pub(crate) fn new(decision: Decision, changes: Changes, steps: Vec<StepRecord>) -> Self {
        let mut outcome = Self {
            decision,
            claims: changes.claims,
            scopes: changes.scopes,
            user_metadata: changes.user_metadata,
            app_metadata: changes.app_metadata,
            transaction_metadata: changes.transaction_metadata,
            cache_writes: changes.cache_writes,
            steps,
        };
        if outcome.decision != Decision::Allow {
            outcome.claims = CustomClaims::default();
            outcome.scopes = ScopeChanges::default();
        }
        if matches!(
            outcome.decision,
            Decision::Fail(_) | Decision::InteractionRequired
        ) {
            outcome.user_metadata = MetadataPatch::default();
            outcome.app_metadata = MetadataPatch::default();
        }
        outcome
    }
}
