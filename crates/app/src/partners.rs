//! Partners, their members and keys, and the platform's staff.

use bundle::Slug;
use market::{
    Email, Member, MemberId, MemberRole, Partner, PartnerId, PartnerKey, PartnerKeyId,
    PartnerSigningKey, PartnerState, PostedNotice, PublicKey, Recipient, SigningKeyId, Staff,
    StaffId, StaffRole,
};
use store::Page;
use tenant::{Secret, SecretHash};

use crate::App;
use crate::bearer::PartnerCaller;
use crate::error::Error;

/// What a bearer of a partner's begins with, so that it is known where it should not be.
const PARTNER_KEY: &str = "lpk_";
/// What a bearer of the staff's begins with.
const STAFF_TOKEN: &str = "lst_";

pub use store::AuditEntry;

/// A partner to make.
#[derive(Debug, Clone)]
pub struct NewPartner {
    /// The name customers see.
    pub name: String,
    /// The name in addresses.
    pub slug: String,
    /// Where the operator writes to.
    pub contact: String,
    /// Its website, an https URL.
    pub website: String,
}

/// A change of a partner; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct PartnerChange {
    /// The name customers see.
    pub name: Option<String>,
    /// Where the operator writes to.
    pub contact: Option<String>,
    /// Its website.
    pub website: Option<String>,
    /// Whether it takes part.
    pub state: Option<PartnerState>,
}

/// A member to make.
#[derive(Debug, Clone)]
pub struct NewMember {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// The role.
    pub role: MemberRole,
}

/// Somebody of the staff to make.
#[derive(Debug, Clone)]
pub struct NewStaff {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// The role.
    pub role: StaffRole,
    /// When the token ends, unix ms.
    pub expires_at_ms: Option<u64>,
}

impl App {
    /// Makes a partner.
    ///
    /// # Errors
    /// A value that does not fit, a slug that is taken, or a fault of ours.
    pub async fn create_partner(&self, by: &str, new: NewPartner) -> Result<Partner, Error> {
        let partner = Partner {
            id: PartnerId::new(self.entropy.reference("par_")?),
            name: new.name,
            slug: Slug::parse(&new.slug).map_err(|error| Error::Invalid {
                field: "slug".to_owned(),
                message: error.to_string(),
                limit: None,
            })?,
            contact: Email::parse(&new.contact)?,
            website: new.website,
            state: PartnerState::Active,
            revision: 1,
            created_at_ms: self.clock.now_ms(),
        };
        self.store
            .partner_create(&partner, &self.stamp(by)?)
            .await?;
        Ok(partner)
    }

    /// The partners, oldest first.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn partners(&self, page: Page) -> Result<Vec<Partner>, Error> {
        Ok(self.store.partners_list(page).await?)
    }

    /// A partner.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn partner(&self, id: &str) -> Result<Partner, Error> {
        let missing = || not_found("partner", id);
        let known = PartnerId::parse(id).map_err(|_| missing())?;
        self.store.partner_find(&known).await?.ok_or_else(missing)
    }

    /// Changes a partner that still has the revision the caller read: suspends it, say, or lets it take part again.
    ///
    /// # Errors
    /// [`Error::NotFound`], a value that does not fit, a change meanwhile, or a fault of ours.
    pub async fn edit_partner(
        &self,
        by: &str,
        id: &str,
        revision: u64,
        change: PartnerChange,
    ) -> Result<Partner, Error> {
        let before = self.partner(id).await?;
        let contact = change.contact.as_deref().map(Email::parse).transpose()?;
        let partner = Partner {
            name: change.name.unwrap_or(before.name),
            contact: contact.unwrap_or(before.contact),
            website: change.website.unwrap_or(before.website),
            state: change.state.unwrap_or(before.state),
            revision,
            ..before
        };
        let stamp = self.stamp(by)?;
        Ok(self.store.partner_update(&partner, &stamp).await?)
    }

    /// Adds a member to a partner.
    ///
    /// # Errors
    /// A value that does not fit, an address that is taken, or a fault of ours.
    pub async fn add_member(
        &self,
        by: &str,
        partner: &PartnerId,
        new: NewMember,
    ) -> Result<Member, Error> {
        let member = Member {
            id: MemberId::new(self.entropy.reference("mem_")?),
            partner: partner.clone(),
            name: new.name,
            email: Email::parse(&new.email)?,
            role: new.role,
            created_at_ms: self.clock.now_ms(),
        };
        self.store.member_create(&member, &self.stamp(by)?).await?;
        Ok(member)
    }

    /// The members of a partner.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn members(&self, partner: &PartnerId, page: Page) -> Result<Vec<Member>, Error> {
        Ok(self.store.members_list(partner, page).await?)
    }

    /// Removes a member; what they signed stays signed.
    ///
    /// # Errors
    /// [`Error::NotFound`], the last owner, or a fault of ours.
    pub async fn remove_member(
        &self,
        by: &str,
        partner: &PartnerId,
        id: &str,
    ) -> Result<(), Error> {
        let known = MemberId::parse(id).map_err(|_| not_found("member", id))?;
        let removed = self
            .store
            .member_delete(partner, &known, &self.stamp(by)?)
            .await;
        removed.map_err(|error| missing(error, "member", id))
    }

    /// Makes a key for a member; its text is shown this once.
    ///
    /// # Errors
    /// [`Error::NotFound`], a value that does not fit, too many keys, or a fault of ours.
    pub async fn add_partner_key(
        &self,
        by: &str,
        partner: &PartnerId,
        member: &str,
        name: String,
        expires_at_ms: Option<u64>,
    ) -> Result<(PartnerKey, Secret), Error> {
        let text = Secret::new(format!("{PARTNER_KEY}{}", self.entropy.token()?));
        let key = self
            .keep_partner_key(by, partner, member, (name, expires_at_ms), &text)
            .await?;
        Ok((key, text))
    }

    /// Keeps a key of this text.
    pub(crate) async fn keep_partner_key(
        &self,
        by: &str,
        partner: &PartnerId,
        member: &str,
        (name, expires_at_ms): (String, Option<u64>),
        text: &Secret,
    ) -> Result<PartnerKey, Error> {
        let known = MemberId::parse(member).map_err(|_| not_found("member", member))?;
        let now_ms = self.clock.now_ms();
        check_expiry(expires_at_ms, now_ms)?;
        let key = PartnerKey {
            id: PartnerKeyId::new(self.entropy.reference("pky_")?),
            partner: partner.clone(),
            member: known,
            name,
            hash: SecretHash::of(text.expose()),
            created_at_ms: now_ms,
            expires_at_ms,
            revoked_at_ms: None,
        };
        let made = self.store.partner_key_create(&key, &self.stamp(by)?).await;
        made.map_err(|error| missing(error, "member", member))?;
        Ok(key)
    }

    /// The keys of a partner.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn partner_keys(
        &self,
        partner: &PartnerId,
        page: Page,
    ) -> Result<Vec<PartnerKey>, Error> {
        Ok(self.store.partner_keys_list(partner, page).await?)
    }

    /// Ends a key.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn revoke_partner_key(
        &self,
        by: &str,
        partner: &PartnerId,
        id: &str,
    ) -> Result<PartnerKey, Error> {
        let known = PartnerKeyId::parse(id).map_err(|_| not_found("key", id))?;
        let revoked = self
            .store
            .partner_key_revoke(partner, &known, &self.stamp(by)?)
            .await;
        revoked.map_err(|error| missing(error, "key", id))
    }

    /// Registers the public half of a member's signing key.
    ///
    /// # Errors
    /// A value that does not fit, too many keys, or a fault of ours.
    pub async fn add_signing_key(
        &self,
        by: &PartnerCaller,
        name: String,
        public_key: &str,
    ) -> Result<PartnerSigningKey, Error> {
        let key = PartnerSigningKey {
            id: SigningKeyId::new(self.entropy.reference("psk_")?),
            partner: by.partner.id.clone(),
            member: by.member.id.clone(),
            name,
            public_key: PublicKey::parse(public_key)?,
            created_at_ms: self.clock.now_ms(),
            revoked_at_ms: None,
        };
        let stamp = self.stamp(by.key.id.as_str())?;
        self.store.partner_signing_key_create(&key, &stamp).await?;
        Ok(key)
    }

    /// The signing keys of a partner.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn partner_signing_keys(
        &self,
        partner: &PartnerId,
        page: Page,
    ) -> Result<Vec<PartnerSigningKey>, Error> {
        Ok(self.store.partner_signing_keys_list(partner, page).await?)
    }

    /// Ends a signing key: one's own, or as an owner anybody's; what it signed stays signed.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::MemberRoleTooLow`], or a fault of ours.
    pub async fn revoke_signing_key(
        &self,
        by: &PartnerCaller,
        id: &str,
    ) -> Result<PartnerSigningKey, Error> {
        let known = SigningKeyId::parse(id).map_err(|_| not_found("signing key", id))?;
        let key = self.store.partner_signing_key_find(&known).await?;
        let anothers =
            key.is_some_and(|key| key.partner == by.partner.id && key.member != by.member.id);
        if anothers && by.member.role < MemberRole::Owner {
            return Err(Error::MemberRoleTooLow {
                role: by.member.role,
                needed: MemberRole::Owner,
            });
        }
        let stamp = self.stamp(by.key.id.as_str())?;
        let revoked = self
            .store
            .partner_signing_key_revoke(&by.partner.id, &known, &stamp)
            .await;
        revoked.map_err(|error| missing(error, "signing key", id))
    }

    /// What the platform has to tell somebody, newest first.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn notices(&self, to: &Recipient, page: Page) -> Result<Vec<PostedNotice>, Error> {
        Ok(self.store.notices_list(to, page).await?)
    }

    /// Adds somebody to the staff; the token is shown this once.
    ///
    /// # Errors
    /// A value that does not fit, or a fault of ours.
    pub async fn add_staff(&self, by: &str, new: NewStaff) -> Result<(Staff, Secret), Error> {
        let text = Secret::new(format!("{STAFF_TOKEN}{}", self.entropy.token()?));
        let staff = self.keep_staff(by, new, &text).await?;
        Ok((staff, text))
    }

    /// Adds somebody whose token has this text.
    pub(crate) async fn keep_staff(
        &self,
        by: &str,
        new: NewStaff,
        text: &Secret,
    ) -> Result<Staff, Error> {
        let staff = self.new_staff(new, text)?;
        self.store.staff_create(&staff, &self.stamp(by)?).await?;
        Ok(staff)
    }

    /// Somebody whose token has this text, kept nowhere yet.
    pub(crate) fn new_staff(&self, new: NewStaff, text: &Secret) -> Result<Staff, Error> {
        let now_ms = self.clock.now_ms();
        check_expiry(new.expires_at_ms, now_ms)?;
        Ok(Staff {
            id: StaffId::new(self.entropy.reference("stf_")?),
            name: new.name,
            email: Email::parse(&new.email)?,
            role: new.role,
            hash: SecretHash::of(text.expose()),
            created_at_ms: now_ms,
            expires_at_ms: new.expires_at_ms,
        })
    }

    /// The staff.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn staff(&self, page: Page) -> Result<Vec<Staff>, Error> {
        Ok(self.store.staff_list(page).await?)
    }

    /// Takes somebody off the staff.
    ///
    /// # Errors
    /// [`Error::NotFound`], the last operator, or a fault of ours.
    pub async fn remove_staff(&self, by: &str, id: &str) -> Result<(), Error> {
        let known = StaffId::parse(id).map_err(|_| not_found("member of the staff", id))?;
        let removed = self.store.staff_delete(&known, &self.stamp(by)?).await;
        removed.map_err(|error| missing(error, "member of the staff", id))
    }

    /// What was done on the platform, newest first.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn market_audit(&self, page: Page) -> Result<Vec<AuditEntry>, Error> {
        Ok(self.store.market_audit_list(page).await?)
    }
}

/// What has ended already was a mistake.
fn check_expiry(expires_at_ms: Option<u64>, now_ms: u64) -> Result<(), Error> {
    match expires_at_ms {
        Some(at_ms) if at_ms <= now_ms => Err(Error::Invalid {
            field: "expires_at".to_owned(),
            message: "has passed; take a later date, or leave it out".to_owned(),
            limit: None,
        }),
        Some(_) | None => Ok(()),
    }
}

fn not_found(noun: &'static str, id: &str) -> Error {
    Error::NotFound {
        noun,
        id: id.chars().take(64).collect(),
    }
}

fn missing(error: store::Error, noun: &'static str, id: &str) -> Error {
    match error {
        store::Error::NotFound { .. } => not_found(noun, id),
        other => other.into(),
    }
}
