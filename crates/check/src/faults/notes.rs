//! What a reader of the matrix has to know: what was made up, what could not be found, what was left out.

use std::collections::BTreeSet;

use bundle::report::CellOutcome;
use url::Url;

use super::scene::Leg;
use super::script::{Found, endpoint};
use super::story::Story;
use super::tried::Tried;

/// The notes of a matrix.
pub(crate) fn of(story: &Story, tried: &[Tried], may_refuse: bool, left_out: usize) -> Vec<String> {
    let named = |name: &str| tried.iter().find(|tried| tried.cell.name == name);
    let mut notes = Vec::new();
    let asked: BTreeSet<String> = tried
        .iter()
        .flat_map(|tried| &tried.sent)
        .filter(|sent| sent.found == Found::Guess)
        .filter_map(|sent| {
            let url = Url::parse(&sent.url).ok()?;
            Some(story.marks.masked(&endpoint(&sent.method, &url)))
        })
        .collect();
    if !asked.is_empty() {
        let asked: Vec<_> = asked.into_iter().take(5).collect();
        notes.push(format!(
            "No fixture in faults/ and no spec answers {}: the answer was made up from what the code reads, and verdicts are the weaker for it.",
            asked.join(", ")
        ));
    }
    if let Some(success) = named("success") {
        notes.extend(of_success(success));
        let sends = !success.sent.is_empty();
        if may_refuse && story.denies.is_none() && sends && success.is(CellOutcome::Allow) {
            notes.push(
                "The handler may refuse, and no answer of the service is known upon which it does: give a fixture `denies`."
                    .to_owned(),
            );
        }
    }
    if let Some(good) = named("resume.good")
        && !good.is(CellOutcome::Allow)
    {
        notes.push(
            "The return with the right token does not end well: say in faults/ under `resume` how a browser comes back."
                .to_owned(),
        );
    }
    if left_out > 0 {
        notes.push(format!(
            "{left_out} cells were left out; a matrix has at most {}.",
            super::cells::MOST
        ));
    }
    notes
}

fn of_success(success: &Tried) -> Option<String> {
    let does_nothing =
        success.execution.commands.is_empty() && success.execution.requests.is_empty();
    let failure = success.cell.failure.as_deref().unwrap_or_default();
    let what = match success.cell.outcome {
        CellOutcome::Deny => "is refused".to_owned(),
        CellOutcome::Error => format!("fails ({failure})"),
        CellOutcome::Allow if does_nothing && success.about.leg == Leg::First => {
            "neither asks a service nor gives a command".to_owned()
        }
        CellOutcome::Allow | CellOutcome::Suspend => return None,
    };
    Some(format!(
        "The run that should succeed {what}: give faults/ an `event`, `configuration` or answers with which it does."
    ))
}
