//! The build of a draft that requires packages: taken on by one worker for a while, begun again when that falls silent,
//! tried again when a registry may answer otherwise the next time.

use contract::Failure;
use serde::{Deserialize, Serialize};

use crate::{Action, ActionId, BuildStatus, BuiltId, TenantId};

/// How long whoever builds may be silent, in ms; then somebody else begins again.
const LEASE_MS: u64 = 60 * 1_000;
/// How long to wait before each further try, in ms.
const PAUSES_MS: [u64; 2] = [5 * 1_000, 30 * 1_000];
/// How many notes are kept.
const MOST_NOTES: usize = 20;
/// How often one build is begun, counting those whose workers fell silent.
const MOST_BEGUN: u32 = 6;

/// The build of one revision of an action's draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Build {
    /// The tenant.
    pub tenant: TenantId,
    /// Its action.
    pub action: ActionId,
    /// The revision of the draft that is built.
    pub revision: u64,
    /// Where it stands.
    pub status: BuildStatus,
    /// How far it is, while somebody builds.
    pub progress: Option<BuildProgress>,
    /// Why it failed, at the last try.
    pub failure: Option<Failure>,
    /// How many tries have failed.
    pub failed: u32,
    /// How often it was begun.
    pub begun: u32,
    /// Who builds, and until when nobody else does.
    pub lease: Option<BuildLease>,
    /// When somebody may take it on, unix ms; nothing when it has ended.
    pub due_at_ms: Option<u64>,
    /// What the last build that ended well made, perhaps of an earlier revision: the next one keeps to its versions.
    pub built: Option<BuiltId>,
    /// What should be known of its packages: which install scripts were not run, what was left out. At most 20 sentences.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// Who builds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildLease {
    /// The holder's own name, unique among all that build.
    pub holder: String,
    /// When it ends, unix ms.
    pub ends_at_ms: u64,
}

/// How far a build is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "phase", rename_all = "snake_case")]
pub enum BuildProgress {
    /// Versions are being chosen.
    Resolving {
        /// Packages found so far.
        packages: usize,
    },
    /// Packages are being read.
    Fetching {
        /// Packages read.
        done: usize,
        /// Packages in all.
        total: usize,
    },
    /// The action and its packages are being made one file and loaded.
    Linking {
        /// Packages in all.
        packages: usize,
    },
}

/// Whether a build that failed may end well another time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// A registry or a machine may answer otherwise.
    Perhaps,
    /// The draft has to be changed.
    Never,
}

/// What came of taking a build on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimed {
    /// It is the holder's to build.
    Mine(Build),
    /// It was begun too often, and has failed.
    GivenUp(Build),
}

impl Build {
    /// The build of an action's draft as it is now, which nobody has begun. `before` is that of an earlier revision.
    #[must_use]
    pub fn of(action: &Action, before: Option<Self>, now_ms: u64) -> Self {
        Self {
            tenant: action.tenant.clone(),
            action: action.id.clone(),
            revision: action.revision,
            status: BuildStatus::Pending,
            progress: None,
            failure: None,
            failed: 0,
            begun: 0,
            lease: None,
            due_at_ms: Some(now_ms),
            built: before.and_then(|before| before.built),
            notes: Vec::new(),
        }
    }

    /// The build of an action's draft after a save that changed neither code nor dependencies: what was made stays, and who
    /// builds goes on. What has failed is begun again, which is all that such a save can be for.
    #[must_use]
    pub fn carried(mut self, action: &Action, now_ms: u64) -> Self {
        match self.status {
            BuildStatus::Pending | BuildStatus::Building | BuildStatus::Built => {
                self.revision = action.revision;
                self
            }
            BuildStatus::Retrying | BuildStatus::Failed => Self::of(action, Some(self), now_ms),
        }
    }

    /// Whether this holder still has it.
    #[must_use]
    pub fn is_held_by(&self, holder: &str) -> bool {
        self.check(holder).is_some()
    }

    /// The build of a draft that became a copy of a version.
    #[must_use]
    pub fn copied(action: &Action, built: BuiltId) -> Self {
        Self {
            status: BuildStatus::Built,
            due_at_ms: None,
            built: Some(built),
            ..Self::of(action, None, 0)
        }
    }

    /// What it made of this revision, once it has.
    #[must_use]
    pub fn made(&self) -> Option<&BuiltId> {
        let made = self.built.as_ref();
        made.filter(|_| self.status == BuildStatus::Built)
    }

    /// Takes the build on.
    #[must_use]
    pub fn claim(mut self, holder: &str, now_ms: u64) -> Claimed {
        self.progress = None;
        if self.begun >= MOST_BEGUN {
            let message = format!("the build was begun {MOST_BEGUN} times and came to no end");
            self.failure = Some(Failure::new(contract::FailureKind::Internal, message));
            self.end(BuildStatus::Failed);
            return Claimed::GivenUp(self);
        }
        self.begun += 1;
        self.status = BuildStatus::Building;
        self.hold(holder, now_ms);
        Claimed::Mine(self)
    }

    /// Says that the holder still builds, and how far it is. Nothing when somebody else has the build, or nobody.
    #[must_use]
    pub fn renew(
        mut self,
        holder: &str,
        progress: Option<BuildProgress>,
        now_ms: u64,
    ) -> Option<Self> {
        self.check(holder)?;
        self.progress = progress;
        self.hold(holder, now_ms);
        Some(self)
    }

    /// The holder lets go: the next begins at once.
    #[must_use]
    pub fn let_go(mut self, holder: &str, now_ms: u64) -> Option<Self> {
        self.check(holder)?;
        // It ended nobody.
        self.begun = self.begun.saturating_sub(1);
        self.end(BuildStatus::Pending);
        self.due_at_ms = Some(now_ms);
        Some(self)
    }

    /// The holder has built it.
    #[must_use]
    pub fn succeed(mut self, holder: &str, built: BuiltId, notes: &[String]) -> Option<Self> {
        self.check(holder)?;
        self.notes = notes.iter().take(MOST_NOTES).cloned().collect();
        self.built = Some(built);
        self.failure = None;
        self.end(BuildStatus::Built);
        Some(self)
    }

    /// The holder could not build it.
    #[must_use]
    pub fn fail(
        mut self,
        holder: &str,
        failure: Failure,
        again: Again,
        now_ms: u64,
    ) -> Option<Self> {
        self.check(holder)?;
        self.failure = Some(failure);
        let pause = usize::try_from(self.failed).ok();
        let pause = pause.and_then(|failed| PAUSES_MS.get(failed));
        self.failed = self.failed.saturating_add(1);
        match (again, pause) {
            (Again::Perhaps, Some(pause)) => {
                self.end(BuildStatus::Retrying);
                self.due_at_ms = Some(now_ms.saturating_add(*pause));
            }
            _ => self.end(BuildStatus::Failed),
        }
        Some(self)
    }

    fn check(&self, holder: &str) -> Option<()> {
        let lease = self.lease.as_ref()?;
        (lease.holder == holder).then_some(())
    }

    fn hold(&mut self, holder: &str, now_ms: u64) {
        let ends_at_ms = now_ms.saturating_add(LEASE_MS);
        self.due_at_ms = Some(ends_at_ms);
        self.lease = Some(BuildLease {
            holder: holder.to_owned(),
            ends_at_ms,
        });
    }

    fn end(&mut self, status: BuildStatus) {
        self.status = status;
        self.progress = None;
        self.lease = None;
        self.due_at_ms = None;
    }
}
