//! A recorded execution, repeated: with the code that ran, or another version of the same action. Nothing is sent, and
//! nothing is written but who asked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use contract::Failure;
use contract::permission::{Capabilities, Permissions, Unfixed};
use contract::recording::{Difference, Recording, Step};
use contract::secrets::Secrets;
use flow::view::{Origin, failure};
use flow::{CodeId, Mask};
use sandbox::{Replayed, Source};
use tenant::{
    ActionId, ActionVersionId, AdminToken, InstallationId, RecordingPolicy, ReleaseId, Secret,
    TenantId,
};

use crate::App;
use crate::aside::aside;
use crate::error::Error;
use crate::execute::Again;
use crate::other_secrets::recorded_name;
use crate::pin::named;
use crate::recorder::values;
use crate::recordings::{origin, show};
use crate::source::of_version;

/// What a recording is replayed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum With {
    /// The code that ran.
    Recorded,
    /// This version of the same action.
    Version(u32),
}

/// What a replay came to.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplayView {
    /// How many steps the recording has.
    pub steps: usize,
    /// Whether the sandbox that repeats it is the one that recorded it.
    pub guest: Guest,
    /// Whether it did the same.
    pub verdict: Verdict,
}

/// The sandbox that repeats a recording, by its engine and library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guest {
    /// The one that recorded it.
    Same,
    /// Another version: what differs may be its own doing.
    Another,
}

/// Whether a replay did the same.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// It did.
    Identical,
    /// It did not.
    Different {
        /// The number of the first step that is not the same, from 0.
        at: usize,
        /// What was recorded there, if it may be shown; nothing when the recording ends before.
        recorded: Option<Box<Step>>,
        /// What happened instead, if it may be shown; nothing when the replay ends there.
        found: Option<Box<Step>>,
        /// What ended the replay, when something did.
        failure: Option<Failure>,
    },
    /// Nobody can say.
    NotComparable {
        /// Why.
        reason: String,
    },
}

/// The code of a replay and what it is given besides the recording.
struct Ground {
    source: Source,
    installation: Option<Installed>,
    secrets: BTreeMap<String, Secret>,
}

/// What the code of an installation is given besides.
struct Installed {
    id: InstallationId,
    permissions: Permissions,
}

/// What keeps a recording from being replayed, or the fault of ours that does.
type Found<T> = Result<Result<T, String>, Error>;

impl App {
    /// Repeats a recorded execution.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a recording or a version that is not there, [`Error::Invalid`] for a version of what has none,
    /// or a fault of ours.
    pub async fn replay_recording(
        &self,
        by: &AdminToken,
        id: &str,
        with: With,
    ) -> Result<ReplayView, Error> {
        let tenant = &by.tenant;
        let (view, recording) = self.whole_recording(tenant, id).await?;
        let audit = self.audit(by, "Replay a recording", &view.id)?;
        let steps = recording.steps.len();
        let guest = match recording.guest == sandbox::guest_digest() {
            true => Guest::Same,
            false => Guest::Another,
        };
        let ground = match &view.code {
            CodeId::Own {
                action_id,
                version_id,
            } => self.own_ground(tenant, action_id, version_id, with).await?,
            CodeId::Release {
                installation_id,
                release,
            } => {
                let ground = self.release_ground(tenant, installation_id, release, with);
                ground.await?
            }
        };
        self.store.audit_append(&audit).await?;
        let compared = match ground {
            Ok(ground) => self.compare(tenant, &view.code, recording, ground).await?,
            Err(reason) => Err(reason),
        };
        let verdict = compared.unwrap_or_else(|reason| Verdict::NotComparable { reason });
        Ok(ReplayView {
            steps,
            guest,
            verdict,
        })
    }

    /// Code and secrets of the tenant's own action: the secrets are those of the version that ran, whichever is replayed.
    async fn own_ground(
        &self,
        tenant: &TenantId,
        action: &ActionId,
        ran: &ActionVersionId,
        with: With,
    ) -> Found<Ground> {
        let Some((version, secrets)) = self.store.action_version_open(tenant, ran).await? else {
            return Ok(Err("the version that ran is gone".to_owned()));
        };
        let version = match with {
            With::Recorded => version,
            With::Version(number) => {
                let number = number.to_string();
                let other = self.show_version(tenant, action.as_str(), &number).await?;
                other.version
            }
        };
        let source = match of_version(&self.store, &version).await? {
            Ok(source) => source,
            Err(failure) => return Ok(Err(failure.message)),
        };
        Ok(Ok(Ground {
            source,
            installation: None,
            secrets,
        }))
    }

    /// Code and secrets of an installation: the release that ran, with the secrets it has now.
    async fn release_ground(
        &self,
        tenant: &TenantId,
        installation: &InstallationId,
        release: &ReleaseId,
        with: With,
    ) -> Found<Ground> {
        if with != With::Recorded {
            return Err(Error::Invalid {
                field: "version".to_owned(),
                message: "names a version of the tenant's own action; an integration is replayed with the release that ran"
                    .to_owned(),
                limit: None,
            });
        }
        let gone = |why: &str| Ok(Err(why.to_owned()));
        let release = match self.store.release_find(release).await {
            Ok(Some(release)) => release,
            Ok(None) => return gone("the release that ran is gone"),
            Err(store::Error::Altered { .. } | store::Error::Unreadable { .. }) => {
                return gone("the release that ran is stored otherwise than it was written");
            }
            Err(other) => return Err(other.into()),
        };
        let verified = match self.executor.releases.take(&self.store, &release).await? {
            Ok(verified) => verified,
            Err(broken) => return Ok(Err(format!("{} {broken}", named(&release)))),
        };
        let secrets = match self.store.installation_secrets(tenant, installation).await {
            Ok(secrets) => secrets,
            Err(store::Error::Unsealable { .. } | store::Error::KeyMissing { .. }) => {
                return gone("a stored secret of the installation does not open");
            }
            Err(other) => return Err(other.into()),
        };
        Ok(Ok(Ground {
            source: verified.source.clone(),
            installation: Some(Installed {
                id: installation.clone(),
                permissions: verified.permissions.clone(),
            }),
            secrets,
        }))
    }

    /// The secrets of other versions that a recording names, as it names them; of a version that is gone none.
    async fn named_other_secrets(
        &self,
        tenant: &TenantId,
        recording: &Recording,
    ) -> Result<BTreeMap<String, Secret>, Error> {
        let named: BTreeSet<&str> = recording
            .secrets
            .iter()
            .filter(|one| one.of.is_some())
            .map(|one| one.name.as_str())
            .collect();
        let of = recording.secrets.iter().filter_map(|one| one.of.as_deref());
        let versions: BTreeSet<ActionVersionId> = of.map(ActionVersionId::new).collect();
        let versions: Vec<ActionVersionId> = versions.into_iter().collect();
        let mut others = BTreeMap::new();
        for (version, secrets) in self
            .store
            .action_versions_secrets(tenant, &versions)
            .await?
        {
            let secrets = secrets.into_iter();
            let secrets = secrets.map(|(name, value)| (recorded_name(&version, &name), value));
            others.extend(secrets.filter(|(name, _)| named.contains(name.as_str())));
        }
        Ok(others)
    }

    /// Repeats it on its ground, and says where it first differs.
    async fn compare(
        &self,
        tenant: &TenantId,
        code: &CodeId,
        stored: Recording,
        ground: Ground,
    ) -> Found<Verdict> {
        let mut secrets = self.named_other_secrets(tenant, &stored).await?;
        secrets.extend(ground.secrets.clone());
        let ready = aside(move || ready(stored, &secrets));
        let Ready {
            stored,
            revealed,
            known,
            mask,
        } = match ready.await? {
            Ok(ready) => ready,
            Err(reason) => return Ok(Err(reason)),
        };
        let capabilities = match ground.capabilities(&revealed) {
            Ok(capabilities) => capabilities,
            Err(unfixed) => return Ok(Err(unfixed.to_string())),
        };
        let again = Again {
            source: &ground.source,
            installation: ground.installation.as_ref().map(|installed| &installed.id),
            capabilities,
            secrets: &ground.secrets,
        };
        let told = |ended: &Failure| failure(ended, origin(code), &mask);
        let replayed = match self.executor.again(tenant, again, revealed).await {
            Ok(replayed) => replayed,
            Err(ended) => return Ok(Err(told(&ended).message)),
        };
        let Replayed {
            execution,
            difference,
        } = replayed;
        let Some(difference) = difference else {
            return Ok(Ok(Verdict::Identical));
        };
        let policy = self.policy_now(tenant).await?;
        let failure = execution.failure.as_ref().map(told);
        let failure = failure.map(|ended| shown_end(ended, &policy));
        let at = difference.at;
        let code = code.clone();
        let shown = aside(move || {
            let shown = |steps| last_step(&stored, steps, &code, &policy, &known);
            let (recorded, found) = steps_of(&stored, difference);
            (recorded.and_then(shown), found.and_then(shown))
        });
        let (recorded, found) = shown.await?;
        Ok(Ok(Verdict::Different {
            at,
            recorded: recorded.map(Box::new),
            found: found.map(Box::new),
            failure,
        }))
    }
}

/// A recording that can be repeated.
struct Ready {
    stored: Recording,
    /// With the values of its secrets.
    revealed: Recording,
    known: Secrets,
    mask: Mask,
}

/// The recording with the values of its secrets, if a replay with these can be compared.
fn ready(stored: Recording, secrets: &BTreeMap<String, Secret>) -> Result<Ready, String> {
    let given = |name: &str| secrets.get(name).map(Secret::expose);
    let comparable = stored.check_comparable(given);
    comparable.map_err(|why| why.to_string())?;
    let known = values(secrets);
    let mut revealed = stored.clone();
    let told = |error: contract::recording::RevealError| error.to_string();
    revealed.reveal(&known).map_err(told)?;
    Ok(Ready {
        stored,
        revealed,
        known,
        mask: Mask::new(secrets.values().map(Secret::expose)),
    })
}

impl Ground {
    /// What the code may do; what a release's permissions are fixed by stands in the recording.
    fn capabilities(&self, recording: &Recording) -> Result<Capabilities, Unfixed> {
        let Some(installed) = &self.installation else {
            return Ok(Capabilities::All);
        };
        let configuration = recording.configuration.clone().unwrap_or_default();
        let granted = installed.permissions.grant(&configuration)?;
        Ok(Capabilities::Only(Arc::new(granted)))
    }
}

/// How a replay ended, as it may be shown: an error may say what the policy takes out.
fn shown_end(ended: Failure, policy: &RecordingPolicy) -> Failure {
    if policy.redact.is_empty() {
        return ended;
    }
    Failure {
        message: "not shown, for the policy takes out parts of recordings".to_owned(),
        stack: None,
        ..ended
    }
}

/// The steps up to the difference, as they were recorded and as they were found; what is taken out of the last depends on
/// those before.
fn steps_of(stored: &Recording, difference: Difference) -> (Option<Vec<Step>>, Option<Vec<Step>>) {
    let Difference {
        at,
        recorded,
        found,
    } = difference;
    let before = stored.steps.get(..at).unwrap_or_default();
    let with = |step: Step| before.iter().cloned().chain([step]).collect();
    (recorded.map(with), found.map(with))
}

/// The last of these steps as it may be shown. Of a partner's release none is.
fn last_step(
    stored: &Recording,
    steps: Vec<Step>,
    code: &CodeId,
    policy: &RecordingPolicy,
    known: &Secrets,
) -> Option<Step> {
    if origin(code) == Origin::Installed {
        return None;
    }
    let mut shown = Recording {
        steps,
        ..stored.clone()
    };
    // What is too large to keep is too large to show.
    shown.conceal(known).ok()?;
    show(&mut shown, code, policy, &Mask::default());
    shown.steps.pop()
}
