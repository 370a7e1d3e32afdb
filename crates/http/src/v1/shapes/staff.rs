//! Who works for the platform, and what was done there.

use app::moment;
use app::partners::AuditEntry;
use market::{Staff, StaffRole};

use super::maybe;

/// Somebody of the staff, without the token.
pub(crate) fn staff(staff: &Staff) -> api::Staff {
    api::Staff {
        id: staff.id.as_str().to_owned(),
        name: staff.name.clone(),
        email: staff.email.as_str().to_owned(),
        role: match staff.role {
            StaffRole::Reviewer => api::StaffRole::Reviewer,
            StaffRole::Operator => api::StaffRole::Operator,
        },
        created_at: moment::text(staff.created_at_ms),
        expires_at: maybe(staff.expires_at_ms),
    }
}

/// A role as a call writes it.
pub(crate) fn to_staff_role(role: api::StaffRole) -> StaffRole {
    match role {
        api::StaffRole::Reviewer => StaffRole::Reviewer,
        api::StaffRole::Operator => StaffRole::Operator,
    }
}

/// An act of the audit log.
pub(crate) fn act(act: &AuditEntry) -> api::MarketAct {
    api::MarketAct {
        id: act.id.clone(),
        actor: act.actor.clone(),
        operation: act.operation.clone(),
        target: act.target.clone(),
        details: act.details.clone(),
        at: moment::text(act.at_ms),
    }
}
