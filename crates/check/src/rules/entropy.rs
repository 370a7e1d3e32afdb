//! Texts of the code that look drawn by lot.

use std::collections::BTreeMap;

use bundle::Severity;
use oxc::ast::AstKind;

use super::RuleInfo;
use super::finder::Finder;
use crate::reading::Source;

pub(super) const HIGH_ENTROPY: RuleInfo = RuleInfo {
    name: "high-entropy",
    severity: Severity::Warning,
    about: "a long text without words: a key, a digest, or something encoded",
    reason: "It may be a credential, or code and data that a reviewer cannot read.",
};

/// Shorter texts are not looked at.
const LEAST_CHARS: usize = 24;

/// The places named; more would not help.
const MOST_PLACES: usize = 20;

pub(super) fn find(source: &Source<'_>, finder: &mut Finder) {
    let nodes = source.semantic.nodes().iter();
    let texts = nodes.filter_map(|node| match node.kind() {
        AstKind::StringLiteral(one) => Some((one.span, one.value.as_str())),
        AstKind::TemplateElement(one) => Some((one.span, one.value.raw.as_str())),
        _ => None,
    });
    for (span, text) in texts.filter(|(_, text)| is_drawn(text)).take(MOST_PLACES) {
        let shown: String = text.chars().take(8).collect();
        finder.in_code(
            &HIGH_ENTROPY,
            source.lines.of_span(span),
            format!("`{shown}...` is a text of {} characters without words", text.chars().count()),
            "if it is a credential, ask for it with a secret of the form; else say in a comment what it is",
        );
    }
}

/// Whether some stretch of a text without spaces looks drawn by lot.
fn is_drawn(text: &str) -> bool {
    let is_gap = |letter: char| {
        letter.is_whitespace()
            || matches!(letter, '/' | '.' | ':' | '?' | '&' | '<' | '>' | '(' | ')')
    };
    let mut stretches = text.split(is_gap);
    !is_ladder(text) && stretches.any(is_drawn_stretch)
}

fn is_drawn_stretch(text: &str) -> bool {
    let chars = text.chars().count();
    if chars < LEAST_CHARS || !text.is_ascii() || is_uuid(text) {
        return false;
    }
    let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hex {
        return chars >= 32 && bits(text) > 3.0;
    }
    let has = |is: fn(&u8) -> bool| text.bytes().filter(is).count();
    let digits = has(u8::is_ascii_digit);
    let is_mixed =
        digits >= 2 && has(u8::is_ascii_lowercase) > 2 && has(u8::is_ascii_uppercase) > 2;
    is_mixed && turns(text) * 4 > chars && bits(text) > 4.0
}

/// Bits of entropy in each character.
fn bits(text: &str) -> f64 {
    let mut counts: BTreeMap<u8, u32> = BTreeMap::new();
    for byte in text.bytes() {
        *counts.entry(byte).or_default() += 1;
    }
    let all = f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX));
    let share = |count: &u32| f64::from(*count) / all;
    counts
        .values()
        .map(|count| -share(count) * share(count).log2())
        .sum()
}

/// How often the kind of character changes: in words seldom, in what is drawn by lot at every second one.
fn turns(text: &str) -> usize {
    let kind = |byte: u8| {
        (
            byte.is_ascii_digit(),
            byte.is_ascii_uppercase(),
            byte.is_ascii_lowercase(),
        )
    };
    let kinds: Vec<_> = text.bytes().map(kind).collect();
    kinds
        .windows(2)
        .filter(|pair| pair.first() != pair.last())
        .count()
}

/// Whether it is an alphabet: most characters follow on those before them.
fn is_ladder(text: &str) -> bool {
    let bytes = text.as_bytes();
    let follows = bytes.windows(2).filter(|pair| match pair {
        [one, next] => one.checked_add(1) == Some(*next),
        _ => false,
    });
    follows.count() * 2 > bytes.len()
}

fn is_uuid(text: &str) -> bool {
    let parts: Vec<usize> = text.split('-').map(str::len).collect();
    parts == [8, 4, 4, 4, 12]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_by_lot_is_told_from_words_and_alphabets() {
        for (text, expected) in [
            ("3q9Zk1vB7xLpT0wYc8RmN5sJ2uHd4GfA", true),
            ("d41d8cd98f00b204e9800998ecf8427e", true),
            ("dGhpcyBpcyBhIHNlY3JldCBrZXkgb2YgdGhlIHNlcnZpY2U1", true),
            ("00000000000000000000000000000000", false),
            (
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
                false,
            ),
            ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", false),
            (
                "https://schemas.acme.example/identity/claims/2024/memberPlan",
                false,
            ),
            (
                "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
                false,
            ),
            ("onExecutePostLoginAndContinuePostLogin2", false),
            (
                "We cannot check this login right now. Please try again in 1 minute.",
                false,
            ),
        ] {
            assert_eq!(is_drawn(text), expected, "{text}");
        }
    }
}
