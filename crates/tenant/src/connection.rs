//! A connection: where a tenant's users and their credentials live.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{ConnectionId, Error, TenantId, limit};

/// A source of users. This host has database connections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its id.
    pub id: ConnectionId,
    /// The name requests use (`connection=`).
    pub name: String,
    /// How it proves who somebody is.
    pub strategy: Strategy,
    /// Whether people may sign up by themselves.
    pub sign_up: SignUp,
    /// What a new password has to meet.
    pub password_policy: PasswordPolicy,
    /// `event.connection.metadata`.
    pub metadata: BTreeMap<String, String>,
    /// When it was made, unix ms.
    pub created_at_ms: u64,
}

/// How a connection proves who somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Strategy {
    /// A database of e-mail addresses and passwords, `auth0` on the wire.
    #[default]
    #[serde(rename = "auth0")]
    Database,
}

impl Strategy {
    /// `event.connection.strategy`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Database => "auth0",
        }
    }
}

/// Who may make a new user in a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignUp {
    /// Anybody.
    #[default]
    Open,
    /// Administrators only.
    Closed,
}

/// What a new password has to meet (NIST SP 800-63B section 5.1.1.2: length before composition).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordPolicy {
    /// Fewest characters. Default 8, allowed 8 to 72.
    pub min_length: u32,
    /// How many of lower case, upper case, digit and other must occur. Default 0.
    pub min_character_classes: u32,
}

impl Default for PasswordPolicy {
    fn default() -> Self {
        Self {
            min_length: 8,
            min_character_classes: 0,
        }
    }
}

impl Connection {
    /// Checks every field against its limit.
    pub fn validate(&self) -> Result<(), Error> {
        limit::text("name", &self.name, 128)?;
        if !self
            .name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        {
            return Err(Error::Characters {
                field: "name",
                allowed: "letters, digits and hyphens",
            });
        }
        limit::range(
            "password_policy.min_length",
            self.password_policy.min_length.into(),
            8,
            72,
        )?;
        limit::range(
            "password_policy.min_character_classes",
            self.password_policy.min_character_classes.into(),
            0,
            4,
        )?;
        limit::metadata("metadata", &self.metadata)
    }
}
