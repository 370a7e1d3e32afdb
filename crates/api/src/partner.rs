//! Partners and their members.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A company that writes integrations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Partner {
    /// Its id.
    pub id: String,
    /// The name customers see.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// Whom the platform writes to.
    pub contact: String,
    /// Where customers read about it.
    pub website: String,
    /// Whether it takes part.
    pub state: PartnerState,
    /// Counts its changes; a change names the one it started from.
    pub revision: u64,
    /// When it was made.
    pub created_at: String,
}

/// Whether a partner takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartnerState {
    /// It does.
    Active,
    /// Its keys open nothing and it submits nothing; what it has published stays as it is.
    Suspended,
}

/// A page of partners.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartnerList {
    /// The partners, by name.
    pub partners: Vec<Partner>,
    /// Where the next page begins, when there is one: the value of `page`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A new partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreatePartner {
    /// The name customers see, at most 100 characters.
    pub name: String,
    /// Its name in addresses, unique: 2 to 64 of `a` to `z`, digits and `-`.
    pub slug: String,
    /// Whom the platform writes to, an e-mail address.
    pub contact: String,
    /// Where customers read about it, an `https` URL.
    pub website: String,
}

/// A change of a partner: what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdatePartner {
    /// The revision the change started from; 409 when the partner has moved on.
    pub revision: u64,
    /// A new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Somebody else to write to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Another website.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Whether it takes part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<PartnerState>,
}

/// Whose key a call carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartnerAccount {
    /// The partner.
    pub partner: Partner,
    /// The member the key speaks for.
    pub member: Member,
}

/// Somebody who works for a partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their address, unique in the partner.
    pub email: String,
    /// What they may do.
    pub role: MemberRole,
    /// When they joined.
    pub created_at: String,
}

/// What a member may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MemberRole {
    /// Submits, answers, withdraws, tests; registers their own signing key.
    Developer,
    /// Also looks after members, and ends the keys of others.
    Owner,
}

/// The members of a partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MemberList {
    /// The members, by name.
    pub members: Vec<Member>,
}

/// A new member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateMember {
    /// Their name, at most 100 characters.
    pub name: String,
    /// Their address, unique in the partner.
    pub email: String,
    /// What they may do.
    pub role: MemberRole,
}
