//! Who works for the platform.

use serde::{Deserialize, Serialize};
use tenant::{SecretHash, limit};

use crate::{Email, Error, Role, StaffId};

/// A reviewer or an operator, with the token that opens the API for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Their id.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// Their address, unique.
    pub email: Email,
    /// What they may do.
    pub role: StaffRole,
    /// SHA-256 of the token.
    pub hash: SecretHash,
    /// When the token was made, unix ms.
    pub created_at_ms: u64,
    /// When it stops working, unix ms; `None` until it is deleted.
    pub expires_at_ms: Option<u64>,
}

/// What somebody of the platform may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffRole {
    /// Gives verdicts, publishes, delists and recalls.
    Reviewer,
    /// Looks after partners, staff and the policy of the checks; publishes, delists and recalls.
    Operator,
}

impl Staff {
    /// Whether the token works at `now_ms`.
    #[must_use]
    pub fn is_valid_at(&self, now_ms: u64) -> bool {
        self.expires_at_ms.is_none_or(|end| now_ms < end)
    }

    /// Their role in the table of steps.
    #[must_use]
    pub fn role(&self) -> Role {
        match self.role {
            StaffRole::Reviewer => Role::Reviewer,
            StaffRole::Operator => Role::Operator,
        }
    }

    /// Checks every field against its limit.
    pub fn validate(&self) -> Result<(), Error> {
        limit::text("name", &self.name, 100)?;
        Ok(())
    }
}
