//! A text that is changed in places, with the way back to the places as they were written.

use oxc_sourcemap::{SourceMap, SourceMapBuilder};

/// Changes of a text. They do not overlap.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<Edit>);

#[derive(Debug)]
struct Edit {
    start: usize,
    end: usize,
    text: String,
}

impl Edits {
    /// Puts this in place of what stands there. Line breaks stay, so that no line moves.
    pub(super) fn replace(&mut self, start: u32, end: u32, text: impl Into<String>) {
        self.0.push(Edit {
            start: start as usize,
            end: end as usize,
            text: text.into(),
        });
    }

    /// Puts this before what begins there.
    pub(super) fn insert(&mut self, at: u32, text: impl Into<String>) {
        self.replace(at, at, text);
    }

    /// The changed text, and where its pieces stood. Each of these is a line and a column of the changed text with the
    /// column before, both in UTF-16 as source maps count.
    pub(super) fn apply(mut self, text: &str) -> (String, Vec<Moved>) {
        self.0.sort_by_key(|edit| (edit.start, edit.end));
        let mut out = Out::default();
        let mut done = 0;
        for Edit {
            start,
            end,
            text: piece,
        } in self.0
        {
            let (Some(kept), Some(gone)) = (text.get(done..start), text.get(start..end)) else {
                continue;
            };
            out.keep(kept);
            out.exchange(gone, &piece);
            done = end;
        }
        out.keep(text.get(done..).unwrap_or_default());
        (out.text, out.moved)
    }
}

/// From here to the end of its line, or to the next of these, the text stood elsewhere in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moved {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) before: u32,
}

#[derive(Default)]
struct Out {
    text: String,
    moved: Vec<Moved>,
    line: u32,
    column: u32,
    before: u32,
}

impl Out {
    fn keep(&mut self, text: &str) {
        self.text.push_str(text);
        self.pass(text);
    }

    fn pass(&mut self, text: &str) {
        let Some((lines, last)) = text.rsplit_once('\n') else {
            let wide = width(text);
            self.column += wide;
            self.before += wide;
            return;
        };
        self.line += 1 + lines.matches('\n').count() as u32;
        self.column = width(last);
        self.before = self.column;
    }

    fn exchange(&mut self, gone: &str, piece: &str) {
        self.text.push_str(piece);
        self.column += width(piece);
        for (at, line) in gone.split('\n').enumerate() {
            if at > 0 {
                self.text.push('\n');
                self.line += 1;
                (self.column, self.before) = (0, 0);
            }
            self.before += width(line);
        }
        self.moved.push(Moved {
            line: self.line,
            column: self.column,
            before: self.before,
        });
    }
}

fn width(text: &str) -> u32 {
    text.encode_utf16().count() as u32
}

/// The source map of a changed text: `first` counts the lines that were put before it, and `below` is the map of the text
/// before the changes, when that was no original either.
pub(super) fn map(
    name: &str,
    lines: u32,
    first: u32,
    moved: &[Moved],
    below: Option<&SourceMap<'_>>,
) -> String {
    let mut builder = SourceMapBuilder::default();
    let source = builder.add_source_and_content(name, "");
    let mut moved = moved.iter().peekable();
    let table = below.map(SourceMap::generate_lookup_table);
    let mut token = |line: u32, column: u32, before: u32| {
        let found = match (below, &table) {
            (Some(below), Some(table)) => below
                .lookup_token(table, line, before)
                .map(|token| (token.get_src_line(), token.get_src_col())),
            _ => Some((line, before)),
        };
        if let Some((to_line, to_column)) = found {
            builder.add_token(line + first, column, to_line, to_column, Some(source), None);
        }
    };
    let mut inner = below
        .map(|below| below.get_tokens().collect::<Vec<_>>())
        .unwrap_or_default()
        .into_iter()
        .peekable();
    for line in 0..lines {
        let mut shift = Moved {
            line,
            column: 0,
            before: 0,
        };
        token(line, 0, 0);
        loop {
            let next_moved = moved
                .peek()
                .filter(|moved| moved.line == line)
                .map(|moved| moved.before);
            let next_inner = inner
                .peek()
                .filter(|token| token.get_dst_line() == line)
                .map(|token| token.get_dst_col());
            match (next_moved, next_inner) {
                (None, None) => break,
                (Some(at), other) if other.is_none_or(|other| at <= other) => {
                    if let Some(next) = moved.next() {
                        shift = *next;
                        token(line, shift.column, shift.before);
                    }
                }
                _ => {
                    let column = inner.next().map_or(0, |token| token.get_dst_col());
                    if let Some(behind) = column.checked_sub(shift.before) {
                        token(line, shift.column + behind, column);
                    }
                }
            }
        }
    }
    builder.into_sourcemap().to_json_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_and_columns_are_told() {
        let mut edits = Edits::default();
        edits.replace(0, 9, "x");
        edits.insert(14, "yyy");
        let text = "abc\ndefgh = 1;\nz";
        let (changed, moved) = edits.apply(text);
        assert_eq!(changed, "x\n = 1;yyy\nz");
        assert_eq!(
            moved,
            [
                Moved {
                    line: 1,
                    column: 0,
                    before: 5
                },
                Moved {
                    line: 1,
                    column: 8,
                    before: 10
                },
            ]
        );
        let map = map("a.js", 3, 1, &moved, None);
        let map = SourceMap::from_json_string(&map).unwrap();
        let table = map.generate_lookup_table();
        let at = |line, column| {
            let token = map.lookup_token(&table, line, column).unwrap();
            (
                token.get_src_line(),
                token.get_src_col() + column - token.get_dst_col(),
            )
        };
        assert_eq!(at(2, 1), (1, 6));
        assert_eq!(at(3, 0), (2, 0));
    }
}
