//! Advisories that the operator names, and what they say of packages that were built. What is known changes while packages
//! stay, so it is looked up whenever somebody asks. No login asks.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use build::{AdvisoryError, Inventory, Mirror, Vulnerability};
pub use build::{Gravity, is_mirror};
use moka::sync::Cache;
use tenant::BuiltId;
use tokio::sync::Semaphore;

use crate::aside::aside;
use crate::error::Error;

/// How many results are kept at hand.
const AT_HAND: u64 = 500;
/// How many vulnerabilities are told of one build; the gravest first.
const MOST: usize = 200;

/// Where advisories come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AdvisorySettings {
    /// From nowhere: nothing is known of any package.
    None,
    /// A file, a folder or an archive of this machine, in the OSV format.
    Path(PathBuf),
    /// An archive at a URL.
    Mirror {
        /// The URL.
        url: String,
        /// Where it is kept.
        folder: PathBuf,
    },
}

/// What a critical vulnerability does to a deployment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnCritical {
    /// It is told.
    #[default]
    Warn,
    /// The draft is not deployed. What is deployed already stays.
    Block,
}

/// What is known of the packages of a draft or version.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audit {
    /// How old the advisories are, unix ms; nothing where there are none.
    pub as_of_ms: Option<u64>,
    /// The vulnerabilities, the gravest first; at most 200.
    pub vulnerabilities: Vec<Vulnerability>,
}

/// The advisories of this node. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Advisories(Arc<Inner>);

struct Inner {
    source: Source,
    on_critical: OnCritical,
    /// Reading some hundred thousand advisories takes seconds of one processor, and no more than one.
    reading: Arc<Semaphore>,
    known: Cache<(BuiltId, Stamp), Arc<Audit>>,
}

enum Source {
    None,
    Path(PathBuf),
    Mirror(Mirror),
}

/// The advisories as they stand.
enum Database {
    /// They lie here, or it is a fault that they do not: whoever reads them finds that out.
    Due(PathBuf),
    /// They are still on their way.
    Pending,
}

/// By what a state of the advisories is told from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Stamp {
    newest_ms: u64,
    bytes: u64,
    files: u64,
}

impl Advisories {
    pub(crate) fn open(
        settings: AdvisorySettings,
        authorities: Option<&[u8]>,
        on_critical: OnCritical,
    ) -> Result<Self, AdvisoryError> {
        let source = match settings {
            AdvisorySettings::None => Source::None,
            AdvisorySettings::Path(path) => {
                stamp(&path)?;
                Source::Path(path)
            }
            AdvisorySettings::Mirror { url, folder } => {
                Source::Mirror(Mirror::open(&url, authorities, folder)?)
            }
        };
        Ok(Self(Arc::new(Inner {
            source,
            on_critical,
            reading: Arc::new(Semaphore::new(1)),
            known: Cache::new(AT_HAND),
        })))
    }

    /// What a critical vulnerability does to a deployment.
    pub(crate) fn on_critical(&self) -> OnCritical {
        self.0.on_critical
    }

    /// What is to be read, where the operator names anything.
    async fn database(&self) -> Option<Database> {
        let mirror = match &self.0.source {
            Source::None => return None,
            Source::Path(path) => return Some(Database::Due(path.clone())),
            Source::Mirror(mirror) => mirror,
        };
        let (path, unanswered) = mirror.archive().await;
        if let Some(error) = &unanswered {
            tracing::warn!(
                error = error as &dyn std::error::Error,
                "the mirror of advisories gave nothing newer"
            );
        }
        Some(match unanswered {
            Some(AdvisoryError::Pending { .. }) => Database::Pending,
            _ => Database::Due(path),
        })
    }

    /// Where they lie, once the first archive is there or cannot be had: for work that nobody waits for.
    pub(crate) async fn settled(&self) -> Option<PathBuf> {
        loop {
            if let Database::Due(path) = self.database().await? {
                return Some(path);
            }
        }
    }

    /// What is known of what was built, whose bill of materials this is.
    pub(crate) async fn audit(&self, built: &BuiltId, sbom: String) -> Result<Arc<Audit>, Error> {
        let path = match self.database().await {
            None => return Ok(Arc::default()),
            Some(Database::Pending) => return Err(Error::AdvisoriesPending),
            Some(Database::Due(path)) => path,
        };
        let of = path.clone();
        let state = aside(move || stamp(&of)).await??;
        let key = (built.clone(), state);
        if let Some(known) = self.0.known.get(&key) {
            return Ok(known);
        }
        let place = Arc::clone(&self.0.reading).acquire_owned().await;
        // Whoever waited for somebody who asked the same.
        if let Some(known) = self.0.known.get(&key) {
            return Ok(known);
        }
        let inventory = Inventory::of_bill(&sbom)?;
        let inner = Arc::clone(&self.0);
        aside(move || {
            // Reading goes on, keeps its place and is known afterwards, when nobody waits for it any more.
            let _place = place;
            let mut vulnerabilities = build::vulnerabilities(&inventory, &path)?;
            vulnerabilities.sort_by_key(|one| Reverse(one.gravity));
            vulnerabilities.truncate(MOST);
            let audit = Arc::new(Audit {
                as_of_ms: Some(state.newest_ms),
                vulnerabilities,
            });
            inner.known.insert(key, Arc::clone(&audit));
            Ok(audit)
        })
        .await?
    }

    /// What should be noted of a build's packages when it is made: one sentence for each vulnerability, the gravest first.
    pub(crate) async fn notes(&self, built: &BuiltId, sbom: &str) -> Vec<String> {
        match self.audit(built, sbom.to_owned()).await {
            Ok(audit) => audit.vulnerabilities.iter().map(sentence).collect(),
            Err(error) => vec![unread(&error)],
        }
    }
}

/// Says that nothing is known, and logs why.
pub(crate) fn unread(error: &Error) -> String {
    if matches!(error, Error::AdvisoriesPending) {
        return "its known vulnerabilities could not be looked up yet: the advisories are on their way; ask for them"
            .to_owned();
    }
    tracing::error!(
        error = error as &dyn std::error::Error,
        "the advisories cannot be read"
    );
    "its known vulnerabilities could not be looked up; the cause stands in the server's log"
        .to_owned()
}

/// A vulnerability in words, and the way out.
pub(crate) fn sentence(one: &Vulnerability) -> String {
    let finding = one.finding();
    format!(
        "{}. {}",
        finding.message.trim_end_matches('.'),
        finding.mend
    )
}

fn stamp(path: &Path) -> Result<Stamp, AdvisoryError> {
    let failed = |source| AdvisoryError::Read {
        path: path.to_owned(),
        source,
    };
    let mut stamp = Stamp {
        newest_ms: 0,
        bytes: 0,
        files: 0,
    };
    let mut add = |metadata: std::fs::Metadata| {
        let modified = metadata.modified().unwrap_or(UNIX_EPOCH);
        let since = modified.duration_since(UNIX_EPOCH).unwrap_or_default();
        let ms = u64::try_from(since.as_millis()).unwrap_or(u64::MAX);
        stamp.newest_ms = stamp.newest_ms.max(ms);
        stamp.bytes = stamp.bytes.saturating_add(metadata.len());
        stamp.files += 1;
    };
    let own = std::fs::metadata(path).map_err(failed)?;
    if own.is_dir() {
        for entry in std::fs::read_dir(path).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            add(entry.metadata().map_err(failed)?);
        }
    }
    add(own);
    Ok(stamp)
}
