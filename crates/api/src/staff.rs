//! Who works for the platform, and what was done there.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What somebody of the platform may do. The roles are apart: nobody has both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StaffRole {
    /// Gives verdicts, publishes, delists and recalls.
    Reviewer,
    /// Looks after partners, staff and the policy of the checks; publishes, delists and recalls.
    Operator,
}

/// A reviewer or an operator as they may be shown: never their token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Staff {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their address, unique.
    pub email: String,
    /// What they may do.
    pub role: StaffRole,
    /// When their token was made.
    pub created_at: String,
    /// When it stops working; never by itself when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
}

/// All who work for the platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StaffList {
    /// They, by name.
    pub staff: Vec<Staff>,
}

/// Somebody new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateStaff {
    /// Their name, at most 100 characters.
    pub name: String,
    /// Their address, unique.
    pub email: String,
    /// What they may do.
    pub role: StaffRole,
    /// When their token stops working; never by itself when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
}

/// Somebody new with their token. Has no `Debug`: the token is shown this once and never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IssuedStaff {
    /// They.
    #[serde(flatten)]
    pub staff: Staff,
    /// The token. It is not shown again.
    pub bearer: String,
}

/// One act on the way of packages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MarketAct {
    /// Its id.
    pub id: String,
    /// Who: the id of a member, of staff, or the host's own name.
    pub actor: String,
    /// What was done.
    pub operation: String,
    /// The id of what it was done with.
    pub target: String,
    /// What it came to.
    pub details: Value,
    /// When.
    pub at: String,
}

/// A page of the audit log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MarketAudit {
    /// The acts, newest first.
    pub acts: Vec<MarketAct>,
    /// Where the next page begins, when there is one: the value of `page`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
