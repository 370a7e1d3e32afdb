//! What an action and its packages become: resolved, fetched and linked, within bounds. Rows and leases are elsewhere.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

pub use build::Licence;
use build::{
    Action as Linking, AdvisoryError, BuildError, Cache, Dependencies, Limits, Lock, Mode,
    NamedRegistry, Npmrc, Progress, Registry, Subject, Tree,
};
use check::Against;
use egress::Policy;
use futures_util::future::BoxFuture;
use sandbox::{FILE_NAME, Source};
use store::{BuildProduct, Built};
use tenant::{Action, BuildProgress, Dependency, Secret};
use tokio::sync::Semaphore;

use crate::advisories::{Advisories, AdvisorySettings, OnCritical};
use crate::aside::aside;
use crate::builds::WORKERS;
use crate::error::Error;
use crate::unbuilt::Unbuilt;

/// How long one build may take.
pub(crate) const LONGEST: Duration = Duration::from_secs(5 * 60);
/// How many bytes of licence texts are kept with a build.
const LICENCE_BYTES: usize = 4 << 20;
/// What a bill is of, until it is known which version.
pub(crate) const SUBJECT: Subject<'static> = Subject {
    name: "action",
    version: "0",
};
/// What stands in place of a text for which there is no more room.
const NO_ROOM: &str = "(The text is not kept here: see the package itself.)";

/// Where packages come from.
#[derive(Debug, Clone)]
pub struct NpmSettings {
    /// The registry of all packages whose scope has none of its own.
    pub registry: String,
    /// The registry's token.
    pub token: Option<Secret>,
    /// The registries of scopes such as `@acme`.
    pub scopes: BTreeMap<String, ScopeSettings>,
    /// Certificate authorities trusted besides those of the system, in PEM.
    pub authorities: Option<Vec<u8>>,
    /// Where downloads are kept.
    pub cache: PathBuf,
    /// Whether the registry is asked at all.
    pub network: Network,
    /// Where advisories come from.
    pub advisories: AdvisorySettings,
    /// What a critical one does to a deployment.
    pub on_critical: OnCritical,
}

/// Where the packages of one scope come from.
#[derive(Debug, Clone)]
pub struct ScopeSettings {
    /// The registry.
    pub registry: String,
    /// Its token.
    pub token: Option<Secret>,
}

/// Whether a registry is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Network {
    /// It is.
    #[default]
    Online,
    /// What was downloaded once must do.
    Offline,
}

/// Why packages can be had from nowhere.
#[derive(Debug, thiserror::Error)]
pub enum NpmError {
    /// The settings.
    #[error("[npm] does not fit: {0}")]
    Settings(#[source] BuildError),
    /// The advisories.
    #[error("[npm] advisories does not fit: {0}")]
    Advisories(#[from] AdvisoryError),
    /// The client.
    #[error("the client of the registry cannot be started")]
    Client(#[from] egress::EgressError),
}

/// Builds actions with their packages. Cheap to clone.
#[derive(Clone)]
pub struct Packages {
    registry: Registry,
    /// Places for builds, each of which may take its limit of memory. One that was given up keeps its own until it has ended.
    room: Arc<Semaphore>,
    pub(crate) advisories: Advisories,
}

/// What a build made, ready to be loaded.
pub(crate) struct Made {
    pub(crate) product: BuildProduct,
    pub(crate) source: Source,
}

impl Packages {
    /// Opens the registry.
    ///
    /// # Errors
    /// [`NpmError`].
    pub fn open(settings: NpmSettings) -> Result<Self, NpmError> {
        let all = NamedRegistry {
            scope: None,
            url: &settings.registry,
            token: settings.token.as_ref().map(Secret::expose),
        };
        let scopes = settings.scopes.iter().map(|(scope, own)| NamedRegistry {
            scope: Some(scope),
            url: &own.registry,
            token: own.token.as_ref().map(Secret::expose),
        });
        let named: Vec<NamedRegistry<'_>> = std::iter::once(all).chain(scopes).collect();
        let npmrc = Npmrc::of(&named, settings.authorities.as_deref());
        let npmrc = npmrc.map_err(NpmError::Settings)?;
        let mode = match settings.network {
            Network::Online => Mode::Online,
            Network::Offline => Mode::Offline,
        };
        let cache = Cache::new(settings.cache);
        let advisories = Advisories::open(
            settings.advisories,
            settings.authorities.as_deref(),
            settings.on_critical,
        )?;
        let registry = Registry::open(npmrc, Policy::default(), cache, mode, Limits::DEFAULT)?;
        Ok(Self {
            registry,
            room: Arc::new(Semaphore::new(WORKERS)),
            advisories,
        })
    }

    /// What a partner's package is held against.
    pub(crate) fn against<'a>(
        &'a self,
        policy: &'a check::Policy,
        advisories: Option<&'a Path>,
    ) -> Against<'a> {
        Against {
            policy,
            advisories,
            registry: Some(&self.registry),
        }
    }

    /// Builds a draft. Where `lock` holds exactly what is declared, its versions are taken. Whoever drops the future gives
    /// the build up: what it has begun ends at its next package or file.
    pub(crate) fn make<'a>(
        &'a self,
        action: &'a Action,
        lock: Option<String>,
        progress: &'a (dyn Fn(BuildProgress) + Send + Sync),
    ) -> BoxFuture<'a, Result<Made, Unbuilt>> {
        Box::pin(async move {
            let made = self.make_slowly(action, lock, progress);
            match tokio::time::timeout(LONGEST, made).await {
                Ok(made) => made,
                Err(_) => Err(Unbuilt::TooSlow),
            }
        })
    }

    async fn make_slowly(
        &self,
        action: &Action,
        lock: Option<String>,
        progress: &(dyn Fn(BuildProgress) + Send + Sync),
    ) -> Result<Made, Unbuilt> {
        let place = Arc::clone(&self.room).acquire_owned().await;
        let place = place.map_err(|_| Unbuilt::Thread)?;
        let declared = &action.draft.dependencies;
        let dependencies = parse(declared)?;
        let told = |now| progress(of_registry(now));
        let kept = lock.and_then(|text| Lock::read(&text, &Limits::DEFAULT).ok());
        let lock = match kept.filter(|lock| pinned(&dependencies, declared, lock) == *declared) {
            Some(lock) => lock,
            None => self.registry.resolve(&dependencies, &told).await?,
        };
        let fetched = self.registry.fetch(&lock, &told).await?;
        let packages = fetched.tree.packages.len();
        progress(BuildProgress::Linking { packages });
        let dependencies = pinned(&dependencies, declared, &lock);
        let notes = fetched.notices.iter().map(ToString::to_string).collect();
        let action = action.clone();
        let wanted = Wanted::default();
        let given_up = Arc::clone(&wanted.given_up);
        // Reading megabytes of code holds a thread up.
        let linked = aside(move || {
            let _place = place;
            let given_up = || given_up.load(Ordering::Relaxed);
            let (built, source) = link(&action, (&lock, &fetched.tree), &given_up)?;
            let product = BuildProduct {
                built,
                dependencies,
                notes,
            };
            Ok(Made { product, source })
        });
        linked.await.map_err(|_| Unbuilt::Thread)?
    }
}

/// Tells a thread that nobody waits for it any more, when it is dropped.
#[derive(Default)]
struct Wanted {
    given_up: Arc<AtomicBool>,
}

impl Drop for Wanted {
    fn drop(&mut self) {
        self.given_up.store(true, Ordering::Relaxed);
    }
}

/// Refuses names and versions that no registry has, before anything is saved.
pub(crate) fn check(declared: &[Dependency]) -> Result<(), Error> {
    let refused = |error: BuildError| Error::Invalid {
        field: "dependencies".to_owned(),
        message: error.on_server(),
        limit: None,
    };
    parse(declared).map(drop).map_err(refused)
}

/// The newest, where no version is given.
pub(crate) fn completed(mut declared: Vec<Dependency>) -> Vec<Dependency> {
    for dependency in &mut declared {
        if dependency.version.trim().is_empty() {
            "latest".clone_into(&mut dependency.version);
        }
    }
    declared
}

fn parse(declared: &[Dependency]) -> Result<Dependencies, BuildError> {
    let pairs = declared.iter();
    Dependencies::parse(pairs.map(|one| (one.name.as_str(), one.version.as_str())))
}

/// What is declared, in its order, each with the version it came to.
fn pinned(dependencies: &Dependencies, declared: &[Dependency], lock: &Lock) -> Vec<Dependency> {
    let versions: BTreeMap<&str, &str> = lock.pinned().collect();
    let aliases: BTreeMap<&str, &str> = dependencies
        .iter()
        .filter(|(name, spec)| spec.package() != *name)
        .map(|(name, spec)| (name.as_str(), spec.package().as_str()))
        .collect();
    let known = declared.iter().filter_map(|one| {
        let name = one.name.as_str();
        let version = versions.get(name)?;
        Some(Dependency {
            name: one.name.clone(),
            version: match aliases.get(name) {
                Some(package) => format!("npm:{package}@{version}"),
                None => (*version).to_owned(),
            },
        })
    });
    let pinned: Vec<Dependency> = known.collect();
    // A lock of more than is declared is one of another draft.
    match versions.len() == declared.len() {
        true => pinned,
        false => Vec::new(),
    }
}

fn of_registry(progress: Progress) -> BuildProgress {
    match progress {
        Progress::Resolving { packages } => BuildProgress::Resolving { packages },
        Progress::Fetching { done, total } => BuildProgress::Fetching { done, total },
    }
}

fn link(
    action: &Action,
    (lock, tree): (&Lock, &Tree),
    given_up: &dyn Fn() -> bool,
) -> Result<(Built, Source), Unbuilt> {
    let linking = Linking {
        name: FILE_NAME,
        file: FILE_NAME,
        text: &action.draft.code,
        shared: BTreeMap::new(),
    };
    let linked = build::link_unless(&linking, tree, given_up)?.to_bytes()?;
    let source = Source::linked(action.trigger, &linked)?;
    let names = action.draft.dependencies.iter();
    let names: Vec<&str> = names.map(|one| one.name.as_str()).collect();
    let licences = kept_licences(build::licences(tree), LICENCE_BYTES);
    let built = Built {
        linked,
        lock: lock.to_json(),
        sbom: build::sbom(SUBJECT, &names, tree),
        // A list of texts is always JSON.
        licences: serde_json::to_string(&licences).unwrap_or_default(),
    };
    Ok((built, source))
}

/// The licences with as many texts as there is room for.
fn kept_licences(mut licences: Vec<Licence>, mut room: usize) -> Vec<Licence> {
    for licence in &mut licences {
        match room.checked_sub(licence.text.len()) {
            Some(left) => room = left,
            None => NO_ROOM.clone_into(&mut licence.text),
        }
    }
    licences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licence_texts_are_kept_as_far_as_there_is_room() {
        let licence = |text: &str| Licence {
            name: "a".to_owned(),
            version: "1.0.0".to_owned(),
            license: None,
            text: text.to_owned(),
        };
        let kept = kept_licences(vec![licence("12345"), licence("678"), licence("90")], 7);
        let texts: Vec<_> = kept.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(texts, ["12345", NO_ROOM, "90"]);
    }

    #[test]
    fn what_no_registry_has_is_refused_before_it_is_saved() {
        let one = |name: &str, version: &str| Dependency {
            name: name.to_owned(),
            version: version.to_owned(),
        };
        let blank = completed(vec![one("axios", " ")]);
        assert_eq!(blank, [one("axios", "latest")]);
        for fits in [
            one("axios", "^1"),
            one("@s/a", "1.0.0"),
            one("a", "npm:b@1"),
        ] {
            check(&[fits]).unwrap();
        }
        for refused in [
            one("A B", "1"),
            one("a", "git+ssh://x/y"),
            one("a", "file:.."),
        ] {
            let error = check(&[refused]).unwrap_err();
            assert!(matches!(&error, Error::Invalid { field, .. } if field == "dependencies"));
        }
    }
}
