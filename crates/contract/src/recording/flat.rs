//! The pieces of a material as one text, in which a mark stands for each reference, and back.

use std::borrow::Cow;

use super::Piece;
use super::material::plain;

/// The first of the private characters (plane 16) by which the name of a secret is spelled, byte by byte.
const NAMES: u32 = 0x10_F000;
/// What stands for something that was taken out.
const TAKEN: char = '\u{10_FE00}';

/// A text, and the references in it.
pub(super) struct Flat<'a> {
    bytes: Cow<'a, [u8]>,
    marks: Vec<Mark<'a>>,
}

struct Mark<'a> {
    start: usize,
    end: usize,
    piece: &'a Piece,
}

impl<'a> Flat<'a> {
    pub(super) fn of(pieces: &'a [Piece]) -> Self {
        if let [Piece::Text(text)] = pieces {
            return Self {
                bytes: Cow::Borrowed(text.as_bytes()),
                marks: Vec::new(),
            };
        }
        let mut bytes = Vec::new();
        let mut marks = Vec::new();
        for piece in pieces {
            let start = bytes.len();
            let mark = match piece {
                Piece::Secret(reference) => mark_of(&reference.name),
                Piece::Redacted(_) => TAKEN.to_string(),
                piece => {
                    bytes.extend(piece.bytes());
                    continue;
                }
            };
            bytes.extend(mark.into_bytes());
            marks.push(Mark {
                start,
                end: bytes.len(),
                piece,
            });
        }
        Self {
            bytes: Cow::Owned(bytes),
            marks,
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Pieces with what is put among these.
    pub(super) fn copied(&self) -> Copied<'_> {
        Copied {
            flat: self,
            at: 0,
            mark: 0,
            pieces: Vec::new(),
        }
    }
}

/// How many characters of a marked text are no mark.
pub(super) fn unmarked_chars(text: &str) -> usize {
    let is_mark = |letter: &char| u32::from(*letter) >= NAMES;
    text.chars().filter(|letter| !is_mark(letter)).count()
}

fn mark_of(name: &str) -> String {
    let letters = name.bytes().map(|byte| NAMES + u32::from(byte));
    letters.filter_map(char::from_u32).collect()
}

/// Pieces that are made of those of a text.
pub(super) struct Copied<'a> {
    flat: &'a Flat<'a>,
    at: usize,
    mark: usize,
    pieces: Vec<Piece>,
}

impl Copied<'_> {
    /// Copies what stands before this place; how far it has come. That is behind the place when something put there reaches
    /// further.
    pub(super) fn up_to(&mut self, end: usize) -> usize {
        while let Some(mark) = self
            .flat
            .marks
            .get(self.mark)
            .filter(|mark| mark.end <= end)
        {
            self.mark += 1;
            self.text(mark.start);
            self.pieces.push(mark.piece.clone());
            self.at = mark.end;
        }
        // What begins within a reference begins where that begins.
        let within = self.flat.marks.get(self.mark);
        self.text(within.map_or(end, |mark| mark.start.min(end)));
        self.at
    }

    fn text(&mut self, end: usize) {
        let text = self.flat.bytes.get(self.at..end).unwrap_or_default();
        self.pieces.extend(plain(text));
        self.at = self.at.max(end);
    }

    /// Puts a piece in the place of what is left up to here, and of the rest of a reference that reaches further.
    pub(super) fn put(&mut self, piece: Piece, end: usize) {
        self.pieces.push(piece);
        self.at = self.at.max(end);
        while let Some(mark) = self
            .flat
            .marks
            .get(self.mark)
            .filter(|mark| mark.start < end)
        {
            self.mark += 1;
            self.at = self.at.max(mark.end);
        }
    }

    pub(super) fn end(mut self) -> Vec<Piece> {
        self.up_to(self.flat.bytes.len());
        self.pieces
    }
}
