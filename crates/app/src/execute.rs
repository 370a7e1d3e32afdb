//! One step of a run in the sandbox: its version's code and secrets, and what the world lets it reach.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use contract::{Failure, Limits, Trigger};
use egress::{Allowance, Allowances, Egress};
use flow::Step;
use sandbox::{Executed, LiveHost, Prepared, Request, Sandbox, Share, Source};
use store::Store;
use tenant::{Secret, TenantId};

use crate::env::Clock;
use crate::error::Error;
use crate::outbound::TenantOutbound;
use crate::shelf::Shelf;
use crate::world::World;

/// Runs actions.
pub(crate) struct Executor {
    sandbox: Sandbox,
    egress: Egress,
    allowances: HashMap<TenantId, Arc<Allowances>>,
    limits: Limits,
    clock: Clock,
    shelf: Shelf,
}

/// What one execution is given besides its code.
pub(crate) struct Given {
    pub(crate) handler: String,
    pub(crate) event: serde_json::Value,
    pub(crate) cache: contract::cache::CacheSnapshot,
    pub(crate) wall_ms: u64,
    pub(crate) can_redirect: bool,
}

impl Given {
    pub(crate) fn of(step: &Step) -> Self {
        Self {
            handler: step.handler.to_owned(),
            event: step.event.clone().into(),
            cache: step.cache.clone(),
            wall_ms: step.wall_ms,
            can_redirect: step.can_redirect,
        }
    }
}

impl Executor {
    pub(crate) fn new(
        sandbox: Sandbox,
        egress: Egress,
        allowed: Vec<(String, Allowance)>,
        limits: Limits,
        clock: Clock,
    ) -> Self {
        let mut by_tenant: HashMap<TenantId, Vec<Allowance>> = HashMap::new();
        for (tenant, allowance) in allowed {
            by_tenant
                .entry(TenantId::new(tenant))
                .or_default()
                .push(allowance);
        }
        let allowances = by_tenant
            .into_iter()
            .map(|(tenant, list)| (tenant, Arc::new(list.into_iter().collect())));
        let allowances = allowances.collect();
        Self {
            sandbox,
            egress,
            allowances,
            limits,
            clock,
            shelf: Shelf::new(),
        }
    }

    /// The limits an execution has unless its flow leaves it less.
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Loads the code, or says why it does not load.
    pub(crate) async fn prepare(
        &self,
        tenant: &TenantId,
        trigger: Trigger,
        code: &str,
    ) -> Result<Prepared, Failure> {
        self.sandbox
            .prepare(&share(tenant), &Source::new(trigger, code))
            .await
    }

    /// Runs code that was prepared, for one tenant. What goes wrong is in the execution.
    pub(crate) async fn run(
        &self,
        tenant: &TenantId,
        prepared: &Prepared,
        given: Given,
        secrets: &BTreeMap<String, Secret>,
    ) -> Executed {
        let none = Arc::default();
        let allowances = Arc::clone(self.allowances.get(tenant).unwrap_or(&none));
        let limits = Limits {
            wall_ms: given.wall_ms.min(self.limits.wall_ms),
            ..self.limits
        };
        // A request may outlive its handler by the floating time, and nothing else bounds it then.
        let longest = Duration::from_millis(limits.wall_ms.saturating_add(limits.floating_ms));
        let outbound =
            TenantOutbound::new(self.egress.clone(), tenant.as_str(), allowances, longest);
        let request = Request {
            share: share(tenant),
            handler: given.handler,
            event: given.event,
            secrets: secrets
                .iter()
                .map(|(name, value)| (name.clone(), value.expose().to_owned()))
                .collect(),
            configuration: None,
            cache: given.cache,
            can_redirect: given.can_redirect,
            limits,
            host: Arc::new(World::new(
                LiveHost::new(Arc::new(outbound)),
                self.clock.clone(),
            )),
        };
        self.sandbox.execute(prepared, request).await
    }

    /// Runs one step of a flow: its version's code with its version's secrets, read now. Nothing when the version is gone.
    pub(crate) async fn step(
        &self,
        store: &Store,
        tenant: &TenantId,
        step: &Step,
    ) -> Result<Option<(Executed, BTreeMap<String, Secret>)>, Error> {
        let taken = self
            .shelf
            .take(store, tenant, &step.binding.version)
            .await?;
        let Some((version, secrets)) = taken else {
            return Ok(None);
        };
        let executed = match self.prepare(tenant, version.trigger, &version.code).await {
            Ok(prepared) => self.run(tenant, &prepared, Given::of(step), &secrets).await,
            Err(failure) => Executed::refused(failure),
        };
        Ok(Some((executed, secrets)))
    }
}

fn share(tenant: &TenantId) -> Share {
    Share {
        tenant: tenant.as_str().into(),
        installation: None,
    }
}
