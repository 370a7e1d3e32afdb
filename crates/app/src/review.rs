//! Reviewers look at submissions and decide.

use bundle::{Report, archive};
use market::{Comment, CommentId, NewVerdict, ReviewDays, Staff, State, Submission};
use store::{CommentBy, NewComment, Page};

use crate::App;
use crate::error::Error;
use crate::submit::SubmissionView;

impl App {
    /// Submissions in these states, or all of them, the one that waits longest first.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn review_queue(
        &self,
        states: &[State],
        page: Page,
    ) -> Result<Vec<Submission>, Error> {
        Ok(self.store.submissions_list(states, page).await?)
    }

    /// A submission.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn review(&self, id: &str) -> Result<SubmissionView, Error> {
        let submission = self.submission(id).await?;
        self.submission_view(submission).await
    }

    /// What the checks found.
    ///
    /// # Errors
    /// [`Error::NotFound`] until they have ended, or a fault of ours.
    pub async fn review_report(&self, id: &str) -> Result<Report, Error> {
        let submission = self.submission(id).await?;
        self.report_of(&submission).await
    }

    /// The package itself, packed anew from what its digest names.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn review_package(&self, id: &str) -> Result<Vec<u8>, Error> {
        let submission = self.submission(id).await?;
        let digest = submission.digest;
        let packed = self.unpack_kept(digest, move |package| {
            archive::write(package.members()).map_err(|_| Error::Dangling {
                noun: "package",
                id: digest.to_string(),
            })
        });
        packed.await
    }

    /// Decides on the stage a submission is in.
    ///
    /// # Errors
    /// [`Error::NotFound`], a verdict that is not this reviewer's to give, or a fault of ours.
    pub async fn decide(
        &self,
        by: &Staff,
        id: &str,
        revision: u64,
        verdict: NewVerdict,
    ) -> Result<SubmissionView, Error> {
        let submission = self.submission(id).await?;
        let stamp = self.stamp(by.id.as_str())?;
        let decided = self
            .store
            .submission_decide(
                (&submission.id, revision),
                by,
                verdict,
                &ReviewDays::default(),
                &stamp,
            )
            .await?;
        self.submission_view(decided).await
    }

    /// Writes a comment, of which the partner is told.
    ///
    /// # Errors
    /// [`Error::NotFound`], a text that does not fit, or a fault of ours.
    pub async fn comment_as_reviewer(
        &self,
        by: &Staff,
        id: &str,
        text: String,
        place: Option<bundle::Place>,
    ) -> Result<Comment, Error> {
        let submission = self.submission(id).await?;
        let stamp = self.stamp(by.id.as_str())?;
        let comment = NewComment {
            id: CommentId::new(self.entropy.reference("com_")?),
            text,
            place,
        };
        let written = self
            .store
            .comment_create(&submission.id, CommentBy::Reviewer(by), comment, &stamp)
            .await?;
        Ok(written)
    }
}
