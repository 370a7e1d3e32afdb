//! npm packages that go along with a partner's package (ADR 0024): the archives of a lockfile, read without a registry.
//!
//! Whoever sent them is a stranger: each archive is held against its integrity and against the name it goes by, none is
//! missing, none is there for nothing, and what runs is linked of them here.

mod error;
mod reader;

use std::collections::{BTreeMap, BTreeSet};

use bundle::package::LOCK;
use bundle::shipped::archive_path;
use bundle::{Form, Members, ShippedPackage};
use futures_util::{FutureExt as _, StreamExt as _, TryStreamExt as _, stream};
use serde_json::Value;

pub use error::ShippedError;
use reader::Reader;

use crate::fetch::{OnProgress, Progress, fits};
use crate::lock::Entry;
use crate::{
    Action, BuildError, Dependencies, Limits, Lock, Notice, Package, PackageName, Registry,
    Subject, Tree, archive, link, sbom,
};

/// What the packages of an integration are held to. Every node links them at their first use, so there are fewer than a
/// tenant's own action may have.
const LIMITS: Limits = Limits {
    packages: bundle::Limits::DEFAULT.packages,
    total_bytes: 64 << 20,
    files: 20_000,
    lock_bytes: bundle::Limits::DEFAULT.member_bytes,
    archive: archive::Limits {
        archive_bytes: bundle::Limits::DEFAULT.package_bytes,
        unpacked_bytes: 64 << 20,
        entries: 20_000,
    },
    ..Limits::DEFAULT
};

/// The most that a handler and its packages may be as one file, in bytes.
const MOST_LINKED_BYTES: usize = 16 << 20;

/// The longest version that registries take, in bytes.
const LONGEST_VERSION: usize = 256;

/// The steps of an installation by npm, which do not exist here.
const INSTALL_STEPS: [&str; 3] = ["preinstall", "install", "postinstall"];

/// An archive as the registry served it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    /// Where it stands in the partner's package.
    pub path: String,
    /// It.
    pub bytes: Vec<u8>,
}

/// A package that wants to run something when it is installed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct InstallScript {
    /// The package.
    pub package: String,
    /// Its version.
    pub version: String,
    /// The step, such as `postinstall`.
    pub step: &'static str,
}

/// The npm packages of a partner's package, all of them checked.
#[derive(Debug, Clone)]
pub struct Shipped {
    /// Which versions they are.
    pub lock: Lock,
    /// Their files.
    pub tree: Tree,
    /// Those that want to run something when they are installed.
    pub install_scripts: Vec<InstallScript>,
    /// Optional native modules, which are left out.
    pub left_out: Vec<Notice>,
    declared: Vec<String>,
    archive_bytes: BTreeMap<(String, String), usize>,
}

/// What a form declares.
///
/// # Errors
/// More than there may be, a name that is none, or something that no registry serves.
pub fn dependencies_of(form: &Form) -> Result<Dependencies, BuildError> {
    let pairs = form.dependencies.iter();
    Dependencies::parse(pairs.map(|one| (one.name.as_str(), one.version.as_str())))
}

impl Registry {
    /// The archives that go along with a package of this lockfile, each checked against its integrity.
    ///
    /// # Errors
    /// More packages than may go along, or an archive that cannot be had or is not the one meant.
    pub async fn archives(
        &self,
        lock: &Lock,
        progress: OnProgress<'_>,
    ) -> Result<Vec<Archive>, BuildError> {
        if lock.entries.len() > LIMITS.packages {
            let limit = LIMITS.packages;
            return Err(BuildError::TooManyPackages { limit });
        }
        let mut wanted: BTreeMap<String, (&str, &Entry)> = BTreeMap::new();
        for (place, entry) in lock.entries.iter().filter(|(_, entry)| fits(entry)) {
            let name = entry.package(place)?;
            let path = archive_path(name.as_str(), &entry.version);
            wanted.insert(path, (place, entry));
        }
        let total = wanted.len();
        let wanted = wanted.into_iter();
        let reading: Vec<_> = wanted
            .map(|(path, (place, entry))| self.archive_of(path, place, entry).boxed())
            .collect();
        let mut reading = stream::iter(reading).buffered(self.inner.limits.parallel);
        let mut archives = Vec::with_capacity(total);
        while let Some(archive) = reading.try_next().await? {
            archives.push(archive);
            let done = archives.len();
            progress(Progress::Fetching { done, total });
        }
        Ok(archives)
    }

    async fn archive_of(
        &self,
        path: String,
        place: &str,
        entry: &Entry,
    ) -> Result<Archive, BuildError> {
        let (name, integrity) = (entry.package(place)?, entry.checked_integrity(place)?);
        let resolved = entry.resolved.as_deref();
        let bytes = self.archive(&name, &entry.version, resolved, &integrity);
        Ok(Archive {
            path,
            bytes: bytes.await?,
        })
    }
}

impl Shipped {
    /// Reads the packages that members carry; nothing where the form declares none.
    ///
    /// # Errors
    /// What keeps them from being what the lockfile says, or from going along.
    pub fn read(form: &Form, members: &Members) -> Result<Option<Self>, ShippedError> {
        if form.dependencies.is_empty() {
            return Ok(None);
        }
        let dependencies = dependencies_of(form)?;
        let text = members.get(LOCK).ok_or(ShippedError::NoLock)?;
        let text = std::str::from_utf8(text).map_err(|_| ShippedError::NoLock)?;
        let lock = Lock::read(text, &LIMITS)?;
        lock.holds(&dependencies)?;
        if !lock.is_of(&dependencies) {
            return Err(ShippedError::OtherLock);
        }
        let mut reader = Reader::of(members);
        for (place, entry) in &lock.entries {
            reader.take(place, entry, &lock)?;
        }
        reader.check_that_all_are_needed()?;
        let archive_bytes = reader.archive_bytes();
        let fetched = reader.gathered.finish();
        check_bundled(&fetched.tree)?;
        Ok(Some(Self {
            install_scripts: install_scripts(&fetched.tree),
            left_out: fetched.notices.into_iter().filter(is_left_out).collect(),
            declared: dependencies
                .iter()
                .map(|(name, _)| name.to_string())
                .collect(),
            lock,
            tree: fetched.tree,
            archive_bytes,
        }))
    }

    /// The handler with what it requires, as one file.
    ///
    /// # Errors
    /// The handler is not well formed, or the file is too large.
    pub fn link(&self, name: &str, code: &str) -> Result<Vec<u8>, ShippedError> {
        let action = Action {
            name,
            file: name,
            text: code,
            ..Action::default()
        };
        let bytes = link(&action, &self.tree)?.to_bytes()?;
        match bytes.len() > MOST_LINKED_BYTES {
            true => Err(ShippedError::TooLarge {
                bytes: bytes.len(),
                limit: MOST_LINKED_BYTES,
            }),
            false => Ok(bytes),
        }
    }

    /// Each package in each version, by name.
    pub fn packages(&self) -> Vec<ShippedPackage> {
        let declared: BTreeSet<String> = self
            .declared
            .iter()
            .map(|name| format!("node_modules/{name}"))
            .collect();
        let mut all: BTreeMap<(&str, &str), ShippedPackage> = BTreeMap::new();
        for (place, package) in &self.tree.packages {
            let key = (package.name.as_str(), package.version.as_str());
            let one = all.entry(key).or_insert_with(|| self.told(package));
            one.declared |= declared.contains(place);
        }
        all.into_values().collect()
    }

    fn told(&self, package: &Package) -> ShippedPackage {
        let key = (package.name.clone(), package.version.clone());
        let bytes: usize = package.files.values().map(|file| file.len()).sum();
        ShippedPackage {
            archive_bytes: self.archive_bytes.get(&key).copied().unwrap_or_default() as u64,
            name: key.0,
            version: key.1,
            license: package.license.clone(),
            bytes: bytes as u64,
            files: u32::try_from(package.files.len()).unwrap_or(u32::MAX),
            declared: false,
            integrity: package.integrity.as_ref().map(ToString::to_string),
        }
    }

    /// The bill of materials: CycloneDX 1.6.
    pub fn sbom(&self, subject: Subject<'_>) -> String {
        let declared: Vec<&str> = self.declared.iter().map(String::as_str).collect();
        sbom(subject, &declared, &self.tree)
    }
}

/// Packages that others bring with them count as well, and their names are as short as those that registries take.
fn check_bundled(tree: &Tree) -> Result<(), ShippedError> {
    if tree.packages.len() > LIMITS.packages {
        let limit = LIMITS.packages;
        return Err(BuildError::TooManyPackages { limit }.into());
    }
    let is_named = |package: &Package| {
        PackageName::parse(&package.name).is_ok() && package.version.len() <= LONGEST_VERSION
    };
    match tree.packages.iter().find(|(_, one)| !is_named(one)) {
        Some((place, package)) => Err(ShippedError::OtherPackage {
            path: place.clone(),
            name: package.name.chars().take(300).collect(),
            version: package.version.chars().take(300).collect(),
        }),
        None => Ok(()),
    }
}

fn is_left_out(notice: &Notice) -> bool {
    matches!(notice, Notice::NativeLeftOut { .. })
}

/// What the packages themselves say: the lockfile is the partner's.
fn install_scripts(tree: &Tree) -> Vec<InstallScript> {
    let mut found = BTreeSet::new();
    for package in tree.packages.values() {
        let manifest = package.files.get("package.json");
        let manifest: Option<Value> = manifest.and_then(|json| serde_json::from_slice(json).ok());
        let steps = manifest
            .as_ref()
            .and_then(|manifest| manifest.get("scripts"));
        let has = |step: &&str| steps.is_some_and(|steps| steps.get(step).is_some());
        found.extend(
            INSTALL_STEPS
                .into_iter()
                .filter(has)
                .map(|step| InstallScript {
                    package: package.name.clone(),
                    version: package.version.clone(),
                    step,
                }),
        );
    }
    found.into_iter().collect()
}

#[cfg(test)]
mod tests;
