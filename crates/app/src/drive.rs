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
use crate::marks::Marks;
use crate::other_secrets::OtherSecrets;
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

    /// What a run begins with, and what is known of its caches.
    pub(crate) async fn run_context(
        &self,
        tenant: &TenantId,
        flow: &Flow,
        interaction: Interaction,
    ) -> Result<(RunContext, Marks), Error> {
        let started_at_ms = self.clock.now_ms();
        let (caches, marks) = self.caches(tenant, flow, started_at_ms).await?;
        let context = RunContext {
            interaction,
            started_at_ms,
            caches,
            limits: FlowLimits::default(),
        };
        Ok((context, marks))
    }

    /// What `api.cache` holds for each step of a flow, and which secrets stand in the tenant's own, in one read.
    pub(crate) async fn caches(
        &self,
        tenant: &TenantId,
        flow: &Flow,
        now_ms: u64,
    ) -> Result<(Caches, Marks), Error> {
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
        let mut marks = Marks::default();
        for (owner, held) in owners.into_iter().zip(found) {
            if owner.is_none() {
                marks = Marks::of(&held);
            }
            *caches.of_mut(owner) = held.cache;
        }
        Ok((caches, marks))
    }

    /// A run's id, which is also the reference number people are told.
    pub(crate) fn run_id(&self) -> Result<RunId, Error> {
        Ok(RunId::new(self.entropy.reference("run_")?))
    }

    /// Executes step after step, and records them as the tenant's policy wants it.
    pub(crate) async fn drive(
        &self,
        tenant: &Tenant,
        run: &mut Run,
        marks: &mut Marks,
    ) -> Result<Reached, Error> {
        let policy = &tenant.settings.recording;
        let recorded = self.recorder.wants(&tenant.id, policy, run.id());
        let mut last = None;
        loop {
            match run.next(self.clock.now_ms()) {
                Next::Execute(step) => {
                    last = Some(self.step(tenant, run, &step, recorded, marks).await?);
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
        marks: &mut Marks,
    ) -> Result<Conceal, Error> {
        let id = &tenant.id;
        let origin = step.binding.code.origin();
        let taping = match recorded {
            Recorded::Never => Taping::Off,
            Recorded::IfItFails | Recorded::Always => Taping::On,
        };
        let others = self.other_secrets(id, step, marks).await;
        let stepped = match self.executor.step(&self.store, id, step, taping).await? {
            Ok(stepped) => stepped,
            // What was fit to run when the run left is not any more: whoever comes back does not pass.
            Err(refused) if refused.blocks || run.has_resumed() => {
                run.block(refused.failure)?;
                let nothing = BTreeMap::new();
                return Ok(Conceal::new(origin, nothing, others, &self.masks));
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
        let others = others.besides(&secrets);
        marks.note(step, &execution.commands, (&secrets, &others), &self.masks);
        let taped = taped.map(|taped| (taped, secrets.clone(), others.clone()));
        let conceal = Conceal::new(origin, secrets, others, &self.masks);
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
        if let Some((taped, secrets, others)) = taped
            && let Some(record) = run.steps().last().map(Ended::from)
            && record.is_kept(recorded)
        {
            let ran = Ran {
                tenant: id.clone(),
                run: run.id().as_str().to_owned(),
                step: place,
                record,
                secrets,
                others,
                taped,
                policy: tenant.settings.recording.clone(),
            };
            self.recorder.keep(ran, &self.late);
        }
        Ok(conceal)
    }

    /// The secrets of other versions that stand in the cache of a step. Only where one does and its value is not at hand, it is
    /// read; that it cannot be read fails no run.
    async fn other_secrets(
        &self,
        tenant: &TenantId,
        step: &Step,
        marks: &mut Marks,
    ) -> OtherSecrets {
        let wanted = marks.wanted(step);
        if !wanted.is_empty() {
            match self.store.action_versions_secrets(tenant, &wanted).await {
                Ok(found) => marks.learn(found),
                Err(error) => {
                    let error = &error as &dyn std::error::Error;
                    tracing::error!(%tenant, error, "secrets that stand in a cache could not be read");
                }
            }
        }
        let others = marks.other_secrets(step);
        if let OtherSecrets::Unknown { why, .. } = &others {
            let name = &step.binding.name;
            tracing::warn!(%tenant, step = %name, error = %why, "all that an execution says is concealed");
        }
        others
    }
}
