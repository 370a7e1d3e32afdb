//! Driving a run: each step goes to the sandbox and comes back, until the run suspends or is done.
//!
//! No transaction is open here: every read is over before partner code runs.

use std::collections::{BTreeMap, BTreeSet};

use contract::Trigger;
use flow::{
    Binding, Caches, Decision, Flow, FlowLimits, Interaction, Next, Outcome, Run, RunContext,
    RunId, Step, Suspension,
};
use sandbox::Executed;
use tenant::{Recorded, Tenant, TenantId};

use crate::App;
use crate::conceal::Conceal;
use crate::decide::cache_namespace;
use crate::error::Error;
use crate::execute::Stepped;
use crate::late::LateStep;
use crate::recorder::{Ended, Ran, Taping};
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
        let bound = self.store.bound_code(tenant, trigger).await;
        let bound = bound.map_err(|error| match error {
            store::Error::ActionNotDeployed => Error::Dangling {
                noun: "deployed version of an action bound to",
                id: trigger.id().to_owned(),
            },
            other => other.into(),
        })?;
        let mut bindings = Vec::with_capacity(bound.len());
        for (bound, code) in bound {
            bindings.push(Binding {
                id: bound.id,
                code: self.pinned(tenant, code).await?,
                name: bound.display_name,
                failure_policy: bound.failure_policy,
                budget_ms: bound.budget_ms,
            });
        }
        Ok(Flow::new(trigger, bindings)?)
    }

    /// What a run begins with.
    pub(crate) async fn run_context(
        &self,
        tenant: &TenantId,
        flow: &Flow,
        interaction: Interaction,
    ) -> Result<RunContext, Error> {
        let started_at_ms = self.clock.now_ms();
        Ok(RunContext {
            interaction,
            started_at_ms,
            caches: self.caches(tenant, flow, started_at_ms).await?,
            limits: FlowLimits::default(),
        })
    }

    /// What `api.cache` holds for each step of a flow, in one read.
    pub(crate) async fn caches(
        &self,
        tenant: &TenantId,
        flow: &Flow,
        now_ms: u64,
    ) -> Result<Caches, Error> {
        let owners: BTreeSet<_> = flow
            .bindings()
            .iter()
            .map(|binding| binding.code.installation())
            .collect();
        let namespaces: Vec<String> = owners
            .iter()
            .map(|owner| cache_namespace(flow.trigger(), *owner))
            .collect();
        let found = self.store.caches_find(tenant, &namespaces, now_ms).await?;
        let mut caches = Caches::default();
        for (owner, cache) in owners.into_iter().zip(found) {
            *caches.of_mut(owner) = cache;
        }
        Ok(caches)
    }

    /// A run's id, which is also the reference number people are told.
    pub(crate) fn run_id(&self) -> Result<RunId, Error> {
        Ok(RunId::new(self.entropy.reference("run_")?))
    }

    /// Executes step after step, and records them as the tenant's policy wants it.
    pub(crate) async fn drive(&self, tenant: &Tenant, run: &mut Run) -> Result<Reached, Error> {
        let policy = &tenant.settings.recording;
        let recorded = self.recorder.wants(&tenant.id, policy, run.id());
        let mut last = None;
        loop {
            match run.next(self.clock.now_ms()) {
                Next::Execute(step) => {
                    last = Some(self.step(tenant, run, &step, recorded).await?);
                }
                Next::Suspend(suspension) => return Ok(Reached::Suspended(suspension)),
                Next::Done(mut outcome) => {
                    // A refusal ends the run: it is the last step's.
                    if let (Decision::Deny(denial), Some(last)) = (&mut outcome.decision, last) {
                        last.denial(denial);
                    }
                    return Ok(Reached::Done(outcome));
                }
            }
        }
    }

    /// Executes one step. What it leaves under way is waited for elsewhere and joins the record later.
    async fn step(
        &self,
        tenant: &Tenant,
        run: &mut Run,
        step: &Step,
        recorded: Recorded,
    ) -> Result<Conceal, Error> {
        let id = &tenant.id;
        let origin = step.binding.code.origin();
        let taping = match recorded {
            Recorded::Never => Taping::Off,
            Recorded::IfItFails | Recorded::Always => Taping::On,
        };
        let stepped = match self.executor.step(&self.store, id, step, taping).await? {
            Ok(stepped) => stepped,
            // What was fit to run when the run left is not any more: whoever comes back does not pass.
            Err(refused) if refused.blocks || run.has_resumed() => {
                run.block(refused.failure)?;
                return Ok(Conceal::new(origin, BTreeMap::new(), &self.masks));
            }
            Err(refused) => Stepped::refused(refused.failure, BTreeMap::new()),
        };
        let Stepped {
            executed,
            secrets,
            taped,
        } = stepped;
        let Executed {
            mut execution,
            tail,
        } = executed;
        let taped = taped.map(|taped| (taped, secrets.clone()));
        let conceal = Conceal::new(origin, secrets, &self.masks);
        conceal.execution(&mut execution);
        let mut room = Room::default();
        execution.logs = room.keep(execution.logs);
        let late = LateStep {
            tenant: id.clone(),
            run: run.id().as_str().to_owned(),
            step: run.steps().len() as u64,
            conceal: conceal.clone(),
            room,
        };
        let place = late.step;
        run.fold(&execution)?;
        self.late.watch(late, tail);
        if let Some((taped, secrets)) = taped
            && let Some(record) = run.steps().last().map(Ended::from)
            && record.is_kept(recorded)
        {
            let ran = Ran {
                tenant: id.clone(),
                run: run.id().as_str().to_owned(),
                step: place,
                record,
                secrets,
                taped,
                policy: tenant.settings.recording.clone(),
            };
            self.recorder.keep(ran, &self.late);
        }
        Ok(conceal)
    }
}
