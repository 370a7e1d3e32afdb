//! The fault matrix as a person reads it: what is wrong first, then every situation with what came of it.

use std::fmt::Write as _;

use bundle::report::{FaultKind, FaultReport};

use super::cells;
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
            paint.paint(Style::Bold, &harmless(&verdict.cell))
        );
        let _ = writeln!(text, "  {}", harmless(&verdict.message));
        let _ = writeln!(
            text,
            "  {} {}",
            paint.paint(Style::Dim, "mend:"),
            harmless(&verdict.mend)
        );
    }
    text.push_str(&cells::text(&report.cells, paint));
    let _ = write!(
        text,
        "{}, {}",
        counted(report.cells.len(), "situation"),
        counted(report.verdicts.len(), "verdict")
    );
    text
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
