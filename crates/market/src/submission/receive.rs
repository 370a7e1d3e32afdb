//! A package arrives.

use bundle::{Digest, Manifest};
use semver::Version;
use serde_json::json;
use tenant::PartnerId;

use super::{By, Passage, Submission};
use crate::release::check_slug_owner;
use crate::verdict::check_lines;
use crate::{
    Act, Change, Error, MarketLimits, Member, NoticeKind, Partner, PartnerSignature,
    PartnerSigningKey, ReviewDays, Role, Signature, State, SubmissionId, Verify,
};

/// The longest note, in bytes.
const NOTE_BYTES: usize = 4_000;

/// A package as it arrives.
#[derive(Debug, Clone)]
pub struct NewSubmission<'a> {
    /// Its id.
    pub id: SubmissionId,
    /// What names the package.
    pub digest: Digest,
    /// What it says of itself.
    pub manifest: &'a Manifest,
    /// What the author has to say to the reviewers.
    pub note: Option<String>,
    /// The returned submission it answers; without a name, the latest one of its slug and version.
    pub replaces: Option<SubmissionId>,
    /// The author's signature over the package.
    pub signature: Signature,
}

/// What is known of others when a package arrives.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The partner that has the slug.
    pub slug_owner: Option<PartnerId>,
    /// The newest version of the slug that is published or about to be.
    pub newest: Option<Version>,
    /// The submissions of the same slug and version, in the order they came.
    pub same_version: Vec<Submission>,
    /// How many of the partner's submissions are on their way.
    pub open: usize,
    /// How many came from the partner within 24 hours.
    pub today: usize,
}

impl Submission {
    /// Takes a package in.
    pub fn receive(
        new: NewSubmission<'_>,
        from: (&Partner, &Member, &PartnerSigningKey),
        known: &Known,
        days: &ReviewDays,
        verify: Verify<'_>,
        now_ms: u64,
    ) -> Result<Change<Self>, Error> {
        let (partner, author, key) = from;
        partner.check_active()?;
        check_key(key, author)?;
        if let Some(note) = &new.note {
            check_lines("note", note, NOTE_BYTES)?;
        }
        let signature = PartnerSignature {
            key: key.id.clone(),
            public_key: key.public_key,
            signature: new.signature,
        };
        signature.check(&new.digest, verify)?;
        check_room(known)?;
        let replaces = known.check(&new, &partner.id)?;
        let manifest = new.manifest;
        let state = State::Received;
        let submission = Self {
            id: new.id,
            partner: partner.id.clone(),
            author: author.id.clone(),
            author_email: author.email.clone(),
            digest: new.digest,
            name: manifest.name.clone(),
            slug: manifest.slug.clone(),
            version: manifest.version.clone(),
            trigger: manifest.trigger,
            note: new.note,
            replaces,
            signature,
            state,
            lease: None,
            checks: 0,
            findings: None,
            verdicts: Vec::new(),
            publish_at_ms: None,
            due_at_ms: days.due(state, now_ms),
            history: vec![Passage {
                state,
                role: Role::Member,
                by: By::Member(author).id(),
                at_ms: now_ms,
            }],
            revision: 1,
            created_at_ms: now_ms,
            updated_at_ms: now_ms,
        };
        let act = Act::new(
            "Submit a package",
            &submission.id,
            json!({"digest": submission.digest, "slug": submission.slug, "version": submission.version}),
        );
        let notice = submission.notice(
            NoticeKind::SubmissionReceived,
            "received",
            format!("{} sent the package {}.", author.name, submission.digest),
            Some("The checks run; then the functional review begins."),
        );
        Ok(Change {
            next: submission,
            act,
            notices: vec![notice],
        })
    }
}

/// A member signs with a key of their own that nobody ended.
fn check_key(key: &PartnerSigningKey, author: &Member) -> Result<(), Error> {
    if key.partner != author.partner || key.member != author.id {
        return Err(key.unusable("is not the author's"));
    }
    key.check_usable()
}

fn check_room(known: &Known) -> Result<(), Error> {
    let limits = MarketLimits::DEFAULT;
    if known.open >= limits.open_submissions {
        return Err(Error::TooManyOpen {
            limit: limits.open_submissions,
        });
    }
    if known.today >= limits.daily_submissions {
        return Err(Error::TooManyToday {
            limit: limits.daily_submissions,
        });
    }
    Ok(())
}

impl Known {
    /// Holds a package against those before it; gives the submission it answers.
    fn check(
        &self,
        new: &NewSubmission<'_>,
        partner: &PartnerId,
    ) -> Result<Option<SubmissionId>, Error> {
        let manifest = new.manifest;
        check_slug_owner(&manifest.slug, self.slug_owner.as_ref(), partner)?;
        check_newer(manifest, self.newest.as_ref())?;
        if let Some(open) = self.same_version.iter().find(|one| !one.state.is_end()) {
            return Err(Error::OpenAlready {
                slug: manifest.slug.clone(),
                version: manifest.version.clone(),
                submission: open.id.clone(),
            });
        }
        let own = || {
            self.same_version
                .iter()
                .filter(|one| one.partner == *partner)
        };
        let refused = |one: &&Submission| matches!(one.state, State::Returned | State::Rejected);
        if let Some(seen) = own().filter(refused).find(|one| one.digest == new.digest) {
            return Err(Error::SeenBefore {
                outcome: seen.state,
                submission: seen.id.clone(),
            });
        }
        let returned = |one: &&Submission| one.state == State::Returned;
        let Some(named) = &new.replaces else {
            return Ok(own().rfind(returned).map(|one| one.id.clone()));
        };
        let because = match own().find(|one| one.id == *named) {
            None => "this partner has none of that id, slug and version",
            Some(one) if one.state != State::Returned => "it was not returned",
            Some(one) => return Ok(Some(one.id.clone())),
        };
        Err(Error::NotReplaceable {
            submission: named.clone(),
            because,
        })
    }
}

pub(crate) fn check_newer(manifest: &Manifest, newest: Option<&Version>) -> Result<(), Error> {
    match newest {
        Some(newest) if manifest.version <= *newest => Err(Error::VersionNotNewer {
            slug: manifest.slug.clone(),
            version: manifest.version.clone(),
            newest: newest.clone(),
        }),
        _ => Ok(()),
    }
}
