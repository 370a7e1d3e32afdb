//! Verdicts as findings, so that they stand among the others.

use bundle::report::{FaultKind, FaultReport, FaultVerdict};
use bundle::{Finding, Severity};

/// The rules, by kind of verdict: name and why it matters.
pub const RULES: [(FaultKind, &str, &str); 5] = [
    (
        FaultKind::CanBeBypassed,
        "can-be-bypassed",
        "A check that can be passed without passing it protects nobody.",
    ),
    (
        FaultKind::FailsOpen,
        "fails-open",
        "Whoever can disturb the service, or waits until it is disturbed, is let in.",
    ),
    (
        FaultKind::Leaks,
        "leaks",
        "The customer accepted what stands in the permissions, and trusts you with secrets and users' data.",
    ),
    (
        FaultKind::ExposesInternals,
        "exposes-internals",
        "It helps nobody who signs in, and whoever means harm.",
    ),
    (
        FaultKind::FailsSilently,
        "fails-silently",
        "The customer learns of it from their users, and cannot tell why.",
    ),
];

/// The rule under which notes of a matrix stand.
pub const NOTES: &str = "fault-matrix";

/// Everything a matrix has to say.
pub fn findings(report: &FaultReport) -> Vec<Finding> {
    let verdicts = report.verdicts.iter().map(finding);
    let notes = report.notes.iter().map(|note| Finding {
        rule: NOTES.to_owned(),
        severity: Severity::Note,
        place: None,
        message: note.clone(),
        reason: "It says how far the fault matrix can be relied on.".to_owned(),
        mend: "See the format of faults/*.json.".to_owned(),
    });
    verdicts.chain(notes).collect()
}

fn finding(verdict: &FaultVerdict) -> Finding {
    let rule = RULES.iter().find(|(kind, ..)| *kind == verdict.kind);
    let (_, name, reason) = rule.copied().unwrap_or((verdict.kind, NOTES, ""));
    let is_secret = verdict.what.as_deref().is_some_and(|what| {
        what.starts_with("event.secrets.") || what.starts_with("event.message_options.")
    });
    Finding {
        rule: name.to_owned(),
        severity: match verdict.kind {
            FaultKind::Leaks if is_secret => Severity::Error,
            _ => Severity::Warning,
        },
        place: None,
        message: format!("{}: {}", verdict.cell, verdict.message),
        reason: reason.to_owned(),
        mend: verdict.mend.clone(),
    }
}
