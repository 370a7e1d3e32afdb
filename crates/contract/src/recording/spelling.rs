//! How a secret is spelled where it is found.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

/// A way to write a value. Each gives one text, so that a reference can be put back exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spelling {
    /// As it is.
    Plain,
    /// As in a JSON string.
    Json,
    /// As in a JSON string within a JSON string.
    JsonTwice,
    /// As `encodeURIComponent` writes it.
    Percent,
    /// As a form is written (`application/x-www-form-urlencoded`).
    Form,
    /// Base64 with padding.
    Base64,
    /// Base64 without padding.
    Base64Bare,
    /// Base64 of the URL's alphabet, with padding.
    Base64Url,
    /// Base64 of the URL's alphabet, without padding.
    Base64UrlBare,
    /// What base64 of more has of it, when a multiple of three bytes stands before.
    Base64Behind0,
    /// The same behind one byte more.
    Base64Behind1,
    /// The same behind two bytes more.
    Base64Behind2,
    /// In hexadecimal, small letters.
    Hex,
}

/// The shortest part of an encoded text that is looked for by itself: shorter ones are ordinary words.
const PART_BYTES: usize = 8;

impl Spelling {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Plain,
        Self::Json,
        Self::JsonTwice,
        Self::Percent,
        Self::Form,
        Self::Base64,
        Self::Base64Bare,
        Self::Base64Url,
        Self::Base64UrlBare,
        Self::Base64Behind0,
        Self::Base64Behind1,
        Self::Base64Behind2,
        Self::Hex,
    ];

    /// The value so spelled; empty when that would be too short to be told from other text.
    pub fn spell(self, value: &str) -> String {
        match self {
            Self::Plain => value.to_owned(),
            Self::Json => json(value),
            Self::JsonTwice => json(&json(value)),
            Self::Percent => percent(value, "%20", b"-_.!~*'()"),
            Self::Form => percent(value, "+", b"*-._"),
            Self::Base64 => STANDARD.encode(value),
            Self::Base64Bare => STANDARD_NO_PAD.encode(value),
            Self::Base64Url => URL_SAFE.encode(value),
            Self::Base64UrlBare => URL_SAFE_NO_PAD.encode(value),
            Self::Base64Behind0 => behind(value, 0, 0),
            Self::Base64Behind1 => behind(value, 1, 2),
            Self::Base64Behind2 => behind(value, 2, 3),
            Self::Hex => hex(value),
        }
    }
}

fn json(value: &str) -> String {
    let quoted = serde_json::Value::from(value).to_string();
    let inside = quoted
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    inside.unwrap_or_default().to_owned()
}

fn percent(value: &str, space: &str, kept: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    for byte in value.bytes() {
        if byte == b' ' {
            text.push_str(space);
        } else if byte.is_ascii_alphanumeric() || kept.contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

fn hex(value: &str) -> String {
    use std::fmt::Write as _;
    value.bytes().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The characters of base64 that depend on the value alone, with so many bytes before it.
fn behind(value: &str, before: usize, shared: usize) -> String {
    let encoded = STANDARD_NO_PAD.encode([&vec![0; before], value.as_bytes()].concat());
    // The last character of an unfinished group depends on what follows.
    let own = encoded.len() - usize::from(!(before + value.len()).is_multiple_of(3));
    let inside = encoded.get(shared..own).unwrap_or_default();
    if inside.len() < PART_BYTES {
        return String::new();
    }
    inside.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(spelling: Spelling, value: &str, expected: &str) {
        assert_eq!(spelling.spell(value), expected, "{spelling:?}");
    }

    #[test]
    fn values_are_spelled_as_programs_do() {
        check(Spelling::Json, "a\"b\n", r#"a\"b\n"#);
        check(Spelling::JsonTwice, "a\"b", r#"a\\\"b"#);
        check(Spelling::Percent, "a b/é!", "a%20b%2F%C3%A9!");
        check(Spelling::Form, "a b~!", "a+b%7E%21");
        check(Spelling::Base64, "ab?>", "YWI/Pg==");
        check(Spelling::Base64UrlBare, "ab?>", "YWI_Pg");
        check(Spelling::Hex, "a\n", "610a");
    }

    #[test]
    fn base64_of_more_has_the_part_that_is_the_values_own() {
        let value = "sk_live_0123456789";
        for (before, spelling) in [
            ("", Spelling::Base64Behind0),
            ("x", Spelling::Base64Behind1),
            ("xy", Spelling::Base64Behind2),
            ("xyz", Spelling::Base64Behind0),
        ] {
            let more = STANDARD.encode(format!("{before}{value}:and more"));
            assert!(more.contains(&spelling.spell(value)), "{before}");
        }
    }
}
