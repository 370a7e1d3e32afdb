//! The two signatures of a release. They are made and checked by the caller; what is signed is said by [`bundle::signing`].

use std::fmt;

use bundle::Digest;
use bundle::signing::{self, partner_payload};
use serde::{Deserialize, Serialize};

use crate::{Error, PlatformKeyId, SigningKeyId};

/// Says whether a signature (Ed25519, RFC 8032) over these bytes was made with the private half of this key.
pub type Verify<'a> = &'a (dyn Fn(&PublicKey, &[u8], &Signature) -> bool + Sync);

macro_rules! hex_bytes {
    ($($(#[$doc:meta])* $name:ident, $length:literal, $field:literal, $allowed:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name([u8; $length]);

        impl $name {
            /// Takes bytes over.
            #[must_use]
            pub fn new(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }

            /// Reads hexadecimal digits.
            pub fn parse(text: &str) -> Result<Self, tenant::Error> {
                let mut bytes = [0; $length];
                hex::decode_to_slice(text, &mut bytes).map_err(|_| tenant::Error::Characters {
                    field: $field,
                    allowed: $allowed,
                })?;
                Ok(Self(bytes))
            }

            /// Its bytes.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex::encode(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl From<$name> for String {
            fn from(bytes: $name) -> Self {
                bytes.to_string()
            }
        }

        impl TryFrom<String> for $name {
            type Error = tenant::Error;

            fn try_from(text: String) -> Result<Self, tenant::Error> {
                Self::parse(&text)
            }
        }
    )+};
}

hex_bytes! {
    /// The public half of an Ed25519 key, written as 64 hexadecimal digits.
    PublicKey, 32, "public_key", "64 hexadecimal digits";
    /// An Ed25519 signature, written as 128 hexadecimal digits.
    Signature, 64, "signature", "128 hexadecimal digits";
}

/// The partner's signature over a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerSignature {
    /// The key's id.
    pub key: SigningKeyId,
    /// The key's public half, kept here so that the signature outlives the key's row.
    pub public_key: PublicKey,
    /// The signature.
    pub signature: Signature,
}

/// The platform's signature over a package and its partner's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Countersignature {
    /// The platform's key.
    pub key: PlatformKeyId,
    /// The signature.
    pub signature: Signature,
}

impl PartnerSignature {
    /// Refuses a signature that does not hold for this package.
    pub fn check(&self, digest: &Digest, verify: Verify<'_>) -> Result<(), Error> {
        let payload = partner_payload(digest);
        held(
            verify(&self.public_key, &payload, &self.signature),
            "partner",
            digest,
        )
    }

    /// What the platform signs when it publishes this package under this signature.
    #[must_use]
    pub fn countersigned(&self, digest: &Digest) -> Vec<u8> {
        let partner = signing::PartnerSignature {
            key_id: self.key.as_str(),
            public_key: self.public_key.as_bytes(),
            signature: self.signature.as_bytes(),
        };
        signing::platform_payload(digest, partner)
    }
}

impl Countersignature {
    /// Refuses a countersignature that was not made with `key` over this package and the partner's signature.
    pub fn check(
        &self,
        key: &PublicKey,
        digest: &Digest,
        partner: &PartnerSignature,
        verify: Verify<'_>,
    ) -> Result<(), Error> {
        let payload = partner.countersigned(digest);
        held(verify(key, &payload, &self.signature), "platform", digest)
    }
}

fn held(holds: bool, whose: &'static str, digest: &Digest) -> Result<(), Error> {
    let digest = *digest;
    holds
        .then_some(())
        .ok_or(Error::SignatureWrong { whose, digest })
}
