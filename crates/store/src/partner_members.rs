//! Members of partners.

use market::{MarketLimits, Member, MemberId, MemberRole, Partner, PartnerId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Select};

use crate::audit::append;
use crate::data_keys::TenantKeys;
use crate::registered::{held, insert, sound};
use crate::row::room;
use crate::{Error, Noun, Page, Stamp, Store, partner_keys, partner_signing_keys};

row! { "partner_members" {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    partner: String,
    email: String,
    body: String,
    vouched: Vec<u8>,
    created_at: i64,
} }

registered! { Member: Member {
    partner: |member: &Member| member.partner.as_str().to_owned(),
    email: |member: &Member| member.email.as_str().to_owned(),
} }

impl Store {
    /// Adds a member to a partner.
    pub async fn member_create(&self, member: &Member, stamp: &Stamp) -> Result<(), Error> {
        member.validate()?;
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        held::<Partner>(&transaction, &keys, member.partner.as_str()).await?;
        let limit = MarketLimits::DEFAULT.members;
        room(
            Noun::Member,
            of_partner(&member.partner),
            limit,
            &transaction,
        )
        .await?;
        insert(&transaction, &keys, member).await?;
        append(
            &transaction,
            &stamp.entry_for("Add a member", member.id.as_str()),
        )
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The member of that id.
    pub async fn member_find(&self, id: &MemberId) -> Result<Option<Member>, Error> {
        self.registered(id.as_str()).await
    }

    /// The members of a partner, oldest first.
    pub async fn members_list(
        &self,
        partner: &PartnerId,
        page: Page,
    ) -> Result<Vec<Member>, Error> {
        self.registered_page(of_partner(partner), page).await
    }

    /// Takes a member out of a partner that keeps an owner; the member's keys end with it.
    pub async fn member_delete(
        &self,
        partner: &PartnerId,
        id: &MemberId,
        stamp: &Stamp,
    ) -> Result<(), Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let member = member_of(&transaction, &keys, partner, id).await?;
        if member.role == MemberRole::Owner {
            let members: Vec<Member> = sound(&transaction, &keys, of_partner(partner)).await?;
            let mut others = members.iter().filter(|one| one.id != *id);
            if !others.any(|one| one.role == MemberRole::Owner) {
                return Err(market::Error::LastOfRole { role: "owner" }.into());
            }
        }
        partner_keys::end_keys(&transaction, &keys, id, stamp.at_ms).await?;
        partner_signing_keys::end_signing_keys(&transaction, &keys, id, stamp.at_ms).await?;
        row::Entity::delete_by_id(id.as_str().to_owned())
            .exec(&transaction)
            .await?;
        append(
            &transaction,
            &stamp.entry_for("Remove a member", id.as_str()),
        )
        .await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// A member, if of this partner.
pub(crate) async fn member_of(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    partner: &PartnerId,
    id: &MemberId,
) -> Result<Member, Error> {
    let member: Member = held(connection, keys, id.as_str()).await?;
    if member.partner == *partner {
        return Ok(member);
    }
    Err(Error::NotFound { noun: Noun::Member })
}

/// All members of a partner, inside the caller's transaction.
pub(crate) async fn members_of(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    partner: &PartnerId,
) -> Result<Vec<Member>, Error> {
    sound(connection, keys, of_partner(partner)).await
}

fn of_partner(partner: &PartnerId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::Partner.eq(partner.as_str()))
}
