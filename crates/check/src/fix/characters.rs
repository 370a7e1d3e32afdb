//! Takes out characters that cannot be seen, where they are no part of a token.

use bundle::{Finding, is_invisible};

use super::{mended, replaced};
use crate::reading::{Lines, tokens};
use crate::rules::is_bidi;

pub(super) fn mend(text: &str, found: &mut Vec<Finding>) -> String {
    let Ok(tokens) = tokens(text) else {
        return text.to_owned();
    };
    // In a comment they hide, in a text or a name they may be meant.
    let is_within = |at: usize| {
        let next = tokens.partition_point(|token| token.start <= at);
        let token = next.checked_sub(1).and_then(|index| tokens.get(index));
        token.is_some_and(|token| at < token.end && token.kind.is_some())
    };
    let lines = Lines::of(text);
    let mut pieces = Vec::new();
    for (at, letter) in text.char_indices() {
        let with = match letter {
            letter if is_invisible(letter) => "",
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => " ",
            _ => continue,
        };
        if is_within(at) {
            continue;
        }
        pieces.push((at, at + letter.len_utf8(), with));
        if with.is_empty() {
            let rule = if is_bidi(letter) {
                "bidi-character"
            } else {
                "invisible-character"
            };
            let message = format!("U+{:04X} cannot be seen", u32::from(letter));
            found.extend(mended(rule, lines.at(at), &message));
        }
    }
    replaced(text, &pieces)
}
