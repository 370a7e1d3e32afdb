//! Digests and message authentication, by the names that OpenSSL has for them.

use std::borrow::Cow;

use aws_lc_rs::{digest as sha, hmac as mac};
use blake2::{Blake2b512, Blake2s256};
use md5::Md5;
use ripemd::Ripemd160;
use serde::Deserialize;
use sha2::{Sha512_224, Sha512_256};
use sha3::digest::{DynDigest, ExtendableOutput as _, Update as _, XofReader as _};
use sha3::{Sha3_224, Sha3_256, Sha3_384, Sha3_512, Shake128, Shake256};

use super::{Base64, Found, failed};
use crate::answer::GuestError;

/// The longest output of a function that gives as much as is asked for.
const LONGEST_OUTPUT: usize = 1 << 20;

#[derive(Deserialize)]
pub(super) struct HashHead {
    algorithm: String,
    #[serde(default)]
    length: Option<usize>,
}

#[derive(Deserialize)]
pub(super) struct HmacHead {
    algorithm: String,
    key: Base64,
}

/// A digest this host computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Algorithm {
    Md5,
    Md5Sha1,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Sha512T224,
    Sha512T256,
    Sha3T224,
    Sha3T256,
    Sha3T384,
    Sha3T512,
    Shake128,
    Shake256,
    Ripemd160,
    Blake2b512,
    Blake2s256,
}

impl Algorithm {
    /// Node takes `SHA256`, `sha-256` and `RSA-SHA256` for the same.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let name = name
            .strip_prefix("rsa-")
            .or_else(|| name.strip_prefix("id-rsassa-pkcs1-v1_5-with-"))
            .or_else(|| name.strip_prefix("ssl3-"))
            .unwrap_or(&name);
        let name = name
            .strip_suffix("withrsaencryption")
            .or_else(|| name.strip_suffix("withrsa"))
            .unwrap_or(name);
        Some(match name {
            "md5" => Self::Md5,
            "md5-sha1" => Self::Md5Sha1,
            "sha1" | "sha-1" | "sha1-2" => Self::Sha1,
            "sha224" | "sha-224" | "sha2-224" => Self::Sha224,
            "sha256" | "sha-256" | "sha2-256" => Self::Sha256,
            "sha384" | "sha-384" | "sha2-384" => Self::Sha384,
            "sha512" | "sha-512" | "sha2-512" => Self::Sha512,
            "sha512-224" | "sha-512/224" | "sha512/224" | "sha2-512/224" => Self::Sha512T224,
            "sha512-256" | "sha-512/256" | "sha512/256" | "sha2-512/256" => Self::Sha512T256,
            "sha3-224" => Self::Sha3T224,
            "sha3-256" => Self::Sha3T256,
            "sha3-384" => Self::Sha3T384,
            "sha3-512" => Self::Sha3T512,
            "shake128" | "shake-128" => Self::Shake128,
            "shake256" | "shake-256" => Self::Shake256,
            "ripemd160" | "ripemd-160" | "rmd160" | "ripemd" => Self::Ripemd160,
            "blake2b512" | "blake2b-512" => Self::Blake2b512,
            "blake2s256" | "blake2s-256" => Self::Blake2s256,
            _ => return None,
        })
    }

    /// The same, where an unknown one is an error as Node's key derivations and signatures word it.
    pub(super) fn required(name: &str) -> Result<Self, GuestError> {
        Self::named(name).ok_or_else(|| invalid(&format!("Invalid digest: {name}")))
    }

    pub(super) fn is_extendable(self) -> bool {
        matches!(self, Self::Shake128 | Self::Shake256)
    }

    /// The one that the cryptography library has under this name.
    pub(super) fn native(self) -> Option<&'static sha::Algorithm> {
        Some(match self {
            Self::Sha1 => &sha::SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha224 => &sha::SHA224,
            Self::Sha256 => &sha::SHA256,
            Self::Sha384 => &sha::SHA384,
            Self::Sha512 => &sha::SHA512,
            _ => return None,
        })
    }

    fn block_bytes(self) -> usize {
        match self {
            Self::Sha384
            | Self::Sha512
            | Self::Sha512T224
            | Self::Sha512T256
            | Self::Blake2b512 => 128,
            Self::Sha3T224 => 144,
            Self::Sha3T256 | Self::Shake256 => 136,
            Self::Sha3T384 => 104,
            Self::Sha3T512 => 72,
            Self::Shake128 => 168,
            _ => 64,
        }
    }

    fn portable(self) -> Box<dyn DynDigest> {
        match self {
            Self::Sha512T224 => Box::new(Sha512_224::default()),
            Self::Sha512T256 => Box::new(Sha512_256::default()),
            Self::Sha3T224 => Box::new(Sha3_224::default()),
            Self::Sha3T256 => Box::new(Sha3_256::default()),
            Self::Sha3T384 => Box::new(Sha3_384::default()),
            Self::Sha3T512 => Box::new(Sha3_512::default()),
            Self::Ripemd160 => Box::new(Ripemd160::default()),
            Self::Blake2b512 => Box::new(Blake2b512::default()),
            Self::Blake2s256 => Box::new(Blake2s256::default()),
            _ => Box::new(Md5::default()),
        }
    }

    /// The digest of these parts, one after the other.
    pub(super) fn digest(self, parts: &[&[u8]]) -> Vec<u8> {
        if let Some(algorithm) = self.native() {
            let mut context = sha::Context::new(algorithm);
            parts.iter().for_each(|part| context.update(part));
            return context.finish().as_ref().to_vec();
        }
        match self {
            Self::Shake128 => self.extended(parts, 16),
            Self::Shake256 => self.extended(parts, 32),
            Self::Md5Sha1 => {
                let mut both = Self::Md5.digest(parts);
                both.extend(Self::Sha1.digest(parts));
                both
            }
            _ => {
                let mut context = self.portable();
                parts.iter().for_each(|part| context.update(part));
                context.finalize().into_vec()
            }
        }
    }

    /// As many bytes as are asked for, of a function that has no end.
    fn extended(self, parts: &[&[u8]], length: usize) -> Vec<u8> {
        let mut out = vec![0; length];
        if self == Self::Shake128 {
            let mut context = Shake128::default();
            parts.iter().for_each(|part| context.update(part));
            context.finalize_xof().read(&mut out);
        } else {
            let mut context = Shake256::default();
            parts.iter().for_each(|part| context.update(part));
            context.finalize_xof().read(&mut out);
        }
        out
    }

    fn native_mac(self) -> Option<mac::Algorithm> {
        Some(match self {
            Self::Sha1 => mac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha224 => mac::HMAC_SHA224,
            Self::Sha256 => mac::HMAC_SHA256,
            Self::Sha384 => mac::HMAC_SHA384,
            Self::Sha512 => mac::HMAC_SHA512,
            _ => return None,
        })
    }

    /// The key in whose place a longer one stands (RFC 2104, 2).
    pub(super) fn mac_key(self, key: &[u8]) -> Cow<'_, [u8]> {
        match key.len() > self.block_bytes() {
            true => Cow::Owned(self.digest(&[key])),
            false => Cow::Borrowed(key),
        }
    }

    /// RFC 2104, also over digests that the cryptography library does not carry; old partner services ask for them.
    pub(super) fn hmac(self, key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
        if let Some(algorithm) = self.native_mac() {
            let mut context = mac::Context::with_key(&mac::Key::new(algorithm, key));
            parts.iter().for_each(|part| context.update(part));
            return context.sign().as_ref().to_vec();
        }
        let mut block = self.mac_key(key).into_owned();
        block.resize(self.block_bytes(), 0);
        let pad = |with: u8| -> Vec<u8> { block.iter().map(|byte| byte ^ with).collect() };
        let inner_pad = pad(0x36);
        let inner: Vec<&[u8]> = std::iter::once(inner_pad.as_slice())
            .chain(parts.iter().copied())
            .collect();
        self.digest(&[&pad(0x5c), &self.digest(&inner)])
    }
}

pub(super) fn hash(head: &HashHead, bytes: &[u8]) -> Found {
    let algorithm = Algorithm::named(&head.algorithm)
        .ok_or_else(|| GuestError::new("Error", "Digest method not supported"))?;
    match head.length {
        None => Ok(algorithm.digest(&[bytes])),
        Some(length) if length > LONGEST_OUTPUT => Err(GuestError::new(
            "RangeError",
            format!("outputLength is {length}, more than the limit of {LONGEST_OUTPUT} bytes"),
        )
        .with_code("ERR_LATCHWORK_LIMIT")),
        Some(length) if algorithm.is_extendable() => Ok(algorithm.extended(&[bytes], length)),
        Some(length) => {
            let digest = algorithm.digest(&[bytes]);
            if digest.len() == length {
                return Ok(digest);
            }
            Err(failed(
                "error:030000B2:digital envelope routines::not XOF or invalid length",
                "ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH",
            ))
        }
    }
}

pub(super) fn hmac(head: &HmacHead, bytes: &[u8]) -> Found {
    let algorithm = Algorithm::required(&head.algorithm)?;
    if algorithm.is_extendable() {
        return Err(GuestError::new("Error", "error:00000000:lib(0)::reason(0)"));
    }
    Ok(algorithm.hmac(&head.key.0, &[bytes]))
}

fn invalid(message: &str) -> GuestError {
    GuestError::type_error(message).with_code("ERR_CRYPTO_INVALID_DIGEST")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hmac_md5_is_that_of_rfc_2202() {
        let found = Algorithm::Md5.hmac(&[0x0b; 16], &[b"Hi There"]);
        assert_eq!(hex::encode(found), "9294727a3638bb1c13f48ef8158bfc9d");
    }

    #[test]
    fn names_are_taken_as_node_takes_them() {
        for name in ["sha256", "SHA256", "sha-256", "RSA-SHA256"] {
            assert_eq!(Algorithm::named(name), Some(Algorithm::Sha256));
        }
        assert_eq!(Algorithm::named("md4"), None);
    }
}
