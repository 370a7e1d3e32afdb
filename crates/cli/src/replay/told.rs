//! What a replay came to, in words.

use std::fmt::Write as _;

use contract::Execution;
use contract::recording::{Clock, Difference, Material, Started, Step};

/// The longest part of a text that is shown.
const SHOWN_CHARS: usize = 300;

/// What is said besides of a difference that may be nobody's but ours.
pub(crate) const ANOTHER_SANDBOX: &str = "\n  another version of the sandbox made the recording, which may be why: replay the code that ran, to see whether it differs too";

/// The report for a person.
pub(super) fn told(steps: usize, difference: Option<&Difference>, execution: &Execution) -> String {
    let Some(difference) = difference else {
        let outcome = serde_json::to_value(execution.outcome).unwrap_or_default();
        let outcome = outcome.as_str().unwrap_or_default();
        return format!("identical: {outcome}, {steps} steps");
    };
    let mut text = format!("different at step {} of {steps}\n", difference.at + 1);
    let recorded = difference.recorded.as_ref();
    let recorded = recorded.map_or("the recording ends here".to_owned(), step);
    let found = difference.found.as_ref();
    let found = found.map_or_else(|| ends(execution), step);
    let _ = write!(text, "  recorded: {recorded}\n  replayed: {found}");
    text
}

fn ends(execution: &Execution) -> String {
    match &execution.failure {
        Some(failure) => format!("ends here: {}", failure.message),
        None => "ends here".to_owned(),
    }
}

/// What a step was, for a person.
pub(crate) fn step(step: &Step) -> String {
    match step {
        Step::Clock { clock, .. } => match clock {
            Clock::Wall => "reads the time".to_owned(),
            Clock::Monotonic => "reads the time since it began".to_owned(),
            Clock::Host => "has the host read the time".to_owned(),
        },
        Step::Random { bytes } => format!("draws {} random bytes", bytes.bytes().len()),
        Step::Log { level, text } => {
            let level = serde_json::to_value(level).unwrap_or_default();
            let level = level.as_str().unwrap_or_default();
            format!("prints ({level}) {}", shown(text))
        }
        Step::Command { path, arguments } => format!("calls api.{path} with {}", shown(arguments)),
        Step::Call {
            operation, head, ..
        } => format!("asks {operation} with {}", shown(head)),
        Step::Start {
            operation,
            head,
            outcome,
            ..
        } => {
            let end = match outcome {
                Started::Id(_) => String::new(),
                Started::Refused(error) => format!(", refused: {}", shown(error)),
                Started::Stopped => ", which ends it".to_owned(),
            };
            format!("starts {operation} with {}{end}", shown(head))
        }
        Step::Cancel { id } => format!("gives operation {id} up"),
        Step::Delivered { id, is_ok, .. } => {
            let how = if *is_ok { "succeeds" } else { "fails" };
            format!("operation {id} {how}")
        }
        Step::Settled { thrown: None } => "settles".to_owned(),
        Step::Settled {
            thrown: Some(thrown),
        } => format!("throws {}", shown(thrown)),
        Step::Cut { line } => format!("is cut: {line}"),
        Step::Ended { failure, .. } => format!("is ended: {}", failure.message),
    }
}

fn shown(material: &Material) -> String {
    let text = material.text();
    if text.chars().count() <= SHOWN_CHARS {
        return text;
    }
    let mut short: String = text.chars().take(SHOWN_CHARS).collect();
    short.push_str(" ...");
    short
}
