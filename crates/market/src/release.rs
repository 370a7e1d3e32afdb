//! A package that tenants can install.

use std::fmt;

use bundle::{Digest, Form, Manifest, Slug};
use semver::Version;
use serde::{Deserialize, Serialize};
use tenant::{PartnerId, ReleaseId, Tenant};

use crate::{
    Countersignature, Error, Notice, NoticeKind, Partner, PartnerSignature, Recipient, SubmissionId,
};

/// A package that tenants can install. What it is never changes; where it stands does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// The digest of the package.
    pub id: ReleaseId,
    /// The partner whose it is.
    pub partner: PartnerId,
    /// The partner's name when the release was made.
    pub partner_name: String,
    /// What it says of itself.
    pub manifest: Manifest,
    /// What a customer fills in.
    pub form: Form,
    /// Bytes of its code.
    pub code_bytes: u64,
    /// The partner's signature over the package.
    pub signature: PartnerSignature,
    /// The platform's over both; none for one that nobody reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub countersignature: Option<Countersignature>,
    /// The submission that led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submission: Option<SubmissionId>,
    /// Where it stands.
    pub state: ReleaseState,
    /// When it is or was published, unix ms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish_at_ms: Option<u64>,
    /// Every state it came to, in order.
    pub history: Vec<ReleaseEvent>,
    /// Counts its changes.
    pub revision: u64,
    /// When it was made, unix ms.
    pub created_at_ms: u64,
}

/// Where a release stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseState {
    /// Nobody reviewed it: it can be tried out in its partner's own tenants.
    Unreviewed,
    /// It has a date of publication.
    Scheduled,
    /// Everybody can install it.
    Published,
    /// There is a newer one of the same major version.
    Superseded,
    /// It runs where it is installed and takes no new installations.
    Delisted,
    /// It runs nowhere.
    Recalled,
}

/// A state a release came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseEvent {
    /// The state.
    pub state: ReleaseState,
    /// Who brought it there: an id.
    pub by: String,
    /// Why, where a reason was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When, unix ms.
    pub at_ms: u64,
}

/// What a package is, as its release keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseFacts {
    /// The digest of the package.
    pub digest: Digest,
    /// What it says of itself.
    pub manifest: Manifest,
    /// What a customer fills in.
    pub form: Form,
    /// Bytes of its code.
    pub code_bytes: u64,
}

impl ReleaseState {
    /// Its name in addresses and rows.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Unreviewed => "unreviewed",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Superseded => "superseded",
            Self::Delisted => "delisted",
            Self::Recalled => "recalled",
        }
    }

    /// Whether it runs where it is installed.
    #[must_use]
    pub fn runs(self) -> bool {
        self != Self::Recalled
    }
}

impl fmt::Display for ReleaseState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl Release {
    /// A package that its partner tries out before anybody reviewed it.
    #[must_use]
    pub fn unreviewed(
        facts: ReleaseFacts,
        partner: &Partner,
        signature: PartnerSignature,
        by: &str,
        now_ms: u64,
    ) -> Self {
        let state = ReleaseState::Unreviewed;
        Self {
            id: ReleaseId::new(facts.digest.to_string()),
            partner: partner.id.clone(),
            partner_name: partner.name.clone(),
            manifest: facts.manifest,
            form: facts.form,
            code_bytes: facts.code_bytes,
            signature,
            countersignature: None,
            submission: None,
            state,
            publish_at_ms: None,
            history: vec![ReleaseEvent {
                state,
                by: by.to_owned(),
                reason: None,
                at_ms: now_ms,
            }],
            revision: 1,
            created_at_ms: now_ms,
        }
    }

    /// The integration's name in addresses.
    #[must_use]
    pub fn slug(&self) -> &Slug {
        &self.manifest.slug
    }

    /// Its version.
    #[must_use]
    pub fn version(&self) -> &Version {
        &self.manifest.version
    }

    /// Whether both reviews were passed.
    #[must_use]
    pub fn is_reviewed(&self) -> bool {
        self.submission.is_some()
    }

    /// The same in another state.
    pub(crate) fn moved(
        &self,
        state: ReleaseState,
        by: &str,
        reason: Option<&str>,
        now_ms: u64,
    ) -> Self {
        let mut next = self.clone();
        next.state = state;
        next.revision = next.revision.saturating_add(1);
        next.history.push(ReleaseEvent {
            state,
            by: by.to_owned(),
            reason: reason.map(str::to_owned),
            at_ms: now_ms,
        });
        next
    }

    /// Whether every tenant may install it.
    #[must_use]
    pub fn is_installable(&self) -> bool {
        matches!(
            self.state,
            ReleaseState::Published | ReleaseState::Superseded
        )
    }

    /// Whether `tenant` may install it; says whether that is for testing.
    pub fn check_installable(&self, tenant: &Tenant) -> Result<bool, Error> {
        match self.state {
            ReleaseState::Published | ReleaseState::Superseded => Ok(false),
            ReleaseState::Unreviewed | ReleaseState::Scheduled => {
                let tests = tenant.testing_of.as_ref() == Some(&self.partner);
                tests.then_some(true).ok_or(Error::Unreviewed)
            }
            ReleaseState::Delisted | ReleaseState::Recalled => Err(Error::ReleaseState {
                state: self.state,
                cannot: "installed",
            }),
        }
    }

    pub(crate) fn check_state(
        &self,
        from: &[ReleaseState],
        cannot: &'static str,
    ) -> Result<(), Error> {
        if from.contains(&self.state) {
            return Ok(());
        }
        Err(Error::ReleaseState {
            state: self.state,
            cannot,
        })
    }

    pub(crate) fn notice(
        &self,
        to: Recipient,
        kind: NoticeKind,
        subject: &str,
        text: &str,
        next: &str,
    ) -> Notice {
        Notice {
            to,
            kind,
            about: self.id.to_string(),
            subject: format!("{} {} {subject}", self.slug(), self.version()),
            text: text.to_owned(),
            next: Some(next.to_owned()),
            due_at_ms: None,
        }
    }
}

/// A slug is one partner's.
pub fn check_slug_owner(
    slug: &Slug,
    owner: Option<&PartnerId>,
    partner: &PartnerId,
) -> Result<(), Error> {
    match owner {
        Some(owner) if owner != partner => Err(Error::SlugTaken { slug: slug.clone() }),
        _ => Ok(()),
    }
}
