//! Driving a run: each step goes to the sandbox and comes back, until the run suspends or is done.
//!
//! No transaction is open here: every read is over before partner code runs.

use contract::{Failure, FailureKind, Trigger};
use flow::{
    Binding, Decision, Flow, FlowLimits, Interaction, Next, Outcome, Run, RunContext, RunId, Step,
    Suspension,
};
use sandbox::Executed;
use tenant::TenantId;

use crate::App;
use crate::conceal::Conceal;
use crate::error::Error;
use crate::late::LateStep;
use crate::room::Room;

/// Where a run has come to.
pub(crate) enum Reached {
    /// It waits for the browser.
    Suspended(Suspension),
    /// It is over.
    Done(Box<Outcome>),
}

impl App {
    /// The flow of a trigger as it is bound now; a run keeps it to its end.
    pub(crate) async fn flow(&self, tenant: &TenantId, trigger: Trigger) -> Result<Flow, Error> {
        let bound = self.store.bound_versions(tenant, trigger).await;
        let bound = bound.map_err(|error| match error {
            store::Error::ActionNotDeployed => Error::Dangling {
                noun: "deployed version of an action bound to",
                id: trigger.id().to_owned(),
            },
            other => other.into(),
        })?;
        let bindings = bound.into_iter().map(|(bound, version)| Binding {
            id: bound.id,
            action: bound.action,
            version,
            name: bound.display_name,
            failure_policy: bound.failure_policy,
            budget_ms: None,
        });
        let bindings = bindings.collect();
        Ok(Flow::new(trigger, bindings)?)
    }

    /// What a run begins with.
    pub(crate) async fn run_context(
        &self,
        tenant: &TenantId,
        trigger: Trigger,
        interaction: Interaction,
    ) -> Result<RunContext, Error> {
        let started_at_ms = self.clock.now_ms();
        let cache = self
            .store
            .cache_find(tenant, trigger.id(), started_at_ms)
            .await?;
        Ok(RunContext {
            interaction,
            started_at_ms,
            cache,
            limits: FlowLimits::default(),
        })
    }

    /// A run's id, which is also the reference number people are told.
    pub(crate) fn run_id(&self) -> Result<RunId, Error> {
        Ok(RunId::new(self.entropy.reference("run_")?))
    }

    /// Executes step after step.
    pub(crate) async fn drive(&self, tenant: &TenantId, run: &mut Run) -> Result<Reached, Error> {
        let mut last = Conceal::default();
        loop {
            match run.next(self.clock.now_ms()) {
                Next::Execute(step) => {
                    last = self.step(tenant, run, &step).await?;
                }
                Next::Suspend(suspension) => return Ok(Reached::Suspended(suspension)),
                Next::Done(mut outcome) => {
                    // A refusal ends the run: it is the last step's.
                    if let Decision::Deny(denial) = &mut outcome.decision {
                        last.denial(denial);
                    }
                    return Ok(Reached::Done(outcome));
                }
            }
        }
    }

    /// Executes one step. What it leaves under way is waited for elsewhere and joins the record later.
    async fn step(&self, tenant: &TenantId, run: &mut Run, step: &Step) -> Result<Conceal, Error> {
        let Some((executed, secrets)) = self.executor.step(&self.store, tenant, step).await? else {
            run.block(Failure::new(
                FailureKind::Internal,
                "the action's version is gone",
            ))?;
            return Ok(Conceal::default());
        };
        let Executed {
            mut execution,
            tail,
        } = executed;
        let conceal = Conceal::new(secrets);
        conceal.execution(&mut execution);
        let mut room = Room::default();
        execution.logs = room.keep(execution.logs);
        let late = LateStep {
            tenant: tenant.clone(),
            run: run.id().as_str().to_owned(),
            step: run.steps().len() as u64,
            conceal: conceal.clone(),
            room,
        };
        run.fold(&execution)?;
        self.late.watch(late, tail);
        Ok(conceal)
    }
}
