//! What a customer agreed to when installing.

use bundle::{PermissionsDigest, Sentence, Words, permissions_digest};
use serde::{Deserialize, Serialize};
use tenant::ReleaseId;

use crate::{Error, Release};

/// Permissions in the words in which somebody accepted them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// What names the permissions of the release that runs.
    pub permissions: PermissionsDigest,
    /// They in plain words.
    pub sentences: Vec<Sentence>,
    /// Who accepted them, or wider ones: a token's id.
    pub accepted_by: String,
    /// When, unix ms.
    pub at_ms: u64,
    /// The release they were accepted for.
    pub release: ReleaseId,
}

impl Acceptance {
    /// What somebody has to name to accept this release.
    #[must_use]
    pub fn needed(release: &Release) -> PermissionsDigest {
        permissions_digest(&release.manifest.permissions)
    }

    /// What somebody reads before they accept this release.
    #[must_use]
    pub fn sentences(release: &Release) -> Vec<Sentence> {
        let manifest = &release.manifest;
        Words::new(manifest.trigger, Some(&release.form)).sentences(&manifest.permissions)
    }

    /// Somebody accepts `given`, which has to be what the release asks for.
    pub(crate) fn give(
        release: &Release,
        given: &PermissionsDigest,
        by: &str,
        now_ms: u64,
    ) -> Result<Self, Error> {
        let expected = Self::needed(release);
        if *given != expected {
            return Err(Error::NotAccepted { expected });
        }
        Ok(Self {
            permissions: expected,
            sentences: Self::sentences(release),
            accepted_by: by.to_owned(),
            at_ms: now_ms,
            release: release.id.clone(),
        })
    }

    /// The same for a release that asks for no more: who accepted what was wider stands for it.
    pub(crate) fn narrowed(&self, release: &Release) -> Self {
        Self {
            permissions: Self::needed(release),
            sentences: Self::sentences(release),
            ..self.clone()
        }
    }

    /// Whether it is of the permissions this release has.
    #[must_use]
    pub fn covers(&self, release: &Release) -> bool {
        self.permissions == Self::needed(release)
    }
}
