//! Whether the archives that go along with a package are those that a registry publishes under their names.

use std::collections::{BTreeMap, BTreeSet};

use bundle::Members;
use bundle::shipped::archive_path;
use futures_util::{FutureExt as _, TryStreamExt as _};

use crate::fetch::fits;
use crate::packument::Packument;
use crate::{BuildError, Lock, PackageName, Registry};

/// A package that is not the one a registry publishes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unpublished {
    /// The package.
    pub package: PackageName,
    /// Its version.
    pub version: String,
    /// What the registry has instead.
    pub instead: Instead,
}

/// What a registry has instead of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Instead {
    /// Another archive under the same name and version.
    OtherArchive,
    /// Nothing of this name and version.
    Nothing,
}

impl Registry {
    /// The packages of a lockfile whose archives this registry does not publish. It is asked once about each name.
    ///
    /// # Errors
    /// The registry cannot be asked.
    pub async fn unpublished(
        &self,
        lock: &Lock,
        members: &Members,
    ) -> Result<BTreeSet<Unpublished>, BuildError> {
        let mut wanted: BTreeMap<PackageName, BTreeSet<&str>> = BTreeMap::new();
        for (place, entry) in lock.entries.iter().filter(|(_, entry)| fits(entry)) {
            let versions = wanted.entry(entry.package(place)?).or_default();
            versions.insert(&entry.version);
        }
        let asked = wanted
            .into_iter()
            .map(|(package, versions)| self.compared(package, versions, members).boxed());
        let mut answers = self.at_once(asked);
        let mut found = BTreeSet::new();
        while let Some(unpublished) = answers.try_next().await? {
            found.extend(unpublished);
        }
        Ok(found)
    }

    /// Those of these versions that the registry does not publish.
    async fn compared(
        &self,
        package: PackageName,
        versions: BTreeSet<&str>,
        members: &Members,
    ) -> Result<Vec<Unpublished>, BuildError> {
        let packument = self.packument(&package).await?;
        let unpublished = versions.into_iter().filter_map(|version| {
            let archive = members.get(&archive_path(package.as_str(), version));
            let instead = match (&packument, archive) {
                (Some(packument), Some(archive)) => instead(packument, version, archive),
                _ => Some(Instead::Nothing),
            };
            Some(Unpublished {
                package: package.clone(),
                version: version.to_owned(),
                instead: instead?,
            })
        });
        Ok(unpublished.collect())
    }
}

/// What the registry has instead; nothing where it has the same.
fn instead(packument: &Packument, version: &str, archive: &[u8]) -> Option<Instead> {
    let mut versions = packument.versions.iter();
    let published = versions.find(|known| known.version.to_string() == version);
    let Some(integrity) = published.and_then(|known| known.integrity.as_ref()) else {
        return Some(Instead::Nothing);
    };
    match integrity.verify(archive) {
        Ok(()) => None,
        Err(_) => Some(Instead::OtherArchive),
    }
}
