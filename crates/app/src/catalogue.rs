//! What customers find before they install.

use bundle::Slug;
use market::catalogue::{Entry, Listed, Query};
use market::{Acceptance, Partner, Release, ReleaseId, ReleaseState};
use semver::Version;
use store::Page;

use crate::App;
use crate::error::Error;
use crate::shipped::digest_of;

/// An integration with its versions.
#[derive(Debug, Clone)]
pub struct IntegrationView {
    /// Its entry.
    pub entry: Entry,
    /// Whose it is.
    pub partner: Partner,
    /// Every version that was ever published, newest first.
    pub versions: Vec<Listed>,
}

/// A version as a customer reads it: everything but its code.
#[derive(Debug, Clone)]
pub struct VersionOffer {
    /// The release.
    pub release: Release,
    /// How it is set up, as Markdown.
    pub guide: String,
}

impl App {
    /// The catalogue, by name.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn catalogue(&self, query: &Query, page: Page) -> Result<Vec<Entry>, Error> {
        Ok(self.store.catalogue_list(query, page).await?)
    }

    /// An integration of the catalogue.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn integration(&self, slug: &str) -> Result<IntegrationView, Error> {
        let missing = || not_found("integration", slug);
        let known = Slug::parse(slug).map_err(|_| missing())?;
        let (newest, versions) = self
            .store
            .catalogue_find(&known)
            .await?
            .ok_or_else(missing)?;
        let partner = self.partner(newest.partner.as_str()).await?;
        Ok(IntegrationView {
            entry: Entry::of(&newest),
            partner,
            versions,
        })
    }

    /// A version of an integration.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn offer(&self, slug: &str, version: &str) -> Result<VersionOffer, Error> {
        let release = self.release_of_version(slug, version).await?;
        let guide = self
            .unpack_kept(digest_of(&release)?, |package| {
                Ok(package.guide().to_owned())
            })
            .await?;
        Ok(VersionOffer { release, guide })
    }

    pub(crate) async fn release_of_version(
        &self,
        slug: &str,
        version: &str,
    ) -> Result<Release, Error> {
        let missing = || not_found("published version", &format!("{slug} {version}"));
        let slug = Slug::parse(slug).map_err(|_| missing())?;
        let version = Version::parse(version).map_err(|_| missing())?;
        let found = self.store.release_find_version(&slug, &version).await?;
        // One that waits for its date is nobody's business yet.
        found
            .filter(|release| release.state != ReleaseState::Scheduled)
            .ok_or_else(missing)
    }

    pub(crate) async fn release(&self, id: &ReleaseId) -> Result<Release, Error> {
        let found = self.store.release_find(id).await?;
        found.ok_or_else(|| Error::Dangling {
            noun: "release",
            id: id.as_str().to_owned(),
        })
    }
}

/// What names the permissions of a release when they are accepted.
pub fn acceptance_of(release: &Release) -> String {
    Acceptance::needed(release).to_string()
}

pub(crate) fn not_found(noun: &'static str, id: &str) -> Error {
    Error::NotFound {
        noun,
        id: id.chars().take(100).collect(),
    }
}
