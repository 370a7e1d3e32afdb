//! A package's whole way to a release, walked for everybody it takes: for the demo and for tests.

use std::time::Duration;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use bundle::signing::partner_payload;
use bundle::{Limits, MemberPath, Members, Package, archive};
use market::{Decision, MemberRole, NewVerdict, PublicKey, StaffRole, State, Submission};
use store::Page;
use tenant::Secret;

use crate::App;
use crate::bearer::PartnerCaller;
use crate::error::Error;
use crate::sign::SignError;
use crate::submit::Sent;

/// How long to wait for word of checks that another process may run.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Who takes part.
pub struct Cast {
    /// The key of the member who submits.
    pub partner_key: Secret,
    /// What the member's signing key (Ed25519, RFC 8032 section 5.1.5) is made of.
    pub signing_seed: [u8; 32],
    /// The tokens of the two who decide.
    pub reviewers: [Secret; 2],
}

impl std::fmt::Debug for Cast {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cast(..)")
    }
}

/// What a package has behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// It was signed and sent.
    Submission,
    /// Its checks ended well.
    Checks,
    /// A reviewer said yes to what it does.
    FunctionalReview,
    /// Another said yes to what it could do.
    SecurityReview,
    /// It is in the catalogue.
    Publication,
}

impl App {
    /// Takes a package from its files, each with its path, to the catalogue, from wherever it stands. A version that is a
    /// release already stays as it is.
    ///
    /// # Errors
    /// What is wrong with the package, [`Error::NotReleased`] when checks or reviewers sent it back, or a fault of ours.
    pub async fn seed_release(
        &self,
        cast: &Cast,
        files: &[(&str, &[u8])],
        told: &(dyn Fn(&Package, Passed) + Sync),
    ) -> Result<(), Error> {
        let package = package(files)?;
        let manifest = package.manifest();
        let (slug, version) = (&manifest.slug, &manifest.version);
        let released = self.store.release_find_version(slug, version).await?;
        if released.is_some_and(|release| release.is_reviewed()) {
            return Ok(());
        }
        let key = Some(cast.partner_key.expose());
        let by = self.check_partner_key(key, MemberRole::Developer).await?;
        let mut submission = match self.on_its_way(&by, &package).await? {
            Some(submission) => submission,
            None => {
                let submission = self.send(&by, cast, &package).await?;
                told(&package, Passed::Submission);
                submission
            }
        };
        loop {
            let (next, passed) = match submission.state {
                State::Received | State::Checking => {
                    (self.checked(&submission).await?, Passed::Checks)
                }
                State::FunctionalReview => {
                    let [first, _] = &cast.reviewers;
                    let next = self.say_yes(first, &submission).await?;
                    (next, Passed::FunctionalReview)
                }
                State::SecurityReview => {
                    let [_, second] = &cast.reviewers;
                    let next = self.say_yes(second, &submission).await?;
                    (next, Passed::SecurityReview)
                }
                State::Approved => {
                    let [_, second] = &cast.reviewers;
                    let staff = self.reviewer(second).await?;
                    let (id, revision) = (submission.id.as_str(), submission.revision);
                    let view = self.publish(&staff, id, revision, None).await?;
                    (view.submission, Passed::Publication)
                }
                State::Published => return Ok(()),
                state @ (State::Returned | State::Rejected | State::Withdrawn) => {
                    return Err(Error::NotReleased {
                        slug: slug.to_string(),
                        version: version.to_string(),
                        state,
                    });
                }
            };
            submission = next;
            if !matches!(submission.state, State::Returned | State::Rejected) {
                told(&package, passed);
            }
        }
    }

    /// The newest submission of this package that may still come to something. Checks that a process began which is gone
    /// are not waited for: the member takes that submission back.
    async fn on_its_way(
        &self,
        by: &PartnerCaller,
        package: &Package,
    ) -> Result<Option<Submission>, Error> {
        let digest = package.digest();
        loop {
            let own = self.own_submissions(by, Page::FIRST).await?;
            let found = own
                .into_iter()
                .find(|one| one.digest == digest && one.state != State::Withdrawn);
            let Some(found) = found else {
                return Ok(None);
            };
            let holder = found.lease.as_ref().map(|lease| lease.holder.as_str());
            if found.state != State::Checking || holder == Some(self.checking.holder()) {
                return Ok(Some(found));
            }
            let (id, revision) = (found.id.as_str(), found.revision);
            match self.withdraw_submission(by, id, revision).await {
                Ok(_) => return Ok(None),
                // They ended after all.
                Err(Error::Store(store::Error::Changed { .. })) => {}
                Err(error) => return Err(error),
            }
        }
    }

    async fn send(
        &self,
        by: &PartnerCaller,
        cast: &Cast,
        package: &Package,
    ) -> Result<Submission, Error> {
        let pair = Ed25519KeyPair::from_seed_unchecked(&cast.signing_seed)
            .map_err(|_| SignError::Generate)?;
        let public_key = pair.public_key().as_ref().try_into();
        let public_key = PublicKey::new(public_key.map_err(|_| SignError::Generate)?);
        let keys = self
            .partner_signing_keys(&by.partner.id, Page::FIRST)
            .await?;
        let known = keys
            .into_iter()
            .find(|key| key.public_key == public_key && key.member == by.member.id);
        let key = match known {
            Some(key) => key,
            None => {
                let name = "demo".to_owned();
                self.add_signing_key(by, name, &public_key.to_string())
                    .await?
            }
        };
        let signature = pair.sign(&partner_payload(&package.digest()));
        let signature = signature.as_ref().try_into();
        let signature = market::Signature::new(signature.map_err(|_| SignError::Generate)?);
        let sent = Sent {
            archive: pack(package)?.into(),
            signing_key: key.id.to_string(),
            signature: signature.to_string(),
            note: None,
            replaces: None,
        };
        Ok(self.submit(by, sent).await?.submission)
    }

    /// Runs the checks, or waits for whoever runs them in this process.
    async fn checked(&self, submission: &Submission) -> Result<Submission, Error> {
        loop {
            let moved = self.checking.moved();
            tokio::pin!(moved);
            moved.as_mut().enable();
            let now = self.submission(submission.id.as_str()).await?;
            if !matches!(now.state, State::Received | State::Checking) {
                return Ok(now);
            }
            if self.market_step().await? {
                continue;
            }
            tokio::select! {
                () = moved => {}
                () = tokio::time::sleep(LOOK_AGAIN) => {}
            }
        }
    }

    async fn say_yes(&self, token: &Secret, submission: &Submission) -> Result<Submission, Error> {
        let staff = self.reviewer(token).await?;
        let yes = NewVerdict {
            decision: Decision::Approve,
            reason: None,
        };
        let (id, revision) = (submission.id.as_str(), submission.revision);
        Ok(self.decide(&staff, id, revision, yes).await?.submission)
    }

    async fn reviewer(&self, token: &Secret) -> Result<market::Staff, Error> {
        self.check_staff_token(Some(token.expose()), &[StaffRole::Reviewer])
            .await
    }
}

/// The package of these files.
fn package(files: &[(&str, &[u8])]) -> Result<Package, Error> {
    let mut members = Members::new(Limits::DEFAULT);
    for (path, content) in files {
        let invalid = |message: String| Error::Invalid {
            field: (*path).to_owned(),
            message,
            limit: None,
        };
        let path = MemberPath::parse(path).map_err(|error| invalid(error.to_string()))?;
        members
            .add(path, content.to_vec())
            .map_err(|error| invalid(error.to_string()))?;
    }
    Package::read(members).map_err(Error::NoPackage)
}

fn pack(package: &Package) -> Result<Vec<u8>, Error> {
    archive::write(package.members()).map_err(|_| Error::Dangling {
        noun: "package",
        id: package.digest().to_string(),
    })
}
