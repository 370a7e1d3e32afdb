//! A cell that was run: as the report shows it, and what verdicts look at.

use bundle::report::{CellOutcome, FaultCell};
use contract::{Command, Execution, Trigger};

use super::cells::{About, Cell};
use super::ending::Ending;
use super::marks::Marks;
use super::scene::{Leg, Ran};
use super::travel::{Arrival, arrivals};
use super::world::Sent;

/// A cell that was run.
pub(crate) struct Tried {
    pub(crate) cell: FaultCell,
    pub(crate) about: About,
    pub(crate) execution: Execution,
    pub(crate) sent: Vec<Sent>,
    pub(crate) arrivals: Vec<Arrival>,
    /// What the action told the end user, as it stands there.
    pub(crate) said: Option<String>,
}

/// How much of one text the report keeps, in characters.
const MOST_CHARS: usize = 300;
/// How many lines of one kind.
const MOST_LINES: usize = 20;
/// How many travels.
const MOST_TRAVELS: usize = 200;

impl Tried {
    /// What came of a cell.
    pub(crate) fn of(trigger: Trigger, cell: Cell, ran: Ran, marks: &Marks) -> Self {
        let Cell { name, about, scene } = cell;
        let ending = Ending::of(trigger, scene.can_redirect, &ran.execution);
        let arrivals = arrivals(trigger, &ran, marks);
        let shown = |text: &str| shown(&marks.masked(text));
        let handler = match scene.leg {
            Leg::First => trigger.handler(),
            Leg::Return => trigger.continue_handler().unwrap_or_default(),
        };
        let Ran {
            execution,
            sent,
            elapsed_ms,
            ..
        } = ran;
        let logs = execution.logs.iter().map(|line| shown(&line.message));
        let requests = execution.requests.iter().map(|request| {
            let end = match (request.status, &request.error) {
                (Some(status), _) => format!(" -> {status}"),
                (None, Some(error)) => format!(" -> {error}"),
                (None, None) => " -> no answer".to_owned(),
            };
            shown(&format!("{} {}{end}", request.method, request.url))
        });
        let names = execution.commands.iter().map(Command::type_name);
        let failure = execution.failure.as_ref();
        let mut travels: Vec<_> = arrivals.iter().map(Arrival::travel).collect();
        travels.sort();
        travels.dedup();
        // What nobody declared comes first where there is more than anybody reads.
        travels.sort_by_key(|travel| travel.declared);
        travels.truncate(MOST_TRAVELS);
        travels.sort();
        let cell = FaultCell {
            name,
            handler: handler.to_owned(),
            outcome: ending.outcome,
            end_user_sees: shown(&ending.seen),
            logs: logs.take(MOST_LINES).collect(),
            commands: names.map(ToOwned::to_owned).take(MOST_LINES).collect(),
            requests: requests.take(MOST_LINES).collect(),
            travels,
            failure: failure.map(|failure| shown(&failure.message)),
            elapsed_ms,
        };
        Self {
            cell,
            about,
            said: ending.said,
            execution,
            sent,
            arrivals,
        }
    }

    pub(crate) fn is(&self, outcome: CellOutcome) -> bool {
        self.cell.outcome == outcome
    }

    /// Whether both gave the same commands.
    pub(crate) fn does_as(&self, other: &Self) -> bool {
        self.execution.commands == other.execution.commands
    }

    /// Whether nothing tells one from the other.
    pub(crate) fn is_as(&self, other: &Self) -> bool {
        self.does_as(other)
            && self.asks_as(other)
            && self.cell.outcome == other.cell.outcome
            && self.execution.logs == other.execution.logs
            && self.cell.elapsed_ms == other.cell.elapsed_ms
    }

    /// Whether both sent the same requests.
    pub(crate) fn asks_as(&self, other: &Self) -> bool {
        let texts = |tried: &Self| tried.sent.iter().map(Sent::text).collect::<Vec<_>>();
        texts(self) == texts(other)
    }
}

/// As much of a text as the report keeps.
fn shown(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
