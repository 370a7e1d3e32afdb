//! Making a partner and the platform's staff whose keys and tokens are given, not drawn: for the demo and for tests.

use bundle::Slug;
use market::Partner;
use store::Page;
use tenant::{Secret, SecretHash};

use crate::App;
use crate::error::Error;
use crate::partners::{NewMember, NewPartner, NewStaff};

/// How whoever seeds is named in the platform's audit log.
const BY: &str = "command line";

/// A partner to make, with a member and that member's key.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The partner; known by its slug.
    pub partner: NewPartner,
    /// The member; known by the address.
    pub member: NewMember,
    /// The text of the member's key.
    pub key: Secret,
}

impl App {
    /// Makes what does not exist yet of a partner, its member and the key. A key that was revoked stays so.
    ///
    /// # Errors
    /// A value that does not fit, or a fault of ours.
    pub async fn seed_account(&self, wanted: NewAccount) -> Result<(), Error> {
        let slug = slug(&wanted.partner.slug)?;
        let partner = match self.store.partner_find_by_slug(&slug).await? {
            Some(partner) => partner,
            None => self.create_partner(BY, wanted.partner).await?,
        };
        let hash = SecretHash::of(wanted.key.expose());
        if self.store.partner_key_find(&hash).await?.is_some() {
            return Ok(());
        }
        let members = self.members(&partner.id, Page::FIRST).await?;
        let known = members
            .into_iter()
            .find(|member| member.email.as_str() == wanted.member.email);
        let member = match known {
            Some(member) => member,
            None => self.add_member(BY, &partner.id, wanted.member).await?,
        };
        let named = ("demo".to_owned(), None);
        let kept = self
            .keep_partner_key(BY, &partner.id, member.id.as_str(), named, &wanted.key)
            .await;
        match kept {
            // It was the key of a member who was removed, and stays ended.
            Ok(_) | Err(Error::Store(store::Error::AlreadyExists { .. })) => Ok(()),
            Err(other) => Err(other),
        }
    }

    /// Adds somebody to the staff, unless the token is known. Who is there under another token gets this one.
    ///
    /// # Errors
    /// A value that does not fit, or a fault of ours.
    pub async fn seed_staff(&self, wanted: NewStaff, token: &Secret) -> Result<(), Error> {
        let hash = SecretHash::of(token.expose());
        if self.store.staff_find(&hash).await?.is_some() {
            return Ok(());
        }
        let staff = self.staff(Page::FIRST).await?;
        let known = staff
            .into_iter()
            .find(|one| one.email.as_str() == wanted.email);
        let Some(known) = known else {
            self.keep_staff(BY, wanted, token).await?;
            return Ok(());
        };
        let staff = self.new_staff(wanted, token)?;
        let stamp = self.stamp(BY)?;
        Ok(self.store.staff_replace(&known.id, &staff, &stamp).await?)
    }

    /// The partner of that slug.
    pub(super) async fn partner_of_slug(&self, text: &str) -> Result<Partner, Error> {
        let found = self.store.partner_find_by_slug(&slug(text)?).await?;
        found.ok_or_else(|| Error::NotFound {
            noun: "partner",
            id: text.to_owned(),
        })
    }
}

fn slug(text: &str) -> Result<Slug, Error> {
    Slug::parse(text).map_err(|error| Error::Invalid {
        field: "slug".to_owned(),
        message: error.to_string(),
        limit: None,
    })
}
