//! Bearer keys of partners, found by their hash alone.

use market::{MarketLimits, Member, MemberId, Partner, PartnerId, PartnerKey, PartnerKeyId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use tenant::SecretHash;

use crate::audit::append;
use crate::data_keys::TenantKeys;
use crate::partner_members::member_of;
use crate::registered::{held, insert, open, sound, write};
use crate::row::column_ms;
use crate::{Error, Noun, Page, Stamp, Store};

row! { "partner_keys" {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    partner: String,
    member: String,
    hash: String,
    /// When it ends or ended.
    ends_at: Option<i64>,
    body: String,
    vouched: Vec<u8>,
    created_at: i64,
} }

registered! { PartnerKey: PartnerKey {
    partner: |key: &PartnerKey| key.partner.as_str().to_owned(),
    member: |key: &PartnerKey| key.member.as_str().to_owned(),
    hash: |key: &PartnerKey| key.hash.as_str().to_owned(),
    ends_at: |key: &PartnerKey| key.revoked_at_ms.or(key.expires_at_ms).map(column_ms),
} }

impl Store {
    /// Adds a key. At the limit one that ended makes room; it is refused when none has.
    pub async fn partner_key_create(&self, key: &PartnerKey, stamp: &Stamp) -> Result<(), Error> {
        key.validate()?;
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        member_of(&transaction, &keys, &key.partner, &key.member).await?;
        make_room(&transaction, &key.partner, stamp.at_ms).await?;
        insert(&transaction, &keys, key).await?;
        append(
            &transaction,
            &stamp.entry_for("Make a partner key", key.id.as_str()),
        )
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The key of that hash with its member and partner; whether it still opens anything is the caller's to ask.
    pub async fn partner_key_find(
        &self,
        hash: &SecretHash,
    ) -> Result<Option<(PartnerKey, Member, Partner)>, Error> {
        let of_hash = row::Entity::find().filter(row::Column::Hash.eq(hash.as_str()));
        let Some(row) = of_hash.one(&self.reader).await? else {
            return Ok(None);
        };
        let keys = self.platform_keys().await?;
        let key: PartnerKey = open(&keys, &row)?;
        if key.hash != *hash {
            // Somebody gave the row another key.
            return Err(Error::Altered {
                noun: Noun::PartnerKey,
                id: row.id,
            });
        }
        let member: Option<Member> = self.registered(key.member.as_str()).await?;
        let partner: Option<Partner> = self.registered(key.partner.as_str()).await?;
        let found = member.zip(partner);
        Ok(found.map(|(member, partner)| (key, member, partner)))
    }

    /// The keys of a partner, oldest first.
    pub async fn partner_keys_list(
        &self,
        partner: &PartnerId,
        page: Page,
    ) -> Result<Vec<PartnerKey>, Error> {
        self.registered_page(of_partner(partner), page).await
    }

    /// Ends a key of a partner; one that has ended stays as it is.
    pub async fn partner_key_revoke(
        &self,
        partner: &PartnerId,
        id: &PartnerKeyId,
        stamp: &Stamp,
    ) -> Result<PartnerKey, Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let mut key: PartnerKey = held(&transaction, &keys, id.as_str()).await?;
        if key.partner != *partner {
            return Err(Error::NotFound {
                noun: Noun::PartnerKey,
            });
        }
        if key.revoked_at_ms.is_none() {
            key.revoked_at_ms = Some(stamp.at_ms);
            write(&transaction, &keys, &key).await?;
            append(
                &transaction,
                &stamp.entry_for("Revoke a partner key", id.as_str()),
            )
            .await?;
            transaction.commit().await?;
        }
        Ok(key)
    }
}

/// Ends every key of a member.
pub(crate) async fn end_keys(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    member: &MemberId,
    now_ms: u64,
) -> Result<(), Error> {
    let of_member = row::Entity::find().filter(row::Column::Member.eq(member.as_str()));
    let of_member: Vec<PartnerKey> = sound(connection, keys, of_member).await?;
    for mut key in of_member {
        if key.revoked_at_ms.is_none() {
            key.revoked_at_ms = Some(now_ms);
            write(connection, keys, &key).await?;
        }
    }
    Ok(())
}

/// Deletes the key that ended first when the partner has as many as it may.
async fn make_room(
    connection: &impl ConnectionTrait,
    partner: &PartnerId,
    now_ms: u64,
) -> Result<(), Error> {
    let limit = MarketLimits::DEFAULT.keys;
    if of_partner(partner).count(connection).await? < limit as u64 {
        return Ok(());
    }
    let ended: Option<String> = of_partner(partner)
        .select_only()
        .column(row::Column::Id)
        .filter(row::Column::EndsAt.lte(column_ms(now_ms)))
        .order_by_asc(row::Column::EndsAt)
        .into_tuple()
        .one(connection)
        .await?;
    let Some(ended) = ended else {
        return Err(Error::TooMany {
            noun: Noun::PartnerKey,
            limit,
        });
    };
    row::Entity::delete_by_id(ended).exec(connection).await?;
    Ok(())
}

fn of_partner(partner: &PartnerId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::Partner.eq(partner.as_str()))
}
