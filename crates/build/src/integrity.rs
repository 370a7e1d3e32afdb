//! Subresource integrity as registries give it: `sha512-` and a digest in base64.

use std::fmt;

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The longest text that is looked at, in bytes. Registries give one digest; some give two.
const LONGEST: usize = 1024;

/// The digests an archive may have, all of the strongest algorithm that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Integrity {
    algorithm: Algorithm,
    digests: Vec<Vec<u8>>,
}

/// Ordered by strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Algorithm {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

/// Why an integrity cannot be used, or an archive is not the one meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IntegrityError {
    /// Over the limit.
    #[error("the integrity has {bytes} bytes, more than {LONGEST}")]
    TooLong {
        /// How long it is.
        bytes: usize,
    },
    /// No digest of an algorithm that is known here.
    #[error("the integrity names no digest of sha512, sha384, sha256 or sha1")]
    Empty,
    /// A digest that is no base64, no hexadecimal, or of another length than its algorithm gives.
    #[error("the {algorithm} digest of the integrity is malformed")]
    Malformed {
        /// Its algorithm, as the integrity writes it.
        algorithm: &'static str,
    },
    /// Other bytes than those that were resolved.
    #[error("the archive is not the one meant: it has {found}, and {expected} was expected")]
    Mismatch {
        /// What was resolved.
        expected: String,
        /// What was received.
        found: String,
    },
}

impl Algorithm {
    fn parse(name: &str) -> Option<Self> {
        match name {
            "sha1" => Some(Self::Sha1),
            "sha256" => Some(Self::Sha256),
            "sha384" => Some(Self::Sha384),
            "sha512" => Some(Self::Sha512),
            _ => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
            Self::Sha512 => "sha512",
        }
    }

    fn of(self) -> &'static digest::Algorithm {
        match self {
            Self::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
        }
    }

    fn checked(self, digest: Option<Vec<u8>>) -> Result<Vec<u8>, IntegrityError> {
        digest
            .filter(|digest| digest.len() == self.of().output_len())
            .ok_or(IntegrityError::Malformed {
                algorithm: self.name(),
            })
    }

    fn written(self, digest: &[u8]) -> String {
        format!("{}-{}", self.name(), STANDARD.encode(digest))
    }
}

impl Integrity {
    /// Reads the field `dist.integrity` of a registry or `integrity` of a lockfile.
    ///
    /// # Errors
    /// Too long, nothing known in it, or a malformed digest.
    pub fn parse(text: &str) -> Result<Self, IntegrityError> {
        if text.len() > LONGEST {
            return Err(IntegrityError::TooLong { bytes: text.len() });
        }
        let mut found: Option<Self> = None;
        for part in text.split_ascii_whitespace() {
            let Some((name, rest)) = part.split_once('-') else {
                continue;
            };
            let Some(algorithm) = Algorithm::parse(name) else {
                continue;
            };
            // What follows a question mark are options, of which none is defined.
            let encoded = rest.split_once('?').map_or(rest, |(digest, _)| digest);
            let digest = algorithm.checked(STANDARD.decode(encoded).ok())?;
            match &mut found {
                Some(one) if one.algorithm > algorithm => {}
                Some(one) if one.algorithm == algorithm => one.digests.push(digest),
                _ => {
                    found = Some(Self {
                        algorithm,
                        digests: vec![digest],
                    });
                }
            }
        }
        found.ok_or(IntegrityError::Empty)
    }

    /// Reads the field `dist.shasum`, all that a registry has of packages published before 2017.
    ///
    /// # Errors
    /// It is no SHA-1 in hexadecimal.
    pub fn from_shasum(text: &str) -> Result<Self, IntegrityError> {
        let algorithm = Algorithm::Sha1;
        let digest = algorithm.checked(hex::decode(text).ok())?;
        Ok(Self {
            algorithm,
            digests: vec![digest],
        })
    }

    /// Of bytes that are at hand.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let algorithm = Algorithm::Sha512;
        let digest = digest::digest(algorithm.of(), bytes);
        Self {
            algorithm,
            digests: vec![digest.as_ref().to_vec()],
        }
    }

    /// The algorithm and a digest in hexadecimal, to keep an archive by.
    pub(crate) fn key(&self) -> (&'static str, String) {
        let digest = self.digests.first();
        (
            self.algorithm.name(),
            digest.map(hex::encode).unwrap_or_default(),
        )
    }

    /// The algorithm as SPDX and CycloneDX name it, and a digest in hexadecimal.
    pub(crate) fn hash(&self) -> (&'static str, String) {
        let name = match self.algorithm {
            Algorithm::Sha1 => "SHA-1",
            Algorithm::Sha256 => "SHA-256",
            Algorithm::Sha384 => "SHA-384",
            Algorithm::Sha512 => "SHA-512",
        };
        (name, self.key().1)
    }

    /// Whether these are the bytes meant.
    ///
    /// # Errors
    /// They are others.
    pub fn verify(&self, bytes: &[u8]) -> Result<(), IntegrityError> {
        let found = digest::digest(self.algorithm.of(), bytes);
        if self.digests.iter().any(|one| one == found.as_ref()) {
            return Ok(());
        }
        Err(IntegrityError::Mismatch {
            expected: self.to_string(),
            found: self.algorithm.written(found.as_ref()),
        })
    }
}

impl fmt::Display for Integrity {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, digest) in self.digests.iter().enumerate() {
            let gap = if at == 0 { "" } else { " " };
            write!(to, "{gap}{}", self.algorithm.written(digest))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Digests of "abc", from FIPS 180-4.
    const SHA1: &str = "a9993e364706816aba3e25717850c26c9cd0d89d";
    const SHA256: &str = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
    const SHA512: &str = "sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==";

    fn verify(text: &str, bytes: &[u8]) -> Result<(), IntegrityError> {
        Integrity::parse(text)?.verify(bytes)
    }

    #[test]
    fn the_bytes_meant_are_known_and_others_refused() {
        for text in [SHA256, SHA512] {
            assert_eq!(verify(text, b"abc"), Ok(()));
            assert_eq!(verify(&format!("{text}?later=1"), b"abc"), Ok(()));
            assert!(matches!(
                verify(text, b"abd"),
                Err(IntegrityError::Mismatch { .. })
            ));
        }
        let old = Integrity::from_shasum(SHA1).unwrap();
        assert_eq!(old.verify(b"abc"), Ok(()));
        assert!(old.verify(b"").is_err());
    }

    #[test]
    fn the_strongest_algorithm_decides_alone() {
        let both = format!("{SHA256} {SHA512}");
        assert_eq!(Integrity::parse(&both).unwrap().to_string(), SHA512);
        let wrong = STANDARD.encode([0; 64]);
        assert!(verify(&format!("{SHA256} sha512-{wrong}"), b"abc").is_err());
        assert!(verify(&format!("sha512-{wrong} {SHA256}"), b"abc").is_err());
        assert_eq!(verify(&format!("sha512-{wrong} {SHA512}"), b"abc"), Ok(()));
    }

    #[test]
    fn what_cannot_be_checked_is_refused() {
        for text in ["", "md5-kAFQmDzST7DWlj99KOF/cg==", "sha512", "abc"] {
            assert_eq!(Integrity::parse(text), Err(IntegrityError::Empty), "{text}");
        }
        for text in ["sha512-", "sha512-!", "sha512-AAAA", "sha1-AAAA"] {
            assert!(
                matches!(
                    Integrity::parse(text),
                    Err(IntegrityError::Malformed { .. })
                ),
                "{text}"
            );
        }
        assert!(Integrity::from_shasum("a999").is_err());
        let long = " ".repeat(LONGEST + 1);
        assert_eq!(
            Integrity::parse(&long),
            Err(IntegrityError::TooLong { bytes: LONGEST + 1 })
        );
    }
}
