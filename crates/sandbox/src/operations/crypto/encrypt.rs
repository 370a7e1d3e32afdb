//! Encryption with RSA: OAEP, and the older padding of PKCS#1 v1.5.

use aws_lc_rs::rsa::{
    OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OAEP_SHA384_MGF1SHA384, OAEP_SHA512_MGF1SHA512,
    OaepAlgorithm, OaepPrivateDecryptingKey, OaepPublicEncryptingKey, Pkcs1PrivateDecryptingKey,
    Pkcs1PublicEncryptingKey, PrivateDecryptingKey, PublicEncryptingKey,
};
use serde::Deserialize;

use super::digest::Algorithm;
use super::documents::{kept, pkcs8, spki};
use super::keys::Key;
use super::{Base64, Found, failed, operation_failed, refused};
use crate::answer::GuestError;

#[derive(Deserialize)]
pub(super) struct EncryptHead {
    key: Base64,
    /// The digest of OAEP; absent for PKCS#1 v1.5.
    #[serde(default)]
    oaep: Option<String>,
    #[serde(default)]
    label: Option<Base64>,
}

fn oaep(name: &str) -> Result<&'static OaepAlgorithm, GuestError> {
    match Algorithm::required(name)? {
        Algorithm::Sha1 => Ok(&OAEP_SHA1_MGF1SHA1),
        Algorithm::Sha256 => Ok(&OAEP_SHA256_MGF1SHA256),
        Algorithm::Sha384 => Ok(&OAEP_SHA384_MGF1SHA384),
        Algorithm::Sha512 => Ok(&OAEP_SHA512_MGF1SHA512),
        _ => Err(refused(
            &format!("OAEP with {name}"),
            "the cryptography library has it with SHA-1, SHA-256, SHA-384 and SHA-512",
        )),
    }
}

fn unfit() -> GuestError {
    refused(
        "RSA encryption with this key",
        "it takes RSA keys of 2048 to 8192 bits",
    )
}

fn too_large() -> GuestError {
    failed(
        "error:0200006E:rsa routines::data too large for key size",
        "ERR_OSSL_RSA_DATA_TOO_LARGE_FOR_KEY_SIZE",
    )
}

pub(super) fn encrypt(head: &EncryptHead, plain: &[u8]) -> Found {
    let key = kept(&head.key.0)?;
    if !matches!(key, Key::Rsa { .. }) {
        return Err(unfit());
    }
    let key = PublicEncryptingKey::from_der(&spki(&key)).map_err(|_| unfit())?;
    let mut out = vec![0; key.key_size_bytes()];
    let written = match &head.oaep {
        Some(name) => {
            let label = head.label.as_ref().map(|label| label.0.as_slice());
            let key = OaepPublicEncryptingKey::new(key).map_err(operation_failed)?;
            key.encrypt(oaep(name)?, plain, &mut out, label)
                .map(|out| out.len())
        }
        None => {
            let key = Pkcs1PublicEncryptingKey::new(key).map_err(operation_failed)?;
            key.encrypt(plain, &mut out).map(|out| out.len())
        }
    };
    out.truncate(written.map_err(|_| too_large())?);
    Ok(out)
}

pub(super) fn decrypt(head: &EncryptHead, sealed: &[u8]) -> Found {
    let document = pkcs8(&kept(&head.key.0)?).ok_or_else(unfit)?;
    let key = PrivateDecryptingKey::from_pkcs8(&document).map_err(|_| unfit())?;
    let mut out = vec![0; key.key_size_bytes()];
    let written = match &head.oaep {
        Some(name) => {
            let label = head.label.as_ref().map(|label| label.0.as_slice());
            let key = OaepPrivateDecryptingKey::new(key).map_err(operation_failed)?;
            key.decrypt(oaep(name)?, sealed, &mut out, label)
                .map(|out| out.len())
                .map_err(|_| {
                    failed(
                        "error:02000079:rsa routines::oaep decoding error",
                        "ERR_OSSL_RSA_OAEP_DECODING_ERROR",
                    )
                })?
        }
        None => {
            let key = Pkcs1PrivateDecryptingKey::new(key).map_err(operation_failed)?;
            key.decrypt(sealed, &mut out)
                .map(|out| out.len())
                .map_err(operation_failed)?
        }
    };
    out.truncate(written);
    Ok(out)
}
