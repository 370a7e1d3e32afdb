//! `crypto` and WebCrypto: every computation is a call of its own that keeps nothing in the host, so that a hash or a key
//! made while an action loads can be part of its image.

mod agree;
mod cipher;
mod der;
mod digest;
mod documents;
mod encrypt;
mod generate;
mod jwk;
mod kdf;
mod keys;
mod pem;
mod sealed;
mod sign;

use aws_lc_rs::error::Unspecified;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use super::read;
use crate::answer::{Answer, GuestError};
use crate::codec;

/// The bytes of an answer, or the error that the call throws.
type Found = Result<Vec<u8>, GuestError>;

/// Bytes that stand in a head.
pub(super) struct Base64(Vec<u8>);

impl Base64 {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Ok(Self(codec::base64_lenient(text.as_bytes())))
    }
}

/// Answers an operation of this family. Those named `drawn.` use the cryptography library's own generator: their answers
/// are part of a recording.
pub(super) fn call(op: &str, head: &[u8], bytes: &[u8]) -> Option<Answer> {
    Some(match op {
        "crypto.hash" => answer(head, |head| digest::hash(&head, bytes)),
        "crypto.hmac" => answer(head, |head| digest::hmac(&head, bytes)),
        "crypto.pbkdf2" => answer(head, |head| kdf::pbkdf2(&head, bytes)),
        "crypto.scrypt" => answer(head, |head| kdf::scrypt(&head, bytes)),
        "crypto.hkdf" => answer(head, |head| kdf::hkdf(&head, bytes)),
        "crypto.cipher" => answer(head, |head| cipher::transform(&head, bytes)),
        "crypto.tag" => answer(head, |head| cipher::tag(&head, bytes)),
        "crypto.key.import" => told(head, |head| documents::import(&head, bytes)),
        "crypto.key.jwk" => told(head, |head| jwk::import(&head)),
        "crypto.key.export" => answer(head, |head| documents::export(&head, bytes)),
        "crypto.key.toJwk" => told(head, |head: documents::Empty| jwk::export(&head, bytes)),
        "crypto.key.public" => told(head, |head: documents::Empty| {
            documents::public(&head, bytes)
        }),
        "crypto.sign" | "drawn.sign" => answer(head, |head| sign::sign(&head, bytes)),
        "crypto.verify" => answer(head, |head| sign::verify(&head, bytes)),
        "crypto.agree" => answer(head, |head| agree::agree(&head)),
        "crypto.decrypt" => answer(head, |head| encrypt::decrypt(&head, bytes)),
        "drawn.encrypt" => answer(head, |head| encrypt::encrypt(&head, bytes)),
        "drawn.generate" => told(head, |head| generate::generate(&head)),
        _ => return None,
    })
}

fn answer<T: DeserializeOwned>(head: &[u8], compute: impl FnOnce(T) -> Found) -> Answer {
    match read(head).and_then(compute) {
        Ok(bytes) => Answer::Bytes(bytes),
        Err(error) => Answer::Error(error),
    }
}

/// The same for what is told as JSON.
fn told<T: DeserializeOwned>(
    head: &[u8],
    compute: impl FnOnce(T) -> Result<serde_json::Value, GuestError>,
) -> Answer {
    match read(head).and_then(compute) {
        Ok(value) => Answer::Text(value.to_string()),
        Err(error) => Answer::Error(error),
    }
}

fn failed(message: &str, code: &'static str) -> GuestError {
    GuestError::new("Error", message).with_code(code)
}

/// What this host does not compute, by name and with the reason.
fn refused(name: &str, reason: &str) -> GuestError {
    let message = format!("{name} is not available in Latchwork: {reason}");
    failed(&message, "ERR_LATCHWORK_UNSUPPORTED")
}

fn over_limit(what: &str, value: u64, limit: u64) -> GuestError {
    let message = format!("{what} is {value}, more than the limit of {limit}");
    GuestError::new("RangeError", message).with_code("ERR_LATCHWORK_LIMIT")
}

/// The library does not say why it could not.
fn operation_failed(_: Unspecified) -> GuestError {
    failed("The operation failed", "ERR_CRYPTO_OPERATION_FAILED")
}
