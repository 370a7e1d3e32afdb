//! The npm packages that go along with partners' packages, as those who answer for them see them (ADR 0024).

use build::{Shipped, ShippedError, Subject};
use bundle::{Limits, Package, PackageChange, PackageError, ShippedPackage};
use market::{PartnerId, Release};
use semver::Version;
use serde_json::Value;

use crate::App;
use crate::error::Error;
use crate::publish::no_release;
use crate::submit::read_package;

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
        let archive = self.package_of(&submission).await?;
        let packages = listed(archive).await?;
        let releases = self.store.releases_of_slug(&submission.slug).await?;
        let before = releases
            .into_iter()
            .filter(|release| *release.version() < submission.version)
            .max_by(|one, other| one.version().cmp(other.version()));
        let known = match &before {
            Some(release) => listed(self.archive_of(release).await?).await?,
            None => Vec::new(),
        };
        Ok(PackagesView {
            changes: match before {
                Some(_) => bundle::shipped::changes(&known, &packages),
                None => Vec::new(),
            },
            before: before.map(|release| release.version().clone()),
            packages,
        })
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
        let archive = self.archive_of(release).await?;
        let (slug, version) = (release.slug().clone(), release.version().to_string());
        let made = tokio::task::spawn_blocking(move || {
            let subject = Subject {
                name: slug.as_str(),
                version: &version,
            };
            let shipped = shipped(&read_package(&archive)?)?;
            Ok::<_, Error>(match shipped {
                Some(shipped) => shipped.sbom(subject),
                None => build::sbom(subject, &[], &build::Tree::default()),
            })
        });
        let sbom = made.await.map_err(Error::Thread)??;
        Ok(serde_json::from_str(&sbom)?)
    }

    /// The archive of a release.
    pub(crate) async fn archive_of(&self, release: &Release) -> Result<Vec<u8>, Error> {
        let gone = || Error::Dangling {
            noun: "package",
            id: release.id.to_string(),
        };
        let digest = release.id.as_str().parse().map_err(|_| gone())?;
        let archive = self.store.package_find(&digest).await?;
        archive.ok_or_else(gone)
    }
}

/// Reads an archive that somebody sends as a package, its npm packages held against their lockfile.
pub(crate) async fn take_package(archive: &[u8]) -> Result<Package, Error> {
    let package = Package::from_archive(archive, Limits::DEFAULT).map_err(Error::NoPackage)?;
    if package.form().dependencies.is_empty() {
        return Ok(package);
    }
    // Unpacking and linking megabytes holds a thread up.
    let checked = tokio::task::spawn_blocking(move || match check::Code::read(&package) {
        Ok(_) => Ok(package),
        Err(error) => Err(Error::NoPackage(vec![error])),
    });
    checked.await.map_err(Error::Thread)?
}

/// The npm packages of a kept archive.
async fn listed(archive: Vec<u8>) -> Result<Vec<ShippedPackage>, Error> {
    let read = tokio::task::spawn_blocking(move || {
        let shipped = shipped(&read_package(&archive)?)?;
        Ok::<_, Error>(shipped.map(|shipped| shipped.packages()))
    });
    let packages = read.await.map_err(Error::Thread)??;
    Ok(packages.unwrap_or_default())
}

fn shipped(package: &Package) -> Result<Option<Shipped>, Error> {
    let refused =
        |error: ShippedError| Error::NoPackage(vec![PackageError::Packages(error.into())]);
    Shipped::read(package.form(), package.members()).map_err(refused)
}
