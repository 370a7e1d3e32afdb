//! Moves a run from step to step.

use contract::{Execution, Failure, FailureKind, LimitName, Usage};
use tenant::FailurePolicy;

use super::{Entry, Interaction, Phase, Run};
use crate::fold::Verdict;
use crate::{Binding, Decision, Step, StepEffect, StepFailure, StepRecord};

impl Run {
    /// The step at this place; none when it cannot be executed, and then the run has moved on.
    pub(super) fn due(&mut self, index: usize, entry: Entry, now_ms: u64) -> Option<Step> {
        let Some(binding) = self.flow.bindings().get(index).cloned() else {
            self.end(Decision::Allow);
            return None;
        };
        let handler = self.handler(entry);
        if let Some(failure) = binding.code.refused() {
            return self.skip(index, &binding, handler, failure.clone());
        }
        let left_ms = self
            .limits
            .wall_ms
            .saturating_sub(now_ms.saturating_sub(self.leg_started_at_ms));
        let event = match crate::event::seen(&self.event, &self.changes) {
            Ok(event) if left_ms > 0 => event,
            Ok(_) => return self.skip(index, &binding, handler, self.out_of_time()),
            Err(error) => {
                return self.skip(
                    index,
                    &binding,
                    handler,
                    Failure::new(FailureKind::Internal, error.to_string()),
                );
            }
        };
        Some(Step {
            index,
            handler,
            event,
            cache: self.changes.caches.of(binding.code.installation()),
            wall_ms: binding
                .budget_ms
                .map_or(left_ms, |budget_ms| budget_ms.min(left_ms)),
            can_redirect: self.interaction == Interaction::Interactive
                && self.trigger().continue_handler().is_some(),
            binding,
        })
    }

    /// Records a step that could not even start.
    fn skip(
        &mut self,
        index: usize,
        binding: &Binding,
        handler: &'static str,
        failure: Failure,
    ) -> Option<Step> {
        self.refuse(index, binding, handler, Verdict::Failed(failure));
        None
    }

    /// Moves the run on by a verdict about a step that was not executed, and records it.
    pub(super) fn refuse(
        &mut self,
        index: usize,
        binding: &Binding,
        handler: &'static str,
        verdict: Verdict,
    ) {
        let (effect, failure) = self.settle(index, binding, verdict);
        let nothing = Execution::new(Vec::new(), None, Vec::new(), Vec::new(), Usage::default());
        self.steps
            .push(record(binding, handler, &nothing, effect, failure));
    }

    fn out_of_time(&self) -> Failure {
        let limit_ms = self.limits.wall_ms;
        let message = format!(
            "the actions before this one used the flow's {limit_ms} ms: make them faster or unbind some"
        );
        Failure::limit(LimitName::WallMs, limit_ms, message)
    }

    /// A suspension too many blocks: to go on instead would skip what the action wanted to see done.
    pub(super) fn bounded(&self, verdict: Verdict) -> Verdict {
        let limit = self.limits.suspensions;
        if matches!(verdict, Verdict::Suspended(..))
            && self.interaction == Interaction::Interactive
            && self.suspensions >= limit
        {
            let message =
                format!("the run would suspend more than {limit} times: redirect less often");
            return Verdict::Blocked(Failure::limit(LimitName::Suspensions, limit, message));
        }
        verdict
    }

    /// Moves the run on by a verdict, and says what goes into the record.
    pub(super) fn settle(
        &mut self,
        index: usize,
        binding: &Binding,
        verdict: Verdict,
    ) -> (StepEffect, Option<Failure>) {
        match verdict {
            Verdict::Applied(changes) => {
                self.changes = changes;
                self.go_to(index + 1);
                (StepEffect::Applied, None)
            }
            Verdict::Suspended(..) if self.interaction == Interaction::NonInteractive => {
                self.end(Decision::InteractionRequired);
                (StepEffect::Dropped, Some(no_browser()))
            }
            Verdict::Suspended(changes, redirect) => {
                let before = std::mem::replace(&mut self.changes, changes);
                self.before.get_or_insert_with(|| Box::new(before));
                self.suspensions += 1;
                self.phase = Phase::Suspended { index, redirect };
                (StepEffect::Suspended, None)
            }
            Verdict::Denied(denial, changes, failure) => {
                match changes {
                    Some(changes) => self.changes = changes,
                    None => self.take_back(),
                }
                self.end(Decision::Deny(denial));
                (StepEffect::Denied, failure)
            }
            Verdict::Failed(failure) if binding.failure_policy == FailurePolicy::Continue => {
                self.take_back();
                self.go_to(index + 1);
                (StepEffect::Dropped, Some(failure))
            }
            Verdict::Failed(failure) | Verdict::Blocked(failure) => {
                self.take_back();
                self.end(Decision::Fail(StepFailure {
                    binding: binding.id.clone(),
                    step: binding.name.clone(),
                    failure: failure.clone(),
                }));
                (StepEffect::Dropped, Some(failure))
            }
        }
    }

    /// Drops what the failing step asked for before it was suspended. Cache writes were stored then and stay.
    fn take_back(&mut self) {
        if let Some(before) = self.before.take() {
            let now = std::mem::replace(&mut self.changes, *before);
            self.changes.caches = now.caches;
            self.changes.cache_writes = now.cache_writes;
        }
    }

    pub(super) fn go_to(&mut self, index: usize) {
        self.before = None;
        if index < self.flow.bindings().len() {
            self.phase = Phase::Ready {
                index,
                entry: Entry::Execute,
            };
        } else {
            self.end(Decision::Allow);
        }
    }

    fn end(&mut self, decision: Decision) {
        self.before = None;
        self.phase = Phase::Ended {
            decision: Box::new(decision),
        };
    }

    /// A trigger without a continue handler is never suspended, so its handler is the only one.
    pub(super) fn handler(&self, entry: Entry) -> &'static str {
        let trigger = self.flow.trigger();
        match entry {
            Entry::Execute => trigger.handler(),
            Entry::Continue => trigger
                .continue_handler()
                .unwrap_or_else(|| trigger.handler()),
        }
    }
}

pub(super) fn record(
    binding: &Binding,
    handler: &str,
    execution: &Execution,
    effect: StepEffect,
    failure: Option<Failure>,
) -> StepRecord {
    StepRecord {
        binding: binding.id.clone(),
        code: binding.code.id(),
        name: binding.name.clone(),
        handler: handler.to_owned(),
        effect,
        commands: execution
            .commands
            .iter()
            .map(|command| command.type_name().to_owned())
            .collect(),
        failure,
        logs: execution.logs.clone(),
        requests: execution.requests.clone(),
        usage: execution.usage,
    }
}

fn no_browser() -> Failure {
    let message = "api.redirect.sendUserTo: the request has no browser that could be sent elsewhere (interaction_required): ask api.redirect.canRedirect() first";
    Failure::new(FailureKind::Capability, message)
}
