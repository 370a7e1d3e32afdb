//! Fails silently: something the handler relies on is not well, and nobody will ever know.

use std::collections::BTreeMap;

use bundle::report::{CellOutcome, FaultKind, FaultVerdict};

use super::super::cells::Group;
use super::super::script::Fault;
use super::super::tried::Tried;
use super::{Cause, Matrix, list};

pub(super) fn verdicts(matrix: &Matrix<'_>) -> Vec<FaultVerdict> {
    let mut by_cause: BTreeMap<Cause, Vec<&Tried>> = BTreeMap::new();
    for tried in matrix.plain() {
        // Where a switch of the customer makes it speak, it can be asked.
        let speaks = |own: &Tried| !is_silent(matrix, own);
        if is_silent(matrix, tried) && !matrix.variants(&tried.cell.name).any(speaks) {
            by_cause
                .entry(Cause::of(&tried.about))
                .or_default()
                .push(tried);
        }
    }
    by_cause
        .into_iter()
        .filter_map(|(Cause(cause), cells)| {
            // That something is not found may be an answer like any other.
            let first = cells.iter().find(|tried| {
                !matches!(tried.about.group, Group::Service(Fault::Status(404), _))
            })?;
            Some(FaultVerdict {
                kind: FaultKind::FailsSilently,
                cell: first.cell.name.clone(),
                what: None,
                message: format!("Nothing tells of {cause} ({})", list(&cells)),
                mend: "Log one line without data that says what could not be done, at least under a debug item; or refuse."
                    .to_owned(),
            })
        })
        .collect()
}

/// Whether a fault left no trace: no refusal, no failure, no line, no command that the success path does not give.
fn is_silent(matrix: &Matrix<'_>, tried: &Tried) -> bool {
    let Some(success) = matrix.success(tried.about.leg) else {
        return false;
    };
    let own = &success.execution.commands;
    let says_nothing = tried.is(CellOutcome::Allow)
        && tried.execution.logs.is_empty()
        && tried
            .execution
            .commands
            .iter()
            .all(|command| own.contains(command));
    let is_well = !success.is(CellOutcome::Error) && success.execution.failure.is_none();
    says_nothing && is_well && !tried.about.denies && matters(tried, success)
}

/// Whether the handler relies on what is wrong here.
fn matters(tried: &Tried, success: &Tried) -> bool {
    let differs = !tried.does_as(success) || !tried.asks_as(success);
    match &tried.about.group {
        // A body that nobody reads may be anything.
        Group::Service(fault, _) => !fault.is_of_body() || !tried.is_as(success),
        Group::Secret(_) => differs,
        // What may be left out is no fault.
        Group::Configuration { required, .. } => *required && differs,
        _ => false,
    }
}
