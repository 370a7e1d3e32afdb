//! New keys, of the cryptography library's own generator: the answer is part of a recording.

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rsa::{self, KeySize};
use aws_lc_rs::signature::EcdsaKeyPair;
use serde::Deserialize;
use serde_json::{Value, json};

use super::documents::{Kind, describe};
use super::keys::{Curve, Key, Okp};
use super::{failed, operation_failed, refused};
use crate::answer::GuestError;

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum GenerateHead {
    Rsa { bits: u32, exponent: u32 },
    Ec { curve: String },
    Ed25519,
    X25519,
}

pub(super) fn generate(head: &GenerateHead) -> Result<Value, GuestError> {
    let key = match head {
        GenerateHead::Rsa { bits, exponent } => new_rsa(*bits, *exponent)?,
        GenerateHead::Ec { curve } => new_ec(curve)?,
        GenerateHead::Ed25519 => Some(new_okp(Okp::Ed25519)?),
        GenerateHead::X25519 => Some(new_okp(Okp::X25519)?),
    };
    let key = key.ok_or_else(|| operation_failed(aws_lc_rs::error::Unspecified))?;
    Ok(json!({
        "public": describe(&key, Kind::Public),
        "private": describe(&key, Kind::Private),
    }))
}

/// Larger ones take too long for a call that cannot be preempted.
fn new_rsa(bits: u32, exponent: u32) -> Result<Option<Key>, GuestError> {
    let size = match (bits, exponent) {
        (2048, 65537) => KeySize::Rsa2048,
        _ => {
            return Err(refused(
                &format!("an RSA key of {bits} bits with exponent {exponent}"),
                "keys are made with 2048 bits and exponent 65537",
            ));
        }
    };
    let pair = rsa::KeyPair::generate(size).map_err(operation_failed)?;
    let document = pair.as_der().map_err(operation_failed)?;
    Ok(Key::read_pkcs8(document.as_ref()))
}

fn new_ec(name: &str) -> Result<Option<Key>, GuestError> {
    let curve = Curve::named(name)
        .ok_or_else(|| failed("Invalid EC curve name", "ERR_CRYPTO_INVALID_CURVE"))?;
    let pair = EcdsaKeyPair::generate(curve.signing()).map_err(operation_failed)?;
    let document = pair.to_pkcs8v1().map_err(operation_failed)?;
    Ok(Key::read_pkcs8(document.as_ref()))
}

fn new_okp(kind: Okp) -> Result<Key, GuestError> {
    let mut seed = [0; 32];
    aws_lc_rs::rand::fill(&mut seed).map_err(operation_failed)?;
    Key::okp(kind, &seed).ok_or_else(|| operation_failed(aws_lc_rs::error::Unspecified))
}
