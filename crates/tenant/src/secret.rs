//! Secrets that cannot be printed, and the hashes the host keeps of those it made itself.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::Error;

/// A secret text. Neither `Debug` nor any `Display` shows it; its memory is wiped on drop.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes a secret text over.
    #[must_use]
    pub fn new(value: String) -> Self {
        Self(Zeroizing::new(value))
    }

    /// The value, for the one place that needs it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(value: String) -> Self {
        Self::new(value)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// SHA-256 of a secret the host made from at least 256 random bits.
///
/// A slow hash would buy nothing here: such a secret cannot be guessed. Passwords, which can, are
/// never kept this way.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SecretHash(String);

impl SecretHash {
    /// Hashes a secret.
    #[must_use]
    pub fn of(secret: &str) -> Self {
        Self(hex::encode(Sha256::digest(secret.as_bytes())))
    }

    /// Reads a hash back: 64 hexadecimal digits.
    pub fn from_hex(digits: &str) -> Result<Self, Error> {
        if digits.len() != 64 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(Error::Characters {
                field: "hash",
                allowed: "64 hexadecimal digits",
            });
        }
        Ok(Self(digits.to_ascii_lowercase()))
    }

    /// Whether `secret` is the one hashed; takes as long for a wrong one as for the right one.
    #[must_use]
    pub fn matches(&self, secret: &str) -> bool {
        Self::of(secret)
            .0
            .as_bytes()
            .ct_eq(self.0.as_bytes())
            .into()
    }

    /// The hash as 64 hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretHash(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_never_shows_in_debug() {
        assert_eq!(format!("{:?}", Secret::new("hunter2".into())), "Secret(..)");
        assert_eq!(format!("{:?}", SecretHash::of("hunter2")), "SecretHash(..)");
    }

    #[test]
    fn a_hash_matches_its_own_secret_only() {
        let hash = SecretHash::of("abc");
        assert_eq!(
            hash.as_str(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert!(hash.matches("abc"));
        assert!(!hash.matches("abd"));
        assert_eq!(SecretHash::from_hex(hash.as_str()), Ok(hash));
        assert!(SecretHash::from_hex("00").is_err());
    }
}
