//! Driving a run: each step goes to the sandbox and comes back, until the run suspends or is done.
//!
//! No transaction is open here: every read is over before partner code runs.

use contract::{Execution, Trigger};
use flow::view::mask;
use flow::{
    Binding, Flow, FlowLimits, Interaction, Next, Outcome, Run, RunContext, RunId, Suspension,
};
use tenant::TenantId;

use crate::App;
use crate::error::Error;
use crate::execute::Executed;

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
        let list = self.store.bindings_find(tenant, trigger).await?;
        let mut bindings = Vec::with_capacity(list.bindings.len());
        for bound in list.bindings {
            let dangling = || Error::Dangling {
                noun: "action",
                id: bound.action.as_str().to_owned(),
            };
            let action = self
                .store
                .action_find(tenant, &bound.action)
                .await?
                .ok_or_else(dangling)?;
            let deployed = action.deployed.ok_or_else(dangling)?;
            bindings.push(Binding {
                id: bound.id,
                action: bound.action,
                version: deployed.id,
                name: bound.display_name,
                failure_policy: bound.failure_policy,
                budget_ms: None,
            });
        }
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
        loop {
            match run.next(self.clock.now_ms()) {
                Next::Execute(step) => {
                    let executed = self.executor.step(&self.store, tenant, &step).await?;
                    run.fold(&concealed(executed))?;
                }
                Next::Suspend(suspension) => return Ok(Reached::Suspended(suspension)),
                Next::Done(outcome) => return Ok(Reached::Done(outcome)),
            }
        }
    }
}

/// The execution without the action's secrets in what is kept of it: logs, requests, failure.
pub(crate) fn concealed(executed: Executed) -> Execution {
    let Executed {
        mut execution,
        secrets,
    } = executed;
    let secrets: Vec<&str> = secrets.values().map(tenant::Secret::expose).collect();
    if secrets.is_empty() {
        return execution;
    }
    for line in &mut execution.logs {
        line.message = mask(&line.message, &secrets);
    }
    for request in &mut execution.requests {
        request.url = mask(&request.url, &secrets);
        request.error = request.error.take().map(|error| mask(&error, &secrets));
    }
    if let Some(failure) = &mut execution.failure {
        failure.message = mask(&failure.message, &secrets);
        failure.stack = failure.stack.take().map(|stack| mask(&stack, &secrets));
    }
    execution
}
