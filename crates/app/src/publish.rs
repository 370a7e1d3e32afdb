//! An approved submission becomes a release, at once or at its date; a release is taken off the catalogue or recalled.

use market::{PartnerId, PublicKey, Published, Release, ReleaseId, Staff};
use store::{Page, PublicationOrder};

use crate::App;
use crate::countersign::HOST;
use crate::error::Error;
use crate::release::holds;
use crate::submit::SubmissionView;
use crate::unpack::facts_of;

/// A release with the key its countersignature was made with.
#[derive(Debug, Clone)]
pub struct ReleaseView {
    /// The release.
    pub release: Release,
    /// The public half of the platform's key; none for a release that nobody reviewed.
    pub platform_key: Option<PublicKey>,
}

impl App {
    /// Publishes an approved submission.
    ///
    /// # Errors
    /// [`Error::NotFound`], a state in which it cannot be, or a fault of ours.
    pub async fn publish(
        &self,
        by: &Staff,
        id: &str,
        revision: u64,
        publish_at_ms: Option<u64>,
    ) -> Result<SubmissionView, Error> {
        let submission = self.submission(id).await?;
        let facts = self
            .unpack_kept(submission.digest, |package| Ok(facts_of(&package)))
            .await?;
        let order = PublicationOrder {
            countersignature: self
                .countersign(&facts.digest, &submission.signature)
                .await?,
            facts,
            publish_at_ms,
        };
        let stamp = self.stamp(by.id.as_str())?;
        let Published { submission, .. } = self
            .store
            .submission_publish((&submission.id, revision), by, order, &holds, &stamp)
            .await?;
        self.checking.wake();
        self.submission_view(submission).await
    }

    /// Publishes what is due, and has installations follow. Says how much there was.
    ///
    /// # Errors
    /// A fault of ours.
    pub(crate) async fn publish_due(&self) -> Result<u64, Error> {
        let mut done = 0;
        while self
            .store
            .release_publish_due(&self.stamp(HOST)?)
            .await?
            .is_some()
        {
            done += 1;
        }
        while self
            .store
            .installation_follow_next(&self.stamp(HOST)?)
            .await?
            .is_some()
        {
            done += 1;
        }
        Ok(done)
    }

    /// Takes a release off the catalogue: it runs where it is installed.
    ///
    /// # Errors
    /// [`Error::NotFound`], a state in which it cannot be, or a fault of ours.
    pub async fn delist(
        &self,
        by: &Staff,
        digest: &str,
        reason: &str,
    ) -> Result<ReleaseView, Error> {
        let release = self.release_of_digest(digest).await?;
        let of = (&release.id, release.revision);
        let stamp = self.stamp(by.id.as_str())?;
        let delisted = self.store.release_delist(of, by, reason, &stamp).await;
        self.release_view(delisted.map_err(|error| missing(error, digest))?)
            .await
    }

    /// Recalls a release: it runs nowhere any more.
    ///
    /// # Errors
    /// [`Error::NotFound`], a state in which it cannot be, or a fault of ours.
    pub async fn recall(
        &self,
        by: &Staff,
        digest: &str,
        reason: &str,
    ) -> Result<ReleaseView, Error> {
        let id = release_id(digest)?;
        let stamp = self.stamp(by.id.as_str())?;
        let recalled = self.store.release_recall(&id, by, reason, &stamp).await;
        self.release_view(recalled.map_err(|error| missing(error, digest))?)
            .await
    }

    /// The partner's releases, newest first.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn partner_releases(
        &self,
        partner: &PartnerId,
        page: Page,
    ) -> Result<Vec<ReleaseView>, Error> {
        let mut views = Vec::new();
        for release in self.store.releases_of_partner(partner, page).await? {
            views.push(self.release_view(release).await?);
        }
        Ok(views)
    }

    pub(crate) async fn release_of_digest(&self, digest: &str) -> Result<Release, Error> {
        let found = self.store.release_find(&release_id(digest)?).await?;
        found.ok_or_else(|| no_release(digest))
    }

    async fn release_view(&self, release: Release) -> Result<ReleaseView, Error> {
        let platform_key = match &release.countersignature {
            Some(countersignature) => self.platform_public_key(&countersignature.key).await?,
            None => None,
        };
        Ok(ReleaseView {
            release,
            platform_key,
        })
    }
}

fn release_id(digest: &str) -> Result<ReleaseId, Error> {
    ReleaseId::parse(digest).map_err(|_| no_release(digest))
}

fn missing(error: store::Error, digest: &str) -> Error {
    match error {
        store::Error::NotFound { .. } => no_release(digest),
        other => other.into(),
    }
}

pub(crate) fn no_release(digest: &str) -> Error {
    Error::NotFound {
        noun: "release",
        id: digest.chars().take(80).collect(),
    }
}
