//! One run: what the handler is given, and what it left behind.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use contract::cache::CacheSnapshot;
use contract::permission::{Capabilities, Granted, Permissions, Unfixed};
use contract::{Execution, Failure, FailureKind, Limits, Trigger};
use sandbox::{Executed, Prepared, Request, Sandbox, Share};
use serde_json::Value;

use super::script::Script;
use super::world::{Sent, Words, World};

/// Which of the two handlers runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leg {
    /// The one that the trigger calls.
    First,
    /// The one that goes on when the browser is back.
    Return,
}

/// What the handler is given.
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    pub(crate) leg: Leg,
    pub(crate) event: Value,
    pub(crate) secrets: BTreeMap<String, String>,
    pub(crate) configuration: BTreeMap<String, String>,
    pub(crate) cache: CacheSnapshot,
    pub(crate) can_redirect: bool,
    pub(crate) script: Script,
    /// How long after the other runs it begins.
    pub(crate) later_ms: u64,
}

/// What it left behind.
#[derive(Debug, Clone)]
pub(crate) struct Ran {
    pub(crate) execution: Execution,
    pub(crate) sent: Vec<Sent>,
    pub(crate) elapsed_ms: u64,
    /// What it had been granted; none when the values of this scene grant nothing.
    pub(crate) granted: Option<Arc<Granted>>,
}

/// Where handlers are run.
pub(crate) struct Bench<'a> {
    pub(crate) sandbox: &'a Sandbox,
    pub(crate) prepared: Prepared,
    pub(crate) trigger: Trigger,
    pub(crate) permissions: &'a Permissions,
    pub(crate) words: Words,
    pub(crate) budget: Budget,
}

/// How much processor time all runs may take together. A handler of ordinary length takes a hundredth of it.
#[derive(Debug)]
pub(crate) struct Budget {
    most_us: u64,
    spent_us: AtomicU64,
}

impl Budget {
    pub(crate) const fn of(most: Duration) -> Self {
        Self {
            most_us: most.as_micros() as u64,
            spent_us: AtomicU64::new(0),
        }
    }

    /// Whether nothing is left.
    pub(crate) fn is_spent(&self) -> bool {
        self.spent_us.load(Ordering::Relaxed) >= self.most_us
    }

    fn spend(&self, us: u64) {
        self.spent_us.fetch_add(us, Ordering::Relaxed);
    }
}

/// On whose account checks run.
pub(crate) fn share() -> Share {
    Share {
        tenant: "check".into(),
        installation: None,
    }
}

impl Bench<'_> {
    /// Runs the handler once.
    pub(crate) async fn run(&self, scene: &Scene) -> Ran {
        let granted = granted(self.permissions, &scene.configuration).map(Arc::new);
        let granted = match granted {
            Ok(granted) => granted,
            Err(error) => return Ran::refused(&error),
        };
        let world = Arc::new(World::new(
            scene.script.clone(),
            self.words.clone(),
            scene.later_ms,
        ));
        let handler = match scene.leg {
            Leg::First => Some(self.trigger.handler()),
            Leg::Return => self.trigger.continue_handler(),
        };
        let request = Request {
            share: share(),
            handler: handler.unwrap_or(self.trigger.handler()).to_owned(),
            event: scene.event.clone(),
            secrets: scene.secrets.clone(),
            configuration: Some(scene.configuration.clone()),
            cache: scene.cache.clone(),
            can_redirect: scene.can_redirect,
            capabilities: Capabilities::Only(Arc::clone(&granted)),
            limits: Limits::default(),
            host: Arc::clone(&world) as _,
        };
        let Executed {
            mut execution,
            tail,
        } = self.sandbox.execute(&self.prepared, request).await;
        self.budget.spend(execution.usage.cpu_us);
        let elapsed_ms = execution.usage.wall_us / 1_000;
        if let Some(floated) = tail.end().await {
            floated.join(&mut execution);
        }
        Ran {
            execution,
            sent: world.sent(),
            elapsed_ms,
            granted: Some(granted),
        }
    }
}

impl Ran {
    fn refused(error: &Unfixed) -> Self {
        let failure = Failure::new(FailureKind::Capability, error.to_string());
        Self {
            execution: Execution::failed(failure),
            sent: Vec::new(),
            elapsed_ms: 0,
            granted: None,
        }
    }
}

/// The permissions with these values; one that needs a value which is missing is not granted.
fn granted(
    permissions: &Permissions,
    configuration: &BTreeMap<String, String>,
) -> Result<Granted, Unfixed> {
    let mut fixed = permissions.clone();
    fixed
        .hosts
        .retain(|own| own.host.fix(configuration).is_some());
    fixed
        .redirects
        .retain(|own| own.host.fix(configuration).is_some());
    for own in &mut fixed.api {
        own.names.retain(|name| name.fix(configuration).is_some());
    }
    fixed.grant(configuration)
}
