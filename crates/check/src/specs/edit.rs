//! Text put into a file without moving any of its lines, and the way back to the file's own columns.

/// Where a piece of text goes when several go to one place: what ends there comes before what begins there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    End,
    Start,
}

/// Text to put into a file. It must hold no line breaks.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<(usize, Side, String)>);

/// One piece that was put in: its line from 0, its column in the file's own bytes, its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shift {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) bytes: usize,
}

impl Edits {
    /// Puts text before what begins at this offset. Of two, what is added first stands first.
    pub(super) fn before(&mut self, offset: u32, text: impl Into<String>) {
        self.0.push((offset as usize, Side::Start, text.into()));
    }

    /// Puts text behind what ends at this offset. Of two, what is added first stands first.
    pub(super) fn behind(&mut self, offset: u32, text: impl Into<String>) {
        self.0.push((offset as usize, Side::End, text.into()));
    }

    /// The text with all of it in place. Offsets that are none are passed over.
    pub(super) fn apply(mut self, text: &str) -> (String, Vec<Shift>) {
        self.0.sort_by_key(|(offset, side, _)| (*offset, *side));
        let mut out = String::with_capacity(text.len() + self.0.len() * 24);
        let mut shifts = Vec::with_capacity(self.0.len());
        let mut line = 0;
        let mut line_start = 0;
        let mut done = 0;
        for (offset, _, piece) in self.0 {
            let Some(between) = text.get(done..offset) else {
                continue;
            };
            line += between.matches('\n').count();
            if let Some(at) = between.rfind('\n') {
                line_start = done + at + 1;
            }
            out.push_str(between);
            out.push_str(&piece);
            shifts.push(Shift {
                line,
                column: offset - line_start,
                bytes: piece.len(),
            });
            done = offset;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        (out, shifts)
    }
}

/// The file's own column, in bytes from 0, of one in the text with pieces in it.
pub(super) fn own_column(shifts: &[Shift], line: usize, column: usize) -> usize {
    let first = shifts.partition_point(|shift| shift.line < line);
    let mut added = 0;
    for shift in shifts.get(first..).unwrap_or_default() {
        if shift.line > line || shift.column + added + shift.bytes > column {
            // Inside of a piece: where the piece stands.
            if shift.line == line && shift.column + added <= column {
                return shift.column;
            }
            break;
        }
        added += shift.bytes;
    }
    column - added
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_keep_their_order_and_columns_find_back() {
        let mut edits = Edits::default();
        edits.before(4, "{1;");
        edits.before(4, "2;");
        edits.behind(6, "}");
        edits.before(6, "3;");
        let (text, shifts) = edits.apply("a;\nxb;c;");
        assert_eq!(text, "a;\nx{1;2;b;}3;c;");
        let back = |column| own_column(&shifts, 1, column);
        assert_eq!(back(0), 0, "x");
        assert_eq!(back(2), 1, "inside of `{{1;`");
        assert_eq!(back(6), 1, "b");
        assert_eq!(back(7), 2, "its semicolon");
        assert_eq!(back(11), 3, "c");
        assert_eq!(own_column(&shifts, 0, 1), 1);
    }
}
