//! The fault matrix as a person reads it: what is wrong first, then every situation with what came of it.

use std::fmt::Write as _;

use bundle::report::{CellOutcome, FaultCell, FaultKind, FaultReport};

use super::findings::counted;
use crate::terminal::{Paint, Style, harmless};

/// The matrix.
pub(crate) fn text(report: &FaultReport, paint: Paint) -> String {
    let mut text = String::new();
    for verdict in &report.verdicts {
        let kind = paint.paint(Style::Warning, kind(verdict.kind));
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{kind} in {}",
            paint.paint(Style::Bold, &verdict.cell)
        );
        let _ = writeln!(text, "  {}", harmless(&verdict.message));
        let _ = writeln!(
            text,
            "  {} {}",
            paint.paint(Style::Dim, "mend:"),
            harmless(&verdict.mend)
        );
    }
    let width = report.cells.iter().map(|cell| cell.name.len()).max();
    for cell in &report.cells {
        let _ = writeln!(text, "{}", line(cell, width.unwrap_or(0), paint));
    }
    let _ = write!(
        text,
        "{}, {}",
        counted(report.cells.len(), "situation"),
        counted(report.verdicts.len(), "verdict")
    );
    text
}

fn line(cell: &FaultCell, width: usize, paint: Paint) -> String {
    let (word, style) = match cell.outcome {
        CellOutcome::Allow => ("allow", Style::Good),
        CellOutcome::Deny => ("deny", Style::Warning),
        CellOutcome::Suspend => ("suspend", Style::Dim),
        CellOutcome::Error => ("error", Style::Bad),
    };
    let outcome = paint.paint(style, &format!("{word:7}"));
    format!(
        "{:width$}  {outcome}  {}",
        cell.name,
        harmless(&cell.end_user_sees)
    )
}

fn kind(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::CanBeBypassed => "can be bypassed",
        FaultKind::FailsOpen => "fails open",
        FaultKind::Leaks => "leaks",
        FaultKind::ExposesInternals => "exposes internals",
        FaultKind::FailsSilently => "fails silently",
    }
}
