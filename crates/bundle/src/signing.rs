//! The bytes that a release's two signatures are made over. Keys and signatures are the caller's.
//!
//! Each begins with words that no other signature of ours begins with, so that one cannot be shown for another.

use crate::Digest;

const PARTNER: &[u8] = b"latchwork package 1 partner signature\0";
const PLATFORM: &[u8] = b"latchwork package 1 platform signature\0";

/// What a partner's key signs: this package, whatever it is used for.
pub fn partner_payload(digest: &Digest) -> Vec<u8> {
    [PARTNER, digest.as_bytes()].concat()
}

/// A partner's signature with the key that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartnerSignature<'a> {
    /// The key's id at the platform.
    pub key_id: &'a str,
    /// Its public half (Ed25519).
    pub public_key: &'a [u8; 32],
    /// The signature over [`partner_payload`].
    pub signature: &'a [u8; 64],
}

/// What the platform signs at publication: the package, the partner's key and the partner's signature. The id stands behind
/// its length (64 bits, the highest byte first), the other parts have one length each.
pub fn platform_payload(digest: &Digest, partner: PartnerSignature<'_>) -> Vec<u8> {
    let length = (partner.key_id.len() as u64).to_be_bytes();
    [
        PLATFORM,
        digest.as_bytes(),
        &length,
        partner.key_id.as_bytes(),
        partner.public_key,
        partner.signature,
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, Members};

    #[test]
    fn payloads_hold_their_parts_one_after_the_other() {
        let digest = Members::new(Limits::DEFAULT).digest();
        let partner = PartnerSignature {
            key_id: "psk_1",
            public_key: &[7; 32],
            signature: &[9; 64],
        };
        let signed = partner_payload(&digest);
        assert_eq!(signed.len(), 38 + 32);
        assert!(signed.starts_with(b"latchwork package 1 partner signature\0"));
        assert!(signed.ends_with(digest.as_bytes()));
        let countersigned = platform_payload(&digest, partner);
        assert_eq!(countersigned.len(), 39 + 32 + 8 + 5 + 32 + 64);
        assert!(countersigned.starts_with(b"latchwork package 1 platform signature\0"));
        assert!(countersigned.ends_with(&[9; 64]));
        let other = platform_payload(
            &digest,
            PartnerSignature {
                key_id: "psk_2",
                ..partner
            },
        );
        assert_ne!(countersigned, other);
    }
}
