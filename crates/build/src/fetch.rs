//! From declared dependencies to a lockfile, and from a lockfile to the files of all packages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use futures_util::{FutureExt as _, TryStreamExt as _};
use serde_json::Value;

use crate::archive::{self, ArchiveError};
use crate::lock::{Entry, is_place, name_in};
use crate::packument::{OneOrMany, Packument};
use crate::registry::off_thread;
use crate::resolve::{Advance, Resolver};
use crate::tree::{Files, Package, Tree};
use crate::{BuildError, Dependencies, Integrity, Limits, Lock, PackageName, Registry};

/// The operating system that `process.platform` shows to actions.
const OS: &str = "linux";

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Versions are being chosen.
    Resolving {
        /// Packages found so far.
        packages: usize,
    },
    /// Archives are being read, from the cache or the registry.
    Fetching {
        /// Packages read.
        done: usize,
        /// Packages in all.
        total: usize,
    },
}

/// Something about a package that its user should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// It has an install script, which does not run.
    InstallScript {
        /// Its name.
        package: PackageName,
        /// Its version.
        version: String,
    },
    /// It is optional, and a native module: left out.
    NativeLeftOut {
        /// Its name.
        package: PackageName,
        /// Its version.
        version: String,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InstallScript { package, version } => write!(
                to,
                "{package} {version} has an install script, which was not run"
            ),
            Self::NativeLeftOut { package, version } => write!(
                to,
                "{package} {version} is optional and a native module; it was left out"
            ),
        }
    }
}

/// The packages of a lockfile.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// With their files.
    pub tree: Tree,
    /// In the order of their places.
    pub notices: Vec<Notice>,
}

/// Told how far it is. It is called often and should return at once.
pub type OnProgress<'a> = &'a (dyn Fn(Progress) + Send + Sync);

impl Registry {
    /// Chooses versions for all that is declared, and for what that requires, as npm would.
    ///
    /// # Errors
    /// Something that is needed cannot be had, or the tree is over its limits.
    pub async fn resolve(
        &self,
        dependencies: &Dependencies,
        progress: OnProgress<'_>,
    ) -> Result<Lock, BuildError> {
        let mut resolver = Resolver::new(dependencies, self.inner.limits);
        loop {
            match resolver.advance()? {
                Advance::Done => break,
                // A large tree takes its time, in which others wait for this thread.
                Advance::More => tokio::task::yield_now().await,
                Advance::Needs(names) => {
                    let packages = resolver.packages();
                    progress(Progress::Resolving { packages });
                    self.teach(&mut resolver, names).await?;
                }
            }
        }
        resolver.finish(dependencies)
    }

    async fn teach(
        &self,
        resolver: &mut Resolver,
        names: BTreeSet<PackageName>,
    ) -> Result<(), BuildError> {
        let asked = names.into_iter().map(|name| self.asked_about(name).boxed());
        let mut answers = self.at_once(asked);
        while let Some((name, packument)) = answers.try_next().await? {
            resolver.learn(name, packument);
        }
        Ok(())
    }

    async fn asked_about(
        &self,
        name: PackageName,
    ) -> Result<(PackageName, Option<Arc<Packument>>), BuildError> {
        let packument = self.packument(&name).await?;
        Ok((name, packument))
    }

    /// Reads all packages of a lockfile, each checked against its integrity. The same lockfile gives the same bytes.
    ///
    /// # Errors
    /// An archive cannot be had or is another than the one meant, a package is native, or all together are over the
    /// limits.
    pub async fn fetch(
        &self,
        lock: &Lock,
        progress: OnProgress<'_>,
    ) -> Result<Fetched, BuildError> {
        let mut wanted = Vec::new();
        for (place, entry) in &lock.entries {
            let package = entry.package(place)?;
            if is_wanted(lock, place, entry)? {
                wanted.push((place, entry, package));
            }
        }
        let total = wanted.len();
        let reading = wanted
            .into_iter()
            .map(|(place, entry, package)| self.read_placed(place, entry, package).boxed());
        let mut packages = self.at_once(reading);
        let mut gathered = Gathered::default();
        let mut done = 0;
        while let Some((place, entry, package)) = packages.try_next().await? {
            gathered.add(place, entry, package, lock, &self.inner.limits)?;
            done += 1;
            progress(Progress::Fetching { done, total });
        }
        if self.inner.downloaded.swap(false, Ordering::Relaxed) {
            let cache = self.inner.cache.clone();
            let trim = move || {
                cache.trim();
                Ok(())
            };
            off_thread(trim).await?;
        }
        Ok(gathered.finish())
    }

    async fn read_placed<'a>(
        &self,
        place: &'a str,
        entry: &'a Entry,
        name: PackageName,
    ) -> Result<(&'a str, &'a Entry, Package), BuildError> {
        let package = self.read_package(place, entry, &name).await?;
        Ok((place, entry, package))
    }

    async fn read_package(
        &self,
        place: &str,
        entry: &Entry,
        name: &PackageName,
    ) -> Result<Package, BuildError> {
        let integrity = entry.checked_integrity(place)?;
        let resolved = entry.resolved.as_deref();
        let bytes = self
            .archive(name, &entry.version, resolved, &integrity)
            .await?;
        let (name, version) = (name.clone(), entry.version.clone());
        let limits = self.inner.limits.archive;
        let slot = Arc::clone(&self.inner.unpacking).acquire_owned().await;
        let slot = slot.map_err(|_| BuildError::Interrupted)?;
        off_thread(move || {
            // It goes on to its end also when nobody waits for it any more, and keeps its place until then.
            let _slot = slot;
            unpacked(&name, &version, integrity, &bytes, limits)
        })
        .await
    }
}

/// A package of its archive, which was held against its integrity.
pub(crate) fn unpacked(
    name: &PackageName,
    version: &str,
    integrity: Integrity,
    bytes: &[u8],
    limits: archive::Limits,
) -> Result<Package, BuildError> {
    let files =
        archive::read(bytes, limits).map_err(|source: ArchiveError| BuildError::Archive {
            package: name.clone(),
            version: version.to_owned(),
            source,
        })?;
    Ok(Package {
        license: files.get("package.json").and_then(license),
        name: name.to_string(),
        version: version.to_owned(),
        integrity: Some(integrity),
        files,
    })
}

/// Packages on their way to a tree, held to its limits.
#[derive(Default)]
pub(crate) struct Gathered {
    tree: Tree,
    notices: BTreeMap<String, Notice>,
    bytes: usize,
    files: usize,
    largest: (usize, String),
}

impl Gathered {
    pub(crate) fn add(
        &mut self,
        place: &str,
        entry: &Entry,
        mut package: Package,
        lock: &Lock,
        limits: &Limits,
    ) -> Result<(), BuildError> {
        let name = entry.package(place)?;
        if let Some(file) = native(&package.files) {
            let (file, version) = (file.to_owned(), entry.version.clone());
            if !entry.optional {
                let native = BuildError::Native {
                    package: name,
                    version,
                    file,
                };
                return Err(native.within(lock.chain(place)));
            }
            self.notices.insert(
                place.to_owned(),
                Notice::NativeLeftOut {
                    package: name,
                    version,
                },
            );
            return Ok(());
        }
        if entry.has_install_script {
            let version = entry.version.clone();
            self.notices.insert(
                place.to_owned(),
                Notice::InstallScript {
                    package: name,
                    version,
                },
            );
        }
        self.count(&package, limits)?;
        for (inner, bundled) in bundled(place, &mut package.files) {
            self.tree.packages.entry(inner).or_insert(bundled);
        }
        // What the lockfile says of a place goes before what another package brings along.
        self.tree.packages.insert(place.to_owned(), package);
        Ok(())
    }

    fn count(&mut self, package: &Package, limits: &Limits) -> Result<(), BuildError> {
        let bytes = package.files.values().map(|file| file.len()).sum();
        let named = (
            bytes,
            format!("{}@{} with {bytes} bytes", package.name, package.version),
        );
        self.largest = named.max(std::mem::take(&mut self.largest));
        self.bytes += bytes;
        self.files += package.files.len();
        if self.bytes > limits.total_bytes {
            let (limit, largest) = (limits.total_bytes, self.largest.1.clone());
            return Err(BuildError::TooManyBytes { limit, largest });
        }
        if self.files > limits.files {
            return Err(BuildError::TooManyFiles {
                limit: limits.files,
            });
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Fetched {
        Fetched {
            tree: self.tree,
            notices: self.notices.into_values().collect(),
        }
    }
}

/// Whether a package is for what actions run on: Linux as they see it, and no processor of its own.
pub(crate) fn fits(entry: &Entry) -> bool {
    entry.os.fits(Some(OS)) && entry.cpu.fits(None)
}

/// Whether a package of a lockfile is to be read: one that is for other machines is not, if it may be missing.
///
/// # Errors
/// It may not.
pub(crate) fn is_wanted(lock: &Lock, place: &str, entry: &Entry) -> Result<bool, BuildError> {
    match (fits(entry), entry.optional) {
        (true, _) => Ok(true),
        (false, true) => Ok(false),
        (false, false) => {
            let package = entry.package(place)?;
            Err(platform(package, entry).within(lock.chain(place)))
        }
    }
}

fn platform(package: PackageName, entry: &Entry) -> BuildError {
    let named = |what: &str, list: &OneOrMany| {
        let all = list.all().join(", ");
        (!all.is_empty()).then(|| format!("{what}: {all}"))
    };
    let both: Vec<String> = named("os", &entry.os)
        .into_iter()
        .chain(named("cpu", &entry.cpu))
        .collect();
    BuildError::Platform {
        package,
        version: entry.version.clone(),
        platform: both.join("; ").chars().take(200).collect(),
    }
}

/// The file that makes a package a native module.
fn native(files: &Files) -> Option<&str> {
    let own = |path: &&String| !path.contains("node_modules/");
    let is_native = |path: &&String| {
        path.as_str() == "binding.gyp"
            || path
                .rsplit_once('.')
                .is_some_and(|(_, end)| end.eq_ignore_ascii_case("node"))
    };
    files.keys().filter(own).find(is_native).map(String::as_str)
}

/// Takes the packages out that another one brings along in its `node_modules`, each with its place.
fn bundled(place: &str, files: &mut Files) -> Vec<(String, Package)> {
    let (inner, own): (Files, Files) = std::mem::take(files)
        .into_iter()
        .partition(|(path, _)| path.starts_with("node_modules/"));
    *files = own;
    let mut found: BTreeMap<String, Files> = BTreeMap::new();
    for (path, content) in inner {
        let Some((package, file)) = split(&path) else {
            continue;
        };
        found.entry(package).or_default().insert(file, content);
    }
    let read = found.into_iter().filter_map(|(inner, files)| {
        let manifest: Value = serde_json::from_slice(files.get("package.json")?).ok()?;
        let text = |key: &str| Some(manifest.get(key)?.as_str()?.to_owned());
        let package = Package {
            name: text("name").unwrap_or_else(|| name_in(&inner).to_owned()),
            version: text("version").unwrap_or_default(),
            integrity: None,
            license: license_in(&manifest),
            files,
        };
        Some((format!("{place}/{inner}"), package))
    });
    read.collect()
}

/// The place of the innermost package that a path leads into, and the path inside it.
fn split(path: &str) -> Option<(String, String)> {
    let (before, after) = path.rsplit_once("node_modules/")?;
    let names = if after.starts_with('@') { 2 } else { 1 };
    let end = after.match_indices('/').nth(names - 1)?.0;
    let (name, file) = after.split_at_checked(end)?;
    let package = format!("{before}node_modules/{name}");
    is_place(&package).then(|| (package, file.trim_start_matches('/').to_owned()))
}

fn license(manifest: &Arc<[u8]>) -> Option<String> {
    license_in(&serde_json::from_slice(manifest).ok()?)
}

/// `license`, or what packages of old wrote: an object, or a list of them.
fn license_in(manifest: &Value) -> Option<String> {
    fn one(value: &Value) -> Option<String> {
        let text = value.as_str().or_else(|| value.get("type")?.as_str())?;
        Some(text.chars().take(200).collect())
    }
    if let Some(found) = manifest.get("license").and_then(one) {
        return Some(found);
    }
    let all = manifest.get("licenses")?;
    let list: Vec<String> = all.as_array().map_or_else(
        || one(all).into_iter().collect(),
        |list| list.iter().filter_map(one).collect(),
    );
    match list.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(format!("({})", many.join(" OR "))),
    }
}
