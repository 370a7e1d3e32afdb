//! A text as a reader of it would decode it, and where each part of that stands in the text itself.

/// What a program may have written around a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    /// Escapes with a backslash, as in JSON and in JavaScript's literals.
    Escaped,
    /// Bytes as `%` and two hexadecimal digits; `+` is a plus.
    Percent,
    /// The same, and `+` is a space.
    Form,
}

/// What the beginning of a text is.
enum Unit {
    /// A byte that stands for itself.
    Plain,
    /// So many bytes that stand for these.
    Written { length: usize, means: Means },
    /// The beginning of an escape at the end of a text that was cut.
    Cut,
}

/// What an escape stands for: a character in UTF-8, or one byte.
struct Means([u8; 4], usize);

/// An escape: behind so many decoded bytes stands this byte of the source.
pub(super) struct Jump {
    pub(super) decoded: usize,
    pub(super) source: usize,
    /// How long the escape is in the source.
    pub(super) length: usize,
}

/// A decoded text.
#[derive(Default)]
pub(super) struct Decoded {
    pub(super) bytes: Vec<u8>,
    /// How many of them stand before an escape that the end of the text cut, if it did.
    cut_at: Option<usize>,
    /// One for each escape: what stands between two of them stands for itself.
    pub(super) jumps: Vec<Jump>,
}

impl Decoded {
    /// The text up to where it may have been cut.
    pub(super) fn up_to_cut(&self) -> &[u8] {
        let end = self.cut_at.unwrap_or(self.bytes.len());
        self.bytes.get(..end).unwrap_or_default()
    }

    /// Where in the source this place of the decoded text is.
    pub(super) fn source_of(&self, at: usize) -> usize {
        let behind = self.jumps.partition_point(|jump| jump.decoded <= at);
        let last = behind.checked_sub(1).and_then(|last| self.jumps.get(last));
        last.map_or(at, |jump| jump.source + (at - jump.decoded))
    }
}

impl Layer {
    /// The text without this layer; nothing where none of it is there.
    pub(super) fn decode(self, source: &[u8]) -> Option<Decoded> {
        let mut decoded = Decoded::default();
        let mut rest = source;
        while !rest.is_empty() {
            let special = rest.iter().position(|byte| self.is_special(*byte));
            let (plain, after) = rest.split_at(special.unwrap_or(rest.len()));
            decoded.bytes.extend_from_slice(plain);
            let unit = self.unit(after);
            if matches!(unit, Unit::Cut) {
                decoded.cut_at.get_or_insert(decoded.bytes.len());
            }
            rest = match unit {
                Unit::Plain | Unit::Cut => {
                    let (one, rest) = after.split_at(after.len().min(1));
                    decoded.bytes.extend_from_slice(one);
                    rest
                }
                Unit::Written { length, means } => {
                    let rest = after.get(length..).unwrap_or_default();
                    decoded.bytes.extend(means.0.iter().take(means.1));
                    decoded.jumps.push(Jump {
                        decoded: decoded.bytes.len(),
                        source: source.len() - rest.len(),
                        length,
                    });
                    rest
                }
            };
        }
        (decoded.cut_at.is_some() || !decoded.jumps.is_empty()).then_some(decoded)
    }

    const fn is_special(self, byte: u8) -> bool {
        match self {
            Self::Escaped => byte == b'\\',
            Self::Percent => byte == b'%',
            Self::Form => matches!(byte, b'%' | b'+'),
        }
    }

    fn unit(self, text: &[u8]) -> Unit {
        match (self, text) {
            (Self::Escaped, [b'\\', escape @ ..]) => escaped(escape),
            (Self::Form, [b'+', ..]) => written(1, Means::byte(b' ')),
            (Self::Percent | Self::Form, [b'%', digits @ ..]) => match number(digits, 2) {
                Digits::Are(code) => written(3, Means::byte(code.to_le_bytes()[0])),
                Digits::Cut => Unit::Cut,
                Digits::AreNot => Unit::Plain,
            },
            _ => Unit::Plain,
        }
    }
}

impl Means {
    const fn byte(byte: u8) -> Self {
        Self([byte, 0, 0, 0], 1)
    }

    fn letter(letter: char) -> Self {
        let mut bytes = [0; 4];
        let length = letter.encode_utf8(&mut bytes).len();
        Self(bytes, length)
    }
}

const fn written(length: usize, means: Means) -> Unit {
    Unit::Written { length, means }
}

/// What stands behind a backslash.
fn escaped(escape: &[u8]) -> Unit {
    let Some(kind) = escape.first() else {
        return Unit::Cut;
    };
    let short = match kind {
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'v' => '\u{b}',
        b'\\' | b'"' | b'\'' | b'/' | b'`' => char::from(*kind),
        b'x' => return coded(escape.get(1..).unwrap_or_default(), 2),
        b'u' => return coded(escape.get(1..).unwrap_or_default(), 4),
        _ => return Unit::Plain,
    };
    written(2, Means::letter(short))
}

/// A character by its code, in so many digits; two codes where UTF-16 has a pair.
fn coded(text: &[u8], digits: usize) -> Unit {
    let code = match number(text, digits) {
        Digits::Are(code) => code,
        Digits::Cut => return Unit::Cut,
        Digits::AreNot => return Unit::Plain,
    };
    if let Some(letter) = char::from_u32(code) {
        return written(2 + digits, Means::letter(letter));
    }
    let second = text.get(digits..).unwrap_or_default();
    let low = match second {
        [b'\\', b'u', low @ ..] => match number(low, 4) {
            Digits::Are(low) => low,
            Digits::Cut => return Unit::Cut,
            Digits::AreNot => return Unit::Plain,
        },
        [] | [b'\\'] => return Unit::Cut,
        _ => return Unit::Plain,
    };
    let units = [code, low].map(|unit| u16::try_from(unit).unwrap_or_default());
    let mut letters = char::decode_utf16(units);
    match (letters.next(), letters.next()) {
        (Some(Ok(letter)), None) => written(2 + digits + 6, Means::letter(letter)),
        _ => Unit::Plain,
    }
}

enum Digits {
    Are(u32),
    AreNot,
    /// As far as there are any.
    Cut,
}

/// The number that so many hexadecimal digits are.
fn number(text: &[u8], digits: usize) -> Digits {
    let found = text.get(..digits).unwrap_or(text);
    let mut values = found.iter().map(|byte| char::from(*byte).to_digit(16));
    match values.try_fold(0, |number, digit| Some(number * 16 + digit?)) {
        None => Digits::AreNot,
        Some(_) if found.len() < digits => Digits::Cut,
        Some(number) => Digits::Are(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(layer: Layer, text: &str, expected: &str) {
        let decoded = layer.decode(text.as_bytes());
        let bytes: Vec<u8> = decoded.map_or_else(|| text.into(), |decoded| decoded.bytes);
        assert_eq!(String::from_utf8(bytes).unwrap(), expected, "{text}");
    }

    #[test]
    fn each_layer_is_read_as_programs_write_it() {
        check(
            Layer::Escaped,
            r#"a\"b\\\n\x41\u00e9\uD83E\udd80\/"#,
            "a\"b\\\nAé🦀/",
        );
        check(
            Layer::Escaped,
            r"\ud83e \udd80 \q \xg1",
            r"\ud83e \udd80 \q \xg1",
        );
        check(Layer::Percent, "a%20b%2f%C3%a9+%zz%", "a b/é+%zz%");
        check(Layer::Form, "a+b%2B%20", "a b+ ");
        for cut in [
            "x\\",
            "x\\u",
            "x\\u00e",
            "x\\ud83e",
            "x\\ud83e\\",
            "x\\ud83e\\udd8",
            "x\\x4",
        ] {
            let decoded = Layer::Escaped.decode(cut.as_bytes()).unwrap();
            assert_eq!(decoded.up_to_cut(), b"x", "{cut}");
            assert_eq!(decoded.bytes, cut.as_bytes());
        }
    }

    #[test]
    fn every_place_is_known_in_the_source() {
        let text = "a%20b%2Fc";
        let decoded = Layer::Percent.decode(text.as_bytes()).unwrap();
        let places: Vec<usize> = (0..=5).map(|at| decoded.source_of(at)).collect();
        assert_eq!(places, [0, 1, 4, 5, 8, 9]);
        assert!(Layer::Percent.decode(b"nothing").is_none());
    }
}
