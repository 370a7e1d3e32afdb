//! Lays a code out: blank lines, the beginnings and ends of lines, the spaces between tokens.

use bundle::Finding;

use super::{indent, mended, spacing};
use crate::reading::{At, Token, tokens};

/// The code laid out; none when it cannot be read, or is laid out already.
pub(super) fn mend(text: &str, found: &mut Vec<Finding>) -> Option<String> {
    let code = laid_out(text)?;
    let line = differs_at(text, &code)?;
    let at = At { line, column: 1 };
    found.extend(mended("layout", at, "the code was laid out otherwise"));
    Some(code)
}

/// The first line in which two texts differ.
pub(crate) fn differs_at(one: &str, other: &str) -> Option<u32> {
    if one == other {
        return None;
    }
    let same = one
        .lines()
        .zip(other.lines())
        .take_while(|(one, other)| one == other);
    u32::try_from(same.count() + 1).ok()
}

/// The code as it would be laid out; none when it cannot be read.
pub(super) fn laid_out(text: &str) -> Option<String> {
    let before = tokens(text).ok()?;
    let spaced = spacing::spaced(text, &before);
    let between = tokens(&spaced).ok()?;
    let code = indent::indented(&spaced, &between);
    let after = tokens(&code).ok()?;
    is_same(text, &before, &code, &after).then_some(code)
}

/// Whether two texts are the same code: the same tokens, each on a new line or not as before, and the same comments.
fn is_same(text: &str, tokens: &[Token], other: &str, others: &[Token]) -> bool {
    let seen = |text: &str, tokens: &[Token]| -> Vec<(String, bool)> {
        let mut done = 0;
        let mut seen = Vec::new();
        for token in tokens {
            let gap = text.get(done..token.start).unwrap_or("");
            let own = text.get(token.start..token.end).unwrap_or("");
            let own = if token.kind.is_none() {
                without_margins(own)
            } else {
                own.to_owned()
            };
            seen.push((own, gap.contains('\n')));
            done = token.end;
        }
        seen
    };
    // The first token may have stood below blank lines.
    let (mut one, mut two) = (seen(text, tokens), seen(other, others));
    for first in [one.first_mut(), two.first_mut()].into_iter().flatten() {
        first.1 = false;
    }
    one == two
}

/// A comment without what stands at the ends of its lines.
fn without_margins(comment: &str) -> String {
    let lines: Vec<&str> = comment.lines().map(str::trim).collect();
    lines.join("\n")
}
