//! A text and what it says when it is decoded: percent signs, JSON escapes and Base64, also one within the other.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// How deep encodings are followed.
const LEVELS: usize = 3;
/// How much is read in all.
const MOST_BYTES: usize = 1 << 20;
/// A shorter run of letters holds no mark.
const SHORTEST_RUN: usize = 11;

/// Padding is optional, as in tokens.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The text itself first; all in small letters.
pub(super) fn of(text: &str) -> Vec<String> {
    let mut readings = vec![text.to_ascii_lowercase()];
    let mut layer = vec![text.to_owned()];
    let mut left = MOST_BYTES;
    for _ in 0..LEVELS {
        let mut next = Vec::new();
        for text in &layer {
            next.extend(percent_decoded(text));
            next.extend(unescaped(text));
            next.extend(base64_runs(text));
        }
        next.retain(|text: &String| {
            let fits = text.len() <= left;
            left = left.saturating_sub(text.len());
            fits
        });
        readings.extend(next.iter().map(|text| text.to_ascii_lowercase()));
        layer = next;
    }
    readings
}

/// A JSON text's own escapes taken away; none when there are none.
fn unescaped(text: &str) -> Option<String> {
    text.contains('\\').then(|| {
        let mut plain = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('\\') {
            plain.push_str(before);
            let hex = after.strip_prefix('u').and_then(|after| after.get(..4));
            let code = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok());
            let mut letters = after.chars();
            rest = match (code.and_then(char::from_u32), letters.next()) {
                (Some(letter), _) => {
                    plain.push(letter);
                    after.get(5..).unwrap_or_default()
                }
                (None, Some('n' | 'r' | 't')) => {
                    plain.push(' ');
                    letters.as_str()
                }
                (None, Some(letter)) => {
                    plain.push(letter);
                    letters.as_str()
                }
                (None, None) => "",
            };
        }
        plain.push_str(rest);
        plain
    })
}

/// What runs of Base64 letters say, where that is text.
fn base64_runs(text: &str) -> Vec<String> {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "+/-_".contains(letter);
    text.split(|letter| !is_letter(letter))
        .filter(|run| run.len() >= SHORTEST_RUN)
        .filter_map(|run| {
            let whole = run.len() - usize::from(run.len() % 4 == 1);
            let run = run.get(..whole)?.replace('-', "+").replace('_', "/");
            String::from_utf8(BASE64.decode(run).ok()?).ok()
        })
        .collect()
}

/// The text without percent signs, as URLs and forms write them, a plus sign being a blank; none when there are none.
fn percent_decoded(text: &str) -> Option<String> {
    (text.contains('%') || text.contains('+')).then(|| {
        let bytes = text.as_bytes();
        let mut plain = Vec::with_capacity(bytes.len());
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let pair = bytes
                .get(at + 1..at + 3)
                .and_then(|pair| std::str::from_utf8(pair).ok())
                .and_then(|pair| u8::from_str_radix(pair, 16).ok());
            let (decoded, length) = match (byte, pair) {
                (b'%', Some(decoded)) => (decoded, 3),
                (b'+', _) => (b' ', 1),
                (byte, _) => (byte, 1),
            };
            plain.push(decoded);
            at += length;
        }
        String::from_utf8_lossy(&plain).into_owned()
    })
}
