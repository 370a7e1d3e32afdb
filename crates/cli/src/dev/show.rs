//! What a run came to, on a terminal or a line at a time.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use contract::Execution;
use serde::Serialize;

use super::events::Choice;
use crate::run::report;
use crate::terminal::{self, Paint, Style, harmless};

/// What `--json` prints of a run.
#[derive(Serialize)]
struct Told<'a> {
    run: u64,
    event: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    execution: Option<&'a Execution>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// Shows a run.
pub(super) fn show(
    file: &Path,
    number: u64,
    choice: &Choice,
    execution: &anyhow::Result<Execution>,
    json: bool,
    has_keys: bool,
) {
    if json {
        let told = Told {
            run: number,
            event: &choice.now().name,
            execution: execution.as_ref().ok(),
            error: execution.as_ref().err().map(|error| format!("{error:#}")),
        };
        if let Ok(line) = serde_json::to_string(&told) {
            terminal::print(&line);
        }
        return;
    }
    let paint = Paint::for_stdout();
    let mut text = String::new();
    if io::stdout().is_terminal() {
        // The last run is gone from the screen, and can still be scrolled to.
        text.push_str("\u{1b}[2J\u{1b}[H");
    }
    let event = harmless(&choice.now().name);
    text.push_str(&paint.paint(Style::Dim, &format!("run {number} on {event}")));
    text.push('\n');
    match execution {
        Ok(execution) => text.push_str(&report(file, execution, None, paint)),
        Err(error) => text.push_str(&paint.paint(Style::Bad, &harmless(&format!("{error:#}")))),
    }
    if has_keys {
        text.push('\n');
        text.push_str(&paint.paint(Style::Dim, &help(choice)));
    }
    text.push('\n');
    terminal::print(&text);
}

/// `r again   n next   1 post-login   2 credentials-exchange   q quit`.
fn help(choice: &Choice) -> String {
    let mut parts = vec!["r again".to_owned()];
    if choice.count() > 1 {
        parts.push("n next event".to_owned());
        parts.extend(
            choice
                .names()
                .map(|(number, name)| format!("{number} {}", harmless(name))),
        );
    }
    parts.push("q quit".to_owned());
    parts.join("   ")
}
