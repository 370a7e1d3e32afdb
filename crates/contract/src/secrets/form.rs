//! What of a value is written: all of it or one of its lines, as it is or encoded as bytes are.

use base64::Engine as _;
use base64::engine::general_purpose::{
    GeneralPurpose, STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD,
};

use super::decoded::Layer;

/// The shortest part of base64 that is looked for by itself: shorter ones may stand anywhere by chance.
const PART_CHARS: usize = 6;
/// The shortest value that is looked for otherwise than it is, but for escapes: for the same reason.
const SHORTEST_BYTES: usize = 4;

/// How a value is turned into characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// It is them.
    Plain,
    /// Its percent-encoding is resolved: who stored it had encoded it.
    Decoded,
    /// Base64, with padding where it is not a multiple of three bytes.
    Base64(Alphabet),
    /// The same without padding.
    Base64Bare(Alphabet),
    /// What base64 of more has of it, with a multiple of three bytes before, or one or two bytes more.
    Base64Behind(Alphabet, usize),
    /// Hexadecimal, in small letters.
    Hex,
    /// Hexadecimal, in capitals.
    HexUpper,
}

/// The letters of base64 (RFC 4648 sections 4 and 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alphabet {
    Standard,
    Url,
}

/// All forms and their names in a recording.
pub(super) const FORMS: [(Form, &str); 14] = [
    (Form::Plain, "plain"),
    (Form::Decoded, "decoded"),
    (Form::Base64(Alphabet::Standard), "base64"),
    (Form::Base64Bare(Alphabet::Standard), "base64_bare"),
    (Form::Base64(Alphabet::Url), "base64_url"),
    (Form::Base64Bare(Alphabet::Url), "base64_url_bare"),
    (Form::Base64Behind(Alphabet::Standard, 0), "base64_behind0"),
    (Form::Base64Behind(Alphabet::Standard, 1), "base64_behind1"),
    (Form::Base64Behind(Alphabet::Standard, 2), "base64_behind2"),
    (Form::Base64Behind(Alphabet::Url, 0), "base64_url_behind0"),
    (Form::Base64Behind(Alphabet::Url, 1), "base64_url_behind1"),
    (Form::Base64Behind(Alphabet::Url, 2), "base64_url_behind2"),
    (Form::Hex, "hex"),
    (Form::HexUpper, "hex_upper"),
];

impl Form {
    /// The value in this form; nothing when that would be too short to be told from other text.
    pub(super) fn write(self, value: &str) -> Option<Vec<u8>> {
        let text = match self {
            Self::Plain => value.to_owned(),
            Self::Decoded => return decoded(value),
            _ if value.len() < SHORTEST_BYTES => return None,
            Self::Base64(alphabet) => alphabet.padded().encode(value),
            Self::Base64Bare(alphabet) => alphabet.bare().encode(value),
            Self::Base64Behind(alphabet, before) => behind(value, alphabet, before)?,
            Self::Hex => hex::encode(value),
            Self::HexUpper => hex::encode_upper(value),
        };
        (!text.is_empty()).then(|| text.into_bytes())
    }
}

impl Alphabet {
    const fn padded(self) -> &'static GeneralPurpose {
        match self {
            Self::Standard => &STANDARD,
            Self::Url => &URL_SAFE,
        }
    }

    const fn bare(self) -> &'static GeneralPurpose {
        match self {
            Self::Standard => &STANDARD_NO_PAD,
            Self::Url => &URL_SAFE_NO_PAD,
        }
    }
}

/// It need not be a text.
fn decoded(value: &str) -> Option<Vec<u8>> {
    let bytes = Layer::Percent.decode(value.as_bytes())?.bytes;
    (bytes != value.as_bytes() && bytes.len() >= SHORTEST_BYTES).then_some(bytes)
}

/// The characters of base64 that depend on the value alone, with so many bytes before it.
fn behind(value: &str, alphabet: Alphabet, before: usize) -> Option<String> {
    let shared = match before {
        0 => 0,
        more => more + 1,
    };
    let encoded = alphabet
        .bare()
        .encode([&vec![0; before], value.as_bytes()].concat());
    // The last character of an unfinished group depends on what follows.
    let own = encoded.len() - usize::from(!(before + value.len()).is_multiple_of(3));
    let inside = encoded.get(shared..own)?;
    (inside.len() >= PART_CHARS).then(|| inside.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, value: &str, expected: Option<&str>) {
        let (form, _) = FORMS.iter().find(|(_, of)| *of == name).unwrap();
        let written = form
            .write(value)
            .map(|text| String::from_utf8(text).unwrap());
        assert_eq!(written.as_deref(), expected, "{name}");
    }

    #[test]
    fn values_are_written_as_programs_do() {
        check("base64", "ab?>", Some("YWI/Pg=="));
        check("base64_url_bare", "ab?>", Some("YWI_Pg"));
        check("hex", "a\nJK", Some("610a4a4b"));
        check("hex_upper", "a\nJK", Some("610A4A4B"));
        check("decoded", "ab%20cd", Some("ab cd"));
        check("decoded", "a%20b", None);
        check("decoded", "ab", None);
        check("hex", "abc", None);
        check("plain", "", None);
    }

    #[test]
    fn base64_of_more_has_the_part_that_is_the_values_own() {
        for value in ["sk_live_0123456789", "k>~?5"] {
            for before in ["", "x", "xy", "xyz"] {
                for alphabet in [Alphabet::Standard, Alphabet::Url] {
                    let more = alphabet
                        .padded()
                        .encode(format!("{before}{value}:and more"));
                    let part = Form::Base64Behind(alphabet, before.len() % 3).write(value);
                    let part = String::from_utf8(part.unwrap()).unwrap();
                    assert!(more.contains(&part), "{more} has no {part}");
                }
            }
        }
    }
}
