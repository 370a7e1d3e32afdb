//! What a run came to, on a terminal or a line at a time.

use std::path::Path;

use contract::Execution;
use serde::Serialize;

use super::choice::Choice;
use super::events::Event;
use super::run::Outcome;
use crate::refusal::Refusal;
use crate::run::{Preparation, report};
use crate::terminal::{self, Page, Style, harmless};

/// How runs are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// A line of JSON each.
    Json,
    /// One below the other.
    Lines,
    /// Each in the place of the one before, with the keys below it.
    Keys,
}

impl Manner {
    pub(super) fn of(json: bool, has_keys: bool) -> Self {
        match (json, has_keys) {
            (true, _) => Self::Json,
            (false, true) => Self::Keys,
            (false, false) => Self::Lines,
        }
    }
}

/// Where runs are shown.
pub(super) struct Screen<'a> {
    file: &'a Path,
    manner: Manner,
    /// How often it was run on all events that are taken.
    save: u64,
    /// How many runs were shown.
    run: u64,
}

/// What `--json` prints of a run.
#[derive(Serialize)]
struct Told<'a> {
    /// The how manieth save it is of; runs on several events are of one save.
    save: u64,
    /// The how manieth run it is.
    run: u64,
    /// The event; none where the action cannot be read so far that its events are known.
    event: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    execution: Option<&'a Execution>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prepared: Option<Preparation>,
    #[serde(flatten)]
    refusal: Option<Refusal<'a>>,
}

impl<'a> Screen<'a> {
    pub(super) fn new(file: &'a Path, manner: Manner) -> Self {
        Self {
            file,
            manner,
            save: 0,
            run: 0,
        }
    }

    /// Another save is run.
    pub(super) fn begin(&mut self) {
        self.save += 1;
        if self.manner == Manner::Keys && !terminal::is_dumb() {
            // The last run is gone from the screen, and can still be scrolled to.
            terminal::print_part("\u{1b}[2J\u{1b}[H");
        }
    }

    /// Shows a run.
    pub(super) fn show(&mut self, event: Option<&Event>, outcome: &Outcome, choice: &Choice) {
        self.run += 1;
        match self.manner {
            Manner::Json => self.tell(event, outcome),
            Manner::Lines | Manner::Keys => {
                let page = Page::stdout();
                terminal::print(&self.text(event, outcome, choice, page));
            }
        }
    }

    fn tell(&self, event: Option<&Event>, outcome: &Outcome) {
        let ran = outcome.as_ref().ok();
        let told = Told {
            save: self.save,
            run: self.run,
            event: event.map(|event| event.name.as_str()),
            execution: ran.map(|(execution, _)| execution),
            prepared: ran.and_then(|(_, prepared)| *prepared),
            refusal: outcome.as_ref().err().map(Refusal::of),
        };
        terminal::print_json_line(&told);
    }

    fn text(
        &self,
        event: Option<&Event>,
        outcome: &Outcome,
        choice: &Choice,
        page: Page,
    ) -> String {
        let paint = page.paint;
        let on = event.map_or(String::new(), |event| format!(" on {}", event.name));
        let title = harmless(&format!("run {}{on}", self.run));
        let mut text = paint.paint(Style::Dim, &title);
        text.push('\n');
        match outcome {
            Ok((execution, prepared)) => {
                text.push_str(&report(self.file, execution, *prepared, page));
            }
            Err(error) => {
                let told = harmless(&format!("error: {error:#}"));
                text.push_str(&paint.paint(Style::Bad, &told));
                text.push('\n');
            }
        }
        if self.manner == Manner::Keys {
            let keys = page.flow(&keys(choice), "   ", 0);
            text.push('\n');
            text.push_str(&paint.paint(Style::Dim, &keys));
        }
        text.push('\n');
        text
    }
}

/// `r again`, `n next event`, `1 post-login`, `2 credentials-exchange`, `q quit`.
fn keys(choice: &Choice) -> Vec<String> {
    let mut parts = vec!["r again".to_owned()];
    let events = choice.all();
    if events.len() > 1 {
        parts.push("n next event".to_owned());
        let named = events.iter().enumerate();
        parts.extend(named.map(|(at, event)| format!("{} {}", at + 1, harmless(&event.name))));
    }
    parts.push("q quit".to_owned());
    parts
}

#[cfg(test)]
mod tests {
    use contract::Trigger;

    use super::*;

    #[test]
    fn a_run_that_could_not_be_is_told_with_its_number_and_the_keys() {
        let mut screen = Screen::new(Path::new("a.js"), Manner::Keys);
        let mut choice = Choice::default();
        screen.run = 3;
        let outcome = Err(anyhow::anyhow!("cannot read a.js \u{1b}[2J"));
        let text = screen.text(None, &outcome, &choice, Page::plain(None));
        let expected = "run 3\nerror: cannot read a.js \\u{1b}[2J\n\nr again   q quit\n";
        assert_eq!(text, expected);
        choice.renew(
            [Trigger::PostLogin, Trigger::CredentialsExchange]
                .map(Event::sample)
                .into(),
        );
        let parts = keys(&choice);
        let expected = [
            "r again",
            "n next event",
            "1 post-login",
            "2 credentials-exchange",
            "q quit",
        ];
        assert_eq!(parts, expected);
    }
}
