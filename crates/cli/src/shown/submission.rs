//! A submission: where it stands, what comes next and by when, what was said about it.

use std::fmt::Write as _;

use api::{
    CommentSide, Decision, FindingCounts, ReviewStage, Submission, SubmissionList, SubmissionState,
    SubmissionSummary,
};

use super::next::{Reader, next_step};
use super::{day, more};
use crate::package::findings::{at, counted};
use crate::remote::{or_dash, table};
use crate::terminal::harmless;

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
