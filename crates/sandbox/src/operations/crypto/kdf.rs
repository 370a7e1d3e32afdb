//! Keys from passwords and from other keys. A call cannot be preempted, so each is bounded to some tens of milliseconds.

use std::num::NonZeroU32;

use aws_lc_rs::pbkdf2 as native;
use serde::Deserialize;

use super::digest::Algorithm;
use super::{Base64, Found, over_limit};
use crate::answer::GuestError;

/// The longest key that is derived.
const LONGEST_KEY: usize = 1 << 20;
/// Rounds of PBKDF2, counted for each block of output.
pub(super) const MOST_ROUNDS: u64 = 250_000;
/// The same for digests that are computed without the processor's help.
const MOST_PORTABLE_ROUNDS: u64 = 20_000;
/// `N * r * p` of scrypt: what Node takes by default.
const MOST_SCRYPT_WORK: u64 = 1 << 17;
/// `128 * N * r` of scrypt: what it keeps in memory while it runs.
const MOST_SCRYPT_MEMORY: u64 = 16 << 20;
/// What scrypt makes at once of the key it is given and of what it has mixed: SHA-256 (RFC 7914, 6).
const SCRYPT_WIDTH: usize = 32;
/// What is hashed again for each block of output: the salt, what HKDF is bound to, what scrypt has mixed.
const MOST_REPEATED: u64 = 32 << 20;

#[derive(Deserialize)]
pub(super) struct Pbkdf2Head {
    digest: String,
    salt: Base64,
    iterations: u32,
    length: usize,
}

pub(super) fn pbkdf2(head: &Pbkdf2Head, password: &[u8]) -> Found {
    let algorithm = Algorithm::required(&head.digest)?;
    check_length(head.length)?;
    let Some(iterations) = NonZeroU32::new(head.iterations) else {
        return Err(GuestError::new("RangeError", "iterations is 0").with_code("ERR_OUT_OF_RANGE"));
    };
    let width = algorithm.digest(&[]).len().max(1);
    let rounds = u64::from(head.iterations) * head.length.div_ceil(width) as u64;
    let variant = match algorithm {
        Algorithm::Sha1 => Some(native::PBKDF2_HMAC_SHA1),
        Algorithm::Sha256 => Some(native::PBKDF2_HMAC_SHA256),
        Algorithm::Sha384 => Some(native::PBKDF2_HMAC_SHA384),
        Algorithm::Sha512 => Some(native::PBKDF2_HMAC_SHA512),
        _ => None,
    };
    let most = match variant {
        Some(_) => MOST_ROUNDS,
        None => MOST_PORTABLE_ROUNDS,
    };
    if rounds > most {
        return Err(over_limit("iterations by blocks of output", rounds, most));
    }
    check_repeated(
        "blocks of output by bytes of salt",
        head.length.div_ceil(width),
        head.salt.0.len(),
    )?;
    // A long password is hashed once and not in every round.
    let password = &algorithm.mac_key(password);
    let mut out = vec![0; head.length];
    match variant {
        Some(variant) if !out.is_empty() => {
            native::derive(variant, iterations, &head.salt.0, password, &mut out);
        }
        _ => {
            for (at, block) in (1_u32..).zip(out.chunks_mut(width)) {
                block.copy_from_slice(
                    pbkdf2_block(algorithm, head, password, at)
                        .get(..block.len())
                        .unwrap_or_default(),
                );
            }
        }
    }
    Ok(out)
}

/// One block of RFC 8018, 5.2.
fn pbkdf2_block(algorithm: Algorithm, head: &Pbkdf2Head, password: &[u8], at: u32) -> Vec<u8> {
    let mut last = algorithm.hmac(password, &[&head.salt.0, &at.to_be_bytes()]);
    let mut block = last.clone();
    for _ in 1..head.iterations {
        last = algorithm.hmac(password, &[&last]);
        block
            .iter_mut()
            .zip(&last)
            .for_each(|(sum, byte)| *sum ^= byte);
    }
    block
}

#[derive(Deserialize)]
pub(super) struct ScryptHead {
    salt: Base64,
    length: usize,
    n: u64,
    r: u32,
    p: u32,
    maxmem: u64,
}

pub(super) fn scrypt(head: &ScryptHead, password: &[u8]) -> Found {
    check_length(head.length)?;
    let invalid = |why: &str| {
        let message = format!("Invalid scrypt params{why}");
        GuestError::new("RangeError", message).with_code("ERR_CRYPTO_INVALID_SCRYPT_PARAMS")
    };
    if head.n < 2 || !head.n.is_power_of_two() || head.r == 0 || head.p == 0 {
        return Err(invalid(""));
    }
    let kept = head.n.saturating_mul(u64::from(head.r)).saturating_mul(128);
    let beside = u64::from(head.r) * u64::from(head.p) * 128;
    if kept.saturating_add(beside) > head.maxmem {
        return Err(invalid(
            ": error:030000AC:digital envelope routines::memory limit exceeded",
        ));
    }
    if kept > MOST_SCRYPT_MEMORY {
        return Err(over_limit(
            "128 * N * r of scrypt",
            kept,
            MOST_SCRYPT_MEMORY,
        ));
    }
    let work = (kept / 128).saturating_mul(u64::from(head.p));
    if work > MOST_SCRYPT_WORK {
        return Err(over_limit("N * r * p of scrypt", work, MOST_SCRYPT_WORK));
    }
    let mixed = usize::try_from(beside).unwrap_or(usize::MAX);
    check_repeated(
        "blocks of 128 * r * p of scrypt by bytes of salt",
        mixed.div_ceil(SCRYPT_WIDTH),
        head.salt.0.len(),
    )?;
    check_repeated(
        "blocks of output by 128 * r * p of scrypt",
        head.length.div_ceil(SCRYPT_WIDTH),
        mixed,
    )?;
    let mut out = vec![0; head.length];
    if out.is_empty() {
        return Ok(out);
    }
    let params =
        scrypt::Params::new(head.n.ilog2() as u8, head.r, head.p, 32).map_err(|_| invalid(""))?;
    scrypt::scrypt(password, &head.salt.0, &params, &mut out).map_err(|_| invalid(""))?;
    Ok(out)
}

#[derive(Deserialize)]
pub(super) struct HkdfHead {
    digest: String,
    salt: Base64,
    info: Base64,
    length: usize,
}

/// RFC 5869.
pub(super) fn hkdf(head: &HkdfHead, key: &[u8]) -> Found {
    let algorithm = Algorithm::required(&head.digest)?;
    let width = algorithm.digest(&[]).len();
    if head.length > 255 * width {
        return Err(GuestError::new("RangeError", "Invalid key length")
            .with_code("ERR_CRYPTO_INVALID_KEYLEN"));
    }
    check_repeated(
        "blocks of output by bytes of info",
        head.length.div_ceil(width),
        head.info.0.len(),
    )?;
    let extracted = algorithm.hmac(&head.salt.0, &[key]);
    let mut out = Vec::with_capacity(head.length + width);
    let mut last = Vec::new();
    for at in 1..=head.length.div_ceil(width) as u8 {
        last = algorithm.hmac(&extracted, &[&last, &head.info.0, &[at]]);
        out.extend_from_slice(&last);
    }
    out.truncate(head.length);
    Ok(out)
}

/// Every block of output is made of these bytes anew.
fn check_repeated(what: &str, blocks: usize, bytes: usize) -> Result<(), GuestError> {
    let all = (blocks as u64).saturating_mul(bytes as u64);
    if all > MOST_REPEATED {
        return Err(over_limit(what, all, MOST_REPEATED));
    }
    Ok(())
}

fn check_length(length: usize) -> Result<(), GuestError> {
    if length > LONGEST_KEY {
        return Err(over_limit("keylen", length as u64, LONGEST_KEY as u64));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    use super::*;

    fn check<T: DeserializeOwned>(
        derive: impl Fn(&T, &[u8]) -> Found,
        head: Value,
        expected: Result<&str, &str>,
    ) {
        let head: T = serde_json::from_value(head).unwrap();
        // A second of hashing would be what it is not allowed to take.
        let found = derive(&head, &vec![b'p'; 4 << 20]);
        let found = found.map(|key| hex::encode(key.get(..8).unwrap_or(&key)));
        let found = found.as_deref().map_err(|error| error.message.as_str());
        assert_eq!(found, expected);
    }

    #[test]
    fn a_long_password_is_hashed_once() {
        let head = json!({"digest": "md5", "salt": "c2FsdA==", "iterations": 20_000, "length": 8});
        check(pbkdf2, head, Ok("faae34cfc006f8c5"));
    }

    #[test]
    fn what_every_block_hashes_again_is_bounded() {
        let long = "A".repeat(4 << 20);
        let over = |what: &str, product: u64| {
            format!("{what} is {product}, more than the limit of 33554432")
        };
        let salted = json!({"digest": "sha256", "salt": long, "iterations": 1, "length": 1 << 20});
        let salts = over("blocks of output by bytes of salt", (1 << 15) * (3 << 20));
        check(pbkdf2, salted, Err(&salts));
        let bound = json!({"digest": "sha256", "salt": "", "info": long, "length": 8160});
        let infos = over("blocks of output by bytes of info", 255 * (3 << 20));
        check(hkdf, bound, Err(&infos));
        let scrypt_of = |r: u32, length: u32, salt: &str| json!({"salt": salt, "length": length, "n": 2, "r": r, "p": 1, "maxmem": 1_u64 << 40});
        let mixed = scrypt_of(1 << 14, 1 << 20, "");
        let mixes = over(
            "blocks of output by 128 * r * p of scrypt",
            (1 << 15) * (1 << 21),
        );
        check(scrypt, mixed, Err(&mixes));
        let salted = scrypt_of(1 << 10, 8, &long);
        let salts = over(
            "blocks of 128 * r * p of scrypt by bytes of salt",
            (1 << 12) * (3 << 20),
        );
        check(scrypt, salted, Err(&salts));
    }
}
