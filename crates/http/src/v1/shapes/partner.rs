//! Partners, members and keys.

use app::moment;
use market::{Member, MemberRole, Partner, PartnerKey, PartnerSigningKey, PartnerState};

use super::maybe;

/// A partner.
pub(crate) fn partner(partner: &Partner) -> api::Partner {
    api::Partner {
        id: partner.id.as_str().to_owned(),
        name: partner.name.clone(),
        slug: partner.slug.to_string(),
        contact: partner.contact.as_str().to_owned(),
        website: partner.website.clone(),
        state: match partner.state {
            PartnerState::Active => api::PartnerState::Active,
            PartnerState::Suspended => api::PartnerState::Suspended,
        },
        revision: partner.revision,
        created_at: moment::text(partner.created_at_ms),
    }
}

/// A state as a call writes it.
pub(crate) fn partner_state(state: api::PartnerState) -> PartnerState {
    match state {
        api::PartnerState::Active => PartnerState::Active,
        api::PartnerState::Suspended => PartnerState::Suspended,
    }
}

/// A member.
pub(crate) fn member(member: &Member) -> api::Member {
    api::Member {
        id: member.id.as_str().to_owned(),
        name: member.name.clone(),
        email: member.email.as_str().to_owned(),
        role: match member.role {
            MemberRole::Developer => api::MemberRole::Developer,
            MemberRole::Owner => api::MemberRole::Owner,
        },
        created_at: moment::text(member.created_at_ms),
    }
}

/// A role as a call writes it.
pub(crate) fn to_member_role(role: api::MemberRole) -> MemberRole {
    match role {
        api::MemberRole::Developer => MemberRole::Developer,
        api::MemberRole::Owner => MemberRole::Owner,
    }
}

/// A bearer key, without its text.
pub(crate) fn partner_key(key: &PartnerKey) -> api::PartnerKey {
    api::PartnerKey {
        id: key.id.as_str().to_owned(),
        member_id: key.member.as_str().to_owned(),
        name: key.name.clone(),
        created_at: moment::text(key.created_at_ms),
        expires_at: maybe(key.expires_at_ms),
        revoked_at: maybe(key.revoked_at_ms),
    }
}

/// The public half of a signing key.
pub(crate) fn signing_key(key: &PartnerSigningKey) -> api::PartnerSigningKey {
    api::PartnerSigningKey {
        id: key.id.as_str().to_owned(),
        member_id: key.member.as_str().to_owned(),
        name: key.name.clone(),
        public_key: key.public_key.to_string(),
        created_at: moment::text(key.created_at_ms),
        revoked_at: maybe(key.revoked_at_ms),
    }
}
