//! The npm packages that go along with partners' packages, as those who answer for them see them (ADR 0024).

use std::sync::Arc;

use build::{Shipped, ShippedError, Subject};
use bundle::{Digest, Package, PackageChange, PackageError, ShippedPackage};
use bytes::Bytes;
use market::{PartnerId, Release, ReleaseFacts};
use moka::sync::Cache;
use semver::Version;
use serde_json::Value;

use crate::App;
use crate::error::Error;
use crate::publish::no_release;
use crate::unpack::facts_of;

/// How much is kept at hand of what packages carry, in bytes.
const LISTED_BYTES: u64 = 16 * 1024 * 1024;

/// What npm packages go along with a package, at hand by its digest, whose package never changes.
pub(crate) struct Listings(Cache<Digest, Arc<Vec<ShippedPackage>>>);

impl Listings {
    pub(crate) fn new() -> Self {
        let listings = Cache::builder()
            .max_capacity(LISTED_BYTES)
            .weigher(|_, listed: &Arc<Vec<ShippedPackage>>| {
                u32::try_from(memory_bytes(listed)).unwrap_or(u32::MAX)
            })
            .build();
        Self(listings)
    }
}

/// The npm packages of a submission, and what is different from the release before.
#[derive(Debug, Clone)]
pub struct PackagesView {
    /// The packages, by name and version.
    pub packages: Vec<ShippedPackage>,
    /// The version of the release that they are compared with; none when there is none before.
    pub before: Option<Version>,
    /// What is different, by name.
    pub changes: Vec<PackageChange>,
}

impl App {
    /// The npm packages of a submission.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn review_packages(&self, id: &str) -> Result<PackagesView, Error> {
        let submission = self.submission(id).await?;
        let packages = self.listed(submission.digest).await?;
        let releases = self.store.releases_of_slug(&submission.slug).await?;
        let before = releases
            .into_iter()
            .filter(|release| *release.version() < submission.version)
            .max_by(|one, other| one.version().cmp(other.version()));
        let known = match &before {
            Some(release) => self.listed(digest_of(release)?).await?,
            None => Arc::default(),
        };
        Ok(PackagesView {
            changes: match before {
                Some(_) => bundle::shipped::changes(&known, &packages),
                None => Vec::new(),
            },
            before: before.map(|release| release.version().clone()),
            packages: packages.to_vec(),
        })
    }

    /// The npm packages of a package that the store keeps.
    async fn listed(&self, digest: Digest) -> Result<Arc<Vec<ShippedPackage>>, Error> {
        if let Some(known) = self.listings.0.get(&digest) {
            return Ok(known);
        }
        let read = self.unpack_kept(digest, |package| {
            let shipped = shipped(&package)?;
            Ok(shipped.map(|shipped| shipped.packages()))
        });
        let listed = Arc::new(read.await?.unwrap_or_default());
        self.listings.0.insert(digest, Arc::clone(&listed));
        Ok(listed)
    }

    /// The bill of materials of a release's npm packages: CycloneDX 1.6.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn release_sbom(&self, digest: &str) -> Result<Value, Error> {
        let release = self.release_of_digest(digest).await?;
        self.sbom_of(&release).await
    }

    /// The same of a release of the partner's own.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for another partner's, or a fault of ours.
    pub async fn own_release_sbom(&self, by: &PartnerId, digest: &str) -> Result<Value, Error> {
        let release = self.release_of_digest(digest).await?;
        if release.partner != *by {
            return Err(no_release(digest));
        }
        self.sbom_of(&release).await
    }

    async fn sbom_of(&self, release: &Release) -> Result<Value, Error> {
        let (slug, version) = (release.slug().clone(), release.version().to_string());
        let made = self.unpack_kept(digest_of(release)?, move |package| {
            let subject = Subject {
                name: slug.as_str(),
                version: &version,
            };
            Ok(match shipped(&package)? {
                Some(shipped) => shipped.sbom(subject),
                None => build::sbom(subject, &[], &build::Tree::default()),
            })
        });
        Ok(serde_json::from_str(&made.await?)?)
    }

    /// Reads an archive that somebody sends as a package, its npm packages held against their lockfile.
    pub(crate) async fn take_package(&self, archive: Bytes) -> Result<ReleaseFacts, Error> {
        let place = self.unpacking.place().await;
        let taken = place.unpack(archive, |package| {
            if !package.form().dependencies.is_empty() {
                let read = check::Code::read(&package);
                read.map_err(|error| Error::NoPackage(vec![error]))?;
            }
            Ok(facts_of(&package))
        });
        taken.await
    }
}

/// The digest by which the package of a release is kept.
pub(crate) fn digest_of(release: &Release) -> Result<Digest, Error> {
    let named = release.id.as_str().parse();
    named.map_err(|_| Error::Dangling {
        noun: "package",
        id: release.id.to_string(),
    })
}

/// The memory that a list of npm packages takes; a text may be as long as its package's author likes.
fn memory_bytes(listed: &[ShippedPackage]) -> usize {
    let texts = |one: &ShippedPackage| {
        let optional = [&one.license, &one.integrity].into_iter().flatten();
        one.name.len() + one.version.len() + optional.map(String::len).sum::<usize>()
    };
    size_of_val(listed) + listed.iter().map(texts).sum::<usize>()
}

fn shipped(package: &Package) -> Result<Option<Shipped>, Error> {
    let refused =
        |error: ShippedError| Error::NoPackage(vec![PackageError::Packages(error.into())]);
    Shipped::read(package.form(), package.members()).map_err(refused)
}
