//! Digests and message authentication, for `crypto.createHash` and `crypto.createHmac`.

use aws_lc_rs::{digest as sha, hmac as mac};
use md5::{Digest as _, Md5};
use serde::Deserialize;

use crate::answer::{Answer, GuestError};
use crate::codec;

#[derive(Deserialize)]
pub(super) struct HashHead {
    algorithm: String,
}

#[derive(Deserialize)]
pub(super) struct HmacHead {
    algorithm: String,
    /// In base64.
    key: String,
}

pub(super) fn digest(head: &HashHead, bytes: &[u8]) -> Answer {
    let algorithm = match normal(&head.algorithm).as_str() {
        "md5" => return Answer::Bytes(Md5::digest(bytes).to_vec()),
        "sha1" => &sha::SHA1_FOR_LEGACY_USE_ONLY,
        "sha224" => &sha::SHA224,
        "sha256" => &sha::SHA256,
        "sha384" => &sha::SHA384,
        "sha512" => &sha::SHA512,
        _ => {
            return Answer::Error(unsupported(
                "Digest method not supported",
                "ERR_CRYPTO_INVALID_DIGEST",
            ));
        }
    };
    Answer::Bytes(sha::digest(algorithm, bytes).as_ref().to_vec())
}

pub(super) fn hmac(head: &HmacHead, bytes: &[u8]) -> Answer {
    let key = codec::base64_lenient(head.key.as_bytes());
    let algorithm = match normal(&head.algorithm).as_str() {
        "md5" => return Answer::Bytes(hmac_md5(&key, bytes)),
        "sha1" => mac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
        "sha224" => mac::HMAC_SHA224,
        "sha256" => mac::HMAC_SHA256,
        "sha384" => mac::HMAC_SHA384,
        "sha512" => mac::HMAC_SHA512,
        name => {
            let message = format!("Invalid digest: {name}");
            return Answer::Error(unsupported(&message, "ERR_CRYPTO_INVALID_DIGEST"));
        }
    };
    let key = mac::Key::new(algorithm, &key);
    Answer::Bytes(mac::sign(&key, bytes).as_ref().to_vec())
}

/// RFC 2104 over MD5, which the cryptography library no longer carries; old partner services still ask for it.
fn hmac_md5(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    const BLOCK: usize = 64;
    let mut block = [0_u8; BLOCK];
    let short = if key.len() > BLOCK {
        Md5::digest(key).to_vec()
    } else {
        key.to_vec()
    };
    for (slot, byte) in block.iter_mut().zip(&short) {
        *slot = *byte;
    }
    let pad = |with: u8| block.map(|byte| byte ^ with);
    let inner = Md5::new()
        .chain_update(pad(0x36))
        .chain_update(bytes)
        .finalize();
    Md5::new()
        .chain_update(pad(0x5c))
        .chain_update(inner)
        .finalize()
        .to_vec()
}

/// Node takes `SHA256`, `sha-256` and `RSA-SHA256` for the same.
fn normal(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let name = name.strip_prefix("rsa-").unwrap_or(&name);
    match name.strip_prefix("sha-") {
        Some(bits) => format!("sha{bits}"),
        None => name.to_owned(),
    }
}

fn unsupported(message: &str, code: &'static str) -> GuestError {
    GuestError::new("Error", message).with_code(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hmac_md5_is_that_of_rfc_2202() {
        let found = hmac_md5(&[0x0b; 16], b"Hi There");
        assert_eq!(hex::encode(found), "9294727a3638bb1c13f48ef8158bfc9d");
    }

    #[test]
    fn names_are_taken_as_node_takes_them() {
        for name in ["sha256", "SHA256", "sha-256", "RSA-SHA256"] {
            assert_eq!(normal(name), "sha256");
        }
    }
}
