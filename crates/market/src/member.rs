//! A member of a partner.

use serde::{Deserialize, Serialize};
use tenant::{PartnerId, limit};

use crate::{Email, Error, MemberId};

/// Somebody who works for a partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Their id.
    pub id: MemberId,
    /// The partner.
    pub partner: PartnerId,
    /// Their name.
    pub name: String,
    /// Their address, unique in the partner.
    pub email: Email,
    /// What they may do.
    pub role: MemberRole,
    /// When they joined, unix ms.
    pub created_at_ms: u64,
}

/// What a member may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberRole {
    /// Submits, answers, withdraws, tests; registers their own signing key.
    Developer,
    /// Also sees and ends the keys of others.
    Owner,
}

impl Member {
    /// Checks every field against its limit.
    pub fn validate(&self) -> Result<(), Error> {
        limit::text("name", &self.name, 100)?;
        Ok(())
    }
}
