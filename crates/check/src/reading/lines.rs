//! From an offset in a text to its line and column.

use oxc::span::Span;

/// A place in a text, both from 1; the column in UTF-16 units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// Places of a text that others are counted from: the beginning of each line, and some within long ones.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    text: &'a str,
    marks: Vec<(usize, At)>,
}

/// How many bytes are counted at most.
const STRIDE: usize = 256;

impl<'a> Lines<'a> {
    /// Counts the lines of a text.
    pub(crate) fn of(text: &'a str) -> Self {
        let mut at = At { line: 1, column: 1 };
        let mut marks = vec![(0, at)];
        let mut last = 0;
        for (offset, letter) in text.char_indices() {
            if offset - last >= STRIDE {
                marks.push((offset, at));
                last = offset;
            }
            at.column += if letter.len_utf16() == 2 { 2 } else { 1 };
            if letter == '\n' {
                at = At {
                    line: at.line + 1,
                    column: 1,
                };
                last = offset + 1;
                marks.push((last, at));
            }
        }
        Self { text, marks }
    }

    /// Where a byte offset is.
    pub(crate) fn at(&self, offset: usize) -> At {
        let after = self.marks.partition_point(|(mark, _)| *mark <= offset);
        let (mark, at) = after
            .checked_sub(1)
            .and_then(|index| self.marks.get(index))
            .copied()
            .unwrap_or_default();
        let between = self.text.get(mark..offset).unwrap_or("");
        let columns = u32::try_from(between.encode_utf16().count()).unwrap_or(u32::MAX);
        At {
            line: at.line,
            column: at.column.saturating_add(columns),
        }
    }

    /// Where a span begins.
    pub(crate) fn of_span(&self, span: Span) -> At {
        self.at(span.start as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_begin_at_one_and_count_utf16() {
        let text = "ab\n\u{1F600}c\r\n";
        let lines = Lines::of(text);
        let at = |offset| {
            let At { line, column } = lines.at(offset);
            (line, column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(1), (1, 2));
        assert_eq!(at(3), (2, 1));
        assert_eq!(at(7), (2, 3));
        assert_eq!(at(text.len()), (3, 1));
        let long = "\u{1F600}b".repeat(1_000);
        let lines = Lines::of(&long);
        assert_eq!(
            lines.at(5 * 700),
            At {
                line: 1,
                column: 3 * 700 + 1
            }
        );
    }
}
