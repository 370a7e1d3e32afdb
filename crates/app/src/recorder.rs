//! Recording of executions: each is taped when the tenant's policy may want it, and kept when it does, off the caller's
//! path. Whether a recording can be kept never changes what a run comes to.

mod lost;
mod waiting;

use std::collections::BTreeMap;
use std::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use contract::recording::{Recording, SecretVersion};
use contract::secrets::Secrets;
use flow::{CodeId, RunId, StepRecord};
use moka::sync::Cache;
use sandbox::NoSteps;
use serde::{Deserialize, Serialize};
use store::{RecordingEntry, Store};
use tenant::{Recorded, RecordingPolicy, Secret, TenantId};

use crate::aside::aside;
use crate::env::{Clock, Entropy, NoEntropy};
use crate::error::Error;
use crate::late::Late;
use crate::other_secrets::{OtherSecret, OtherSecrets};
use crate::record;
use crate::runs::RunOutcome;
use lost::{Losses, Lost};
use waiting::Waiting;

pub use lost::NotRecorded;

/// How long nothing is recorded for a tenant whose recordings are full, unless some are deleted here.
const FULL: Duration = Duration::from_secs(60);
/// How many tenants are remembered as full.
const REMEMBERED: u64 = 10_000;

/// Whether an execution is taped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taping {
    /// It is not.
    Off,
    /// It is.
    On,
}

/// An execution on tape.
pub(crate) struct Taped {
    /// What it was given.
    pub(crate) recording: Recording,
    /// What passes meanwhile, once all of it is over.
    pub(crate) steps: sandbox::Recorded,
}

/// What a list shows of a recording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Summary {
    #[serde(flatten)]
    pub(crate) code: CodeId,
    pub(crate) name: String,
    pub(crate) handler: String,
    pub(crate) steps: usize,
}

/// An execution whose outcome is known.
pub(crate) struct Ran {
    pub(crate) tenant: TenantId,
    pub(crate) run: String,
    pub(crate) step: u64,
    pub(crate) record: Ended,
    pub(crate) secrets: BTreeMap<String, Secret>,
    /// Those that it may have found in its cache.
    pub(crate) others: OtherSecrets,
    pub(crate) taped: Taped,
    pub(crate) policy: RecordingPolicy,
}

/// What a recording keeps of a step's record.
pub(crate) struct Ended {
    code: CodeId,
    name: String,
    handler: String,
    outcome: RunOutcome,
}

impl From<&StepRecord> for Ended {
    fn from(record: &StepRecord) -> Self {
        Self {
            code: record.code.clone(),
            name: record.name.clone(),
            handler: record.handler.clone(),
            outcome: record::step_outcome(record),
        }
    }
}

impl Ended {
    /// Whose code ran.
    fn code_id(&self) -> &str {
        match &self.code {
            CodeId::Own { action_id, .. } => action_id.as_str(),
            CodeId::Release {
                installation_id, ..
            } => installation_id.as_str(),
        }
    }

    /// What a list shows of it.
    fn summary(self, steps: usize) -> Result<serde_json::Value, serde_json::Error> {
        serde_json::to_value(Summary {
            code: self.code,
            name: self.name,
            handler: self.handler,
            steps,
        })
    }

    /// Whether an execution that ended so is kept.
    pub(crate) fn is_kept(&self, recorded: Recorded) -> bool {
        match recorded {
            Recorded::Never => false,
            Recorded::IfItFails => self.outcome == RunOutcome::Failed,
            Recorded::Always => true,
        }
    }
}

/// Keeps recordings.
pub(crate) struct Recorder {
    store: Store,
    clock: Clock,
    entropy: Entropy,
    waiting: Waiting,
    losses: Losses,
    full: Cache<TenantId, ()>,
}

impl Recorder {
    pub(crate) fn new(store: Store, clock: Clock, entropy: Entropy) -> Self {
        Self {
            store,
            clock,
            entropy,
            waiting: Waiting::new(),
            losses: Losses::new(),
            full: Cache::builder()
                .max_capacity(REMEMBERED)
                .time_to_live(FULL)
                .build(),
        }
    }

    /// Whether a run's executions are recorded. The same for all of them, also when the run goes on elsewhere.
    pub(crate) fn wants(
        &self,
        tenant: &TenantId,
        policy: &RecordingPolicy,
        run: &RunId,
    ) -> Recorded {
        if policy.mode == tenant::RecordingMode::Off || self.full.contains_key(tenant) {
            return Recorded::Never;
        }
        policy.of_run(draw(run))
    }

    /// There may be room again.
    pub(crate) fn look_again(&self, tenant: &TenantId) {
        self.full.invalidate(tenant);
    }

    /// There may be room again for everybody.
    pub(crate) fn look_again_everywhere(&self) {
        self.full.invalidate_all();
    }

    /// Waits for the end of what an execution left under way and keeps its recording, among the work that is waited for.
    pub(crate) fn keep(&self, ran: Ran, late: &Late) {
        let (store, entropy) = (self.store.clone(), self.entropy.clone());
        let (waiting, losses, full) =
            (self.waiting.clone(), self.losses.clone(), self.full.clone());
        let now_ms = self.clock.now_ms();
        late.spawn(async move {
            let (tenant, run) = (ran.tenant.clone(), ran.run.clone());
            let Err(lost) = write(&store, &entropy, &waiting, ran, now_ms).await else {
                return;
            };
            let so_far = losses.count(&tenant, &lost);
            let is_full = matches!(lost, Lost::Store(store::Error::RecordingsFull { .. }));
            if !is_full || !full.contains_key(&tenant) {
                let error = &lost as &dyn std::error::Error;
                tracing::warn!(%tenant, run, error, so_far, "an execution is not recorded");
            }
            if is_full {
                full.insert(tenant, ());
            }
        });
    }

    /// What was not recorded for a tenant since this server started.
    pub(crate) fn not_recorded(&self, tenant: &TenantId) -> NotRecorded {
        self.losses.of(tenant)
    }
}

async fn write(
    store: &Store,
    entropy: &Entropy,
    waiting: &Waiting,
    ran: Ran,
    now_ms: u64,
) -> Result<(), Lost> {
    let Ran {
        tenant,
        run,
        step,
        record,
        secrets,
        others,
        taped,
        policy,
    } = ran;
    let mut recording = taped.recording;
    recording.steps = match taped.steps.end().await {
        Ok(steps) => steps,
        Err(NoSteps::TooLong) => return Err(Lost::TooLong),
        // There is nothing to record: the run's record says why.
        Err(NoSteps::NotBegun) => return Ok(()),
    };
    let others = match others {
        OtherSecrets::Known(others) => others,
        OtherSecrets::Unknown { why, .. } => return Err(why.into()),
    };
    let bytes = recording.kept_bytes();
    let place = waiting.place(&tenant, bytes);
    let place = place.ok_or(Lost::Waiting { bytes })?;
    let Ok(_turn) = place.turn().await else {
        return Err(Lost::Waiting { bytes });
    };
    let (trigger, steps) = (recording.trigger, recording.steps.len());
    recording.secrets = versions(&secrets, &others, entropy).map_err(Error::from)?;
    let paper = aside(move || {
        recording.conceal(&all_values(&secrets, &others))?;
        recording.paper()
    });
    let paper = paper.await??;
    let entry = RecordingEntry {
        tenant,
        id: entropy.reference("rec_").map_err(Error::from)?,
        run,
        step,
        trigger,
        code: record.code_id().to_owned(),
        outcome: record.outcome.as_str().to_owned(),
        bytes: paper.len() as u64,
        created_at_ms: now_ms,
        expires_at_ms: now_ms.saturating_add(policy.kept_ms()),
        summary: record.summary(steps).map_err(Error::from)?,
    };
    Ok(store.recording_write(&entry, &paper, &policy).await?)
}

/// The secrets as a recording names them.
fn versions(
    own: &BTreeMap<String, Secret>,
    others: &[OtherSecret],
    entropy: &Entropy,
) -> Result<Vec<SecretVersion>, NoEntropy> {
    let own = own
        .iter()
        .map(|(name, value)| version(name, value, entropy));
    let others = others.iter().map(|one| {
        let of = one.secret.version.as_str();
        version(&one.name(), &one.value, entropy).map(|version| version.of_version(of))
    });
    own.chain(others).collect()
}

fn version(name: &str, value: &Secret, entropy: &Entropy) -> Result<SecretVersion, NoEntropy> {
    Ok(SecretVersion::of(name, value.expose(), &entropy.bytes()?))
}

/// The values by which references are made, of two by one name the first.
fn all_values(own: &BTreeMap<String, Secret>, others: &[OtherSecret]) -> Secrets {
    let mut all = own.clone();
    for one in others {
        all.entry(one.name()).or_insert_with(|| one.value.clone());
    }
    values(&all)
}

/// The values by which references are made and resolved.
pub(crate) fn values(secrets: &BTreeMap<String, Secret>) -> Secrets {
    let pairs = secrets.iter();
    Secrets::new(pairs.map(|(name, value)| (name.as_str(), value.expose())))
}

/// A number that is a run's own and as good as random: its id is.
fn draw(run: &RunId) -> u64 {
    let digest = digest(&SHA256, run.as_str().as_bytes());
    let first = digest.as_ref().first_chunk::<8>();
    first.map_or(0, |first| u64::from_be_bytes(*first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_drawn_evenly_and_always_alike() {
        let entropy = Entropy::default();
        let policy = RecordingPolicy {
            mode: tenant::RecordingMode::Sample { per_mille: 500 },
            ..RecordingPolicy::default()
        };
        let ids = (0..2_000).map(|_| RunId::new(entropy.reference("run_").unwrap()));
        let kept = ids.filter(|run| {
            let recorded = policy.of_run(draw(run));
            assert_eq!(policy.of_run(draw(run)), recorded);
            recorded == Recorded::Always
        });
        // Ten standard deviations to either side.
        assert!((776..1_224).contains(&kept.count()));
    }
}
