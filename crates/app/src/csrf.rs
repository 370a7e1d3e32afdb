//! The token in our own forms: a keyed digest of the transaction, under the browser's transaction cookie.
//!
//! A page of another site can neither read the cookie nor the form, and so cannot make the token.

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The token for the forms of the transaction `state` in the browser that holds `cookie`.
pub(crate) fn token(cookie: &str, state: &str) -> String {
    URL_SAFE_NO_PAD.encode(hmac::sign(&key(cookie), message(state).as_bytes()))
}

/// Whether `token` was made for this browser and transaction. Takes as long for a wrong one as for the right one.
pub(crate) fn is_valid(token: &str, cookie: &str, state: &str) -> bool {
    URL_SAFE_NO_PAD
        .decode(token)
        .is_ok_and(|tag| hmac::verify(&key(cookie), message(state).as_bytes(), &tag).is_ok())
}

fn key(cookie: &str) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, cookie.as_bytes())
}

fn message(state: &str) -> String {
    format!("form:{state}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_fits_its_browser_and_its_transaction_alone() {
        let made = token("cookie", "state");
        assert!(is_valid(&made, "cookie", "state"));
        assert!(!is_valid(&made, "cookie", "other"));
        assert!(!is_valid(&made, "other", "state"));
        assert!(!is_valid("", "cookie", "state"));
    }
}
