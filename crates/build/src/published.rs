//! Whether the archives that go along with a package are those that a registry publishes under their names.

use std::collections::BTreeSet;

use bundle::Members;
use bundle::shipped::archive_path;

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
    /// The packages of a lockfile whose archives this registry does not publish.
    ///
    /// # Errors
    /// The registry cannot be asked.
    pub async fn unpublished(
        &self,
        lock: &Lock,
        members: &Members,
    ) -> Result<BTreeSet<Unpublished>, BuildError> {
        let mut wanted: BTreeSet<(PackageName, &str)> = BTreeSet::new();
        for (place, entry) in lock.entries.iter().filter(|(_, entry)| fits(entry)) {
            wanted.insert((entry.package(place)?, &entry.version));
        }
        let mut found = BTreeSet::new();
        for (package, version) in wanted {
            let packument = self.packument(&package).await?;
            let archive = members.get(&archive_path(package.as_str(), version));
            let instead = match (packument, archive) {
                (Some(packument), Some(archive)) => compared(&packument, version, archive),
                _ => Some(Instead::Nothing),
            };
            found.extend(instead.map(|instead| Unpublished {
                package,
                version: version.to_owned(),
                instead,
            }));
        }
        Ok(found)
    }
}

/// What the registry has instead; nothing where it has the same.
fn compared(packument: &Packument, version: &str, archive: &[u8]) -> Option<Instead> {
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
