//! Who calls with a partner's key or a token of the platform's staff.

use market::{Member, MemberRole, Partner, PartnerKey, Staff, StaffRole};
use tenant::SecretHash;

use crate::App;
use crate::error::Error;

/// A member of a partner, calling with a key.
#[derive(Debug, Clone)]
pub struct PartnerCaller {
    /// The key.
    pub key: PartnerKey,
    /// Its member.
    pub member: Member,
    /// Their partner.
    pub partner: Partner,
}

impl App {
    /// The partner's key of a call, if its member's role allows what is asked.
    ///
    /// # Errors
    /// [`Error::PartnerKeyMissing`], [`Error::PartnerKeyUnknown`], [`Error::MemberRoleTooLow`], a suspended partner,
    /// or a fault of ours.
    pub async fn check_partner_key(
        &self,
        key: Option<&str>,
        needed: MemberRole,
    ) -> Result<PartnerCaller, Error> {
        let key = key.ok_or(Error::PartnerKeyMissing)?;
        let found = self.store.partner_key_find(&SecretHash::of(key)).await?;
        let now_ms = self.clock.now_ms();
        let (key, member, partner) = found
            .filter(|(key, _, _)| key.is_valid_at(now_ms))
            .ok_or(Error::PartnerKeyUnknown)?;
        partner.check_active()?;
        if member.role < needed {
            return Err(Error::MemberRoleTooLow {
                role: member.role,
                needed,
            });
        }
        Ok(PartnerCaller {
            key,
            member,
            partner,
        })
    }

    /// The staff token of a call, if it has one of the roles: an operator is no reviewer, and a reviewer no operator.
    ///
    /// # Errors
    /// [`Error::StaffTokenMissing`], [`Error::StaffTokenUnknown`], [`Error::OtherStaffRole`], or a fault of ours.
    pub async fn check_staff_token(
        &self,
        token: Option<&str>,
        needed: &'static [StaffRole],
    ) -> Result<Staff, Error> {
        let token = token.ok_or(Error::StaffTokenMissing)?;
        let found = self.store.staff_find(&SecretHash::of(token)).await?;
        let now_ms = self.clock.now_ms();
        let staff = found
            .filter(|staff| staff.is_valid_at(now_ms))
            .ok_or(Error::StaffTokenUnknown)?;
        if !needed.contains(&staff.role) {
            return Err(Error::OtherStaffRole {
                role: staff.role,
                needed,
            });
        }
        Ok(staff)
    }
}
