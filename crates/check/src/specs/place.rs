//! From a program's lines to the package's: texts and stacks as a partner reads them.

use super::edit::own_column;
use super::program::{Program, Region};

/// A place in a file of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found<'a> {
    pub(super) path: &'a str,
    /// From 1.
    pub(super) line: usize,
    /// In UTF-16 units, from 1.
    pub(super) column: usize,
}

/// How many frames of a stack are told.
const MOST_FRAMES: usize = 8;

impl Program<'_> {
    /// Where a line of the program, from 0, and a column, from 1, stand in the package.
    fn place(&self, line: usize, column: usize) -> Option<Found<'_>> {
        let after = self.regions.partition_point(|region| region.first <= line);
        let region = self.regions.get(after.checked_sub(1)?)?;
        (line < region.first + region.count).then(|| region.place(line - region.first, column))
    }

    /// The text with every place of the program in it as the place of the package.
    pub(super) fn told(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, mention, after)) = next_mention(rest) {
            out.push_str(before);
            match self.place(mention.line, mention.column) {
                Some(found) => out.push_str(&found.to_string()),
                None => out.push_str(mention.text),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// The frames of a stack that stand in the package, a line each.
    pub(super) fn frames(&self, stack: &str) -> Vec<String> {
        let frames = stack.lines().filter(|line| line.starts_with("    at "));
        let own = frames.filter(|line| {
            let found = next_mention(line);
            found.is_some_and(|(_, at, _)| self.place(at.line, at.column).is_some())
        });
        own.take(MOST_FRAMES).map(|line| self.told(line)).collect()
    }
}

impl Region<'_> {
    fn place(&self, line: usize, column: usize) -> Found<'_> {
        let own = self.own.split('\n').nth(line).unwrap_or_default();
        let bytes = own_column(self.shifts, line, column.saturating_sub(1));
        let before = own.get(..own.floor_char_boundary(bytes)).unwrap_or(own);
        Found {
            path: self.path,
            line: line + 1,
            column: before.encode_utf16().count() + 1,
        }
    }
}

impl std::fmt::Display for Found<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}:{}:{}", self.path, self.line, self.column)
    }
}

/// `action.js:LINE:COLUMN`, as the engine names a place of the program.
struct Mention<'a> {
    text: &'a str,
    line: usize,
    column: usize,
}

/// The first mention in a text, with what is before and behind it.
fn next_mention(text: &str) -> Option<(&str, Mention<'_>, &str)> {
    for (at, name) in text.match_indices(sandbox::FILE_NAME) {
        let before = text.get(..at)?;
        // `integration.action.js` ends with the same name.
        if before.ends_with(|letter: char| letter.is_alphanumeric() || "._-/".contains(letter)) {
            continue;
        }
        let behind = text.get(at + name.len()..)?;
        let Some((line, rest)) = number(behind) else {
            continue;
        };
        let (column, rest) = number(rest).unwrap_or((1, rest));
        let end = text.len() - rest.len();
        let mention = Mention {
            text: text.get(at..end)?,
            line,
            column,
        };
        return Some((before, mention, rest));
    }
    None
}

/// The number behind a colon.
fn number(text: &str) -> Option<(usize, &str)> {
    let digits = text.strip_prefix(':')?;
    let end = digits
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(digits.len());
    Some((digits.get(..end)?.parse().ok()?, digits.get(end..)?))
}

#[cfg(test)]
mod tests {
    use super::super::edit::Shift;
    use super::*;

    #[test]
    fn places_of_the_program_become_places_of_the_package() {
        let shifts = [Shift {
            line: 1,
            column: 2,
            bytes: 5,
        }];
        let program = Program {
            text: String::new(),
            regions: vec![Region {
                first: 10,
                count: 2,
                path: "integration/integration.action.js",
                own: "let a;\n\u{e9}throw a;",
                shifts: &shifts,
            }],
        };
        let stack = "Error: at action.js:10:1\n    at f (action.js:11:8)\n    at action.js:9:1\n    at my-action.js:11:8";
        assert_eq!(
            program.frames(stack),
            ["    at f (integration/integration.action.js:2:2)"]
        );
        assert_eq!(
            program.told("in action.js:10:5, not x.action.js:10:5"),
            "in integration/integration.action.js:1:5, not x.action.js:10:5"
        );
    }
}
