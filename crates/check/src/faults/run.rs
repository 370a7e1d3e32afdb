//! The whole matrix of one package.

use std::time::Duration;

use bundle::Package;
use bundle::report::{CellOutcome, FaultReport, SpecReport};
use contract::{Execution, Failure};
use futures_util::{StreamExt as _, stream};
use sandbox::{Sandbox, Source};

use super::again;
use super::cells::{About, Cell, Group, MOST, Plan, Requests};
use super::fixtures::Fixtures;
use super::notes;
use super::scene::{Bench, Budget, Leg, share};
use super::story::{Service, Story, Subject, scene};
use super::tried::Tried;
use super::verdicts::{self, Matrix};
use crate::rules::shortened;

/// Cells that run at once.
const AT_ONCE: usize = 4;
/// Processor time of all runs together.
const BUDGET: Duration = Duration::from_secs(30);

/// Runs the matrix of a package whose code is `source`; `tell` hears how many cells are done, and of how many. A handler that
/// does not load has no cells and a note that says why.
pub async fn run(
    sandbox: &Sandbox,
    package: &Package,
    source: &Source,
    specs: Option<&SpecReport>,
    tell: &mut (dyn FnMut(usize, usize) + Send),
) -> FaultReport {
    let mut faults = Vec::new();
    let fixtures = Fixtures::of(package, &mut faults);
    let subject = Subject {
        code: package.code(),
        trigger: package.manifest().trigger,
        permissions: &package.manifest().permissions,
        form: package.form(),
        fixtures: &fixtures,
        specs: specs.map_or(&[], |specs| specs.requests.as_slice()),
    };
    let mut report = match of(sandbox, subject, source, BUDGET, tell).await {
        Ok(report) => report,
        Err(failure) => FaultReport {
            notes: vec![format!("The handler does not load: {}", failure.message)],
            ..FaultReport::default()
        },
    };
    report.notes.splice(0..0, faults);
    report.notes = report.notes.into_iter().map(shortened).collect();
    report
}

async fn of(
    sandbox: &Sandbox,
    subject: Subject<'_>,
    source: &Source,
    budget: Duration,
    tell: &mut (dyn FnMut(usize, usize) + Send),
) -> Result<FaultReport, Failure> {
    let (_, words) = Subject::words();
    let bench = Bench {
        sandbox,
        prepared: sandbox.prepare(&share(), source).await?,
        trigger: subject.trigger,
        permissions: subject.permissions,
        words,
        budget: Budget::of(budget),
    };
    let story = Story::find(&bench, subject).await;
    let mut cells = Plan::of(subject, &story, requests(&bench, &story).await);
    // The second time comes after the first.
    let again = 1 + usize::from(story.denies.is_some());
    let left_out = (cells.len() + again).saturating_sub(MOST);
    cells.truncate(MOST - again);
    let total = cells.len() + again;
    let mut tried = Vec::with_capacity(total);
    {
        let (bench, marks) = (&bench, &story.marks);
        let mut runs = stream::iter(cells)
            .enumerate()
            .map(|(at, cell)| async move {
                if at > 0 && bench.budget.is_spent() {
                    return None;
                }
                let ran = bench.run(&cell.scene).await;
                Some(Tried::of(bench.trigger, cell, ran, marks))
            })
            .buffered(AT_ONCE);
        let mut done = 0;
        while let Some(one) = runs.next().await {
            done += 1;
            tried.extend(one);
            tell(done, total);
        }
    }
    let unspent = twice(subject, &story, &tried).into_iter();
    for cell in unspent.take_while(|_| !bench.budget.is_spent()) {
        let ran = bench.run(&cell.scene).await;
        tried.push(Tried::of(subject.trigger, cell, ran, &story.marks));
    }
    tell(total, total);
    let matrix = Matrix {
        subject,
        tried: &tried,
    };
    let (verdicts, choices) = verdicts::of(&matrix);
    let left_out = left_out + total - tried.len();
    let mut notes = notes::of(&story, &tried, matrix.can_refuse(), left_out);
    if bench.budget.is_spent() {
        notes.push(format!(
            "The handler used up {} s of processor time: it should do less work.",
            budget.as_secs()
        ));
    }
    notes.extend(choices);
    Ok(FaultReport {
        verdicts,
        notes,
        cells: tried.into_iter().map(|tried| tried.cell).collect(),
    })
}

/// How many requests the success path sends in each handler.
async fn requests(bench: &Bench<'_>, story: &Story) -> Requests {
    let returned = match &story.back {
        Some(back) => {
            let event = back.event(super::back::Token::Good);
            let scene = scene(&story.sample, &story.grants, Leg::Return, event);
            bench.run(&scene).await.sent.len()
        }
        None => 0,
    };
    Requests {
        first: story.first.sent.len(),
        returned,
    }
}

/// The success path a second time, and the refused one.
fn twice(subject: Subject<'_>, story: &Story, tried: &[Tried]) -> Vec<Cell> {
    let named = |name: &str| tried.iter().find(|tried| tried.cell.name == name);
    let mut cells = Vec::new();
    if let Some(first) = named("success") {
        let returned = named("resume.good")
            .filter(|good| first.is(CellOutcome::Suspend) && good.is(CellOutcome::Allow));
        let left: Vec<_> = std::iter::once(first).chain(returned).collect();
        cells.push(once_more(subject, story, &story.grants, false, &left));
    }
    if let (Some(first), Some(service)) = (named("success.denies"), &story.denies) {
        cells.push(once_more(subject, story, service, true, &[first]));
    }
    cells
}

fn once_more(
    subject: Subject<'_>,
    story: &Story,
    service: &Service,
    denies: bool,
    left: &[&Tried],
) -> Cell {
    // What a failed execution asked for was dropped.
    let left: Vec<&Execution> = left
        .iter()
        .filter(|tried| !tried.is(CellOutcome::Error))
        .map(|tried| &tried.execution)
        .collect();
    let event = story.sample.event.clone();
    let scene = scene(&story.sample, service, Leg::First, event);
    Cell {
        name: match denies {
            true => "twice.denies".to_owned(),
            false => "twice".to_owned(),
        },
        about: About {
            group: Group::Twice,
            leg: Leg::First,
            denies,
            variant: None,
        },
        scene: again::after(subject.trigger, scene, &left),
    }
}

#[cfg(test)]
mod tests {
    use bundle::Form;
    use contract::Trigger;
    use contract::permission::Permissions;
    use sandbox::Settings;

    use super::*;

    #[tokio::test]
    async fn a_handler_without_end_uses_up_its_time() {
        let settings = Settings {
            executions: 10,
            executions_per_tenant: 10,
            ..Settings::default()
        };
        let sandbox = Sandbox::new(settings).await.unwrap();
        let subject = Subject {
            code: "exports.onExecutePostLogin = () => { for (;;); };",
            trigger: Trigger::PostLogin,
            permissions: &Permissions::default(),
            form: &Form::default(),
            fixtures: &Fixtures::default(),
            specs: &[],
        };
        let budget = Duration::from_secs(1);
        let source = Source::new(subject.trigger, subject.code);
        let report = of(&sandbox, subject, &source, budget, &mut |_, _| {})
            .await
            .unwrap();
        assert!(report.cells.len() < 8, "{}", report.cells.len());
        let failure = report.cells[0].failure.as_ref().unwrap();
        assert!(failure.contains("cpu_ms = 500"), "{failure}");
        let notes = report.notes.join("\n");
        assert!(notes.contains("used up 1 s of processor time"), "{notes}");
        assert!(notes.contains("cells were left out"), "{notes}");
    }
}
