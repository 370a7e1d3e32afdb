//! Submissions with their verdicts and comments.

use app::moment;
use app::submit::SubmissionView;
use market::{
    Author, Comment, Decision, FindingCounts, Passage, Role, Stage, State, Step, Submission,
    Verdict, allowed,
};

use super::maybe;

/// A submission in a list, with what a caller of this role may do with it.
pub(crate) fn submission_summary(
    submission: &Submission,
    partner_name: &str,
    role: Role,
) -> api::SubmissionSummary {
    api::SubmissionSummary {
        id: submission.id.as_str().to_owned(),
        partner_id: submission.partner.as_str().to_owned(),
        partner_name: partner_name.to_owned(),
        slug: submission.slug.to_string(),
        version: submission.version.to_string(),
        name: submission.name.clone(),
        trigger: submission.trigger,
        digest: submission.digest.to_string(),
        state: state(submission.state),
        may: allowed(submission.state, role)
            .into_iter()
            .filter_map(step)
            .collect(),
        findings: submission.findings.map(counts),
        due_at: maybe(submission.due_at_ms),
        publish_at: maybe(submission.publish_at_ms),
        revision: submission.revision,
        created_at: moment::text(submission.created_at_ms),
        updated_at: moment::text(submission.updated_at_ms),
    }
}

/// A submission with all that was said about it.
pub(crate) fn submission(view: &SubmissionView, role: Role) -> api::Submission {
    let submission = &view.submission;
    api::Submission {
        summary: submission_summary(submission, &view.partner_name, role),
        author_id: submission.author.as_str().to_owned(),
        note: submission.note.clone(),
        replaces: submission
            .replaces
            .as_ref()
            .map(|id| id.as_str().to_owned()),
        signing_key_id: submission.signature.key.as_str().to_owned(),
        verdicts: submission.verdicts.iter().map(verdict).collect(),
        comments: view.comments.iter().map(comment).collect(),
        history: submission.history.iter().map(passage).collect(),
    }
}

/// A comment.
pub(crate) fn comment(comment: &Comment) -> api::Comment {
    api::Comment {
        id: comment.id.as_str().to_owned(),
        side: match comment.author {
            Author::Member(_) => api::CommentSide::Member,
            Author::Reviewer(_) => api::CommentSide::Reviewer,
        },
        author: comment.author_name.clone(),
        text: comment.text.clone(),
        place: comment.place.clone(),
        created_at: moment::text(comment.created_at_ms),
    }
}

/// A decision as a call writes it.
pub(crate) fn to_decision(decision: api::Decision) -> Decision {
    match decision {
        api::Decision::Approve => Decision::Approve,
        api::Decision::Return => Decision::Return,
        api::Decision::Reject => Decision::Reject,
    }
}

fn verdict(verdict: &Verdict) -> api::Verdict {
    api::Verdict {
        stage: match verdict.stage {
            Stage::Functional => api::ReviewStage::Functional,
            Stage::Security => api::ReviewStage::Security,
        },
        decision: match verdict.decision {
            Decision::Approve => api::Decision::Approve,
            Decision::Return => api::Decision::Return,
            Decision::Reject => api::Decision::Reject,
        },
        reason: verdict.reason.clone(),
        reviewer: verdict.reviewer_name.clone(),
        at: moment::text(verdict.at_ms),
    }
}

fn passage(passage: &Passage) -> api::SubmissionPassage {
    api::SubmissionPassage {
        state: state(passage.state),
        role: match passage.role {
            Role::Member => api::SubmissionRole::Member,
            Role::Reviewer => api::SubmissionRole::Reviewer,
            Role::Operator => api::SubmissionRole::Operator,
            Role::Checker => api::SubmissionRole::Checker,
        },
        at: moment::text(passage.at_ms),
    }
}

fn counts(counts: FindingCounts) -> api::FindingCounts {
    api::FindingCounts {
        errors: counts.errors,
        warnings: counts.warnings,
        notes: counts.notes,
        faults: counts.faults,
    }
}

fn state(state: State) -> api::SubmissionState {
    match state {
        State::Received => api::SubmissionState::Received,
        State::Checking => api::SubmissionState::Checking,
        State::FunctionalReview => api::SubmissionState::FunctionalReview,
        State::SecurityReview => api::SubmissionState::SecurityReview,
        State::Approved => api::SubmissionState::Approved,
        State::Published => api::SubmissionState::Published,
        State::Returned => api::SubmissionState::Returned,
        State::Rejected => api::SubmissionState::Rejected,
        State::Withdrawn => api::SubmissionState::Withdrawn,
    }
}

/// A step that somebody calls; the host's own are not told.
fn step(step: Step) -> Option<api::SubmissionStep> {
    match step {
        Step::Check | Step::Report => None,
        Step::Approve => Some(api::SubmissionStep::Approve),
        Step::Return => Some(api::SubmissionStep::Return),
        Step::Reject => Some(api::SubmissionStep::Reject),
        Step::Comment => Some(api::SubmissionStep::Comment),
        Step::Withdraw => Some(api::SubmissionStep::Withdraw),
        Step::Publish => Some(api::SubmissionStep::Publish),
    }
}
