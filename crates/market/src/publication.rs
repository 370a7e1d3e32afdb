//! From an approved submission to a release, at once or at a date.

use semver::Version;
use serde_json::json;
use tenant::ReleaseId;

use crate::step::check;
use crate::submission::{By, check_newer};
use crate::{
    Act, Countersignature, Error, Member, Notice, NoticeKind, Partner, PublicKey, Release,
    ReleaseFacts, ReleaseState, Role, Staff, State, Step, Submission, Verify, calendar,
};

/// The latest date of publication, from now, in ms: a year.
const LATEST_MS: u64 = 366 * 24 * 60 * 60 * 1_000;

/// What a publication is made of.
#[derive(Debug, Clone)]
pub struct Publication<'a> {
    /// Who publishes.
    pub by: &'a Staff,
    /// The partner.
    pub partner: &'a Partner,
    /// Its members, none of whom publishes.
    pub members: &'a [Member],
    /// The package, read anew.
    pub facts: ReleaseFacts,
    /// The release of the same digest, when the partner tried it out before.
    pub tried: Option<&'a Release>,
    /// Every other release of the slug.
    pub others: &'a [Release],
    /// When; at once without a date.
    pub publish_at_ms: Option<u64>,
    /// The platform's signature.
    pub countersignature: Countersignature,
    /// The public half of the key it was made with.
    pub platform_key: &'a PublicKey,
}

/// What a publication comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The submission, published or with a date.
    pub submission: Submission,
    /// The release, published or with a date.
    pub release: Release,
    /// Those it supersedes, in their new state.
    pub superseded: Vec<Release>,
    /// For the audit log.
    pub act: Act,
    /// For the partner.
    pub notices: Vec<Notice>,
}

/// Makes a release of an approved submission.
pub fn publish(
    submission: &Submission,
    publication: Publication<'_>,
    verify: Verify<'_>,
    now_ms: u64,
) -> Result<Published, Error> {
    let Publication { by, partner, .. } = publication;
    check(submission.state, by.role(), Step::Publish)?;
    submission.check_independent(by, publication.members)?;
    partner.check_active()?;
    check_same(submission, &publication)?;
    // One that has a date may get another, or none.
    let own = submission.release();
    let others = publication.others.iter().filter(|one| one.id != own);
    let newest = newest_version_of(others);
    check_newer(&publication.facts.manifest, newest)?;
    let digest = submission.digest;
    submission.signature.check(&digest, verify)?;
    publication.countersignature.check(
        publication.platform_key,
        &digest,
        &submission.signature,
        verify,
    )?;
    check_date(publication.publish_at_ms, now_ms)?;
    let mut release = match publication.tried {
        Some(tried) => tried.clone(),
        None => Release::unreviewed(
            publication.facts,
            partner,
            submission.signature.clone(),
            submission.author.as_str(),
            now_ms,
        ),
    };
    release.partner_name.clone_from(&partner.name);
    release.signature = submission.signature.clone();
    release.countersignature = Some(publication.countersignature);
    release.submission = Some(submission.id.clone());
    release.publish_at_ms = Some(publication.publish_at_ms.unwrap_or(now_ms));
    let Some(at_ms) = publication.publish_at_ms else {
        return Ok(appear(
            submission,
            &release,
            publication.others,
            By::Staff(by),
            now_ms,
        ));
    };
    Ok(schedule(submission, &release, by, at_ms, now_ms))
}

/// Publishes a release whose date has come.
pub fn publish_due(
    submission: &Submission,
    release: &Release,
    partner: &Partner,
    others: &[Release],
    now_ms: u64,
) -> Result<Published, Error> {
    check(submission.state, Role::Operator, Step::Publish)?;
    partner.check_active()?;
    let due = release.publish_at_ms.is_some_and(|at_ms| at_ms <= now_ms);
    if release.state != ReleaseState::Scheduled || !due {
        return Err(Error::ReleaseState {
            state: release.state,
            cannot: "published before its date",
        });
    }
    Ok(appear(
        submission,
        release,
        others,
        By::Host("calendar"),
        now_ms,
    ))
}

/// The newest version among releases that are published or about to be.
#[must_use]
pub fn newest_version(releases: &[Release]) -> Option<&Version> {
    newest_version_of(releases.iter())
}

fn newest_version_of<'a>(releases: impl Iterator<Item = &'a Release>) -> Option<&'a Version> {
    let reviewed = releases.filter(|one| one.is_reviewed());
    reviewed.map(Release::version).max()
}

fn check_same(submission: &Submission, publication: &Publication<'_>) -> Result<(), Error> {
    let facts = &publication.facts;
    let because = if facts.digest != submission.digest {
        "its package is another"
    } else if facts.manifest.slug != submission.slug || facts.manifest.version != submission.version
    {
        "its slug or version is another"
    } else if publication.partner.id != submission.partner {
        "its partner is another"
    } else if publication
        .tried
        .is_some_and(|tried| !submission.may_publish(tried))
    {
        "its package is a release already"
    } else {
        return Ok(());
    };
    Err(Error::NotTheSubmission { because })
}

impl Submission {
    /// Whether this release of its package is one that was tried out only, or has a date from this submission.
    fn may_publish(&self, release: &Release) -> bool {
        let state = match release.state {
            ReleaseState::Unreviewed => true,
            ReleaseState::Scheduled => release.submission.as_ref() == Some(&self.id),
            _ => false,
        };
        state && release.partner == self.partner
    }
}

/// A date that has passed may be a mistake, and what is published stays so.
fn check_date(publish_at_ms: Option<u64>, now_ms: u64) -> Result<(), Error> {
    let because = match publish_at_ms {
        Some(at_ms) if at_ms > now_ms.saturating_add(LATEST_MS) => "it is more than a year away",
        Some(at_ms) if at_ms <= now_ms => "it has passed; leave it out to publish at once",
        Some(_) | None => return Ok(()),
    };
    Err(Error::PublishAt { because })
}

fn schedule(
    submission: &Submission,
    release: &Release,
    by: &Staff,
    at_ms: u64,
    now_ms: u64,
) -> Published {
    let mut next = submission.changed(now_ms);
    next.publish_at_ms = Some(at_ms);
    next.due_at_ms = Some(at_ms);
    let notice = next.notice(
        NoticeKind::ReleaseScheduled,
        "has a date",
        format!("It is published on {}.", calendar::date(at_ms)),
        Some("Until then you may still withdraw it."),
    );
    Published {
        act: Act::new(
            "Schedule a release",
            &release.id,
            json!({"submission": submission.id, "publish_at_ms": at_ms}),
        ),
        submission: next,
        release: release.moved(ReleaseState::Scheduled, by.id.as_str(), None, now_ms),
        superseded: Vec::new(),
        notices: vec![notice],
    }
}

/// The release appears in the catalogue. One that a newer one of its major version overtook while it waited appears as
/// superseded at once.
fn appear(
    submission: &Submission,
    release: &Release,
    others: &[Release],
    by: By<'_>,
    now_ms: u64,
) -> Published {
    let same_major = |one: &&Release| {
        one.state == ReleaseState::Published && one.version().major == release.version().major
    };
    let of_major = others.iter().filter(same_major);
    let (newer, older): (Vec<_>, Vec<_>) =
        of_major.partition(|one| one.version() > release.version());
    let state = if newer.is_empty() {
        ReleaseState::Published
    } else {
        ReleaseState::Superseded
    };
    let name = by.id();
    let superseded: Vec<_> = older
        .into_iter()
        .map(|one| one.moved(ReleaseState::Superseded, &name, None, now_ms))
        .collect();
    let next = submission.moved(State::Published, by, now_ms);
    let notice = next.notice(
        NoticeKind::ReleasePublished,
        "published",
        format!("It is in the catalogue as {}.", release.slug()),
        Some("Installations that follow it are updated where its permissions do not widen."),
    );
    let ids: Vec<&ReleaseId> = superseded.iter().map(|one| &one.id).collect();
    Published {
        act: Act::new(
            "Publish a release",
            &release.id,
            json!({"submission": submission.id, "supersedes": ids}),
        ),
        submission: next,
        release: release.moved(state, &name, None, now_ms),
        superseded,
        notices: vec![notice],
    }
}
