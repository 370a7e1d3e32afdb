//! The situations of the fault matrix as a person reads them: what came of each, and what it sent, printed and gave away.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bundle::report::{CellOutcome, FaultCell};

use super::findings::counted;
use crate::terminal::{Paint, Style, harmless};

/// The widest column of names; a longer one moves what follows.
const NAME_COLUMNS: usize = 40;
/// Where a list goes on in the next line.
const LINE_COLUMNS: usize = 100;
const INDENT: &str = "    ";
/// The most characters of one request or log line.
const LINE_CHARS: usize = 160;
/// The most requests, and the most log lines, of one situation.
const MOST_LINES: usize = 8;

/// Every situation; those that follow each other and are alike but for their names stand together.
pub(super) fn text(cells: &[FaultCell], paint: Paint) -> String {
    let groups: Vec<&[FaultCell]> = cells.chunk_by(alike).collect();
    let heads: Vec<String> = groups.iter().map(|group| head(group)).collect();
    let widths = heads.iter().map(|head| head.chars().count());
    let width = widths.max().unwrap_or(0).min(NAME_COLUMNS);
    let mut text = String::new();
    for (head, group) in heads.iter().zip(groups) {
        let Some(cell) = group.first() else { continue };
        let outcome = outcome(cell.outcome, paint);
        let sees = harmless(&cell.end_user_sees);
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{head:width$}  {outcome}  {sees}");
        if group.len() > 1 {
            let names: Vec<&str> = group.iter().map(|cell| &*cell.name).collect();
            write_list(&mut text, "", &names, Style::Dim, paint);
        }
        write_details(&mut text, cell, paint);
    }
    text
}

/// Whether two situations came to the same.
fn alike(one: &FaultCell, other: &FaultCell) -> bool {
    let nameless = |cell: &FaultCell| FaultCell {
        name: String::new(),
        // Nobody is shown how long it took.
        elapsed_ms: 0,
        ..cell.clone()
    };
    nameless(one) == nameless(other)
}

fn head(group: &[FaultCell]) -> String {
    match group {
        [cell] => harmless(&cell.name),
        more => counted(more.len(), "situation"),
    }
}

fn outcome(outcome: CellOutcome, paint: Paint) -> String {
    let (word, style) = match outcome {
        CellOutcome::Allow => ("allow", Style::Good),
        CellOutcome::Deny => ("deny", Style::Warning),
        CellOutcome::Suspend => ("suspend", Style::Dim),
        CellOutcome::Error => ("error", Style::Bad),
    };
    paint.paint(style, &format!("{word:7}"))
}

fn write_details(text: &mut String, cell: &FaultCell, paint: Paint) {
    if let Some(failure) = &cell.failure {
        write_lines(text, "failure", std::slice::from_ref(failure), paint);
    }
    write_lines(text, "request", &cell.requests, paint);
    write_lines(text, "log", &cell.logs, paint);
    let commands: Vec<&str> = cell.commands.iter().map(String::as_str).collect();
    write_list(text, "gives: ", &commands, Style::Dim, paint);
    for (declared, style) in [(false, Style::Warning), (true, Style::Dim)] {
        let mut by_target: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for travel in cell.travels.iter().filter(|one| one.declared == declared) {
            by_target.entry(&travel.to).or_default().push(&travel.what);
        }
        for (to, what) in by_target {
            let word = if declared { "declared" } else { "UNDECLARED" };
            write_list(text, &format!("{word} to {to}: "), &what, style, paint);
        }
    }
}

fn write_lines(text: &mut String, what: &str, lines: &[String], paint: Paint) {
    for line in lines.iter().take(MOST_LINES) {
        let line = harmless(line).replace(['\n', '\t'], " ");
        let mut shown: String = line.chars().take(LINE_CHARS).collect();
        if shown.len() < line.len() {
            shown.push('…');
        }
        let line = paint.paint(Style::Dim, &format!("{what}: {shown}"));
        let _ = writeln!(text, "{INDENT}{line}");
    }
    let left_out = lines.len().saturating_sub(MOST_LINES);
    if left_out > 0 {
        let line = paint.paint(Style::Dim, &format!("{what}: {left_out} more, see --json"));
        let _ = writeln!(text, "{INDENT}{line}");
    }
}

/// `head a, b, c`, in as many lines as it needs; nothing for an empty list.
fn write_list(text: &mut String, head: &str, items: &[&str], style: Style, paint: Paint) {
    let mut line = harmless(head);
    let mut last = items.len();
    for item in items {
        last -= 1;
        let item = harmless(item).replace(['\n', '\t'], " ");
        let comma = if last == 0 { "" } else { "," };
        let columns = INDENT.len() + line.chars().count() + 1 + item.chars().count();
        if !line.trim().is_empty() && columns > LINE_COLUMNS {
            let _ = writeln!(text, "{INDENT}{}", paint.paint(style, line.trim_end()));
            line = "  ".to_owned();
        }
        let _ = write!(line, "{item}{comma} ");
    }
    if !items.is_empty() {
        let _ = writeln!(text, "{INDENT}{}", paint.paint(style, line.trim_end()));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn cell(name: &str, more: serde_json::Value) -> FaultCell {
        let mut shape = json!({"name": name, "handler": "onExecutePostLogin", "outcome": "allow",
            "end_user_sees": "nobody waits", "elapsed_ms": name.len()});
        let both = shape.as_object_mut().unwrap();
        both.extend(more.as_object().unwrap().clone());
        serde_json::from_value(shape).unwrap()
    }

    #[test]
    fn a_situation_says_what_it_sent_printed_and_gave_away() {
        let travel = |what: &str, to: &str, declared: bool| json!({"what": what, "to": to, "declared": declared});
        let cells = [cell(
            "service.status-500",
            json!({
                "requests": ["POST https://acme.example/ -> 500"], "logs": ["a\nb\u{1b}"],
                "commands": ["user.setMetadata"], "failure": "it threw", "travels": [
                    travel("event.user.email", "request acme.example", true),
                    travel("event.user.name", "request acme.example", true),
                    travel("answer.body", "log", false),
                ],
            }),
        )];
        assert_eq!(
            text(&cells, Paint::Plain),
            "service.status-500  allow    nobody waits\n    failure: it threw\n    \
             request: POST https://acme.example/ -> 500\n    log: a b\\u{1b}\n    \
             gives: user.setMetadata\n    UNDECLARED to log: answer.body\n    \
             declared to request acme.example: event.user.email, event.user.name\n"
        );
    }

    #[test]
    fn neighbours_that_are_alike_stand_together() {
        let mut cells: Vec<_> = (0..12)
            .map(|at| cell(&format!("user.hostile-{at}"), json!({})))
            .collect();
        cells.push(cell("other", json!({"logs": ["x"]})));
        cells.push(cell("like the first", json!({})));
        let told = text(&cells, Paint::Plain);
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines[0], "12 situations   allow    nobody waits");
        assert!(lines[1].starts_with("    user.hostile-0, user.hostile-1,"));
        assert!(lines[2].trim_start().starts_with("user.hostile-"));
        assert!(told.contains("user.hostile-11\nother "), "{told}");
        assert!(lines.last().unwrap().starts_with("like the first"));
        assert!(
            lines
                .iter()
                .all(|line| line.chars().count() <= LINE_COLUMNS)
        );
    }

    #[test]
    fn a_chatty_situation_is_cut_short() {
        let logs = vec!["x".repeat(LINE_CHARS + 1); MOST_LINES + 1];
        let told = text(&[cell("a", json!({"logs": logs}))], Paint::Plain);
        assert_eq!(told.matches("x…\n").count(), MOST_LINES);
        assert!(told.ends_with("log: 1 more, see --json\n"), "{told}");
    }
}
