//! Names of a partner's code, and data, taken out of what the engine says: `NAME is not a function` tells how the code is
//! written. These are the engine's own sentences; what the code says in its own words stays.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

/// Each sentence with what is left of it. The engine quotes less than 64 bytes of a name.
static SENTENCES: LazyLock<Vec<(Regex, &'static str)>> = LazyLock::new(|| {
    let sentences = [
        (
            r"(Cannot (?:read|set) properties of (?:undefined|null) \((?:reading|setting) )\\?'.{1,64}\\?'\)",
            "$1\u{2026})",
        ),
        (
            r"\b(private (?:class )?field |cannot define variable |redeclaration of |[Uu]nexpected (?:identifier|token:?) |Cannot access |Cannot assign to read only property )\\?'.{1,64}?'",
            "$1\u{2026}",
        ),
        (
            r"(Class constructor )\S{1,64}( cannot be invoked)",
            "$1\u{2026}$2",
        ),
        (
            r#"(?:\(intermediate value\)|[^\s'"`{}\\]){1,256}( is not (?:defined|a function|a constructor)\b)"#,
            "\u{2026}$1",
        ),
        (
            r#"(?s)(?:\.\.\.)?\\?".{0,24}?"(?:\.\.\.)?( is not valid JSON)"#,
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
        assert_eq!(SENTENCES.len(), 5);
    }

    #[test]
    fn names_go_and_the_rest_stays() {
        check(
            "TypeError: Cannot read properties of undefined (reading 'secretName')",
            "TypeError: Cannot read properties of undefined (reading \u{2026})",
        );
        check(
            "Cannot set properties of null (setting 'a') of null'), and more",
            "Cannot set properties of null (setting \u{2026}), and more",
        );
        check("helper is not defined", "\u{2026} is not defined");
        check("$_a1 is not a constructor", "\u{2026} is not a constructor");
        check(
            "TypeError: plan(...).of[0].owner is not a function",
            "TypeError: \u{2026} is not a function",
        );
        check(
            "(intermediate value).owner is not a function",
            "\u{2026} is not a function",
        );
        check(
            "Cannot access 'plan' before initialization",
            "Cannot access \u{2026} before initialization",
        );
        check(
            "Class constructor Plan cannot be invoked without 'new'",
            "Class constructor \u{2026} cannot be invoked without 'new'",
        );
        check(
            "Cannot assign to read only property 'LIMIT' of object '#<Object>'",
            "Cannot assign to read only property \u{2026} of object '#<Object>'",
        );
        check(
            r#"{"m":"private class field '#key' does not exist"}"#,
            "{\"m\":\"private class field \u{2026} does not exist\"}",
        );
        check(
            "Unexpected token 'P', ...\"\n{\"key\": P\"... is not valid JSON",
            "Unexpected token \u{2026}, \u{2026} is not valid JSON",
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
