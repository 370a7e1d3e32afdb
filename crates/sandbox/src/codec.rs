//! Text encodings that the guest leaves to the host.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose};

use crate::answer::{Answer, GuestError};

/// Node's decoder: no padding needed, trailing bits ignored.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Converts; the numbers are those of `glue.c`.
pub(crate) fn convert(codec: i32, bytes: &[u8]) -> Answer {
    match codec {
        0 => Answer::Text(String::from_utf8_lossy(bytes).into_owned()),
        1 => Answer::Text(general_purpose::STANDARD.encode(bytes)),
        2 => Answer::Text(general_purpose::URL_SAFE_NO_PAD.encode(bytes)),
        3 => Answer::Bytes(base64_lenient(bytes)),
        4 => Answer::Text(hex::encode(bytes)),
        5 => Answer::Bytes(hex_lenient(bytes)),
        _ => Answer::Error(GuestError::type_error("unknown encoding")),
    }
}

/// As Node's `Buffer` reads base64: either alphabet, white space and other foreign characters skipped, the first `=` ends it.
pub(crate) fn base64_lenient(text: &[u8]) -> Vec<u8> {
    let mut clean: Vec<u8> = text
        .iter()
        .take_while(|&&byte| byte != b'=')
        .filter_map(|&byte| match byte {
            b'-' => Some(b'+'),
            b'_' => Some(b'/'),
            b'+' | b'/' => Some(byte),
            _ => byte.is_ascii_alphanumeric().then_some(byte),
        })
        .collect();
    if clean.len() % 4 == 1 {
        clean.pop();
    }
    LENIENT.decode(&clean).unwrap_or_default()
}

/// As Node's `Buffer` reads hex: up to the first pair that is none.
fn hex_lenient(text: &[u8]) -> Vec<u8> {
    text.chunks_exact(2)
        .map_while(|pair| {
            let mut byte = [0];
            hex::decode_to_slice(pair, &mut byte).ok()?;
            Some(byte[0])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_reads_as_node_does() {
        for (text, expected) in [
            ("aGVsbG8=", "hello"),
            ("aGVsbG8", "hello"),
            ("aGV\nsbG8", "hello"),
            ("_-8", "\u{fffd}\u{fffd}"),
            ("a", ""),
            ("aGVs=bG8", "hel"),
        ] {
            let found = base64_lenient(text.as_bytes());
            assert_eq!(String::from_utf8_lossy(&found), expected, "{text}");
        }
    }

    #[test]
    fn hex_stops_at_the_first_bad_pair() {
        assert_eq!(convert(5, b"00ffzz11"), Answer::Bytes(vec![0, 255]));
        assert_eq!(convert(5, b"abc"), Answer::Bytes(vec![0xab]));
    }
}
