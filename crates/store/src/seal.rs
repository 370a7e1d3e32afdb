//! AES-256-GCM: bytes that open only with their key and under the name they were sealed for.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use zeroize::Zeroizing;

use crate::{Error, Noun};

/// Bytes of a key.
pub(crate) const KEY_BYTES: usize = 32;

/// Seals `plain`: a random nonce, then the ciphertext with its tag. A data key seals far fewer than
/// the 2^32 messages up to which random nonces are safe (NIST SP 800-38D section 8.3).
pub(crate) fn seal(
    key: &[u8; KEY_BYTES],
    noun: Noun,
    data: &[&str],
    plain: &[u8],
) -> Result<Vec<u8>, Error> {
    let nonce = random::<NONCE_LEN>()?;
    let mut sealed = Zeroizing::new(plain.to_vec());
    let tag = cipher(key, noun)?
        .seal_in_place_separate_tag(
            Nonce::assume_unique_for_key(nonce),
            aad(noun, data),
            &mut sealed,
        )
        .map_err(|_| Error::Unsealable { noun })?;
    Ok([&nonce, sealed.as_slice(), tag.as_ref()].concat())
}

/// Opens what [`seal`] made under the same noun and data.
pub(crate) fn open(
    key: &[u8; KEY_BYTES],
    noun: Noun,
    data: &[&str],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let (nonce, rest) = sealed
        .split_first_chunk::<NONCE_LEN>()
        .ok_or(Error::Unsealable { noun })?;
    let mut buffer = Zeroizing::new(rest.to_vec());
    let length = cipher(key, noun)?
        .open_in_place(
            Nonce::assume_unique_for_key(*nonce),
            aad(noun, data),
            &mut buffer,
        )
        .map_err(|_| Error::Unsealable { noun })?
        .len();
    buffer.truncate(length);
    Ok(buffer)
}

/// Random bytes of the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| Error::Randomness)?;
    Ok(bytes)
}

fn cipher(key: &[u8; KEY_BYTES], noun: Noun) -> Result<LessSafeKey, Error> {
    UnboundKey::new(&AES_256_GCM, key)
        .map(LessSafeKey::new)
        .map_err(|_| Error::Unsealable { noun })
}

/// Each part is preceded by its length, so that no two names read the same.
fn aad(noun: Noun, data: &[&str]) -> Aad<Vec<u8>> {
    let mut bytes = Vec::new();
    for part in std::iter::once(&noun.tag()).chain(data) {
        bytes.extend((part.len() as u64).to_be_bytes());
        bytes.extend(part.as_bytes());
    }
    Aad::from(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_under_its_own_name_only() {
        let key = [7; KEY_BYTES];
        let sealed = seal(&key, Noun::Action, &["acme", "a1"], b"secret").unwrap();
        assert_eq!(
            open(&key, Noun::Action, &["acme", "a1"], &sealed)
                .unwrap()
                .as_slice(),
            b"secret"
        );
        assert_ne!(
            seal(&key, Noun::Action, &["acme", "a1"], b"secret").unwrap(),
            sealed
        );
        let refused = |key: &[u8; KEY_BYTES], noun, data: &[&str], sealed: &[u8]| {
            assert!(matches!(
                open(key, noun, data, sealed),
                Err(Error::Unsealable { .. })
            ));
        };
        refused(&[8; KEY_BYTES], Noun::Action, &["acme", "a1"], &sealed);
        refused(&key, Noun::SavedRun, &["acme", "a1"], &sealed);
        refused(&key, Noun::Action, &["acme", "a2"], &sealed);
        refused(&key, Noun::Action, &["acmea", "1"], &sealed);
        refused(
            &key,
            Noun::Action,
            &["acme", "a1"],
            &sealed[..sealed.len() - 1],
        );
        refused(&key, Noun::Action, &["acme", "a1"], b"short");
        let mut flipped = sealed.clone();
        flipped[NONCE_LEN] ^= 1;
        refused(&key, Noun::Action, &["acme", "a1"], &flipped);
    }
}
