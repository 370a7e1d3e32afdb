//! Key agreement: ECDH over the named curves and X25519.

use aws_lc_rs::agreement::{self, Algorithm, PrivateKey, UnparsedPublicKey};
use serde::Deserialize;

use super::documents::kept;
use super::keys::{Curve, Key, Okp};
use super::{Base64, Found, failed, refused};
use crate::answer::GuestError;

#[derive(Deserialize)]
pub(super) struct AgreeHead {
    private: Base64,
    public: Base64,
}

fn algorithm(curve: Curve) -> Result<&'static Algorithm, GuestError> {
    match curve {
        Curve::P256 => Ok(&agreement::ECDH_P256),
        Curve::P384 => Ok(&agreement::ECDH_P384),
        Curve::P521 => Ok(&agreement::ECDH_P521),
        Curve::K256 => Err(refused(
            "ECDH over secp256k1",
            "the cryptography library signs with this curve only",
        )),
    }
}

/// The secret that both sides come to.
pub(super) fn agree(head: &AgreeHead) -> Found {
    let (algorithm, private, public) = match (kept(&head.private.0)?, kept(&head.public.0)?) {
        (
            Key::Ec {
                curve,
                private: Some(private),
                ..
            },
            Key::Ec {
                curve: other,
                point,
                ..
            },
        ) if curve == other => (algorithm(curve)?, private, point),
        (
            Key::Okp {
                kind: Okp::X25519,
                private: Some(private),
                ..
            },
            Key::Okp {
                kind: Okp::X25519,
                public,
                ..
            },
        ) => (&agreement::X25519, private, public),
        _ => {
            return Err(failed(
                "Incompatible key types for Diffie-Hellman",
                "ERR_CRYPTO_INCOMPATIBLE_KEY",
            ));
        }
    };
    let failure = || {
        failed(
            "Failed to translate Buffer to a EC_POINT",
            "ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY",
        )
    };
    let private = PrivateKey::from_private_key(algorithm, &private).map_err(|_| failure())?;
    let public = UnparsedPublicKey::new(algorithm, public);
    agreement::agree(&private, public, failure(), |secret| Ok(secret.to_vec()))
}
