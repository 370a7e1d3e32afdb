//! Keeping the records of machine-to-machine runs: those that end together are written together, so that a burst of
//! tokens does not pay one flush to disk each. A token goes out only after its run's record is on disk.

use std::collections::HashMap;
use std::ops::Range;

use futures_util::future::BoxFuture;
use serde_json::Value;
use store::{FinishedRun, Store};
use tenant::TenantId;
use tokio::sync::{mpsc, oneshot};

use crate::env::Clock;
use crate::error::Error;

/// How many records may wait. More than these make their callers wait at the door.
const WAITING: usize = 1_024;
/// How many records one transaction holds.
const TOGETHER: usize = 256;
/// How many bytes of records one transaction holds: they are sealed while nobody else can write.
const BATCH_BYTES: usize = 1024 * 1024;

struct Waiting {
    run: FinishedRun,
    bytes: usize,
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
        let bytes = json_bytes(&run.record.body);
        self.0
            .send(Waiting { run, bytes, kept })
            .await
            .map_err(|_| Error::RecordLost)?;
        match answer.await {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(Error::RecordLost),
        }
    }
}

async fn write(mut receiver: mpsc::Receiver<Waiting>, store: Store, clock: Clock) {
    let mut taken = Vec::with_capacity(TOGETHER);
    while receiver.recv_many(&mut taken, TOGETHER).await > 0 {
        let mut by_tenant: HashMap<TenantId, Vec<Waiting>> = HashMap::new();
        for waiting in taken.drain(..) {
            let tenant = waiting.run.record.tenant.clone();
            by_tenant.entry(tenant).or_default().push(waiting);
        }
        for (tenant, waiting) in by_tenant {
            for batch in batches(waiting, |one| one.bytes) {
                let (runs, answers): (Vec<_>, Vec<_>) =
                    batch.into_iter().map(|one| (one.run, one.kept)).unzip();
                let written = keep_all(runs.len(), |part| {
                    let some = runs.get(part).unwrap_or_default();
                    Box::pin(write_some(&store, &clock, &tenant, some))
                })
                .await;
                for (kept, is_written) in answers.into_iter().zip(written) {
                    // A caller that went away needs no answer.
                    let _ = kept.send(is_written);
                }
            }
        }
    }
}

async fn write_some(store: &Store, clock: &Clock, tenant: &TenantId, runs: &[FinishedRun]) -> bool {
    let written = store.runs_finish(tenant, runs, clock.now_ms()).await;
    if let Err(error) = &written {
        let (error, records) = (error as &dyn std::error::Error, runs.len());
        tracing::error!(%tenant, records, error, "records of runs could not be kept");
    }
    written.is_ok()
}

/// Writes them together and, when that fails, one by one: one that cannot be written takes no other with it.
async fn keep_all<'a>(
    count: usize,
    write: impl Fn(Range<usize>) -> BoxFuture<'a, bool>,
) -> Vec<bool> {
    if write(0..count).await {
        return vec![true; count];
    }
    let mut written = Vec::with_capacity(count);
    for at in 0..count {
        written.push(count > 1 && write(at..at + 1).await);
    }
    written
}

/// Splits into batches of at most [`BATCH_BYTES`]; one that is larger stands alone.
fn batches<T>(all: Vec<T>, bytes: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut batches: Vec<Vec<T>> = Vec::new();
    let mut held = BATCH_BYTES;
    for one in all {
        held = held.saturating_add(bytes(&one));
        match batches.last_mut() {
            Some(batch) if held <= BATCH_BYTES => batch.push(one),
            _ => {
                held = bytes(&one);
                batches.push(vec![one]);
            }
        }
    }
    batches
}

/// About how many bytes a value has as JSON.
fn json_bytes(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 8,
        Value::String(text) => text.len() + 3,
        Value::Array(values) => 2 + values.iter().map(json_bytes).sum::<usize>(),
        Value::Object(fields) => {
            let fields = fields
                .iter()
                .map(|(name, value)| name.len() + 4 + json_bytes(value));
            2 + fields.sum::<usize>()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sizes: &[usize], expected: &[&[usize]]) {
        assert_eq!(batches(sizes.to_vec(), |size| *size), expected, "{sizes:?}");
    }

    #[test]
    fn a_batch_is_bounded_by_bytes() {
        check(&[], &[]);
        check(&[BATCH_BYTES, 1], &[&[BATCH_BYTES], &[1]]);
        check(&[BATCH_BYTES - 1, 1, 1], &[&[BATCH_BYTES - 1, 1], &[1]]);
        check(
            &[1, BATCH_BYTES + 1, 2, 3],
            &[&[1], &[BATCH_BYTES + 1], &[2, 3]],
        );
    }

    #[tokio::test]
    async fn one_that_cannot_be_written_takes_no_other_with_it() {
        let keep = async |all: &'static [u8]| {
            let write = |part: Range<usize>| -> BoxFuture<'static, bool> {
                Box::pin(async move { !all[part].contains(&2) })
            };
            keep_all(all.len(), write).await
        };
        assert_eq!(keep(&[1, 2, 3]).await, [true, false, true]);
        assert_eq!(keep(&[1, 3]).await, [true, true]);
        assert_eq!(keep(&[2]).await, [false]);
    }

    #[test]
    fn a_value_is_about_as_long_as_its_json() {
        let value = serde_json::json!({"logs": [{"message": "x".repeat(500)}], "n": 1});
        let (about, exact) = (json_bytes(&value), value.to_string().len());
        assert!(about.abs_diff(exact) < 20, "{about} {exact}");
    }
}
