//! Names of a partner's code taken out of what the engine says: `cannot read property 'NAME' of undefined` tells how the
//! code is written. These are the engine's own sentences; what the code says in its own words stays.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

/// Each sentence with what is left of it. The engine quotes less than 64 bytes of a name.
static SENTENCES: LazyLock<Vec<(Regex, &'static str)>> = LazyLock::new(|| {
    let sentences = [
        (
            r"(cannot (?:read|set) property ).{1,64}?( of (?:undefined|null)\b)",
            "$1\u{2026}$2",
        ),
        (
            r"\b(private (?:class )?field |cannot define variable |redeclaration of |[Uu]nexpected (?:identifier|token:?) )\\?'.{1,64}?'",
            "$1\u{2026}",
        ),
        (r"'[^'\n]{1,64}'( is read-only\b)", "\u{2026}$1"),
        (
            r#"[^\s'"`(){}]{1,64}( is not (?:defined|initialized|a function|a constructor)\b)"#,
            "\u{2026}$1",
        ),
    ];
    let compiled = sentences
        .into_iter()
        .map(|(sentence, left)| Some((Regex::new(sentence).ok()?, left)));
    compiled.flatten().collect()
});

/// The text without the names that the engine quotes.
pub(crate) fn without_quoted(text: &str) -> Cow<'_, str> {
    let mut kept = Cow::Borrowed(text);
    for (sentence, left) in SENTENCES.iter() {
        if let Cow::Owned(changed) = sentence.replace_all(&kept, *left) {
            kept = Cow::Owned(changed);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(without_quoted(text), expected, "{text:?}");
    }

    #[test]
    fn every_sentence_is_one() {
        assert_eq!(SENTENCES.len(), 4);
    }

    #[test]
    fn names_go_and_the_rest_stays() {
        check(
            "TypeError: cannot read property 'secretName' of undefined",
            "TypeError: cannot read property \u{2026} of undefined",
        );
        check(
            "cannot set property 'a of null' of null, and more",
            "cannot set property \u{2026} of null' of null, and more",
        );
        check("helper is not defined", "\u{2026} is not defined");
        check("$_a1 is not a constructor", "\u{2026} is not a constructor");
        check(
            "Error: 'LIMIT' is read-only",
            "Error: \u{2026} is read-only",
        );
        check(
            r#"{"m":"private class field '#key' does not exist"}"#,
            "{\"m\":\"private class field \u{2026} does not exist\"}",
        );
        check(
            "Unexpected token 'P' in JSON",
            "Unexpected token \u{2026} in JSON",
        );
        check(
            r"{ m: 'redeclaration of \'helper\'' }",
            r"{ m: 'redeclaration of \u{2026}' }"
                .replace(r"\u{2026}", "\u{2026}")
                .as_str(),
        );
    }

    #[test]
    fn words_of_the_codes_own_stay() {
        for text in [
            "",
            "Member plan: CLAIM_NAME is not configured",
            "the user 'ann' of acme was refused",
            "this is not definite",
        ] {
            check(text, text);
        }
    }
}
