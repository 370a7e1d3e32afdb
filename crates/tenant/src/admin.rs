//! An administrator's token: hashed, bound to a tenant and a role.

use serde::{Deserialize, Serialize};

use crate::{AdminTokenId, Error, SecretHash, TenantId, limit};

/// A token for the host's own API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminToken {
    /// Its public id, which may be shown and logged.
    pub id: AdminTokenId,
    /// The only tenant it opens.
    pub tenant: TenantId,
    /// What it may do there.
    pub role: AdminRole,
    /// The name people gave it.
    pub name: String,
    /// SHA-256 of the token.
    pub hash: SecretHash,
    /// When it was made, unix ms.
    pub created_at_ms: u64,
    /// When it stops working, unix ms; `None` until it is deleted.
    pub expires_at_ms: Option<u64>,
}

/// What an administrator may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdminRole {
    /// Reads everything but secrets.
    Viewer,
    /// Also edits, tests, deploys and binds actions.
    Editor,
    /// Also changes clients, APIs, settings and tokens.
    Owner,
}

impl AdminToken {
    /// Whether it works at `now_ms`.
    #[must_use]
    pub fn is_valid_at(&self, now_ms: u64) -> bool {
        self.expires_at_ms.is_none_or(|end| now_ms < end)
    }

    /// Checks every field against its limit.
    pub fn validate(&self) -> Result<(), Error> {
        limit::text("name", &self.name, 100)
    }
}
