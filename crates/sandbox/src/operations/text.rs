//! `TextDecoder` for encodings other than UTF-8.

use serde::Deserialize;

use crate::answer::{Answer, GuestError};

#[derive(Deserialize)]
pub(super) struct DecodeHead {
    encoding: String,
    #[serde(default)]
    fatal: bool,
    #[serde(default, rename = "ignoreBOM")]
    ignore_bom: bool,
}

pub(super) fn decode(head: &DecodeHead, bytes: &[u8]) -> Answer {
    let Some(encoding) = encoding_rs::Encoding::for_label(head.encoding.as_bytes()) else {
        let message = format!("The \"{}\" encoding is not supported", head.encoding);
        return Answer::Error(
            GuestError::new("RangeError", message).with_code("ERR_ENCODING_NOT_SUPPORTED"),
        );
    };
    let (text, had_errors) = if head.ignore_bom {
        encoding.decode_without_bom_handling(bytes)
    } else {
        encoding.decode_with_bom_removal(bytes)
    };
    if had_errors && head.fatal {
        let message = format!(
            "The encoded data was not valid for encoding {}",
            encoding.name().to_lowercase()
        );
        return Answer::Error(
            GuestError::type_error(message).with_code("ERR_ENCODING_INVALID_ENCODED_DATA"),
        );
    }
    Answer::Text(serde_json::Value::from(text).to_string())
}
