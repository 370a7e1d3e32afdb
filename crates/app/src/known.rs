//! Browsers that an account signed in with before: each keeps a proof, so that guesses made elsewhere do not close the
//! account to them.

use account::RateKey;
use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::env::{Entropy, NoEntropy};

/// How many accounts one browser may have proofs of; the oldest goes first.
const PROOFS: usize = 5;
/// Bytes that tell one proof from another.
const NONCE_BYTES: usize = 16;
/// Between the proofs in the cookie.
const BETWEEN: char = '.';

/// Makes proofs and knows its own.
pub(crate) struct KnownBrowsers {
    key: hmac::Key,
    entropy: Entropy,
}

impl KnownBrowsers {
    pub(crate) fn new(key: &[u8; 32], entropy: Entropy) -> Self {
        Self {
            key: hmac::Key::new(hmac::HMAC_SHA256, key),
            entropy,
        }
    }

    /// The proof of that account among those a browser keeps.
    pub(crate) fn proof<'a>(&self, kept: Option<&'a str>, account: &RateKey) -> Option<&'a str> {
        proofs(kept).find(|proof| self.is_of(proof, account))
    }

    /// What a browser keeps after the account signed in with it; none when it has a proof already.
    pub(crate) fn remember(
        &self,
        kept: Option<&str>,
        account: &RateKey,
    ) -> Result<Option<String>, NoEntropy> {
        if self.proof(kept, account).is_some() {
            return Ok(None);
        }
        let nonce = self.entropy.bytes::<NONCE_BYTES>()?;
        let tag = hmac::sign(&self.key, &message(&nonce, account));
        let proof = URL_SAFE_NO_PAD.encode([&nonce, tag.as_ref()].concat());
        let all: Vec<&str> = std::iter::once(proof.as_str())
            .chain(proofs(kept).take(PROOFS - 1))
            .collect();
        Ok(Some(all.join(&BETWEEN.to_string())))
    }

    fn is_of(&self, proof: &str, account: &RateKey) -> bool {
        let Ok(bytes) = URL_SAFE_NO_PAD.decode(proof) else {
            return false;
        };
        bytes
            .split_first_chunk::<NONCE_BYTES>()
            .is_some_and(|(nonce, tag)| {
                hmac::verify(&self.key, &message(nonce, account), tag).is_ok()
            })
    }
}

fn proofs(kept: Option<&str>) -> impl Iterator<Item = &str> {
    kept.unwrap_or_default()
        .split(BETWEEN)
        .filter(|proof| !proof.is_empty())
        .take(PROOFS)
}

fn message(nonce: &[u8; NONCE_BYTES], account: &RateKey) -> Vec<u8> {
    [nonce, account.as_str().as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use tenant::{ConnectionId, TenantId};

    use super::*;

    fn account(name: &str) -> RateKey {
        RateKey::account(&TenantId::new("t"), &ConnectionId::new("c"), name)
    }

    fn browsers(key: u8) -> KnownBrowsers {
        KnownBrowsers::new(&[key; 32], Entropy::default())
    }

    #[test]
    fn a_proof_is_of_its_account_and_of_this_host_alone() {
        let (known, ann) = (browsers(1), account("ann"));
        let kept = known.remember(None, &ann).unwrap();
        let kept = kept.as_deref();
        assert_eq!(known.proof(kept, &ann), kept);
        assert_eq!(known.remember(kept, &ann).unwrap(), None);
        assert_eq!(known.proof(kept, &account("bob")), None);
        assert_eq!(browsers(2).proof(kept, &ann), None);
        assert_eq!(known.proof(Some("nonsense"), &ann), None);
        assert_eq!(known.proof(None, &ann), None);
    }

    #[test]
    fn one_account_past_the_limit_the_first_is_forgotten() {
        let known = browsers(1);
        let mut kept = None;
        for n in 0..=PROOFS {
            let name = account(&n.to_string());
            kept = known.remember(kept.as_deref(), &name).unwrap();
        }
        let of = |n: usize| known.proof(kept.as_deref(), &account(&n.to_string()));
        assert_eq!(of(0), None);
        assert!((1..=PROOFS).all(|n| of(n).is_some()));
        assert!(kept.as_deref().is_some_and(|kept| kept.len() < 512));
    }
}
