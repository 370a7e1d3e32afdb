//! Ciphers. Each call is one step of a stream whose state (chaining block, counter, what has passed) the guest keeps; the
//! tags of authenticated modes are computed over what has passed when it is complete.

use aws_lc_rs::cipher::{
    AES_128, AES_192, AES_256, Algorithm, DecryptingKey, DecryptionContext, EncryptingKey,
    EncryptionContext, UnboundCipherKey,
};
use aws_lc_rs::iv::FixedLength;
use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit as _, StreamCipher as _, StreamCipherSeek as _};
use ghash::GHash;
use ghash::universal_hash::{KeyInit as _, UniversalHash as _};
use poly1305::Poly1305;
use serde::Deserialize;

use super::{Base64, Found, failed};
use crate::answer::GuestError;

/// Which way a stream goes.
#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Direction {
    Encrypt,
    Decrypt,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Mode {
    Cbc,
    Ecb,
    Ctr,
    Gcm,
    Chacha,
}

#[derive(Deserialize)]
pub(super) struct CipherHead {
    mode: Mode,
    direction: Direction,
    key: Base64,
    iv: Base64,
    /// How many bytes have passed before, for modes that are key streams.
    #[serde(default)]
    passed: u32,
}

/// The next bytes of a stream. Padding is the guest's; blocks are whole.
pub(super) fn transform(head: &CipherHead, bytes: &[u8]) -> Found {
    let (key, iv) = (&head.key.0, &head.iv.0);
    let found = match head.mode {
        Mode::Cbc => cbc(head.direction, key, iv, bytes),
        Mode::Ecb => ecb(head.direction, key, bytes),
        Mode::Ctr => ctr(key, iv, head.passed, bytes),
        Mode::Gcm => gcm_counter(key, iv).and_then(|first| {
            let counter = u32::from_be_bytes(*first.last_chunk()?).wrapping_add(1);
            gcm_stream(key, &first, counter, head.passed, bytes)
        }),
        Mode::Chacha => chacha_stream(key, iv, head.passed, bytes),
    };
    found.ok_or_else(invalid)
}

fn invalid() -> GuestError {
    failed("Invalid key length", "ERR_CRYPTO_INVALID_KEYLEN")
}

fn aes(key: &[u8]) -> Option<&'static Algorithm> {
    match key.len() {
        16 => Some(&AES_128),
        24 => Some(&AES_192),
        32 => Some(&AES_256),
        _ => None,
    }
}

pub(super) fn cbc(direction: Direction, key: &[u8], iv: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    blocks(direction, key, Some(iv), bytes)
}

fn ecb(direction: Direction, key: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    blocks(direction, key, None, bytes)
}

/// Whole blocks, chained from a vector or each by itself.
fn blocks(direction: Direction, key: &[u8], iv: Option<&[u8]>, bytes: &[u8]) -> Option<Vec<u8>> {
    if !bytes.len().is_multiple_of(16) {
        return None;
    }
    let key = UnboundCipherKey::new(aes(key)?, key).ok()?;
    let iv = iv.map(FixedLength::try_from).transpose().ok()?;
    let mut data = bytes.to_vec();
    match direction {
        Direction::Encrypt => {
            let (key, context) = match iv {
                Some(iv) => (EncryptingKey::cbc(key), EncryptionContext::Iv128(iv)),
                None => (EncryptingKey::ecb(key), EncryptionContext::None),
            };
            key.ok()?.less_safe_encrypt(&mut data, context).ok()?;
        }
        Direction::Decrypt => {
            let (key, context) = match iv {
                Some(iv) => (DecryptingKey::cbc(key), DecryptionContext::Iv128(iv)),
                None => (DecryptingKey::ecb(key), DecryptionContext::None),
            };
            key.ok()?.decrypt(&mut data, context).ok()?;
        }
    }
    Some(data)
}

/// The key stream from block `counter` on, over data that begins `skipped` bytes into it.
fn key_stream(key: &[u8], counter: [u8; 16], skipped: usize, bytes: &[u8]) -> Option<Vec<u8>> {
    let unbound = UnboundCipherKey::new(aes(key)?, key).ok()?;
    let mut data = vec![0; skipped];
    data.extend_from_slice(bytes);
    let key = EncryptingKey::ctr(unbound).ok()?;
    let context = EncryptionContext::Iv128((&counter).into());
    key.less_safe_encrypt(&mut data, context).ok()?;
    data.drain(..skipped);
    Some(data)
}

fn ctr(key: &[u8], iv: &[u8], passed: u32, bytes: &[u8]) -> Option<Vec<u8>> {
    let first = u128::from_be_bytes(iv.try_into().ok()?);
    let counter = first.wrapping_add(u128::from(passed / 16)).to_be_bytes();
    key_stream(key, counter, (passed % 16) as usize, bytes)
}

/// GCM counts in the last 32 bits alone, and an action's stream is too short to make them run over unless its nonce begins
/// there: then the stream is made in two parts.
fn gcm_stream(
    key: &[u8],
    first: &[u8; 16],
    start: u32,
    passed: u32,
    bytes: &[u8],
) -> Option<Vec<u8>> {
    let counter = start.wrapping_add(passed / 16);
    let skipped = (passed % 16) as usize;
    let mut block = *first;
    *block.last_chunk_mut()? = counter.to_be_bytes();
    let room = (u64::from(u32::MAX) + 1 - u64::from(counter)) * 16 - skipped as u64;
    let room = usize::try_from(room).ok()?.min(bytes.len());
    let (before, after) = bytes.split_at_checked(room)?;
    let mut out = key_stream(key, block, skipped, before)?;
    if !after.is_empty() {
        *block.last_chunk_mut()? = [0; 4];
        out.extend(key_stream(key, block, 0, after)?);
    }
    Some(out)
}

fn ghash_of(key: &[u8], parts: &[&[u8]], lengths: [u64; 2]) -> Option<[u8; 16]> {
    let secret = ecb(Direction::Encrypt, key, &[0; 16])?;
    let mut hash = GHash::new_from_slice(&secret).ok()?;
    parts.iter().for_each(|part| hash.update_padded(part));
    let mut last = [0; 16];
    last[..8].copy_from_slice(&(lengths[0] * 8).to_be_bytes());
    last[8..].copy_from_slice(&(lengths[1] * 8).to_be_bytes());
    hash.update(&[last.into()]);
    Some(hash.finalize().into())
}

/// The block that a nonce gives (NIST SP 800-38D, 7.1).
fn gcm_counter(key: &[u8], iv: &[u8]) -> Option<[u8; 16]> {
    if iv.len() != 12 {
        return ghash_of(key, &[iv], [0, iv.len() as u64]);
    }
    let mut block = [0; 16];
    block[..12].copy_from_slice(iv);
    block[15] = 1;
    Some(block)
}

fn chacha_stream(key: &[u8], iv: &[u8], passed: u32, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut cipher = ChaCha20::new_from_slices(key, iv).ok()?;
    // The first block is the key of the tag.
    cipher.try_seek(u64::from(passed) + 64).ok()?;
    let mut data = bytes.to_vec();
    cipher.try_apply_keystream(&mut data).ok()?;
    Some(data)
}

#[derive(Deserialize)]
pub(super) struct TagHead {
    mode: Mode,
    key: Base64,
    iv: Base64,
    aad: Base64,
}

/// The tag of sixteen bytes over everything: what is only authenticated, and the encrypted data.
pub(super) fn tag(head: &TagHead, data: &[u8]) -> Found {
    let (key, iv, aad) = (&head.key.0, &head.iv.0, &head.aad.0);
    let lengths = [aad.len() as u64, data.len() as u64];
    let found = match head.mode {
        Mode::Gcm => ghash_of(key, &[aad, data], lengths).and_then(|hash| {
            let mask = ecb(Direction::Encrypt, key, &gcm_counter(key, iv)?)?;
            Some(hash.iter().zip(&mask).map(|(a, b)| a ^ b).collect())
        }),
        Mode::Chacha => chacha_tag(key, iv, aad, data),
        _ => None,
    };
    found.ok_or_else(invalid)
}

fn chacha_tag(key: &[u8], iv: &[u8], aad: &[u8], data: &[u8]) -> Option<Vec<u8>> {
    let mut secret = [0; 32];
    ChaCha20::new_from_slices(key, iv)
        .ok()?
        .apply_keystream(&mut secret);
    let mut hash = Poly1305::new(&secret.into());
    hash.update_padded(aad);
    hash.update_padded(data);
    let mut last = [0; 16];
    last[..8].copy_from_slice(&(aad.len() as u64).to_le_bytes());
    last[8..].copy_from_slice(&(data.len() as u64).to_le_bytes());
    hash.update(&[last.into()]);
    Some(hash.finalize().to_vec())
}
