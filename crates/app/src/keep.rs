//! Keeping the records of machine-to-machine runs: those that end together are written together, so that a burst of
//! tokens does not pay one flush to disk each. A token goes out only after its run's record is on disk.

use std::collections::HashMap;

use store::{FinishedRun, Store};
use tenant::TenantId;
use tokio::sync::{mpsc, oneshot};

use crate::env::Clock;
use crate::error::Error;

/// How many records may wait. More than these make their callers wait at the door.
const WAITING: usize = 1_024;
/// How many records one transaction holds.
const TOGETHER: usize = 256;

struct Waiting {
    run: FinishedRun,
    kept: oneshot::Sender<bool>,
}

/// Where finished runs are handed in.
#[derive(Debug, Clone)]
pub(crate) struct Keeper(mpsc::Sender<Waiting>);

impl Keeper {
    /// Starts the task that writes; it ends with the last clone of this.
    pub(crate) fn start(store: Store, clock: Clock) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING);
        tokio::spawn(write(receiver, store, clock));
        Self(sender)
    }

    /// Returns when the record is on disk.
    pub(crate) async fn keep(&self, run: FinishedRun) -> Result<(), Error> {
        let (kept, answer) = oneshot::channel();
        self.0
            .send(Waiting { run, kept })
            .await
            .map_err(|_| Error::RecordLost)?;
        match answer.await {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(Error::RecordLost),
        }
    }
}

async fn write(mut receiver: mpsc::Receiver<Waiting>, store: Store, clock: Clock) {
    let mut batch = Vec::with_capacity(TOGETHER);
    while receiver.recv_many(&mut batch, TOGETHER).await > 0 {
        let mut by_tenant: HashMap<TenantId, (Vec<FinishedRun>, Vec<oneshot::Sender<bool>>)> =
            HashMap::new();
        for Waiting { run, kept } in batch.drain(..) {
            let (runs, answers) = by_tenant.entry(run.record.tenant.clone()).or_default();
            runs.push(run);
            answers.push(kept);
        }
        for (tenant, (runs, answers)) in by_tenant {
            let written = store.runs_finish(&tenant, &runs, clock.now_ms()).await;
            if let Err(error) = &written {
                tracing::error!(%tenant, error = error as &dyn std::error::Error, "records of runs could not be kept");
            }
            for kept in answers {
                // A caller that went away needs no answer.
                let _ = kept.send(written.is_ok());
            }
        }
    }
}
