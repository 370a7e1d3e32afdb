//! Reads a package's files once for all of its specs.

use crate::reading::{Unreadable, read_source as read};

use super::edit::{Edits, Shift};
use super::input::{HANDLER, SpecInput};
use super::{cover, hoist};

/// The files of a package that can be required.
pub(super) struct Prepared {
    pub(super) files: Vec<File>,
    /// Lines of the handler's file, from 1, by the number of the statement that begins there.
    pub(super) statement_lines: Vec<u32>,
}

/// One file.
pub(super) struct File {
    pub(super) path: String,
    pub(super) kind: Kind,
}

/// What a file is.
pub(super) enum Kind {
    /// A module: its text with what was put in, and where.
    Code {
        own: String,
        text: String,
        shifts: Vec<Shift>,
    },
    /// Data.
    Json(String),
    /// A file that cannot be read, and why.
    Broken(String),
}

/// Reads everything that a spec may require.
pub(super) fn prepare(input: SpecInput<'_>) -> Prepared {
    let mut prepared = Prepared {
        files: Vec::new(),
        statement_lines: Vec::new(),
    };
    for (path, content) in input.members.iter() {
        let path = path.as_str();
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        if !matches!(ending, "js" | "cjs" | "json") {
            continue;
        }
        let kind = match std::str::from_utf8(content) {
            Err(error) => Kind::Broken(format!(
                "{path}: it is not UTF-8 behind byte {}",
                error.valid_up_to()
            )),
            Ok(text) if ending == "json" => Kind::Json(text.to_owned()),
            Ok(text) => prepared.code(path, text),
        };
        prepared.files.push(File {
            path: path.to_owned(),
            kind,
        });
    }
    prepared
}

impl Prepared {
    fn code(&mut self, path: &str, text: &str) -> Kind {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let own = match text.strip_prefix("#!") {
            Some(rest) => format!("//{rest}"),
            None => text.to_owned(),
        };
        let edited = read(&own, |source| {
            let mut edits = Edits::default();
            let mut lines = Vec::new();
            if path == HANDLER {
                let starts = cover::cover(source.program, &mut edits).into_iter();
                lines.extend(starts.map(|start| source.lines.at(start as usize).line));
            } else {
                hoist::hoist(source.program, &mut edits);
            }
            (edits.apply(source.text), lines)
        });
        match edited {
            Ok(((text, shifts), lines)) => {
                self.statement_lines.extend(lines);
                Kind::Code { own, text, shifts }
            }
            Err(Unreadable::Syntax { at, message }) => {
                Kind::Broken(format!("{message} ({path}:{}:{})", at.line, at.column))
            }
            Err(error) => Kind::Broken(format!("{path}: {error}")),
        }
    }
}
