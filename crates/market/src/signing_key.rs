//! The public half of the key a member signs packages with; the private half never leaves the member's machine.

use serde::{Deserialize, Serialize};
use tenant::{PartnerId, limit};

use crate::{Error, MemberId, PartnerSignature, PublicKey, SigningKeyId};

/// A registered public key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerSigningKey {
    /// Its id.
    pub id: SigningKeyId,
    /// The partner.
    pub partner: PartnerId,
    /// The member who signs with it.
    pub member: MemberId,
    /// The name people gave it: that of the machine, mostly.
    pub name: String,
    /// The public half.
    pub public_key: PublicKey,
    /// When it was registered, unix ms.
    pub created_at_ms: u64,
    /// When somebody ended it, unix ms. What it signed and the platform countersigned stays; it signs nothing new.
    pub revoked_at_ms: Option<u64>,
}

impl PartnerSigningKey {
    /// Refuses a signature that is said to be another key's, or made with this one after it ended.
    pub fn check_signs(&self, signature: &PartnerSignature) -> Result<(), Error> {
        if signature.key != self.id || signature.public_key != self.public_key {
            return Err(self.unusable("is another"));
        }
        self.check_usable()
    }

    pub(crate) fn check_usable(&self) -> Result<(), Error> {
        match self.revoked_at_ms {
            Some(_) => Err(self.unusable("was revoked")),
            None => Ok(()),
        }
    }

    pub(crate) fn unusable(&self, because: &'static str) -> Error {
        Error::SigningKeyUnusable {
            key: self.id.to_string(),
            because,
        }
    }

    /// Checks every field against its limit.
    pub fn validate(&self) -> Result<(), Error> {
        limit::text("name", &self.name, 100)?;
        Ok(())
    }
}
