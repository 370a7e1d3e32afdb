//! Places in the packages' code as their authors wrote it: what an engine's frames say is led back before anybody sees it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use bundle::Linked;
use bundle::linked::Kind;
use oxc_sourcemap::SourceMap;

use super::is_strict;

/// The name that the engine gives to texts that are evaluated in the mode they ask for.
const EVALUATED: &str = "<input>";
/// Lines below are left to what an action evaluates by itself.
const FIRST_LINE: u32 = 1_000;
/// Places of one text that are led back: each reads its file's map.
const MOST_PLACES: usize = 200;

/// Lines of the engine's own count at which files stand that have no name there.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// The line before a file's first, and its path.
    starts: BTreeMap<u32, String>,
    /// The other way round.
    by_path: BTreeMap<String, u32>,
}

impl Places {
    /// Gives each file that is evaluated in its own mode a range of lines.
    pub(super) fn new(linked: &Linked) -> Self {
        let mut places = Self::default();
        let mut next = FIRST_LINE;
        for (path, file) in &linked.files {
            if file.kind != Kind::CommonJs || is_strict(file) {
                continue;
            }
            places.starts.insert(next, path.clone());
            places.by_path.insert(path.clone(), next);
            let lines = u32::try_from(file.text.matches('\n').count()).unwrap_or(u32::MAX);
            next = next.saturating_add(lines).saturating_add(3);
        }
        places
    }

    /// What stands before a file's wrapper, so that the engine counts its lines in its range.
    pub(super) fn padding(&self, path: &str) -> String {
        let start = self.by_path.get(path).copied().unwrap_or(1);
        "\n".repeat(start.saturating_sub(1) as usize)
    }

    /// The same text with places as they were written.
    pub(super) fn told<'a>(&self, linked: &Linked, text: &'a str) -> Cow<'a, str> {
        let mut told = String::new();
        let (mut done, mut seen, mut name_at, mut places) = (0, 0, 0, 0);
        for (at, _) in text.match_indices(':') {
            if at < done {
                continue;
            }
            if places == MOST_PLACES {
                break;
            }
            let between = text.get(seen..at).unwrap_or_default();
            if let Some(found) = between.rfind(['(', ' ', '\n', '\t']) {
                name_at = seen + found + 1;
            }
            seen = at;
            let Some((line, column, bytes)) = numbers(text.get(at..).unwrap_or_default()) else {
                continue;
            };
            let name = text.get(name_at..at).unwrap_or_default();
            if let Some(place) = self.place(linked, name, line, column) {
                told.push_str(text.get(done..name_at).unwrap_or_default());
                told.push_str(&place);
                done = at + bytes;
                (seen, name_at) = (done, done);
                places += 1;
            }
        }
        if done == 0 {
            return Cow::Borrowed(text);
        }
        told.push_str(text.get(done..).unwrap_or_default());
        Cow::Owned(told)
    }

    /// A place as it was written, unless it is told so already.
    fn place(&self, linked: &Linked, name: &str, line: u32, column: u32) -> Option<String> {
        if name == EVALUATED {
            let (start, path) = self.starts.range(..line).next_back()?;
            let line = line - start;
            let written = written(linked, path, line, column);
            let (line, column) = written.unwrap_or((line, column));
            return Some(format!("{path}:{line}:{column}"));
        }
        let (line, column) = written(linked, name, line, column)?;
        Some(format!("{name}:{line}:{column}"))
    }
}

/// `:LINE:COLUMN` at the beginning of a text, and how long that is.
fn numbers(text: &str) -> Option<(u32, u32, usize)> {
    let rest = text.strip_prefix(':')?;
    let (line, behind) = digits(rest)?;
    let (column, behind) = digits(behind.strip_prefix(':')?)?;
    Some((line, column, text.len() - behind.len()))
}

fn digits(text: &str) -> Option<(u32, &str)> {
    let end = text
        .find(|at: char| !at.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, behind) = text.split_at(end);
    Some((number.parse().ok()?, behind))
}

/// Where this stood in a file that was changed.
fn written(linked: &Linked, path: &str, line: u32, column: u32) -> Option<(u32, u32)> {
    let file = linked.files.get(path)?;
    let map = SourceMap::from_json_string(file.map.as_deref()?).ok()?;
    // A module's first line is the linker's own, which the engine counts as line 0.
    let line = match file.kind {
        Kind::Module | Kind::AsyncModule => line,
        _ => line.checked_sub(1)?,
    };
    let column = column.checked_sub(1)?;
    let table = map.generate_lookup_table();
    let token = map.lookup_token(&table, line, column)?;
    let behind = column.saturating_sub(token.get_dst_col());
    Some((token.get_src_line() + 1, token.get_src_col() + behind + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use bundle::LinkedFile;

    fn file(text: &str) -> LinkedFile {
        LinkedFile {
            kind: Kind::CommonJs,
            text: text.to_owned(),
            helper: None,
            shared: None,
            requires: BTreeMap::new(),
            imports: BTreeMap::new(),
            map: None,
        }
    }

    #[test]
    fn frames_without_a_name_get_their_files() {
        let mut linked = Linked::new("action.js");
        linked.files.insert("/a.js".to_owned(), file("1\n2\n3"));
        linked
            .files
            .insert("/b.js".to_owned(), file("'use strict';"));
        linked.files.insert("/c.js".to_owned(), file("1"));
        let places = Places::new(&linked);
        assert_eq!(places.padding("/a.js").len(), 999);
        for (text, expected) in [
            ("at f (<input>:1002:7)", "at f (/a.js:2:7)"),
            (
                "at <input>:1006:1\n at g (/b.js:1:2)",
                "at /c.js:1:1\n at g (/b.js:1:2)",
            ),
            ("<input>:3:4 12:30:45", "<input>:3:4 12:30:45"),
            ("", ""),
        ] {
            assert_eq!(places.told(&linked, text), expected);
        }
    }

    #[test]
    fn a_text_of_many_places_takes_a_bounded_time() {
        let mut linked = Linked::new("action.js");
        linked.files.insert("/a.js".to_owned(), file("1"));
        let places = Places::new(&linked);
        let colons = ":".repeat(1 << 22);
        assert_eq!(places.told(&linked, &colons), colons);
        let many = " <input>:1001:1".repeat(MOST_PLACES + 1);
        let told = places.told(&linked, &many);
        assert_eq!(told.matches("/a.js:1:1").count(), MOST_PLACES);
        assert!(told.ends_with(" <input>:1001:1"));
    }
}
