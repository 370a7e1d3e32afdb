//! The terminal: data on standard output, messages on standard error, colours where they are welcome.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the command line prints in this one module"
)]

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::time::Duration;

use indicatif::ProgressBar;

use crate::environment;

/// Writes data to standard output. A reader that has gone (`| head`) is not an error.
pub(crate) fn print(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out
        .write_all(text.as_bytes())
        .and_then(|()| match text.ends_with('\n') {
            true => out.flush(),
            false => out.write_all(b"\n").and_then(|()| out.flush()),
        });
}

/// Writes a piece of data that ends no line.
pub(crate) fn print_part(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Writes one JSON value to standard output.
pub(crate) fn print_json(value: &impl serde::Serialize) {
    print_written(serde_json::to_string_pretty(value));
}

/// The same on one line.
pub(crate) fn print_json_line(value: &impl serde::Serialize) {
    print_written(serde_json::to_string(value));
}

fn print_written(written: serde_json::Result<String>) {
    match written {
        Ok(text) => print(&text),
        Err(error) => complain(&format!(
            "error: the result cannot be written as JSON: {error}"
        )),
    }
}

/// Writes a message to standard error.
pub(crate) fn complain(text: &str) {
    eprintln!("{text}");
}

/// A line on the terminal that says what is being waited for, gone when it is dropped. Nothing where nobody looks.
pub(crate) struct Waiting(Option<ProgressBar>);

impl Waiting {
    /// Says what is waited for.
    pub(crate) fn begin(what: impl Into<Cow<'static, str>>) -> Self {
        if !io::stderr().is_terminal() || is_dumb() {
            return Self(None);
        }
        let bar = ProgressBar::new_spinner();
        bar.set_message(what);
        bar.enable_steady_tick(Duration::from_millis(100));
        Self(Some(bar))
    }

    /// Says something else.
    pub(crate) fn now(&self, what: impl Into<Cow<'static, str>>) {
        if let Some(bar) = &self.0 {
            bar.set_message(what);
        }
    }

    /// Writes a message above it, to standard error.
    pub(crate) fn say(&self, message: &str) {
        match &self.0 {
            Some(bar) => bar.suspend(|| complain(message)),
            None => complain(message),
        }
    }

    /// Prints a line above it.
    pub(crate) fn above(&self, line: &str) {
        match &self.0 {
            Some(bar) => bar.suspend(|| print(line)),
            None => print(line),
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

/// Asks on the terminal for a secret, which does not show. `None` without a terminal.
pub(crate) fn ask_secret(question: &str) -> io::Result<Option<String>> {
    if !io::stdin().is_terminal() {
        return Ok(None);
    }
    rpassword::prompt_password(format!("{question}: ")).map(Some)
}

/// Asks on the terminal whether to go on. `None` without a terminal.
pub(crate) fn confirm(question: &str) -> io::Result<Option<bool>> {
    if !io::stdin().is_terminal() {
        return Ok(None);
    }
    eprint!("{question} [y/N] ");
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(Some(matches!(answer.trim(), "y" | "Y" | "yes")))
}

/// Whether the terminal can do nothing but print, as those of editors and some screen readers.
pub(crate) fn is_dumb() -> bool {
    environment::variable("TERM").is_some_and(|terminal| terminal == "dumb")
}

/// A page that a person reads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    pub(crate) paint: Paint,
    /// The characters of a line; none where lines have no end.
    columns: Option<usize>,
}

impl Page {
    /// The terminal that standard output is, if it is one.
    pub(crate) fn stdout() -> Self {
        let size = console::Term::stdout().size_checked();
        Self {
            paint: Paint::for_stdout(),
            columns: size.map(|(_, columns)| columns.into()),
        }
    }

    /// Without colours, and with lines of so many characters.
    #[cfg(test)]
    pub(crate) fn plain(columns: Option<usize>) -> Self {
        Self {
            paint: Paint::Plain,
            columns,
        }
    }

    /// Parts on as many lines as they need, none of which is broken within a part. `indent` columns are taken already.
    pub(crate) fn flow(self, parts: &[String], between: &str, indent: usize) -> String {
        let (mut text, mut taken) = (String::new(), 0);
        for part in parts {
            let own = console::measure_text_width(part);
            let with_it = taken + between.len() + own;
            let is_full = |columns| with_it + indent > columns;
            if taken == 0 {
                taken = own;
            } else if self.columns.is_some_and(is_full) {
                text.push('\n');
                taken = own;
            } else {
                text.push_str(between);
                taken = with_it;
            }
            text.push_str(part);
        }
        text
    }
}

/// How a piece of text stands out.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Style {
    Bold,
    Dim,
    Good,
    Bad,
    Warning,
}

/// Colours text, or leaves it as it is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Paint {
    Coloured,
    Plain,
}

impl Paint {
    /// Colours only where a person looks and has not declined them (<https://no-color.org>).
    pub(crate) fn for_stdout() -> Self {
        Self::where_welcome(io::stdout().is_terminal())
    }

    /// The same for messages.
    pub(crate) fn for_stderr() -> Self {
        Self::where_welcome(io::stderr().is_terminal())
    }

    fn where_welcome(is_terminal: bool) -> Self {
        let declined = environment::variable("NO_COLOR").is_some();
        if is_terminal && !declined && !is_dumb() {
            Self::Coloured
        } else {
            Self::Plain
        }
    }

    pub(crate) fn paint(self, style: Style, text: &str) -> String {
        let code = match (self, style) {
            (Self::Plain, _) => return text.to_owned(),
            (Self::Coloured, Style::Bold) => 1,
            (Self::Coloured, Style::Dim) => 2,
            (Self::Coloured, Style::Bad) => 31,
            (Self::Coloured, Style::Good) => 32,
            (Self::Coloured, Style::Warning) => 33,
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// Text of an action or a server made harmless for a terminal: control characters but line break and tab are shown by
/// their code, so that nothing printed can move the cursor or retitle the window.
pub(crate) fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() && c != '\n' && c != '\t' {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_shown_not_obeyed() {
        assert_eq!(
            harmless("a\u{1b}[2Jb\tc\nd\u{9b}"),
            "a\\u{1b}[2Jb\tc\nd\\u{9b}"
        );
    }

    #[test]
    fn parts_flow_onto_as_many_lines_as_they_need() {
        let parts = ["r again", "n next event", "q quit"].map(str::to_owned);
        let flow = |columns| Page::plain(columns).flow(&parts, "   ", 0);
        assert_eq!(flow(None), "r again   n next event   q quit");
        assert_eq!(flow(Some(31)), "r again   n next event   q quit");
        assert_eq!(flow(Some(30)), "r again   n next event\nq quit");
        assert_eq!(flow(Some(5)), "r again\nn next event\nq quit");
        let indented = Page::plain(Some(31)).flow(&parts, "   ", 2);
        assert_eq!(indented, "r again   n next event\nq quit");
        assert_eq!(Page::plain(None).flow(&[], " ", 0), "");
    }

    #[test]
    fn plain_paint_adds_nothing() {
        assert_eq!(Paint::Plain.paint(Style::Bad, "x"), "x");
        assert_eq!(
            Paint::Coloured.paint(Style::Bad, "x"),
            "\u{1b}[31mx\u{1b}[0m"
        );
    }
}
