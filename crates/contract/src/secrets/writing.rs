//! How programs write a text inside another: the string of a JSON text, a part of a URL. Each gives one text, so that what
//! was found can be put back exactly.

use std::fmt::Write as _;

use super::decoded::Layer;

/// A way to write a text inside another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    Escaped(Escaping),
    Percent(Kept, Case),
}

/// What is written with a backslash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escaping {
    /// What JSON asks for (RFC 8259 section 7), as `JSON.stringify` does it.
    Json,
    /// Also what is not ASCII, as Python's `json` does it.
    JsonAscii,
    /// Also `/`.
    JsonSlash,
    /// Also `/` and what is not ASCII, as PHP does it.
    JsonSlashAscii,
    /// Also `<`, `>` and `&`, as Go does it.
    JsonHtml,
    /// Also `<`, `>`, `&`, quotes, `+` and what is not ASCII, as .NET does it.
    JsonStrict,
    /// As Node's `util.inspect` does it.
    Inspect,
    /// The same, within the quotes that stand in the text too.
    InspectQuoted,
}

/// What is written as it is in percent-encoding, besides letters and digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// `encodeURIComponent`.
    Component,
    /// The unreserved characters of RFC 3986.
    Strict,
    /// They and `/`.
    StrictSlash,
    /// `encodeURI`.
    Uri,
    /// The query of a URL whose scheme is special (the URL standard's sets).
    Query,
    /// The query of another URL.
    QueryPlain,
    /// A fragment.
    Fragment,
    /// A path.
    Path,
    /// A path, as later editions of the standard have it.
    PathCaret,
    /// User and password.
    UserInfo,
    /// Nothing.
    Nothing,
    /// `application/x-www-form-urlencoded`: a space is `+`, as in all that follow.
    Form,
    /// `encodeURIComponent` and `+`.
    ComponentPlus,
    /// The unreserved characters and `+`.
    StrictPlus,
    /// As PHP's `urlencode` does it.
    PhpPlus,
    /// As axios does it.
    Axios,
}

/// The letters of hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Upper,
    Lower,
}

/// The ways to write that are read as this layer, the likely ones first, with their names in a recording.
pub(super) const fn of_layer(layer: Layer) -> &'static [(Writing, &'static str)] {
    match layer {
        Layer::Escaped => ESCAPED,
        // A text without a space is written alike.
        Layer::Percent | Layer::Form => PERCENT,
    }
}

const ESCAPED: &[(Writing, &str)] = &[
    (Writing::Escaped(Escaping::Json), "json"),
    (Writing::Escaped(Escaping::Inspect), "inspect"),
    (Writing::Escaped(Escaping::InspectQuoted), "inspect_quoted"),
    (Writing::Escaped(Escaping::JsonAscii), "json_ascii"),
    (Writing::Escaped(Escaping::JsonSlash), "json_slash"),
    (
        Writing::Escaped(Escaping::JsonSlashAscii),
        "json_slash_ascii",
    ),
    (Writing::Escaped(Escaping::JsonHtml), "json_html"),
    (Writing::Escaped(Escaping::JsonStrict), "json_strict"),
];

const PERCENT: &[(Writing, &str)] = &[
    (Writing::Percent(Kept::Component, Case::Upper), "component"),
    (Writing::Percent(Kept::Query, Case::Upper), "query"),
    (Writing::Percent(Kept::Strict, Case::Upper), "strict"),
    (
        Writing::Percent(Kept::StrictSlash, Case::Upper),
        "strict_slash",
    ),
    (Writing::Percent(Kept::Path, Case::Upper), "path"),
    (Writing::Percent(Kept::PathCaret, Case::Upper), "path_caret"),
    (Writing::Percent(Kept::UserInfo, Case::Upper), "user_info"),
    (Writing::Percent(Kept::Fragment, Case::Upper), "fragment"),
    (
        Writing::Percent(Kept::QueryPlain, Case::Upper),
        "query_plain",
    ),
    (Writing::Percent(Kept::Uri, Case::Upper), "uri"),
    (Writing::Percent(Kept::Nothing, Case::Upper), "all"),
    (
        Writing::Percent(Kept::Component, Case::Lower),
        "component_lower",
    ),
    (Writing::Percent(Kept::Query, Case::Lower), "query_lower"),
    (Writing::Percent(Kept::Strict, Case::Lower), "strict_lower"),
    (
        Writing::Percent(Kept::StrictSlash, Case::Lower),
        "strict_slash_lower",
    ),
    (Writing::Percent(Kept::Uri, Case::Lower), "uri_lower"),
    (Writing::Percent(Kept::Nothing, Case::Lower), "all_lower"),
    (Writing::Percent(Kept::Form, Case::Upper), "form"),
    (
        Writing::Percent(Kept::ComponentPlus, Case::Upper),
        "component_plus",
    ),
    (
        Writing::Percent(Kept::StrictPlus, Case::Upper),
        "strict_plus",
    ),
    (Writing::Percent(Kept::PhpPlus, Case::Upper), "php_plus"),
    (Writing::Percent(Kept::Axios, Case::Upper), "axios"),
    (Writing::Percent(Kept::Form, Case::Lower), "form_lower"),
    (
        Writing::Percent(Kept::ComponentPlus, Case::Lower),
        "component_plus_lower",
    ),
    (
        Writing::Percent(Kept::StrictPlus, Case::Lower),
        "strict_plus_lower",
    ),
    (
        Writing::Percent(Kept::PhpPlus, Case::Lower),
        "php_plus_lower",
    ),
];

impl Writing {
    /// The text, so written.
    pub(super) fn write(self, text: &str) -> String {
        let mut written = String::with_capacity(text.len());
        match self {
            Self::Escaped(escaping) => text
                .chars()
                .for_each(|letter| escaping.push(&mut written, letter)),
            Self::Percent(kept, case) => text
                .bytes()
                .for_each(|byte| kept.push(&mut written, byte, case)),
        }
        written
    }
}

impl Escaping {
    fn push(self, text: &mut String, letter: char) {
        let short = match letter {
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            '\\' => '\\',
            '"' if self.escapes_quote() => '"',
            '\'' if self == Self::InspectQuoted => '\'',
            '/' if matches!(self, Self::JsonSlash | Self::JsonSlashAscii) => '/',
            _ => return self.push_code(text, letter),
        };
        text.extend(['\\', short]);
    }

    const fn escapes_quote(self) -> bool {
        !matches!(self, Self::Inspect | Self::InspectQuoted | Self::JsonStrict)
    }

    fn push_code(self, text: &mut String, letter: char) {
        let is_coded = match self {
            Self::Json | Self::JsonSlash => letter < ' ',
            Self::JsonAscii => !(' '..='~').contains(&letter),
            Self::JsonSlashAscii => !(' '..='\u{7f}').contains(&letter),
            Self::JsonHtml => {
                letter < ' ' || matches!(letter, '<' | '>' | '&' | '\u{2028}' | '\u{2029}')
            }
            Self::JsonStrict => {
                !(' '..='~').contains(&letter)
                    || matches!(letter, '"' | '&' | '\'' | '+' | '<' | '>' | '`')
            }
            Self::Inspect | Self::InspectQuoted => {
                letter < ' ' || ('\u{7f}'..='\u{9f}').contains(&letter)
            }
        };
        // Writing to a String cannot fail.
        let _ = match self {
            _ if !is_coded => text.write_char(letter),
            Self::Inspect | Self::InspectQuoted => write!(text, "\\x{:02X}", u32::from(letter)),
            Self::JsonStrict => units(letter, |unit| write!(text, "\\u{unit:04X}")),
            _ => units(letter, |unit| write!(text, "\\u{unit:04x}")),
        };
    }
}

/// Each unit that UTF-16 has of a character.
fn units(letter: char, write: impl FnMut(u16) -> std::fmt::Result) -> std::fmt::Result {
    let mut units = [0; 2];
    let mut units = letter.encode_utf16(&mut units).iter().copied();
    units.try_for_each(write)
}

impl Kept {
    fn push(self, text: &mut String, byte: u8, case: Case) {
        let _ = match case {
            _ if byte == b' ' && self.joins_with_plus() => text.write_char('+'),
            _ if self.keeps(byte) => text.write_char(char::from(byte)),
            Case::Upper => write!(text, "%{byte:02X}"),
            Case::Lower => write!(text, "%{byte:02x}"),
        };
    }

    const fn joins_with_plus(self) -> bool {
        matches!(
            self,
            Self::Form | Self::ComponentPlus | Self::StrictPlus | Self::PhpPlus | Self::Axios
        )
    }

    fn keeps(self, byte: u8) -> bool {
        let besides = |more: &[u8]| byte.is_ascii_alphanumeric() || more.contains(&byte);
        let all_but = |fewer: &[u8]| (b'!'..=b'~').contains(&byte) && !fewer.contains(&byte);
        match self {
            Self::Component | Self::ComponentPlus => besides(b"-_.!~*'()"),
            Self::Strict | Self::StrictPlus => besides(b"-_.~"),
            Self::StrictSlash => besides(b"-_.~/"),
            Self::Uri => besides(b"-_.!~*'();/?:@&=+$,#"),
            Self::Query => all_but(b"\"#<>'"),
            Self::QueryPlain => all_but(b"\"#<>"),
            Self::Fragment => all_but(b"\"<>`"),
            Self::Path => all_but(b"\"#<>?`{}"),
            Self::PathCaret => all_but(b"\"#<>?^`{}"),
            Self::UserInfo => all_but(b"\"#<>?`{}/:;=@[\\]^|"),
            Self::Nothing => false,
            Self::Form => besides(b"*-._"),
            Self::PhpPlus => besides(b"-_."),
            Self::Axios => besides(b"-_.!~*'():$,"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, text: &str, expected: &str) {
        let layers = [Layer::Escaped, Layer::Percent];
        let mut all = layers.iter().flat_map(|layer| of_layer(*layer));
        let (writing, _) = all.find(|(_, of)| *of == name).unwrap();
        assert_eq!(writing.write(text), expected, "{name}");
    }

    #[test]
    fn texts_are_written_as_programs_do() {
        check("json", "a\"b\n\u{1}é/", "a\\\"b\\n\\u0001é/");
        check("json_ascii", "é🦀", "\\u00e9\\ud83e\\udd80");
        check("json_slash_ascii", "/é", "\\/\\u00e9");
        check("json_html", "<a&b>", "\\u003ca\\u0026b\\u003e");
        check("json_strict", "é\"+", "\\u00E9\\u0022\\u002B");
        check("inspect", "it's \"\u{1b}\\", "it's \"\\x1B\\\\");
        check("inspect_quoted", "'\"", "\\'\"");
        check("component", "a b/é!", "a%20b%2F%C3%A9!");
        check("component_lower", "/é", "%2f%c3%a9");
        check("query", "a b/?'%41", "a%20b/?%27%41");
        check("user_info", "a:b@c", "a%3Ab%40c");
        check("form", "a b~!+", "a+b%7E%21%2B");
        check("axios", "a b:[", "a+b:%5B");
        check("all", "a ", "%61%20");
    }
}
