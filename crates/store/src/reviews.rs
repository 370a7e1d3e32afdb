//! What reviewers and partners do with a submission: verdicts, comments, the way back.

use market::{
    Change, Comment, CommentId, Member, NewVerdict, Release, ReviewDays, Staff, Submission,
    SubmissionId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Select};

use crate::data_keys::TenantKeys;
use crate::partner_members::members_of;
use crate::partners::same_revision;
use crate::registered::{held, insert, write};
use crate::row::room;
use crate::submissions::tell;
use crate::{Error, Noun, Page, Stamp, Store};

row! { "submission_comments" {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    submission: String,
    body: String,
    vouched: Vec<u8>,
    created_at: i64,
} }

registered! { Comment: Comment {
    submission: |comment: &Comment| comment.submission.as_str().to_owned(),
} }

/// Who writes a comment.
#[derive(Debug, Clone, Copy)]
pub enum CommentBy<'a> {
    /// A member of the partner.
    Member(&'a Member),
    /// A reviewer, of whose comment the partner is told.
    Reviewer(&'a Staff),
}

/// A comment as it is written.
#[derive(Debug, Clone)]
pub struct NewComment {
    /// Its id.
    pub id: CommentId,
    /// What.
    pub text: String,
    /// On which place of the package, when on one.
    pub place: Option<bundle::Place>,
}

impl Store {
    /// A reviewer decides on a submission that still has the revision they read.
    pub async fn submission_decide(
        &self,
        (id, revision): (&SubmissionId, u64),
        reviewer: &Staff,
        verdict: NewVerdict,
        days: &ReviewDays,
        stamp: &Stamp,
    ) -> Result<Submission, Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let before: Submission = held(&transaction, &keys, id.as_str()).await?;
        same_revision(Noun::Submission, revision, before.revision)?;
        let members = members_of(&transaction, &keys, &before.partner).await?;
        let change = before.decide(reviewer, &members, verdict, days, stamp.at_ms)?;
        write_step(&transaction, &keys, &before, &change, stamp).await?;
        transaction.commit().await?;
        Ok(change.next)
    }

    /// A member of its partner takes a submission back.
    pub async fn submission_withdraw(
        &self,
        id: &SubmissionId,
        by: &Member,
        stamp: &Stamp,
    ) -> Result<Submission, Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let before: Submission = held(&transaction, &keys, id.as_str()).await?;
        let change = before.withdraw(by, stamp.at_ms)?;
        write_step(&transaction, &keys, &before, &change, stamp).await?;
        transaction.commit().await?;
        Ok(change.next)
    }

    /// Adds a comment to a submission.
    pub async fn comment_create(
        &self,
        submission: &SubmissionId,
        by: CommentBy<'_>,
        comment: NewComment,
        stamp: &Stamp,
    ) -> Result<Comment, Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let on: Submission = held(&transaction, &keys, submission.as_str()).await?;
        let comment = (comment.id, comment.text, comment.place);
        let change = match by {
            CommentBy::Member(member) => on.comment_of_member(member, comment, stamp.at_ms)?,
            CommentBy::Reviewer(staff) => on.comment_of_reviewer(staff, comment, stamp.at_ms)?,
        };
        let limit = market::MarketLimits::DEFAULT.comments;
        room(
            Noun::Comment,
            of_submission(submission),
            limit,
            &transaction,
        )
        .await?;
        insert(&transaction, &keys, &change.next).await?;
        tell(&transaction, &change, stamp).await?;
        transaction.commit().await?;
        Ok(change.next)
    }

    /// The comments on a submission, oldest first.
    pub async fn comments_list(
        &self,
        submission: &SubmissionId,
        page: Page,
    ) -> Result<Vec<Comment>, Error> {
        self.registered_page(of_submission(submission), page).await
    }
}

/// Writes a step; a release that only waited for its date waits no more.
async fn write_step(
    transaction: &sea_orm::DatabaseTransaction,
    keys: &TenantKeys,
    before: &Submission,
    change: &Change<Submission>,
    stamp: &Stamp,
) -> Result<(), Error> {
    write(transaction, keys, &change.next).await?;
    if before.publish_at_ms.is_some() {
        let release: Release = held(transaction, keys, before.release().as_str()).await?;
        write(
            transaction,
            keys,
            &release.unschedule(&stamp.actor, stamp.at_ms)?,
        )
        .await?;
    }
    tell(transaction, change, stamp).await
}

fn of_submission(submission: &SubmissionId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::Submission.eq(submission.as_str()))
}
