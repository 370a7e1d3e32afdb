//! Signatures: RSA with PKCS#1 v1.5 and PSS padding, ECDSA, Ed25519.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa;
use aws_lc_rs::signature::{
    self as native, EcdsaKeyPair, EcdsaSigningAlgorithm, Ed25519KeyPair, RsaParameters,
    RsaPssSaltLength, RsaSignatureEncoding, UnparsedPublicKey, VerificationAlgorithm,
};
use serde::Deserialize;

use super::der::{self, Reader};
use super::digest::Algorithm;
use super::documents::{kept, pkcs1_private, pkcs1_public, sec1};
use super::keys::{Curve, Key, Okp};
use super::{Base64, Found, failed, operation_failed, refused};
use crate::answer::GuestError;

#[derive(Deserialize)]
pub(super) struct SignHead {
    /// As it is kept.
    key: Base64,
    #[serde(default)]
    digest: Option<String>,
    #[serde(default)]
    is_pss: bool,
    /// The length of PSS's salt; absent for that of the digest.
    #[serde(default)]
    salt: Option<i32>,
    /// ECDSA as two numbers side by side.
    #[serde(default)]
    is_fixed: bool,
    #[serde(default)]
    signature: Option<Base64>,
}

/// OpenSSL's names for lengths of a salt.
const SALT_DIGEST: i32 = -1;
const SALT_LONGEST_OR_AUTO: i32 = -2;

impl SignHead {
    fn digest(&self, key: &Key) -> Result<Algorithm, GuestError> {
        match &self.digest {
            Some(name) => Algorithm::required(name),
            None if matches!(key, Key::Ec { .. } | Key::Rsa { .. }) => Ok(Algorithm::Sha256),
            None => {
                Err(GuestError::type_error("Invalid digest").with_code("ERR_CRYPTO_INVALID_DIGEST"))
            }
        }
    }
}

/// Signs; with Ed25519 and PKCS#1 the same each time, else by `drawn.sign`.
pub(super) fn sign(head: &SignHead, message: &[u8]) -> Found {
    let key = kept(&head.key.0)?;
    match &key {
        Key::Rsa { is_pss, .. } => sign_rsa(head, &key, head.is_pss || *is_pss, message),
        Key::Ec {
            curve,
            private: Some(scalar),
            ..
        } => sign_ec(head, *curve, scalar, head.digest(&key)?, message),
        Key::Okp {
            kind: Okp::Ed25519,
            private: Some(seed),
            ..
        } => {
            if head.digest.is_some() {
                return Err(failed(
                    "error:1C800081:Provider routines::invalid digest",
                    "ERR_OSSL_INVALID_DIGEST",
                ));
            }
            let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| rejected())?;
            Ok(pair.sign(message).as_ref().to_vec())
        }
        _ => Err(wrong_type()),
    }
}

fn wrong_type() -> GuestError {
    failed(
        "error:03000096:digital envelope routines::operation not supported for this keytype",
        "ERR_OSSL_EVP_OPERATION_NOT_SUPPORTED_FOR_THIS_KEYTYPE",
    )
}

fn rejected() -> GuestError {
    refused(
        "a signature with this key",
        "RSA signs with 2048 to 8192 bits, and a key's parts must fit each other",
    )
}

fn unserved(what: &str, algorithm: Algorithm) -> GuestError {
    refused(
        &format!("{what} with {algorithm:?}"),
        "the cryptography library has no such combination",
    )
}

fn sign_rsa(head: &SignHead, key: &Key, is_pss: bool, message: &[u8]) -> Found {
    let algorithm = head.digest(key)?;
    let document = pkcs1_private(key).ok_or_else(wrong_type)?;
    let pair = rsa::KeyPair::from_der(&document).map_err(|_| rejected())?;
    let encoding = match is_pss {
        true => pss_encoding(algorithm, head.salt),
        false => pkcs1_encoding(algorithm),
    };
    let encoding = encoding.ok_or_else(|| unserved("an RSA signature", algorithm))?;
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(encoding, &SystemRandom::new(), message, &mut signature)
        .map_err(operation_failed)?;
    Ok(signature)
}

fn pkcs1_encoding(algorithm: Algorithm) -> Option<&'static RsaSignatureEncoding> {
    Some(match algorithm {
        Algorithm::Sha256 => &native::RSA_PKCS1_SHA256,
        Algorithm::Sha384 => &native::RSA_PKCS1_SHA384,
        Algorithm::Sha512 => &native::RSA_PKCS1_SHA512,
        _ => return None,
    })
}

fn pss_encoding(algorithm: Algorithm, salt: Option<i32>) -> Option<&'static RsaSignatureEncoding> {
    Some(match (algorithm, salt.unwrap_or(SALT_DIGEST)) {
        (Algorithm::Sha256, SALT_DIGEST | 32) => &native::RSA_PSS_SHA256,
        (Algorithm::Sha384, SALT_DIGEST | 48) => &native::RSA_PSS_SHA384,
        (Algorithm::Sha512, SALT_DIGEST | 64) => &native::RSA_PSS_SHA512,
        (Algorithm::Sha256, SALT_LONGEST_OR_AUTO) => {
            &const { native::RSA_PSS_SHA256.with_pss_salt_length(RsaPssSaltLength::Max) }
        }
        (Algorithm::Sha384, SALT_LONGEST_OR_AUTO) => {
            &const { native::RSA_PSS_SHA384.with_pss_salt_length(RsaPssSaltLength::Max) }
        }
        (Algorithm::Sha512, SALT_LONGEST_OR_AUTO) => {
            &const { native::RSA_PSS_SHA512.with_pss_salt_length(RsaPssSaltLength::Max) }
        }
        _ => return None,
    })
}

fn sign_ec(
    head: &SignHead,
    curve: Curve,
    scalar: &[u8],
    algorithm: Algorithm,
    message: &[u8],
) -> Found {
    let signing =
        ec_signing(curve, algorithm).ok_or_else(|| unserved(curve.names().0, algorithm))?;
    let document = sec1(curve, scalar, None);
    let pair = EcdsaKeyPair::from_private_key_der(signing, &document).map_err(|_| rejected())?;
    let signature = pair
        .sign(&SystemRandom::new(), message)
        .map_err(operation_failed)?;
    let signature = signature.as_ref();
    if !head.is_fixed {
        return Ok(signature.to_vec());
    }
    fixed(curve, signature).ok_or_else(|| operation_failed(aws_lc_rs::error::Unspecified))
}

fn ec_signing(curve: Curve, algorithm: Algorithm) -> Option<&'static EcdsaSigningAlgorithm> {
    Some(match (curve, algorithm) {
        (Curve::P256, Algorithm::Sha256) => &native::ECDSA_P256_SHA256_ASN1_SIGNING,
        (Curve::P384, Algorithm::Sha384) => &native::ECDSA_P384_SHA384_ASN1_SIGNING,
        (Curve::P521, Algorithm::Sha224) => &native::ECDSA_P521_SHA224_ASN1_SIGNING,
        (Curve::P521, Algorithm::Sha256) => &native::ECDSA_P521_SHA256_ASN1_SIGNING,
        (Curve::P521, Algorithm::Sha384) => &native::ECDSA_P521_SHA384_ASN1_SIGNING,
        (Curve::P521, Algorithm::Sha512) => &native::ECDSA_P521_SHA512_ASN1_SIGNING,
        (Curve::K256, Algorithm::Sha256) => &native::ECDSA_P256K1_SHA256_ASN1_SIGNING,
        _ => return None,
    })
}

/// Two numbers side by side, of a signature in DER.
fn fixed(curve: Curve, signature: &[u8]) -> Option<Vec<u8>> {
    let mut reader = Reader::new(signature).sequence()?;
    let mut out = der::padded(reader.unsigned()?, curve.bytes())?;
    out.extend(der::padded(reader.unsigned()?, curve.bytes())?);
    Some(out)
}

/// And back.
fn unfixed(curve: Curve, signature: &[u8]) -> Option<Vec<u8>> {
    if signature.len() != 2 * curve.bytes() {
        return None;
    }
    let (r, s) = signature.split_at_checked(curve.bytes())?;
    Some(der::sequence(&[&der::unsigned(r), &der::unsigned(s)]))
}

/// One byte: whether the signature is one.
pub(super) fn verify(head: &SignHead, message: &[u8]) -> Found {
    let key = kept(&head.key.0)?;
    let signature = head.signature.as_ref().map_or(&[][..], |bytes| &bytes.0);
    let is_valid = match &key {
        Key::Rsa { is_pss, .. } => {
            let document = pkcs1_public(&key).unwrap_or_default();
            let algorithm = head.digest(&key)?;
            let parameters = rsa_parameters(algorithm, head.is_pss || *is_pss, head.salt);
            if parameters.is_empty() {
                return Err(unserved("an RSA signature", algorithm));
            }
            parameters
                .iter()
                .any(|at| verifies(*at, &document, message, signature))
        }
        Key::Ec { curve, point, .. } => {
            let algorithm = head.digest(&key)?;
            let verifying = ec_verifying(*curve, algorithm)
                .ok_or_else(|| unserved(curve.names().0, algorithm))?;
            let signature = match head.is_fixed {
                true => unfixed(*curve, signature).unwrap_or_default(),
                false => signature.to_vec(),
            };
            verifies(verifying, point, message, &signature)
        }
        Key::Okp {
            kind: Okp::Ed25519,
            public,
            ..
        } => verifies(&native::ED25519, public, message, signature),
        Key::Okp { .. } => return Err(wrong_type()),
    };
    Ok(vec![u8::from(is_valid)])
}

fn verifies(
    algorithm: &'static dyn VerificationAlgorithm,
    key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> bool {
    UnparsedPublicKey::new(algorithm, key)
        .verify(message, signature)
        .is_ok()
}

fn rsa_parameters(
    algorithm: Algorithm,
    is_pss: bool,
    salt: Option<i32>,
) -> &'static [&'static RsaParameters] {
    if !is_pss {
        return match algorithm {
            Algorithm::Sha1 => &[&native::RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY],
            Algorithm::Sha256 => &[&native::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY],
            Algorithm::Sha384 => &[&native::RSA_PKCS1_2048_8192_SHA384],
            Algorithm::Sha512 => &[&native::RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY],
            _ => &[],
        };
    }
    // Where the salt's length is to be found out, it is that of the digest or the longest one: nobody writes others.
    const MAX_256: RsaParameters =
        native::RSA_PSS_2048_8192_SHA256.with_pss_salt_length(RsaPssSaltLength::Max);
    const MAX_384: RsaParameters =
        native::RSA_PSS_2048_8192_SHA384.with_pss_salt_length(RsaPssSaltLength::Max);
    const MAX_512: RsaParameters =
        native::RSA_PSS_2048_8192_SHA512.with_pss_salt_length(RsaPssSaltLength::Max);
    match (algorithm, salt.unwrap_or(SALT_LONGEST_OR_AUTO)) {
        (Algorithm::Sha256, SALT_DIGEST | 32) => &[&native::RSA_PSS_2048_8192_SHA256],
        (Algorithm::Sha384, SALT_DIGEST | 48) => &[&native::RSA_PSS_2048_8192_SHA384],
        (Algorithm::Sha512, SALT_DIGEST | 64) => &[&native::RSA_PSS_2048_8192_SHA512],
        (Algorithm::Sha256, SALT_LONGEST_OR_AUTO) => &[&native::RSA_PSS_2048_8192_SHA256, &MAX_256],
        (Algorithm::Sha384, SALT_LONGEST_OR_AUTO) => &[&native::RSA_PSS_2048_8192_SHA384, &MAX_384],
        (Algorithm::Sha512, SALT_LONGEST_OR_AUTO) => &[&native::RSA_PSS_2048_8192_SHA512, &MAX_512],
        _ => &[],
    }
}

fn ec_verifying(curve: Curve, algorithm: Algorithm) -> Option<&'static dyn VerificationAlgorithm> {
    Some(match (curve, algorithm) {
        (Curve::P256, Algorithm::Sha1) => &native::ECDSA_P256_SHA1_ASN1,
        (Curve::P256, Algorithm::Sha256) => &native::ECDSA_P256_SHA256_ASN1,
        (Curve::P256, Algorithm::Sha384) => &native::ECDSA_P256_SHA384_ASN1,
        (Curve::P256, Algorithm::Sha512) => &native::ECDSA_P256_SHA512_ASN1,
        (Curve::P384, Algorithm::Sha256) => &native::ECDSA_P384_SHA256_ASN1,
        (Curve::P384, Algorithm::Sha384) => &native::ECDSA_P384_SHA384_ASN1,
        (Curve::P384, Algorithm::Sha512) => &native::ECDSA_P384_SHA512_ASN1,
        (Curve::P521, Algorithm::Sha1) => &native::ECDSA_P521_SHA1_ASN1,
        (Curve::P521, Algorithm::Sha224) => &native::ECDSA_P521_SHA224_ASN1,
        (Curve::P521, Algorithm::Sha256) => &native::ECDSA_P521_SHA256_ASN1,
        (Curve::P521, Algorithm::Sha384) => &native::ECDSA_P521_SHA384_ASN1,
        (Curve::P521, Algorithm::Sha512) => &native::ECDSA_P521_SHA512_ASN1,
        (Curve::K256, Algorithm::Sha256) => &native::ECDSA_P256K1_SHA256_ASN1,
        _ => return None,
    })
}
