//! `package-lock.json`, version 3: a tree by its versions and digests, from which the same bytes come again.

use std::collections::{BTreeMap, VecDeque};

use nodejs_semver::Version;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::dependencies::Dependencies;
use crate::error::LockError;
use crate::packument::{Manifest, OneOrMany, PeerMeta};
use crate::spec::Elsewhere;
use crate::{BuildError, Integrity, Limits, PackageName, Spec};

/// A resolved tree; by default that of nothing. Other tools read what [`Lock::to_json`] writes, and [`Lock::read`] what npm
/// wrote.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lock {
    declared: BTreeMap<String, String>,
    pub(crate) entries: BTreeMap<String, Entry>,
}

/// One package in one place, in the words of a lockfile.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Entry {
    /// Where it differs from that of the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<PackageName>,
    pub(crate) version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) resolved: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) integrity: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) has_install_script: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<Value>,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) optional: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) peer: bool,
    #[serde(skip_serializing_if = "is_false")]
    dev: bool,
    #[serde(skip_serializing_if = "is_false")]
    link: bool,
    #[serde(skip_serializing_if = "is_false")]
    in_bundle: bool,
    #[serde(skip_serializing_if = "is_false")]
    extraneous: bool,
    #[serde(skip_serializing_if = "is_empty")]
    pub(crate) os: OneOrMany,
    #[serde(skip_serializing_if = "is_empty")]
    pub(crate) cpu: OneOrMany,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    dependencies: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    optional_dependencies: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    peer_dependencies: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    peer_dependencies_meta: BTreeMap<String, PeerMeta>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    #[serde(default)]
    lockfile_version: u64,
    #[serde(default)]
    packages: BTreeMap<String, Value>,
}

impl Entry {
    pub(crate) fn of(place: &str, manifest: &Manifest) -> Self {
        let asks = manifest.asks.clone();
        Self {
            name: (place != manifest.name.as_str()).then(|| manifest.name.clone()),
            version: manifest.version.to_string(),
            resolved: manifest.resolved.clone(),
            integrity: manifest.integrity.as_ref().map(ToString::to_string),
            license: manifest.license.clone().map(Value::String),
            has_install_script: asks.has_install_script,
            os: asks.os,
            cpu: asks.cpu,
            dependencies: asks.dependencies,
            optional_dependencies: asks.optional_dependencies,
            peer_dependencies: asks.peer_dependencies,
            peer_dependencies_meta: asks.peer_dependencies_meta,
            ..Self::default()
        }
    }

    fn asked(&self) -> impl Iterator<Item = &str> {
        let lists = [
            &self.dependencies,
            &self.optional_dependencies,
            &self.peer_dependencies,
        ];
        lists
            .into_iter()
            .flat_map(BTreeMap::keys)
            .map(String::as_str)
    }

    /// The name it was published under.
    pub(crate) fn package(&self, place: &str) -> Result<PackageName, BuildError> {
        self.name
            .clone()
            .map_or_else(|| PackageName::parse(name_in(place)), Ok)
    }

    pub(crate) fn checked_integrity(&self, place: &str) -> Result<Integrity, BuildError> {
        let missing = || LockError::NoIntegrity {
            place: place.to_owned(),
        };
        let text = self.integrity.as_ref().ok_or_else(missing)?;
        let package = self.package(place)?;
        Integrity::parse(text).map_err(|source| BuildError::Integrity {
            package,
            version: self.version.clone(),
            source,
        })
    }
}

impl Lock {
    pub(crate) fn new(dependencies: &Dependencies, entries: BTreeMap<String, Entry>) -> Self {
        let declared = dependencies.iter();
        Self {
            declared: declared
                .map(|(name, spec)| (name.to_string(), spec.to_string()))
                .collect(),
            entries,
        }
    }

    /// Reads a lockfile of version 2 or 3. What only development needs is left out.
    ///
    /// # Errors
    /// Too large, older, no lockfile, or with packages that come from elsewhere than a registry.
    pub fn read(text: &str, limits: &Limits) -> Result<Self, BuildError> {
        if text.len() > limits.lock_bytes {
            let (bytes, limit) = (text.len(), limits.lock_bytes);
            return Err(LockError::TooLarge { bytes, limit }.into());
        }
        let document: Document = serde_json::from_str(text).map_err(LockError::from)?;
        if document.lockfile_version < 2 {
            let version = document.lockfile_version;
            return Err(LockError::Version { version }.into());
        }
        let mut lock = Self {
            declared: BTreeMap::new(),
            entries: BTreeMap::new(),
        };
        for (place, value) in document.packages {
            if place.is_empty() {
                lock.declared = declared_in(&value);
                continue;
            }
            let entry: Entry = serde_json::from_value(value).map_err(LockError::from)?;
            if !(entry.dev || entry.in_bundle || entry.extraneous) {
                check(&place, &entry)?;
                lock.entries.insert(place, entry);
            }
        }
        if lock.entries.len() > limits.packages {
            return Err(BuildError::TooManyPackages {
                limit: limits.packages,
            });
        }
        Ok(lock)
    }

    /// Whether it holds what is declared.
    ///
    /// # Errors
    /// [`LockError::Stale`] names the first that it does not hold.
    pub fn holds(&self, dependencies: &Dependencies) -> Result<(), BuildError> {
        for (name, spec) in dependencies.iter() {
            if !self.has(name, spec) {
                let (package, wanted) = (name.clone(), spec.to_string());
                return Err(LockError::Stale { package, wanted }.into());
            }
        }
        Ok(())
    }

    /// Whether it holds what is declared and was not written for anything besides.
    #[must_use]
    pub fn is_of(&self, dependencies: &Dependencies) -> bool {
        let names = dependencies.iter().map(|(name, _)| name.as_str());
        self.holds(dependencies).is_ok() && names.eq(self.declared.keys().map(String::as_str))
    }

    fn has(&self, name: &PackageName, spec: &Spec) -> bool {
        let place = format!("node_modules/{name}");
        let Some(entry) = self.entries.get(&place) else {
            return false;
        };
        let version = Version::parse(&entry.version);
        matches!((entry.package(&place), version), (Ok(package), Ok(version)) if spec.is_met_by(&package, &version))
    }

    /// The version each declared dependency came to.
    pub fn pinned(&self) -> impl Iterator<Item = (&str, &str)> {
        self.declared.keys().filter_map(|name| {
            let entry = self.entries.get(&format!("node_modules/{name}"))?;
            Some((name.as_str(), entry.version.as_str()))
        })
    }

    /// The packages through which the root comes to a place, outermost first, without itself. Empty for what is declared.
    pub(crate) fn chain(&self, wanted: &str) -> Vec<String> {
        let mut from: BTreeMap<String, String> = BTreeMap::new();
        let mut open: VecDeque<String> = VecDeque::new();
        let has = |tried: &str| self.entries.contains_key(tried);
        for place in self.declared.keys().filter_map(|name| find(has, "", name)) {
            from.insert(place.clone(), String::new());
            open.push_back(place);
        }
        while let Some(place) = open.pop_front() {
            for name in self.entries.get(&place).into_iter().flat_map(Entry::asked) {
                if let Some(next) = find(has, &place, name).filter(|next| !from.contains_key(next))
                {
                    from.insert(next.clone(), place.clone());
                    open.push_back(next);
                }
            }
        }
        let steps = std::iter::successors(from.get(wanted), |place| from.get(*place));
        let names = steps.filter(|place| !place.is_empty());
        let mut chain: Vec<String> = names.map(|place| name_in(place).to_owned()).collect();
        chain.reverse();
        chain
    }

    /// How many packages it holds, each place counted.
    #[must_use]
    pub fn packages(&self) -> usize {
        self.entries.len()
    }

    /// A lockfile as npm writes it.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut packages = Map::new();
        packages.insert(String::new(), json!({ "dependencies": self.declared }));
        for (place, entry) in &self.entries {
            packages.insert(place.clone(), json!(entry));
        }
        let document = json!({ "lockfileVersion": 3, "requires": true, "packages": packages });
        // Pretty, and with a final line end, so that a change shows as one in a repository.
        format!("{document:#}\n")
    }
}

fn declared_in(root: &Value) -> BTreeMap<String, String> {
    let entries = root.get("dependencies").and_then(Value::as_object);
    let texts = entries.into_iter().flatten();
    texts
        .filter_map(|(name, text)| Some((name.clone(), text.as_str()?.to_owned())))
        .collect()
}

fn check(place: &str, entry: &Entry) -> Result<(), LockError> {
    let cut = || place.chars().take(300).collect();
    if !is_place(place) {
        return Err(LockError::Place { place: cut() });
    }
    let resolved = entry.resolved.as_deref().unwrap_or_default();
    let elsewhere = if entry.link {
        Some(Elsewhere::Workspace)
    } else if resolved.starts_with("git") {
        Some(Elsewhere::Git)
    } else if resolved.starts_with("file:") {
        Some(Elsewhere::File)
    } else {
        None
    };
    if let Some(elsewhere) = elsewhere {
        return Err(LockError::Elsewhere {
            place: cut(),
            elsewhere,
        });
    }
    if Version::parse(&entry.version).is_err() {
        return Err(LockError::NoVersion { place: cut() });
    }
    if entry.integrity.is_none() {
        return Err(LockError::NoIntegrity { place: cut() });
    }
    Ok(())
}

/// Where `require(name)` finds a package from a place, which is empty for the root.
pub(crate) fn find(has: impl Fn(&str) -> bool, place: &str, name: &str) -> Option<String> {
    let mut outer = place;
    loop {
        let slash = if outer.is_empty() { "" } else { "/" };
        let tried = format!("{outer}{slash}node_modules/{name}");
        if has(&tried) {
            return Some(tried);
        }
        if outer.is_empty() {
            return None;
        }
        outer = outer
            .rsplit_once("node_modules/")
            .map_or("", |(before, _)| before.trim_end_matches('/'));
    }
}

/// The name a place ends in.
pub(crate) fn name_in(place: &str) -> &str {
    place
        .rsplit_once("node_modules/")
        .map_or(place, |(_, name)| name)
}

/// `node_modules/NAME`, any number of times.
pub(crate) fn is_place(place: &str) -> bool {
    let Some(rest) = place.strip_prefix("node_modules/") else {
        return false;
    };
    rest.split("/node_modules/")
        .all(|name| PackageName::parse(name).is_ok())
}

fn is_false(is: &bool) -> bool {
    !is
}

fn is_empty(list: &OneOrMany) -> bool {
    list.all().is_empty()
}
