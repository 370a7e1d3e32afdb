//! Mends what is safe to mend: layout, line endings, characters that cannot be seen, loose comparisons with texts.
//!
//! No token of the code changes but `==` and `!=`, and none moves to another line: what was laid out is read again and
//! compared, and is left as it was if it should differ.

mod blanks;
mod characters;
mod equality;
mod indent;
mod kinds;
mod layout;
mod spacing;

pub(crate) use layout::differs_at;

use bundle::package::ACTION;
use bundle::{Finding, Place};
use contract::Trigger;

use crate::reading::At;
use crate::rules::{RuleInfo, rule};

/// A code that was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The code.
    pub code: String,
    /// What was found and is no more, with its place in the code as it was.
    pub mended: Vec<Finding>,
}

/// Mends a code: the handler's file of a trigger, or a spec of it. Code that cannot be read gets its line endings mended.
pub fn fix(code: &str, trigger: Trigger) -> Fixed {
    let mut mended = Vec::new();
    let plain = plain(code);
    let seen = characters::mend(&plain, &mut mended);
    let strict = equality::mend(&seen, trigger, &mut mended);
    let code = layout::mend(&strict, &mut mended).unwrap_or(strict);
    Fixed { code, mended }
}

/// The code as layout would have it, if it can be read.
pub(crate) fn laid_out(code: &str) -> Option<String> {
    let plain = plain(code);
    layout::laid_out(&plain)
}

/// Without the mark some editors put before a text, with one kind of line ending.
fn plain(code: &str) -> String {
    let code = code.strip_prefix('\u{feff}').unwrap_or(code);
    code.replace("\r\n", "\n").replace('\r', "\n")
}

/// Something that was mended, as its rule has it.
fn mended(name: &str, at: At, message: &str) -> Option<Finding> {
    let RuleInfo {
        name,
        severity,
        reason,
        ..
    } = rule(name)?;
    Some(Finding {
        rule: (*name).to_owned(),
        severity: *severity,
        place: Some(Place {
            path: ACTION.to_owned(),
            line: Some(at.line),
            column: Some(at.column),
        }),
        message: message.to_owned(),
        reason: (*reason).to_owned(),
        mend: "Mended.".to_owned(),
    })
}

/// A text with pieces of it replaced; the pieces are in order and apart.
fn replaced(text: &str, pieces: &[(usize, usize, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (start, end, with) in pieces {
        out += text.get(done..*start).unwrap_or("");
        out += with;
        done = *end;
    }
    out + text.get(done..).unwrap_or("")
}
