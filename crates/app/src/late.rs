//! Work that an action left under way: waited for off the caller's path, then written beside the run's record.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use contract::{LogLine, RequestRecord};
use sandbox::{Floated, Tail};
use serde::{Deserialize, Serialize};
use store::{RunTail, Store};
use tenant::TenantId;
use tokio::task::JoinSet;

use crate::conceal::Conceal;
use crate::env::Clock;
use crate::error::Error;
use crate::record;
use crate::room::Room;

/// How long the last writes may take once all work has ended.
const WRITTEN: Duration = Duration::from_secs(5);

/// What work under way added to a step.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct LateBody {
    /// What it printed, behind what the step had printed.
    pub(crate) logs: Vec<LogLine>,
    /// All requests of the step with what has become of them.
    pub(crate) requests: Vec<RequestRecord>,
    /// Commands of the step that came too late.
    pub(crate) late_commands: u64,
}

/// The step whose work is waited for.
pub(crate) struct LateStep {
    pub(crate) tenant: TenantId,
    pub(crate) run: String,
    pub(crate) step: u64,
    pub(crate) conceal: Conceal,
    /// What the step left for the lines that come late.
    pub(crate) room: Room,
}

/// Everything that is waited for. Ends with the shell.
pub(crate) struct Late {
    store: Store,
    clock: Clock,
    under_way: Mutex<JoinSet<()>>,
}

impl Late {
    pub(crate) fn new(store: Store, clock: Clock) -> Self {
        Self {
            store,
            clock,
            under_way: Mutex::default(),
        }
    }

    /// Waits for what a step left under way, if it left anything, and writes what came of it.
    pub(crate) fn watch(&self, step: LateStep, tail: Tail) {
        if tail.is_over() {
            return;
        }
        let (store, clock) = (self.store.clone(), self.clock.clone());
        let work = async move {
            let Some(floated) = tail.end().await else {
                return;
            };
            let (tenant, run) = (step.tenant.clone(), step.run.clone());
            if let Err(error) = write(&store, &clock, step, floated).await {
                let error = &error as &dyn std::error::Error;
                tracing::error!(%tenant, run, error, "what a run left under way could not be kept");
            }
        };
        self.spawn(work);
    }

    /// Has work done off the caller's path that the shell's end waits for.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        let mut under_way = self
            .under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        while under_way.try_join_next().is_some() {}
        under_way.spawn(work);
    }

    /// Waits until all of it has ended and is written; what is not by then is given up.
    pub(crate) async fn end(&self, longest: Duration) {
        let mut under_way = {
            let mut known = self
                .under_way
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *known)
        };
        let all = async { while under_way.join_next().await.is_some() {} };
        if tokio::time::timeout(longest + WRITTEN, all).await.is_err() {
            let left = under_way.len();
            tracing::error!(left, "work that runs left under way was given up");
        }
    }
}

async fn write(
    store: &Store,
    clock: &Clock,
    mut step: LateStep,
    floated: Floated,
) -> Result<(), Error> {
    let Floated {
        mut logs,
        mut requests,
        late_commands,
    } = floated;
    step.conceal.logs(&mut logs);
    step.conceal.requests(&mut requests);
    let body = LateBody {
        logs: step.room.keep(logs),
        requests: requests.iter().map(record::request).collect(),
        late_commands,
    };
    let tail = RunTail {
        tenant: step.tenant,
        run: step.run,
        step: step.step,
        body: serde_json::to_value(body)?,
        created_at_ms: clock.now_ms(),
    };
    Ok(store.run_tail_write(&tail).await?)
}
