//! The secrets of the actions, and all that they may read like.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// What every secret here begins with: no other text has it.
pub(super) const MARK: &str = "sk live/7f3a+";

/// A value like no other secret's.
pub(super) fn secret(action: &str) -> String {
    format!("{MARK}{action}/0123456789")
}

/// What the mark reads like wherever it may stand: plain, in URLs and forms, in JSON within JSON, in hexadecimal, and in base64
/// at each of its three places.
pub(super) fn spellings() -> Vec<String> {
    let form: String = url::form_urlencoded::byte_serialize(MARK.as_bytes()).collect();
    let percent = form.replace('+', "%20");
    let mut all = vec![
        MARK.to_owned(),
        MARK.replace(' ', "%20"),
        form.to_lowercase(),
        percent.to_lowercase(),
        form,
        percent,
        MARK.replace('/', "\\/"),
        hex::encode(MARK),
        hex::encode_upper(MARK),
    ];
    for before in ["", "x", "xx"] {
        let text = format!("{before}{MARK}");
        // The characters that are the mark's alone.
        let own = (before.len() * 4).div_ceil(3)..text.len() * 4 / 3;
        let base64 = [STANDARD_NO_PAD.encode(&text), URL_SAFE_NO_PAD.encode(&text)];
        all.extend(base64.map(|spelled| spelled[own.clone()].to_owned()));
    }
    all.sort();
    all.dedup();
    all
}
