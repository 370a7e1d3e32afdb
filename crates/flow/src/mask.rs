//! Secrets taken out of text, however they are spelled there.
//!
//! What prints an object or builds a request spells a secret in its own way: escaped as in JSON or a JavaScript literal,
//! percent-encoded, in base64. Each of these is found, each long line of a secret of many lines, and the beginning of a
//! secret at the end of a text that was cut.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};

/// What stands in the place of a secret.
const MASK: &str = "***";

/// The shortest part of a secret that is looked for by itself: shorter ones are ordinary words.
const PART_BYTES: usize = 8;

/// The values to take out.
#[derive(Clone, Default)]
pub struct Mask {
    needles: Vec<Needle>,
    /// For each first byte a match can have, the needles it can be of, longest first.
    starts: Vec<Vec<usize>>,
}

impl std::fmt::Debug for Mask {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mask(..)")
    }
}

#[derive(Clone)]
struct Needle {
    value: String,
    spelling: Spelling,
}

/// How a needle is read in a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// As it is.
    Plain,
    /// Each character as it is or escaped as in JSON and JavaScript.
    Escaped,
    /// Each byte as it is or as `%` and two hexadecimal digits; a space as `+` too.
    Percent,
    /// Base64, of either alphabet.
    Base64,
}

impl Mask {
    /// Takes out these values; empty ones are none.
    pub fn new<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        let mut needles = Vec::new();
        for secret in secrets {
            add(&mut needles, secret);
            let lines = secret.split(['\n', '\r']);
            for line in lines.filter(|line| line.len() >= PART_BYTES && *line != secret) {
                add(&mut needles, line);
            }
        }
        needles.sort_by_key(|needle: &Needle| std::cmp::Reverse(needle.value.len()));
        let mut starts = vec![Vec::new(); if needles.is_empty() { 0 } else { 256 }];
        for (at, needle) in needles.iter().enumerate() {
            for byte in needle.first_bytes() {
                if let Some(list) = starts.get_mut(usize::from(byte)) {
                    list.push(at);
                }
            }
        }
        Self { needles, starts }
    }

    /// The text without them. Longer ones are taken out first, so that one inside another leaves no rest.
    pub fn text(&self, text: &str) -> String {
        let mut masked = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            match self.longest(rest).and_then(|bytes| rest.get(bytes..)) {
                Some(after) => {
                    masked.push_str(MASK);
                    rest = after;
                }
                None => {
                    masked.push(letter);
                    rest = rest.get(letter.len_utf8()..).unwrap_or_default();
                }
            }
        }
        masked
    }

    /// How many bytes of the text's beginning are a secret; none when it begins with something else.
    fn longest(&self, text: &str) -> Option<usize> {
        let first = usize::from(*text.as_bytes().first()?);
        let candidates = self.starts.get(first)?.iter();
        let needles = candidates.filter_map(|at| self.needles.get(*at));
        needles.filter_map(|needle| needle.at_beginning(text)).max()
    }
}

/// The needles of one value.
fn add(needles: &mut Vec<Needle>, value: &str) {
    if value.is_empty() {
        return;
    }
    for spelling in [Spelling::Plain, Spelling::Escaped, Spelling::Percent] {
        let value = value.to_owned();
        needles.push(Needle { value, spelling });
    }
    for value in in_base64(value.as_bytes()) {
        let spelling = Spelling::Base64;
        needles.push(Needle { value, spelling });
    }
}

/// The value in base64 by itself, and what stays the same of it behind one and two bytes of something else.
fn in_base64(value: &[u8]) -> Vec<String> {
    let mut found = vec![STANDARD.encode(value), STANDARD_NO_PAD.encode(value)];
    for (before, shared) in [(0, 0), (1, 2), (2, 3)] {
        let encoded = STANDARD_NO_PAD.encode([&vec![0; before], value].concat());
        // The last character of an unfinished group depends on what follows.
        let own = encoded.len() - usize::from(!(before + value.len()).is_multiple_of(3));
        let inside = encoded.get(shared..own).unwrap_or_default();
        if inside.len() >= PART_BYTES {
            found.push(inside.to_owned());
        }
    }
    found
}

impl Needle {
    fn first_bytes(&self) -> Vec<u8> {
        let Some(first) = self.value.as_bytes().first().copied() else {
            return Vec::new();
        };
        let mut bytes = match self.spelling {
            Spelling::Plain => vec![first],
            Spelling::Escaped => vec![first, b'\\'],
            Spelling::Percent => vec![first, b'%', b'+'],
            Spelling::Base64 => vec![first, url_safe(first)],
        };
        bytes.dedup();
        bytes
    }

    /// How many bytes of the text's beginning are this needle, or as much of it as was left when the text was cut.
    fn at_beginning(&self, text: &str) -> Option<usize> {
        let mut taken = 0;
        for (found, letter) in self.value.char_indices() {
            let rest = text.get(taken..)?;
            if rest.is_empty() {
                return (found >= PART_BYTES).then_some(taken);
            }
            taken += match self.spelling {
                Spelling::Plain => plain(rest, letter),
                Spelling::Escaped => escaped(rest, letter),
                Spelling::Percent => percent(rest, letter),
                Spelling::Base64 => base64(rest, letter),
            }?;
        }
        Some(taken)
    }
}

fn plain(text: &str, letter: char) -> Option<usize> {
    text.starts_with(letter).then(|| letter.len_utf8())
}

fn base64(text: &str, letter: char) -> Option<usize> {
    let found = text.bytes().next()?;
    let wanted = u8::try_from(letter).ok()?;
    (found == wanted || found == url_safe(wanted)).then_some(1)
}

/// The character of the URL's alphabet for one of the standard alphabet (RFC 4648 section 5).
fn url_safe(byte: u8) -> u8 {
    match byte {
        b'+' => b'-',
        b'/' => b'_',
        other => other,
    }
}

/// A backslash is always escaped where anything is.
fn escaped(text: &str, letter: char) -> Option<usize> {
    let Some(escape) = text.strip_prefix('\\') else {
        return (letter != '\\').then(|| plain(text, letter)).flatten();
    };
    let short = match letter {
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        '\u{8}' => 'b',
        '\u{c}' => 'f',
        '\u{b}' => 'v',
        '\\' | '"' | '\'' | '/' | '`' => letter,
        _ => '\0',
    };
    if short != '\0' && escape.starts_with(short) {
        return Some(2);
    }
    let code = u32::from(letter);
    if code < 0x100 && spells(escape, &format!("x{code:02x}")) {
        return Some(4);
    }
    let mut units = [0; 2];
    let units = letter.encode_utf16(&mut units).iter();
    let spelled: Vec<String> = units.map(|unit| format!("u{unit:04x}")).collect();
    let spelled = spelled.join("\\");
    spells(escape, &spelled).then(|| spelled.len() + 1)
}

/// A percent sign is always encoded where anything is.
fn percent(text: &str, letter: char) -> Option<usize> {
    if letter == ' ' && text.starts_with('+') {
        return Some(1);
    }
    if letter != '%'
        && let Some(bytes) = plain(text, letter)
    {
        return Some(bytes);
    }
    let mut utf8 = [0; 4];
    let bytes = letter.encode_utf8(&mut utf8).bytes();
    let encoded: String = bytes.map(|byte| format!("%{byte:02x}")).collect();
    spells(text, &encoded).then_some(encoded.len())
}

/// Whether the text begins so, whatever the case of its hexadecimal digits.
fn spells(text: &str, wanted: &str) -> bool {
    let found = text.as_bytes().get(..wanted.len());
    found.is_some_and(|found| found.eq_ignore_ascii_case(wanted.as_bytes()))
}

#[cfg(test)]
mod tests;
