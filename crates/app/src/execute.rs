//! One step of a run in the sandbox: its code and secrets, what it may do, and what the world lets it reach.

mod again;
mod installed;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use bundle::Package;
use check::{Against, Checked, Extent};
use contract::permission::Capabilities;
use contract::{Failure, FailureKind, Limits};
use egress::{Allowance, Allowances, Egress, PoolKey};
use flow::{Pinned, Step};
use outbound::Network;
use sandbox::{Executed, LiveHost, Outbound, Prepared, Request, Sandbox, Share, Source};
use store::Store;
use tenant::{ActionVersionId, InstallationId, Secret, TenantId};

pub(crate) use again::Again;

use crate::env::Clock;
use crate::error::Error;
use crate::recorder::{Taped, Taping};
use crate::release::Releases;
use crate::shelf::{Shelf, Taken};

/// Runs actions.
pub(crate) struct Executor {
    sandbox: Sandbox,
    egress: Egress,
    allowances: HashMap<TenantId, Arc<Allowances>>,
    limits: Limits,
    clock: Clock,
    shelf: Shelf,
    pub(crate) releases: Releases,
}

/// What one execution is given besides its code.
pub(crate) struct Given {
    pub(crate) handler: String,
    pub(crate) event: serde_json::Value,
    pub(crate) cache: contract::cache::CacheSnapshot,
    pub(crate) wall_ms: u64,
    pub(crate) can_redirect: bool,
    /// The installation it is of; none for the tenant's own code.
    pub(crate) installed: Option<Installed>,
}

/// What the execution of a release is given besides.
pub(crate) struct Installed {
    pub(crate) id: InstallationId,
    pub(crate) configuration: BTreeMap<String, String>,
    pub(crate) capabilities: Capabilities,
}

/// Why a step's code cannot be executed.
pub(crate) struct Refused {
    pub(crate) failure: Failure,
    /// Whether that refuses whatever the binding's policy says.
    pub(crate) blocks: bool,
}

impl Refused {
    /// One that follows the binding's policy while the run is young.
    fn of(failure: Failure) -> Self {
        Self {
            failure,
            blocks: false,
        }
    }
}

/// What an execution left behind.
pub(crate) struct Stepped {
    pub(crate) executed: Executed,
    /// The secrets it was given.
    pub(crate) secrets: BTreeMap<String, Secret>,
    /// Its tape, when it has one.
    pub(crate) taped: Option<Taped>,
}

/// Code that was prepared, with what it was made of.
struct Ready<'a> {
    source: &'a Source,
    prepared: Prepared,
}

impl Stepped {
    /// Code that does not load.
    pub(crate) fn refused(failure: Failure, secrets: BTreeMap<String, Secret>) -> Self {
        Self {
            executed: Executed::refused(failure),
            secrets,
            taped: None,
        }
    }
}

impl Given {
    fn of(step: &Step, installed: Option<Installed>) -> Self {
        Self {
            handler: step.handler.to_owned(),
            event: step.event.clone().into(),
            cache: step.cache.clone(),
            wall_ms: step.wall_ms,
            can_redirect: step.can_redirect,
            installed,
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
            releases: Releases::new(),
        }
    }

    /// Whether anything can be executed.
    pub(crate) fn check_health(&self) -> Result<(), Error> {
        Ok(self.sandbox.check_health()?)
    }

    /// The limits an execution has unless its flow leaves it less.
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Runs every check of a package.
    pub(crate) async fn check(&self, package: &Package, against: Against<'_>) -> Checked {
        check::check(&self.sandbox, package, Extent::WHOLE, against, &mut ()).await
    }

    /// Loads the code, or says why it does not load.
    pub(crate) async fn prepare(
        &self,
        tenant: &TenantId,
        source: &Source,
    ) -> Result<Prepared, Failure> {
        self.prepare_on(&share(tenant, None), source).await
    }

    async fn prepare_on(&self, share: &Share, source: &Source) -> Result<Prepared, Failure> {
        self.sandbox.prepare(share, source).await
    }

    /// Runs code that was prepared, for one tenant. What goes wrong is in the execution.
    pub(crate) async fn run(
        &self,
        tenant: &TenantId,
        prepared: &Prepared,
        given: Given,
        secrets: &BTreeMap<String, Secret>,
    ) -> Executed {
        let request = self.request(tenant, given, secrets);
        self.sandbox.execute(prepared, request).await
    }

    /// Runs the code of a step, on tape when that is wanted.
    async fn run_step(
        &self,
        tenant: &TenantId,
        ready: Ready<'_>,
        given: Given,
        secrets: BTreeMap<String, Secret>,
        taping: Taping,
    ) -> Stepped {
        let request = self.request(tenant, given, &secrets);
        let (executed, taped) = match taping {
            Taping::Off => (self.sandbox.execute(&ready.prepared, request).await, None),
            Taping::On => {
                let recording = request.recording(ready.source);
                let (executed, steps) = self.sandbox.record(&ready.prepared, request).await;
                (executed, Some(Taped { recording, steps }))
            }
        };
        Stepped {
            executed,
            secrets,
            taped,
        }
    }

    /// What the sandbox is asked.
    fn request(
        &self,
        tenant: &TenantId,
        given: Given,
        secrets: &BTreeMap<String, Secret>,
    ) -> Request {
        let none = Arc::default();
        let allowances = Arc::clone(self.allowances.get(tenant).unwrap_or(&none));
        let limits = Limits {
            wall_ms: given.wall_ms.min(self.limits.wall_ms),
            ..self.limits
        };
        // A request may outlive its handler by the floating time, and nothing else bounds it then.
        let longest = Duration::from_millis(limits.wall_ms.saturating_add(limits.floating_ms));
        let id = given.installed.as_ref().map(|installed| &installed.id);
        let pool = match id {
            None => PoolKey::tenant(tenant.as_str()),
            Some(id) => PoolKey::installation(tenant.as_str(), id.as_str()),
        };
        let outbound = Network::new(self.egress.clone(), pool, allowances, longest);
        let share = share(tenant, id);
        let (configuration, capabilities) = match given.installed {
            None => (None, Capabilities::All),
            Some(installed) => (Some(installed.configuration), installed.capabilities),
        };
        Request {
            share,
            handler: given.handler,
            event: given.event,
            secrets: secrets
                .iter()
                .map(|(name, value)| (name.clone(), value.expose().to_owned()))
                .collect(),
            configuration,
            cache: given.cache,
            can_redirect: given.can_redirect,
            capabilities,
            limits,
            host: Arc::new(self.world(outbound)),
        }
    }

    /// The live world, its calendar read from the shell's own clock: what an action dates and what the shell dates agree.
    #[allow(
        clippy::cast_precision_loss,
        reason = "a double holds the milliseconds of 285 000 years"
    )]
    fn world(&self, outbound: impl Outbound) -> LiveHost {
        let clock = self.clock.clone();
        LiveHost::new(Arc::new(outbound)).with_calendar(move || clock.now_ms() as f64)
    }

    /// Runs one step of a flow with its secrets, read now; or says why its code cannot be run.
    pub(crate) async fn step(
        &self,
        store: &Store,
        tenant: &TenantId,
        step: &Step,
        taping: Taping,
    ) -> Result<Result<Stepped, Refused>, Error> {
        match &step.binding.code {
            Pinned::Own { version, .. } => {
                self.own_step(store, tenant, step, version, taping).await
            }
            Pinned::Release(pinned) => self.release_step(store, tenant, step, pinned, taping).await,
        }
    }

    async fn own_step(
        &self,
        store: &Store,
        tenant: &TenantId,
        step: &Step,
        version: &ActionVersionId,
        taping: Taping,
    ) -> Result<Result<Stepped, Refused>, Error> {
        let (one, secrets) = match self.shelf.take(store, tenant, version).await? {
            Taken::Ready(one, secrets) => (one, secrets),
            Taken::Broken(failure, secrets) => return Ok(Ok(Stepped::refused(failure, secrets))),
            Taken::Gone => {
                return Ok(Err(Refused {
                    failure: Failure::new(FailureKind::Internal, "the action's version is gone"),
                    blocks: true,
                }));
            }
        };
        let source = &one.source;
        Ok(Ok(match self.prepare(tenant, source).await {
            Ok(prepared) => {
                let ready = Ready { source, prepared };
                self.run_step(tenant, ready, Given::of(step, None), secrets, taping)
                    .await
            }
            Err(failure) => Stepped::refused(failure, secrets),
        }))
    }
}

fn share(tenant: &TenantId, installation: Option<&InstallationId>) -> Share {
    Share {
        tenant: tenant.as_str().into(),
        installation: installation.map(|id| id.as_str().into()),
    }
}
