//! A partner sends a package, looks after it and takes it back.

use bundle::{PackageError, Report};
use bytes::Bytes;
use market::{
    Comment, CommentId, NewSubmission, ReviewDays, Signature, SigningKeyId, Submission,
    SubmissionId,
};
use store::{CommentBy, NewComment, Noun, Page, SentPackage};

use crate::App;
use crate::bearer::PartnerCaller;
use crate::error::Error;
use crate::release::holds;

/// A package as a partner sends it.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The ZIP archive.
    pub archive: Bytes,
    /// The key it is signed with.
    pub signing_key: String,
    /// The signature over its digest, 128 hexadecimal digits.
    pub signature: String,
    /// What the author has to say to the reviewers.
    pub note: Option<String>,
    /// The returned submission it answers.
    pub replaces: Option<String>,
}

/// A submission with all that was said about it.
#[derive(Debug, Clone)]
pub struct SubmissionView {
    /// The submission.
    pub submission: Submission,
    /// The partner's name.
    pub partner_name: String,
    /// What partner and reviewers wrote, in order.
    pub comments: Vec<Comment>,
}

impl App {
    /// Takes a package in; its checks begin soon.
    ///
    /// # Errors
    /// Everything that is wrong with it, or why it is not taken.
    pub async fn submit(&self, by: &PartnerCaller, sent: Sent) -> Result<SubmissionView, Error> {
        let facts = self.take_package(sent.archive.clone()).await?;
        let signing_key = SigningKeyId::parse(&sent.signing_key)?;
        let submission = NewSubmission {
            id: SubmissionId::new(self.entropy.reference("sub_")?),
            digest: facts.digest,
            manifest: &facts.manifest,
            note: sent.note,
            replaces: sent
                .replaces
                .as_deref()
                .map(SubmissionId::parse)
                .transpose()?,
            signature: Signature::parse(&sent.signature)?,
        };
        let sent = SentPackage {
            submission,
            partner: &by.partner.id,
            author: &by.member.id,
            signing_key: &signing_key,
            archive: &sent.archive,
        };
        let stamp = self.stamp(by.key.id.as_str())?;
        let days = ReviewDays::default();
        let taken = self
            .store
            .submission_create(sent, &days, &holds, &stamp)
            .await?;
        self.checking.wake();
        Ok(SubmissionView {
            submission: taken,
            partner_name: by.partner.name.clone(),
            comments: Vec::new(),
        })
    }

    /// The partner's submissions, newest first.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn own_submissions(
        &self,
        by: &PartnerCaller,
        page: Page,
    ) -> Result<Vec<Submission>, Error> {
        Ok(self
            .store
            .submissions_of_partner(&by.partner.id, page)
            .await?)
    }

    /// One of the partner's submissions.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for another partner's, or a fault of ours.
    pub async fn own_submission(
        &self,
        by: &PartnerCaller,
        id: &str,
    ) -> Result<SubmissionView, Error> {
        let submission = self.held_submission(by, id).await?;
        self.submission_view(submission).await
    }

    /// What the checks found in one of the partner's submissions; nothing until they have ended.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for another partner's, or a fault of ours.
    pub async fn own_report(&self, by: &PartnerCaller, id: &str) -> Result<Report, Error> {
        let submission = self.held_submission(by, id).await?;
        self.report_of(&submission).await
    }

    /// Takes a submission back.
    ///
    /// # Errors
    /// [`Error::NotFound`], a state in which it cannot be, or a fault of ours.
    pub async fn withdraw_submission(
        &self,
        by: &PartnerCaller,
        id: &str,
        revision: u64,
    ) -> Result<SubmissionView, Error> {
        let submission = self.held_submission(by, id).await?;
        same_revision(&submission, revision)?;
        let stamp = self.stamp(by.key.id.as_str())?;
        let withdrawn = self
            .store
            .submission_withdraw(&submission.id, &by.member, &stamp)
            .await?;
        self.submission_view(withdrawn).await
    }

    /// Writes a comment on one of the partner's submissions.
    ///
    /// # Errors
    /// [`Error::NotFound`], a text that does not fit, or a fault of ours.
    pub async fn comment_as_partner(
        &self,
        by: &PartnerCaller,
        id: &str,
        text: String,
        place: Option<bundle::Place>,
    ) -> Result<Comment, Error> {
        let submission = self.held_submission(by, id).await?;
        let stamp = self.stamp(by.key.id.as_str())?;
        let comment = NewComment {
            id: CommentId::new(self.entropy.reference("com_")?),
            text,
            place,
        };
        let written = self
            .store
            .comment_create(
                &submission.id,
                CommentBy::Member(&by.member),
                comment,
                &stamp,
            )
            .await?;
        Ok(written)
    }

    async fn held_submission(&self, by: &PartnerCaller, id: &str) -> Result<Submission, Error> {
        let submission = self.submission(id).await?;
        if submission.partner != by.partner.id {
            return Err(no_submission(id));
        }
        Ok(submission)
    }

    pub(crate) async fn submission(&self, id: &str) -> Result<Submission, Error> {
        let known = SubmissionId::parse(id).map_err(|_| no_submission(id))?;
        let found = self.store.submission_find(&known).await?;
        found.ok_or_else(|| no_submission(id))
    }

    pub(crate) async fn submission_view(
        &self,
        submission: Submission,
    ) -> Result<SubmissionView, Error> {
        let partner = self.store.partner_find(&submission.partner).await?;
        let partner = partner.ok_or_else(|| Error::Dangling {
            noun: "partner",
            id: submission.partner.as_str().to_owned(),
        })?;
        let mut comments = Vec::new();
        let mut page = Page::FIRST;
        loop {
            let more = self.store.comments_list(&submission.id, page).await?;
            let full = more.len() >= page.size as usize;
            comments.extend(more);
            if !full {
                break;
            }
            page.number = page.number.saturating_add(1);
        }
        Ok(SubmissionView {
            submission,
            partner_name: partner.name,
            comments,
        })
    }

    pub(crate) async fn report_of(&self, submission: &Submission) -> Result<Report, Error> {
        let found = self.store.report_find(&submission.id).await?;
        found.ok_or_else(|| Error::NotFound {
            noun: "report of the submission",
            id: submission.id.as_str().to_owned(),
        })
    }
}

pub(crate) fn same_revision(submission: &Submission, revision: u64) -> Result<(), Error> {
    if submission.revision == revision {
        return Ok(());
    }
    Err(Error::Store(store::Error::Changed {
        noun: Noun::Submission,
        expected: revision,
        found: submission.revision,
    }))
}

fn no_submission(id: &str) -> Error {
    Error::NotFound {
        noun: "submission",
        id: id.chars().take(64).collect(),
    }
}

/// The field a fault of a package is told under.
pub(crate) fn place_of(error: &PackageError) -> String {
    let place = error.finding().place;
    place.map_or_else(
        || "package".to_owned(),
        |place| match place.line {
            Some(line) => format!("{}:{line}", place.path),
            None => place.path,
        },
    )
}
