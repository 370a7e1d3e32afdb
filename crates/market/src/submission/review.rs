//! The two verdicts, the comments, and the partner's way back.

use serde_json::json;

use super::check::by_date;
use super::{By, Submission};
use crate::step::check;
use crate::{
    Act, Author, Change, Comment, CommentId, Decision, Error, Member, NewVerdict, NoticeKind,
    ReviewDays, Role, Staff, Stage, State, Step, Verdict,
};

impl Submission {
    /// A reviewer decides. `members` are those of the submission's partner: none of them, and nobody who reads their mail,
    /// decides; and the second yes is another reviewer's than the first.
    pub fn decide(
        &self,
        reviewer: &Staff,
        members: &[Member],
        verdict: NewVerdict,
        days: &ReviewDays,
        now_ms: u64,
    ) -> Result<Change<Self>, Error> {
        check(self.state, reviewer.role(), verdict.decision.step())?;
        self.check_independent(reviewer, members)?;
        verdict.check()?;
        let stage = match self.state {
            State::FunctionalReview => Stage::Functional,
            _ => Stage::Security,
        };
        let decided = |one: &Verdict| {
            one.reviewer == reviewer.id || one.reviewer_email.is_mailbox_of(&reviewer.email)
        };
        if verdict.decision == Decision::Approve && self.verdicts.iter().any(decided) {
            return Err(Error::ReviewerInvolved {
                because: "this reviewer gave the first verdict",
            });
        }
        let state = match (verdict.decision, stage) {
            (Decision::Approve, Stage::Functional) => State::SecurityReview,
            (Decision::Approve, Stage::Security) => State::Approved,
            (Decision::Return, _) => State::Returned,
            (Decision::Reject, _) => State::Rejected,
        };
        let mut next = self.moved(state, By::Staff(reviewer), now_ms);
        next.due_at_ms = days.due(state, now_ms);
        next.publish_at_ms = None;
        let reason = verdict.reason.clone();
        next.verdicts.push(Verdict {
            reviewer: reviewer.id.clone(),
            reviewer_name: reviewer.name.clone(),
            reviewer_email: reviewer.email.clone(),
            stage,
            decision: verdict.decision,
            reason: verdict.reason,
            at_ms: now_ms,
        });
        let act = Act::new(
            match verdict.decision {
                Decision::Approve => "Approve a submission",
                Decision::Return => "Return a submission",
                Decision::Reject => "Reject a submission",
            },
            &self.id,
            json!({"stage": stage, "state": state}),
        );
        let notice = next.tell(state, reason);
        Ok(Change {
            next,
            act,
            notices: vec![notice],
        })
    }

    fn tell(&self, state: State, reason: Option<String>) -> crate::Notice {
        let said = reason.unwrap_or_default();
        let (kind, subject, text, next) = match state {
            State::SecurityReview => (
                NoticeKind::ReviewBegun,
                "in security review",
                "The functional review is passed.".to_owned(),
                by_date("Another reviewer decides", self.due_at_ms),
            ),
            State::Approved => (
                NoticeKind::SubmissionApproved,
                "approved",
                "Both reviews are passed.".to_owned(),
                by_date("It is published or gets a date", self.due_at_ms),
            ),
            State::Returned => (
                NoticeKind::SubmissionReturned,
                "returned",
                said,
                "Answer the reason and submit the same version again.".to_owned(),
            ),
            _ => (
                NoticeKind::SubmissionRejected,
                "rejected",
                said,
                "This package will not be published; write a comment if the reason is a mistake."
                    .to_owned(),
            ),
        };
        self.notice(kind, subject, text, Some(&next))
    }

    /// Whether somebody of the platform stands far enough from the partner to decide on its submission.
    pub(crate) fn check_independent(&self, staff: &Staff, members: &[Member]) -> Result<(), Error> {
        let involved = |because| Err(Error::ReviewerInvolved { because });
        if self.author_email.is_mailbox_of(&staff.email) {
            return involved("the author of a submission does not decide on it");
        }
        if members
            .iter()
            .any(|member| member.email.is_mailbox_of(&staff.email))
        {
            return involved("a member of the partner does not decide on its submissions");
        }
        Ok(())
    }

    /// A member of the partner takes it back.
    pub fn withdraw(&self, by: &Member, now_ms: u64) -> Result<Change<Self>, Error> {
        self.check_member(by)?;
        check(self.state, Role::Member, Step::Withdraw)?;
        let mut next = self.moved(State::Withdrawn, By::Member(by), now_ms);
        next.publish_at_ms = None;
        let notice = next.notice(
            NoticeKind::SubmissionWithdrawn,
            "withdrawn",
            format!("{} took it back.", by.name),
            None,
        );
        Ok(Change {
            act: Act::new(
                "Withdraw a submission",
                &self.id,
                json!({"from": self.state}),
            ),
            next,
            notices: vec![notice],
        })
    }

    /// A member of the partner writes a comment.
    pub fn comment_of_member(
        &self,
        by: &Member,
        comment: (CommentId, String, Option<bundle::Place>),
        now_ms: u64,
    ) -> Result<Change<Comment>, Error> {
        self.check_member(by)?;
        check(self.state, Role::Member, Step::Comment)?;
        let author = (Author::Member(by.id.clone()), by.name.clone());
        self.comment(author, comment, now_ms)
    }

    /// A reviewer writes a comment; the partner is told.
    pub fn comment_of_reviewer(
        &self,
        by: &Staff,
        comment: (CommentId, String, Option<bundle::Place>),
        now_ms: u64,
    ) -> Result<Change<Comment>, Error> {
        check(self.state, by.role(), Step::Comment)?;
        let author = (Author::Reviewer(by.id.clone()), by.name.clone());
        let mut change = self.comment(author, comment, now_ms)?;
        change.notices.push(self.notice(
            NoticeKind::CommentWritten,
            "a reviewer wrote",
            change.next.text.clone(),
            None,
        ));
        Ok(change)
    }

    fn comment(
        &self,
        (author, author_name): (Author, String),
        (id, text, place): (CommentId, String, Option<bundle::Place>),
        now_ms: u64,
    ) -> Result<Change<Comment>, Error> {
        let comment = Comment {
            id,
            submission: self.id.clone(),
            author,
            author_name,
            text,
            place,
            created_at_ms: now_ms,
        };
        comment.validate()?;
        Ok(Change {
            act: Act::new(
                "Comment on a submission",
                &self.id,
                json!({"comment": comment.id}),
            ),
            next: comment,
            notices: Vec::new(),
        })
    }

    fn check_member(&self, member: &Member) -> Result<(), Error> {
        if member.partner == self.partner {
            return Ok(());
        }
        Err(Error::OfAnotherPartner { what: "submission" })
    }
}
