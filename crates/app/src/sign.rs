//! Signing with RS256 (RFC 7518 section 3.3): key pairs, tokens, and the published half of a key.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaPublicKeyComponents};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::env::{Entropy, NoEntropy};

/// The longest token that is looked at, in bytes.
const TOKEN_BYTES: usize = 16 * 1024;

/// Why a key could not be made or used.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// No key could be drawn.
    #[error("a signing key could not be generated")]
    Generate,
    /// The stored key is not one.
    #[error("the signing key {kid} cannot be read")]
    Unreadable {
        /// The key's id.
        kid: String,
    },
    /// The signature could not be made.
    #[error("the signing key {kid} gave no signature")]
    Signature {
        /// The key's id.
        kid: String,
    },
    /// The claims do not serialise.
    #[error("claims could not be written as JSON")]
    Claims(#[from] serde_json::Error),
    /// No id could be drawn.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
}

/// A new key pair of 2048 bits: its id and its private half as PKCS #8 DER.
pub(crate) fn generate(entropy: &Entropy) -> Result<(String, Vec<u8>), SignError> {
    let kid = URL_SAFE_NO_PAD.encode(entropy.bytes::<16>()?);
    let pair = KeyPair::generate(KeySize::Rsa2048).map_err(|_| SignError::Generate)?;
    let der = AsDer::<Pkcs8V1Der<'_>>::as_der(&pair).map_err(|_| SignError::Generate)?;
    Ok((kid, der.as_ref().to_vec()))
}

/// A key pair ready to sign.
pub(crate) struct Signer {
    kid: String,
    pair: KeyPair,
    entropy: Entropy,
}

impl Signer {
    /// Reads a private key that [`generate`] made.
    pub(crate) fn new(kid: &str, pkcs8: &[u8], entropy: Entropy) -> Result<Self, SignError> {
        let pair = KeyPair::from_pkcs8(pkcs8).map_err(|_| SignError::Unreadable {
            kid: kid.to_owned(),
        })?;
        Ok(Self {
            kid: kid.to_owned(),
            pair,
            entropy,
        })
    }

    /// The claims as a signed token in compact form (RFC 7515 section 7.1); `typ` says what it is (section 4.1.9).
    pub(crate) fn sign(&self, typ: &str, claims: &impl Serialize) -> Result<String, SignError> {
        let header = json!({"alg": "RS256", "typ": typ, "kid": self.kid});
        let mut token = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&header)?);
        token.push('.');
        token.push_str(&URL_SAFE_NO_PAD.encode(serde_json::to_vec(claims)?));
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair
            .sign(
                &RSA_PKCS1_SHA256,
                self.entropy.source(),
                token.as_bytes(),
                &mut signature,
            )
            .map_err(|_| SignError::Signature {
                kid: self.kid.clone(),
            })?;
        token.push('.');
        token.push_str(&URL_SAFE_NO_PAD.encode(signature));
        Ok(token)
    }

    /// The published half (RFC 7517 section 4, RFC 7518 section 6.3.1).
    pub(crate) fn jwk(&self) -> Value {
        let (modulus, exponent) = self.components();
        json!({
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.kid,
            "n": URL_SAFE_NO_PAD.encode(modulus), "e": URL_SAFE_NO_PAD.encode(exponent),
        })
    }

    /// The claims of a token this key signed; `None` for any other text. Its times are for the caller to judge.
    pub(crate) fn verify(&self, token: &str) -> Option<Map<String, Value>> {
        if token.len() > TOKEN_BYTES {
            return None;
        }
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).ok()?).ok()?;
        // The algorithm is ours to say; a token that says another one is not ours (RFC 8725 section 3.1).
        if header.get("alg")? != "RS256" || header.get("kid")? != self.kid.as_str() {
            return None;
        }
        let (n, e) = self.components();
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        RsaPublicKeyComponents { n, e }
            .verify(&RSA_PKCS1_2048_8192_SHA256, signed.as_bytes(), &signature)
            .ok()?;
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()
    }

    fn components(&self) -> (Vec<u8>, Vec<u8>) {
        use aws_lc_rs::signature::KeyPair as _;
        let public = self.pair.public_key();
        (
            public.modulus().big_endian_without_leading_zero().to_vec(),
            public.exponent().big_endian_without_leading_zero().to_vec(),
        )
    }
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};

    use super::*;

    fn signer() -> Signer {
        let entropy = Entropy::default();
        let (kid, der) = generate(&entropy).unwrap();
        Signer::new(&kid, &der, entropy).unwrap()
    }

    #[test]
    fn another_library_verifies_what_is_signed_with_what_is_published() {
        let signer = signer();
        let token = signer
            .sign("JWT", &json!({"sub": "a", "exp": 4_000_000_000_u64}))
            .unwrap();
        let jwk = signer.jwk();
        let key = DecodingKey::from_rsa_components(
            jwk["n"].as_str().unwrap(),
            jwk["e"].as_str().unwrap(),
        )
        .unwrap();
        let read = decode::<Value>(&token, &key, &Validation::new(Algorithm::RS256)).unwrap();
        assert_eq!(read.claims["sub"], "a");
        assert_eq!(read.header.kid.as_deref(), jwk["kid"].as_str());
        assert_eq!(signer.verify(&token).unwrap()["sub"], "a");
    }

    #[test]
    fn what_another_key_signed_or_somebody_changed_is_nothing() {
        let (signer, other) = (signer(), signer());
        let token = signer.sign("at+jwt", &json!({"sub": "a"})).unwrap();
        assert!(other.verify(&token).is_none());
        let changed = format!("{token}A");
        assert!(signer.verify(&changed).is_none());
        let none = format!(
            "{}.{}.",
            URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#),
            URL_SAFE_NO_PAD.encode("{}")
        );
        assert!(signer.verify(&none).is_none());
        assert!(signer.verify(&"a".repeat(TOKEN_BYTES + 1)).is_none());
    }
}
