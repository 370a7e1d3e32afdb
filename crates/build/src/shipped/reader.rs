//! Archives taken from the members of a partner's package, each held against what the lockfile says of it.

use std::collections::BTreeMap;

use bundle::Members;
use bundle::shipped::{archive_path, is_archive};
use nodejs_semver::Version;
use serde_json::Value;

use super::{LIMITS, ShippedError};
use crate::fetch::{Gathered, is_wanted, unpacked};
use crate::lock::Entry;
use crate::{BuildError, Lock, Package, PackageName, archive};

/// To how many times its size an archive may unpack. Code comes to some five times, data to some thirty.
const MOST_RATIO: usize = 100;
/// What every archive may come to.
const ROOM_BYTES: usize = 1 << 20;

/// Takes archives from members, place by place.
pub(super) struct Reader<'a> {
    /// By path.
    archives: BTreeMap<&'a str, &'a [u8]>,
    /// Those that were asked for, by path.
    read: BTreeMap<String, Package>,
    pub(super) gathered: Gathered,
}

impl<'a> Reader<'a> {
    pub(super) fn of(members: &'a Members) -> Self {
        let all = members.iter().map(|(path, bytes)| (path.as_str(), bytes));
        Self {
            archives: all.filter(|(path, _)| is_archive(path)).collect(),
            read: BTreeMap::new(),
            gathered: Gathered::default(),
        }
    }

    pub(super) fn take(
        &mut self,
        place: &str,
        entry: &Entry,
        lock: &Lock,
    ) -> Result<(), ShippedError> {
        let name = entry.package(place)?;
        if is_wanted(lock, place, entry)? {
            let package = self.package(place, entry, &name)?;
            self.gathered.add(place, entry, package, lock, &LIMITS)?;
        }
        Ok(())
    }

    /// The package of a place. Places may share an archive; it has to be the one meant for each of them.
    fn package(
        &mut self,
        place: &str,
        entry: &Entry,
        name: &PackageName,
    ) -> Result<Package, ShippedError> {
        let path = archive_path(name.as_str(), &entry.version);
        let missing = || ShippedError::Missing {
            path: path.clone(),
            package: name.clone(),
            version: entry.version.clone(),
        };
        let bytes = *self.archives.get(path.as_str()).ok_or_else(missing)?;
        let integrity = entry.checked_integrity(place)?;
        let known = self.read.get(&path);
        if let Some(known) = known.filter(|known| known.integrity.as_ref() == Some(&integrity)) {
            return Ok(known.clone());
        }
        integrity
            .verify(bytes)
            .map_err(|source| BuildError::Integrity {
                package: name.clone(),
                version: entry.version.clone(),
                source,
            })?;
        let package = unpacked(name, &entry.version, integrity, bytes, limits(bytes.len()))?;
        check_name(&path, &package)?;
        self.read.insert(path, package.clone());
        Ok(package)
    }

    pub(super) fn check_that_all_are_needed(&self) -> Result<(), ShippedError> {
        let mut paths = self.archives.keys();
        match paths.find(|path| !self.read.contains_key(**path)) {
            Some(path) => Err(ShippedError::Unneeded {
                path: (*path).to_owned(),
            }),
            None => Ok(()),
        }
    }

    pub(super) fn archive_bytes(&self) -> BTreeMap<(String, String), usize> {
        let read = self.read.iter().filter_map(|(path, package)| {
            let bytes = self.archives.get(path.as_str())?.len();
            Some(((package.name.clone(), package.version.clone()), bytes))
        });
        read.collect()
    }
}

/// How much an archive of this size may come to: hundreds of small ones that are nothing but zeros would keep a thread
/// busy for minutes.
fn limits(archive_bytes: usize) -> archive::Limits {
    let most = ROOM_BYTES + MOST_RATIO * archive_bytes;
    archive::Limits {
        unpacked_bytes: LIMITS.archive.unpacked_bytes.min(most),
        ..LIMITS.archive
    }
}

/// What an archive says of itself has to be what the lockfile calls it: reviewers go by the name.
fn check_name(path: &str, package: &Package) -> Result<(), ShippedError> {
    let manifest = package.files.get("package.json");
    let manifest: Option<Value> = manifest.and_then(|json| serde_json::from_slice(json).ok());
    let text = |key: &str| {
        let text = manifest.as_ref()?.get(key)?.as_str()?;
        Some(text.chars().take(300).collect::<String>())
    };
    let (name, version) = (text("name"), text("version"));
    let is_meant = version.as_deref().is_some_and(|version| {
        let (said, meant) = (Version::parse(version), Version::parse(&package.version));
        matches!((said, meant), (Ok(said), Ok(meant)) if said == meant)
    });
    if is_meant && name.as_deref() == Some(package.name.as_str()) {
        return Ok(());
    }
    Err(ShippedError::OtherPackage {
        path: path.to_owned(),
        name: name.unwrap_or_default(),
        version: version.unwrap_or_default(),
    })
}
