//! One passage through a flow.

mod advance;
mod saved;

use contract::event::{Event, LoginRequest};
use contract::{Execution, Failure, FailureKind, Trigger};
use serde::{Deserialize, Serialize};

use crate::changes::Changes;
use crate::fold::{self, Surroundings, Verdict};
use crate::{
    CacheWrites, Caches, Decision, Error, Flow, FlowLimits, Outcome, Redirect, Step, StepRecord,
};

/// The id of a run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RunId(String);

impl RunId {
    /// Wraps an id the host made.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether there is a browser that can be sent elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interaction {
    /// There is.
    Interactive,
    /// There is none, or it must not be disturbed (`prompt=none`, refresh, machine to machine).
    NonInteractive,
}

/// What a run starts with besides its event.
#[derive(Debug, Clone, PartialEq)]
pub struct RunContext {
    /// Whether there is a browser that can be sent elsewhere.
    pub interaction: Interaction,
    /// When it starts, Unix time in ms.
    pub started_at_ms: u64,
    /// What `api.cache` holds.
    pub caches: Caches,
    /// Its limits.
    pub limits: FlowLimits,
}

/// One passage through a flow. While suspended it is a value to be saved ([`Run::save`]); it never holds secrets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Run {
    id: RunId,
    flow: Flow,
    event: Event,
    interaction: Interaction,
    limits: FlowLimits,
    started_at_ms: u64,
    /// When the time between two suspensions began to count.
    leg_started_at_ms: u64,
    suspensions: u64,
    phase: Phase,
    changes: Changes,
    /// The changes before the step that suspended the run, to go back to when it fails in the end.
    before: Option<Box<Changes>>,
    steps: Vec<StepRecord>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Phase {
    Ready { index: usize, entry: Entry },
    Suspended { index: usize, redirect: Redirect },
    Ended { decision: Box<Decision> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Entry {
    Execute,
    Continue,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// Execute the step and fold what comes of it.
    Execute(Box<Step>),
    /// Save the run and send the browser away.
    Suspend(Suspension),
    /// Issue or refuse.
    Done(Box<Outcome>),
}

/// A suspended run's errand.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspension {
    /// Where the browser goes.
    pub redirect: Redirect,
    /// Cache writes to store now; they are not given again at the end.
    pub cache_writes: CacheWrites,
}

/// The request with which the browser came back.
#[derive(Debug, Clone, PartialEq)]
pub struct ContinueRequest {
    /// The new `event.request`; its query or body holds the state.
    pub request: LoginRequest,
    /// What `api.cache` holds now.
    pub caches: Caches,
}

impl Run {
    /// Starts a run.
    ///
    /// # Errors
    /// When the event belongs to another trigger than the flow.
    pub fn start(id: RunId, flow: Flow, event: Event, context: RunContext) -> Result<Self, Error> {
        if flow.trigger() != event.trigger() {
            return Err(Error::OtherTrigger {
                flow: flow.trigger(),
                event: event.trigger(),
            });
        }
        let mut changes = Changes {
            caches: context.caches,
            ..Changes::default()
        };
        if let Event::PostLogin(event) = &event {
            let metadata = event
                .transaction
                .as_ref()
                .map(|transaction| transaction.metadata.clone());
            changes.transaction_metadata = metadata.unwrap_or_default();
        }
        let mut run = Self {
            id,
            flow,
            event,
            interaction: context.interaction,
            limits: context.limits,
            started_at_ms: context.started_at_ms,
            leg_started_at_ms: context.started_at_ms,
            suspensions: 0,
            phase: Phase::Ready {
                index: 0,
                entry: Entry::Execute,
            },
            changes,
            before: None,
            steps: Vec::new(),
        };
        run.go_to(0);
        Ok(run)
    }

    /// Its id.
    pub const fn id(&self) -> &RunId {
        &self.id
    }

    /// Its trigger.
    pub const fn trigger(&self) -> Trigger {
        self.flow.trigger()
    }

    /// When it began, Unix ms.
    pub const fn started_at_ms(&self) -> u64 {
        self.started_at_ms
    }

    /// When it ends at the latest, Unix time in ms.
    pub const fn expires_at_ms(&self) -> u64 {
        self.started_at_ms.saturating_add(self.limits.run_ms)
    }

    /// The flow it is pinned to.
    pub const fn flow(&self) -> &Flow {
        &self.flow
    }

    /// Whether it was suspended before and went on.
    pub const fn has_resumed(&self) -> bool {
        self.suspensions > 0
    }

    /// What its executions came to so far.
    pub fn steps(&self) -> &[StepRecord] {
        &self.steps
    }

    /// What to do next. Asking again before folding or resuming gives the same answer, but for the time left.
    pub fn next(&mut self, now_ms: u64) -> Next {
        loop {
            match &self.phase {
                Phase::Ready { index, entry } => {
                    if let Some(step) = self.due(*index, *entry, now_ms) {
                        return Next::Execute(Box::new(step));
                    }
                }
                Phase::Suspended { redirect, .. } => {
                    return Next::Suspend(Suspension {
                        redirect: redirect.clone(),
                        cache_writes: self.changes.cache_writes.clone(),
                    });
                }
                Phase::Ended { decision } => {
                    let outcome = Outcome::new(
                        (**decision).clone(),
                        self.changes.clone(),
                        self.steps.clone(),
                    );
                    return Next::Done(Box::new(outcome));
                }
            }
        }
    }

    /// Takes what came of the step that was due.
    ///
    /// # Errors
    /// When no step is due: the run is suspended or has ended.
    pub fn fold(&mut self, execution: &Execution) -> Result<(), Error> {
        let Phase::Ready { index, entry } = self.phase else {
            return Err(Error::NotExecuting);
        };
        let Some(binding) = self.flow.bindings().get(index).cloned() else {
            return Err(Error::NotExecuting);
        };
        let verdict = match binding.code.capabilities() {
            Ok(capabilities) => {
                let around = Surroundings {
                    trigger: self.flow.trigger(),
                    binding: &binding,
                    capabilities: &capabilities,
                    limits: &self.limits,
                };
                self.bounded(fold::judge(&self.changes, execution, around))
            }
            Err(unfixed) => {
                Verdict::Failed(Failure::new(FailureKind::Capability, unfixed.to_string()))
            }
        };
        let (effect, failure) = self.settle(index, &binding, verdict);
        self.steps.push(advance::record(
            &binding,
            self.handler(entry),
            execution,
            effect,
            failure,
        ));
        Ok(())
    }

    /// Refuses, whatever the binding's policy says, because the step that was due cannot be executed: to go on would
    /// skip what the action checks.
    ///
    /// # Errors
    /// When no step is due: the run is suspended or has ended.
    pub fn block(&mut self, failure: Failure) -> Result<(), Error> {
        let Phase::Ready { index, entry } = self.phase else {
            return Err(Error::NotExecuting);
        };
        let Some(binding) = self.flow.bindings().get(index).cloned() else {
            return Err(Error::NotExecuting);
        };
        self.refuse(
            index,
            &binding,
            self.handler(entry),
            Verdict::Blocked(failure),
        );
        Ok(())
    }

    /// Goes on with a suspended run in the continue handler of the action that suspended it.
    ///
    /// # Errors
    /// When the run is not suspended or older than a run may be.
    pub fn resume(&mut self, now_ms: u64, request: ContinueRequest) -> Result<(), Error> {
        let Phase::Suspended { index, .. } = self.phase else {
            return Err(Error::NotSuspended);
        };
        let age_ms = now_ms.saturating_sub(self.started_at_ms);
        if age_ms > self.limits.run_ms {
            return Err(Error::Expired {
                limit_ms: self.limits.run_ms,
                age_ms,
            });
        }
        let Event::PostLogin(event) = &mut self.event else {
            return Err(Error::NotSuspended);
        };
        event.request = request.request;
        self.changes.caches = request.caches;
        self.changes.cache_writes = CacheWrites::default();
        self.leg_started_at_ms = now_ms;
        self.phase = Phase::Ready {
            index,
            entry: Entry::Continue,
        };
        Ok(())
    }
}

#[cfg(test)]
mod tests;
