//! A submission: where it stands, what comes next and by when, what was said about it.

use std::fmt::Write as _;

use api::{
    CommentSide, Decision, FindingCounts, ReviewStage, Submission, SubmissionList, SubmissionState,
    SubmissionSummary,
};

use super::{day, more};
use crate::package::findings::{at, counted};
use crate::remote::{or_dash, table};
use crate::terminal::harmless;

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// A member of the partner.
    Partner,
    /// A reviewer.
    Reviewer,
}

/// Submissions in columns.
pub(crate) fn list(list: &SubmissionList, reader: Reader, command: &str) -> String {
    let rows: Vec<_> = list.submissions.iter().map(row).collect();
    let empty = match reader {
        Reader::Partner => "Nothing is submitted yet; `latchwork submit` sends a package.",
        Reader::Reviewer => "Nothing waits here.",
    };
    let heading = [
        "integration",
        "version",
        "partner",
        "state",
        "due",
        "found",
        "revision",
        "id",
    ];
    let mut text = table(heading, &rows, empty);
    text.push_str(&more(list.next.as_ref(), command));
    text
}

fn row(one: &SubmissionSummary) -> [String; 8] {
    [
        one.slug.clone(),
        one.version.clone(),
        one.partner_name.clone(),
        state(one.state).to_owned(),
        or_dash(one.due_at.as_deref().map(day)),
        or_dash(one.findings.as_ref().map(counts)),
        one.revision.to_string(),
        one.id.clone(),
    ]
}

/// The state in words.
pub(crate) fn state(state: SubmissionState) -> &'static str {
    match state {
        SubmissionState::Received => "received",
        SubmissionState::Checking => "checking",
        SubmissionState::FunctionalReview => "functional review",
        SubmissionState::SecurityReview => "security review",
        SubmissionState::Approved => "approved",
        SubmissionState::Published => "published",
        SubmissionState::Returned => "returned",
        SubmissionState::Rejected => "rejected",
        SubmissionState::Withdrawn => "withdrawn",
    }
}

/// `1 error, 2 warnings, 0 notes, 0 faults`.
pub(crate) fn counts(found: &FindingCounts) -> String {
    let one = |count: u64, noun| counted(usize::try_from(count).unwrap_or(usize::MAX), noun);
    format!(
        "{}, {}, {}, {}",
        one(found.errors, "error"),
        one(found.warnings, "warning"),
        one(found.notes, "note"),
        one(found.faults, "fault")
    )
}

/// What comes next, and by which day.
pub(crate) fn next_step(one: &SubmissionSummary, reader: Reader) -> String {
    let id = &one.id;
    let step = match (one.state, reader) {
        (SubmissionState::Received, _) => "its checks begin".to_owned(),
        (SubmissionState::Checking, _) => "its checks come to their end".to_owned(),
        (SubmissionState::FunctionalReview, Reader::Partner) => {
            "a reviewer looks at what it does".to_owned()
        }
        (SubmissionState::SecurityReview, Reader::Partner) => {
            "another reviewer looks at what else it could do".to_owned()
        }
        (SubmissionState::FunctionalReview, Reader::Reviewer) => {
            decide(one, "whether it does what it says")
        }
        (SubmissionState::SecurityReview, Reader::Reviewer) => decide(
            one,
            "what else it could do, as another reviewer than the first",
        ),
        (SubmissionState::Approved, _) if one.publish_at.is_some() => {
            let moment = one.publish_at.as_deref().unwrap_or_default();
            format!("it is published at {moment}")
        }
        (SubmissionState::Approved, Reader::Partner) => "it is published".to_owned(),
        (SubmissionState::Approved, Reader::Reviewer) => {
            format!("`latchwork admin reviews publish {id}`")
        }
        (SubmissionState::Published, _) => "customers can install it".to_owned(),
        (SubmissionState::Returned, Reader::Partner) => format!(
            "read `latchwork status {id} --report` and the verdicts, mend it, and send it with `latchwork submit --replaces {id}`"
        ),
        (SubmissionState::Returned, Reader::Reviewer) => "the partner mends it".to_owned(),
        (SubmissionState::Rejected, _) => "nothing; it will not be published".to_owned(),
        (SubmissionState::Withdrawn, _) => "nothing; it was taken back".to_owned(),
    };
    match &one.due_at {
        Some(due) if one.publish_at.is_none() => format!("{step}, by {}", day(due)),
        _ => step,
    }
}

fn decide(one: &SubmissionSummary, about: &str) -> String {
    format!(
        "decide {about}: `latchwork admin reviews report {}`, then approve, return or reject it with --revision {}",
        one.id, one.revision
    )
}

/// All of it. Writing to a String cannot fail.
pub(crate) fn describe(submission: &Submission, reader: Reader) -> String {
    let one = &submission.summary;
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        let _ = writeln!(text, "{name:<9}  {}", harmless(value));
    };
    line("id", &one.id);
    line(
        "package",
        &format!("{} {} ({})", one.slug, one.version, one.name),
    );
    line("partner", &one.partner_name);
    line("trigger", one.trigger.id());
    line("digest", &one.digest);
    line("state", state(one.state));
    line("revision", &one.revision.to_string());
    line("next", &next_step(one, reader));
    if let Some(found) = &one.findings {
        line("found", &counts(found));
    }
    if let Some(replaces) = &submission.replaces {
        line("replaces", replaces);
    }
    if let Some(note) = &submission.note {
        line("note", &note.replace('\n', "\n           "));
    }
    write_history(&mut text, submission);
    write_verdicts(&mut text, submission);
    write_comments(&mut text, submission);
    text
}

fn write_history(text: &mut String, submission: &Submission) {
    text.push_str("\nhistory\n");
    for passage in &submission.history {
        let _ = writeln!(
            text,
            "  {}  {}",
            harmless(&passage.at),
            state(passage.state)
        );
    }
}

fn write_verdicts(text: &mut String, submission: &Submission) {
    if submission.verdicts.is_empty() {
        return;
    }
    text.push_str("\nverdicts\n");
    for verdict in &submission.verdicts {
        let stage = match verdict.stage {
            ReviewStage::Functional => "functional review",
            ReviewStage::Security => "security review",
        };
        let head = format!(
            "{}  {stage}: {} by {}",
            verdict.at,
            decision(verdict.decision),
            verdict.reviewer
        );
        let _ = writeln!(text, "  {}", harmless(&head));
        if let Some(reason) = &verdict.reason {
            let _ = writeln!(text, "    {}", harmless(reason).replace('\n', "\n    "));
        }
    }
}

fn write_comments(text: &mut String, submission: &Submission) {
    if submission.comments.is_empty() {
        return;
    }
    text.push_str("\ncomments\n");
    for comment in &submission.comments {
        let side = match comment.side {
            CommentSide::Member => "partner",
            CommentSide::Reviewer => "reviewer",
        };
        let place = comment.place.as_ref();
        let place = place.map_or_else(String::new, |place| format!(" at {}", at(place)));
        let head = format!("{}  {} ({side}){place}", comment.created_at, comment.author);
        let _ = writeln!(text, "  {}", harmless(&head));
        let said = harmless(&comment.text).replace('\n', "\n    ");
        let _ = writeln!(text, "    {said}");
    }
}

/// A decision in words.
fn decision(decision: Decision) -> &'static str {
    match decision {
        Decision::Approve => "approved",
        Decision::Return => "returned",
        Decision::Reject => "rejected",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn submission(state: &str, more: serde_json::Value) -> Submission {
        let mut shape = json!({
            "id": "sub_1", "partner_id": "par_1", "partner_name": "Acme", "slug": "acme-risk",
            "version": "1.0.0", "name": "Acme risk", "trigger": "post-login", "digest": "sha256:00",
            "state": state, "may": [], "revision": 3, "created_at": "2030-03-17T10:00:00Z",
            "updated_at": "2030-03-17T10:00:00Z", "author_id": "mem_1", "signing_key_id": "psk_1",
            "verdicts": [], "comments": [], "history": [],
        });
        let both = shape.as_object_mut().unwrap();
        both.extend(more.as_object().unwrap().clone());
        serde_json::from_value(shape).unwrap()
    }

    fn check(state: &str, more: serde_json::Value, reader: Reader, expected: &str) {
        let submission = submission(state, more);
        assert_eq!(next_step(&submission.summary, reader), expected);
    }

    #[test]
    fn what_comes_next_has_its_day() {
        let due = || json!({"due_at": "2030-03-20T10:00:00Z"});
        check(
            "received",
            due(),
            Reader::Partner,
            "its checks begin, by 2030-03-20",
        );
        check(
            "functional_review",
            due(),
            Reader::Partner,
            "a reviewer looks at what it does, by 2030-03-20",
        );
        check(
            "approved",
            due(),
            Reader::Partner,
            "it is published, by 2030-03-20",
        );
        let dated = json!({"due_at": "2030-03-20T10:00:00Z", "publish_at": "2030-04-01T00:00:00Z"});
        check(
            "approved",
            dated,
            Reader::Partner,
            "it is published at 2030-04-01T00:00:00Z",
        );
        check(
            "returned",
            json!({}),
            Reader::Partner,
            "read `latchwork status sub_1 --report` and the verdicts, mend it, and send it with `latchwork submit --replaces sub_1`",
        );
        check(
            "security_review",
            json!({}),
            Reader::Reviewer,
            "decide what else it could do, as another reviewer than the first: `latchwork admin reviews report sub_1`, then approve, return or reject it with --revision 3",
        );
    }

    #[test]
    fn what_strangers_wrote_is_harmless() {
        let comment = json!({"id": "com_1", "side": "reviewer", "author": "Eve", "text": "\u{1b}[2J",
            "place": {"path": "latchwork.toml", "line": 3}, "created_at": "2030-03-17T10:00:00Z"});
        let submission = submission("returned", json!({"comments": [comment], "note": "a\u{7}"}));
        let text = describe(&submission, Reader::Partner);
        assert!(text.contains("Eve (reviewer) at latchwork.toml:3\n    \\u{1b}[2J\n"));
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'));
    }
}
