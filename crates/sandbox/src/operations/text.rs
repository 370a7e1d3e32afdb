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
    /// The answer is the name of the encoding.
    #[serde(default, rename = "nameOnly")]
    is_name_only: bool,
}

pub(super) fn decode(head: &DecodeHead, bytes: &[u8]) -> Answer {
    // Labels of encodings that browsers replace by an error are labels of none.
    let Some(encoding) = encoding_rs::Encoding::for_label_no_replacement(head.encoding.as_bytes())
    else {
        let message = format!("The \"{}\" encoding is not supported", head.encoding);
        return Answer::Error(
            GuestError::new("RangeError", message).with_code("ERR_ENCODING_NOT_SUPPORTED"),
        );
    };
    if head.is_name_only {
        return Answer::Text(serde_json::Value::from(encoding.name().to_lowercase()).to_string());
    }
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
