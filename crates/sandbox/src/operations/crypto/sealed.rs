//! PKCS#8 documents behind a passphrase: PBES2 of RFC 8018 with PBKDF2 and AES-CBC, as every tool of today writes them.

use std::num::NonZeroU32;

use aws_lc_rs::pbkdf2;
use serde::Deserialize;

use super::cipher::{Direction, cbc};
use super::der::{self, Reader, element, sequence};
use super::kdf::MOST_ROUNDS;
use super::{Base64, Found, failed, over_limit, refused};
use crate::answer::GuestError;

const OID_PBES2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 13];
const OID_PBKDF2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 12];
const OID_HMAC_SHA256: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2, 9];
/// `aes128-CBC`, `aes192-CBC` and `aes256-CBC` end in these.
const OID_AES: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1];
const AES_ENDS: [(u8, usize); 3] = [(2, 16), (22, 24), (42, 32)];
/// What OpenSSL writes.
const ITERATIONS: u32 = 2048;

fn passphrase_required() -> GuestError {
    GuestError::type_error("Passphrase required for encrypted key")
        .with_code("ERR_MISSING_PASSPHRASE")
}

/// Whether a document is an EncryptedPrivateKeyInfo: it begins with an algorithm, not with a version.
pub(super) fn is_sealed(bytes: &[u8]) -> bool {
    Reader::new(bytes)
        .sequence()
        .is_some_and(|inner| inner.peek() == Some(der::SEQUENCE))
}

struct Scheme<'a> {
    digest: pbkdf2::Algorithm,
    salt: &'a [u8],
    iterations: u32,
    key_bytes: usize,
    iv: &'a [u8],
    data: &'a [u8],
}

pub(super) fn open(bytes: &[u8], passphrase: Option<&[u8]>) -> Found {
    let passphrase = passphrase.ok_or_else(passphrase_required)?;
    let scheme = read(bytes).ok_or_else(|| {
        refused(
            "this encryption of a private key",
            "only PBES2 with PBKDF2 and AES-CBC is read",
        )
    })?;
    let iterations = NonZeroU32::new(scheme.iterations)
        .filter(|count| u64::from(count.get()) <= MOST_ROUNDS)
        .ok_or_else(|| {
            let what = "the number of iterations of the key's passphrase";
            over_limit(what, scheme.iterations.into(), MOST_ROUNDS)
        })?;
    let mut key = vec![0; scheme.key_bytes];
    pbkdf2::derive(scheme.digest, iterations, scheme.salt, passphrase, &mut key);
    let plain = cbc(Direction::Decrypt, &key, scheme.iv, scheme.data).and_then(|plain| {
        let pad = usize::from(*plain.last()?);
        let kept = plain.len().checked_sub(pad)?;
        let (kept, padding) = plain.split_at_checked(kept)?;
        let is_padding =
            (1..=16).contains(&pad) && padding.iter().all(|&at| usize::from(at) == pad);
        is_padding.then(|| kept.to_vec())
    });
    plain.ok_or_else(|| {
        failed(
            "error:1C800064:Provider routines::bad decrypt",
            "ERR_OSSL_BAD_DECRYPT",
        )
    })
}

fn read(bytes: &[u8]) -> Option<Scheme<'_>> {
    let mut outer = Reader::new(bytes).sequence()?;
    let mut algorithm = outer.sequence()?;
    let data = outer.element(der::OCTET_STRING)?;
    let mut parameters = match algorithm.element(der::OBJECT)? {
        OID_PBES2 => algorithm.sequence()?,
        _ => return None,
    };
    let mut derivation = parameters.sequence()?;
    let mut cipher = parameters.sequence()?;
    let mut derived = match derivation.element(der::OBJECT)? {
        OID_PBKDF2 => derivation.sequence()?,
        _ => return None,
    };
    let salt = derived.element(der::OCTET_STRING)?;
    let iterations = derived.small()?;
    if derived.peek() == Some(der::INTEGER) {
        derived.small()?;
    }
    let digest = match derived.sequence() {
        None => pbkdf2::PBKDF2_HMAC_SHA1,
        Some(mut function) => match function.element(der::OBJECT)?.last()? {
            7 => pbkdf2::PBKDF2_HMAC_SHA1,
            9 => pbkdf2::PBKDF2_HMAC_SHA256,
            10 => pbkdf2::PBKDF2_HMAC_SHA384,
            11 => pbkdf2::PBKDF2_HMAC_SHA512,
            _ => return None,
        },
    };
    let end = cipher.element(der::OBJECT)?.strip_prefix(OID_AES)?;
    let (_, key_bytes) = AES_ENDS.into_iter().find(|(last, _)| end == [*last])?;
    Some(Scheme {
        digest,
        salt,
        iterations,
        key_bytes,
        iv: cipher.element(der::OCTET_STRING)?,
        data,
    })
}

#[derive(Deserialize)]
pub(super) struct SealHead {
    cipher: String,
    passphrase: Base64,
    salt: Base64,
    iv: Base64,
}

pub(super) fn seal(head: &SealHead, document: &[u8]) -> Found {
    let bits = head.cipher.to_ascii_lowercase();
    let (last, key_bytes) = match bits.as_str() {
        "aes-128-cbc" | "aes128" => (2, 16),
        "aes-192-cbc" | "aes192" => (22, 24),
        "aes-256-cbc" | "aes256" => (42, 32),
        _ => {
            return Err(refused(
                &head.cipher,
                "a private key is encrypted by AES-CBC alone",
            ));
        }
    };
    let iterations = NonZeroU32::MIN.saturating_add(ITERATIONS - 1);
    let mut key = vec![0; key_bytes];
    let digest = pbkdf2::PBKDF2_HMAC_SHA256;
    pbkdf2::derive(
        digest,
        iterations,
        &head.salt.0,
        &head.passphrase.0,
        &mut key,
    );
    let pad = 16 - document.len() % 16;
    let mut padded = document.to_vec();
    padded.resize(document.len() + pad, pad as u8);
    let data = cbc(Direction::Encrypt, &key, &head.iv.0, &padded)
        .ok_or_else(|| failed("Invalid initialization vector", "ERR_CRYPTO_INVALID_IV"))?;
    let function = sequence(&[
        &element(der::OBJECT, OID_HMAC_SHA256),
        &element(der::NULL, &[]),
    ]);
    let derived = sequence(&[
        &element(der::OCTET_STRING, &head.salt.0),
        &der::unsigned(&ITERATIONS.to_be_bytes()),
        &function,
    ]);
    let derivation = sequence(&[&element(der::OBJECT, OID_PBKDF2), &derived]);
    let cipher = sequence(&[
        &element(der::OBJECT, &[OID_AES, &[last]].concat()),
        &element(der::OCTET_STRING, &head.iv.0),
    ]);
    let algorithm = sequence(&[
        &element(der::OBJECT, OID_PBES2),
        &sequence(&[&derivation, &cipher]),
    ]);
    Ok(sequence(&[&algorithm, &element(der::OCTET_STRING, &data)]))
}
