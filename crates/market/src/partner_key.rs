//! A partner's bearer key: it opens the API for one member and signs nothing.

use serde::{Deserialize, Serialize};
use tenant::{PartnerId, SecretHash, limit};

use crate::{Error, MemberId, PartnerKeyId};

/// A bearer key, kept as its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerKey {
    /// Its public id, which may be shown and logged.
    pub id: PartnerKeyId,
    /// The partner.
    pub partner: PartnerId,
    /// The member it speaks for.
    pub member: MemberId,
    /// The name people gave it.
    pub name: String,
    /// SHA-256 of the key.
    pub hash: SecretHash,
    /// When it was made, unix ms.
    pub created_at_ms: u64,
    /// When it stops working, unix ms; `None` until it is revoked.
    pub expires_at_ms: Option<u64>,
    /// When somebody ended it, unix ms.
    pub revoked_at_ms: Option<u64>,
}

impl PartnerKey {
    /// Whether it works at `now_ms`.
    #[must_use]
    pub fn is_valid_at(&self, now_ms: u64) -> bool {
        self.revoked_at_ms.is_none() && self.expires_at_ms.is_none_or(|end| now_ms < end)
    }

    /// Checks every field against its limit.
    pub fn validate(&self) -> Result<(), Error> {
        limit::text("name", &self.name, 100)?;
        Ok(())
    }
}
