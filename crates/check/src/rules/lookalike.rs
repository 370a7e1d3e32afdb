//! Letters of one alphabet that look like those of another.

use bundle::{Package, Severity};
use oxc::ast::AstKind;
use oxc::span::Span;
use unicode_security::confusable_detection::skeleton;
use unicode_security::mixed_script::MixedScript;

use super::RuleInfo;
use super::finder::Finder;
use crate::reading::{Lines, Source};

pub(super) const LOOKALIKE_CHARACTER: RuleInfo = RuleInfo {
    name: "lookalike-character",
    severity: Severity::Error,
    about: "a letter that looks like one of another alphabet: in a name, in an address, or within a word",
    reason: "A name, a host or a word that is compared is another than the one it is read as.",
};

/// The places named in one file; more would not help.
const MOST_PLACES: usize = 20;

/// Looks for words that mix alphabets by letters that look alike, in any text.
pub(super) fn find_in_texts(package: &Package, finder: &mut Finder) {
    for (path, content) in package.members().iter() {
        let path = path.as_str();
        let Ok(text) = std::str::from_utf8(content) else {
            continue;
        };
        if path.ends_with(".png") || text.is_ascii() {
            continue;
        }
        let lines = Lines::of(text);
        let mixed = words(text).filter(|(_, word)| is_mixed(word));
        for (at, word) in mixed.take(MOST_PLACES) {
            if let Some((within, found, like)) = alike(word) {
                finder.at(
                    &LOOKALIKE_CHARACTER,
                    path,
                    Some(lines.at(at + within)),
                    format!("U+{:04X} in `{word}` looks like `{like}`", u32::from(found)),
                    format!("write `{like}`"),
                );
            }
        }
    }
}

/// Looks for names that are wholly of letters that look like others: words that mix are found in the text.
pub(super) fn find_in_code(source: &Source<'_>, finder: &mut Finder) {
    if source.text.is_ascii() {
        return;
    }
    let nodes = source.semantic.nodes().iter();
    let names = nodes.filter_map(|node| match node.kind() {
        AstKind::BindingIdentifier(one) => Some((one.span, one.name.as_str())),
        AstKind::IdentifierReference(one) => Some((one.span, one.name.as_str())),
        AstKind::IdentifierName(one) => Some((one.span, one.name.as_str())),
        AstKind::StringLiteral(one) => host(&one.value).map(|host| (one.span, host)),
        _ => None,
    });
    let alike = names.filter(|(_, name)| !is_mixed(name) && is_all_alike(name));
    for (span, name) in alike.take(MOST_PLACES) {
        name_found(source, span, name, finder);
    }
}

fn name_found(source: &Source<'_>, span: Span, name: &str, finder: &mut Finder) {
    if let Some((_, found, like)) = alike(name) {
        finder.in_code(
            &LOOKALIKE_CHARACTER,
            source.lines.of_span(span),
            format!("U+{:04X} in `{name}` looks like `{like}`", u32::from(found)),
            "write the name with letters of one alphabet that no other has",
        );
    }
}

/// The words of a text, each with its offset.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_gap =
        |letter: char| !letter.is_alphanumeric() && !matches!(letter, '_' | '$' | '.' | '-');
    let mut rest = 0;
    text.split(is_gap).map(move |word| {
        let at = rest;
        rest = at + word.len();
        rest += text
            .get(rest..)
            .and_then(|after| after.chars().next())
            .map_or(0, char::len_utf8);
        (at, word)
    })
}

/// Whether a word has letters of several alphabets that do not go together.
fn is_mixed(word: &str) -> bool {
    !word.is_ascii() && !word.is_single_script()
}

/// Whether each of a name's letters is, or looks like, one of ASCII, and one only looks so.
fn is_all_alike(name: &str) -> bool {
    !name.is_ascii()
        && name
            .chars()
            .all(|letter| letter.is_ascii() || looks_like(letter).is_some())
}

/// The first letter that looks like one of ASCII: its offset, itself, and what it looks like.
fn alike(word: &str) -> Option<(usize, char, String)> {
    word.char_indices()
        .find_map(|(at, letter)| looks_like(letter).map(|like| (at, letter, like)))
}

fn looks_like(letter: char) -> Option<String> {
    if letter.is_ascii() {
        return None;
    }
    let like: String = skeleton(letter.encode_utf8(&mut [0; 4])).collect();
    (!like.is_empty() && like.chars().all(|one| one.is_ascii_alphanumeric())).then_some(like)
}

/// The host of an address, if the text is one.
fn host(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once("://")?;
    let is_scheme = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    rest.get(..end).filter(|_| is_scheme)
}
