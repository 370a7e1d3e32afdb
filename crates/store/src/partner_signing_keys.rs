//! Public keys that members of partners sign packages with.

use market::{MarketLimits, MemberId, PartnerId, PartnerSigningKey, SigningKeyId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use crate::audit::append;
use crate::data_keys::TenantKeys;
use crate::partner_members::member_of;
use crate::registered::{held, insert, sound, write};
use crate::row::column_ms;
use crate::{Error, Noun, Page, Stamp, Store};

row! { "partner_signing_keys" {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    partner: String,
    member: String,
    public_key: String,
    revoked_at: Option<i64>,
    body: String,
    vouched: Vec<u8>,
    created_at: i64,
} }

registered! { PartnerSigningKey: PartnerSigningKey {
    partner: |key: &PartnerSigningKey| key.partner.as_str().to_owned(),
    member: |key: &PartnerSigningKey| key.member.as_str().to_owned(),
    public_key: |key: &PartnerSigningKey| key.public_key.to_string(),
    revoked_at: |key: &PartnerSigningKey| key.revoked_at_ms.map(column_ms),
} }

const NOUN: Noun = Noun::PartnerSigningKey;

impl Store {
    /// Registers a public key, which nobody else has registered. At the limit a revoked one makes room; it is refused when
    /// none was revoked.
    pub async fn partner_signing_key_create(
        &self,
        key: &PartnerSigningKey,
        stamp: &Stamp,
    ) -> Result<(), Error> {
        key.validate()?;
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        member_of(&transaction, &keys, &key.partner, &key.member).await?;
        make_room(&transaction, &key.partner).await?;
        insert(&transaction, &keys, key).await?;
        append(
            &transaction,
            &stamp.entry_for("Register a signing key", key.id.as_str()),
        )
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The key of that id.
    pub async fn partner_signing_key_find(
        &self,
        id: &SigningKeyId,
    ) -> Result<Option<PartnerSigningKey>, Error> {
        self.registered(id.as_str()).await
    }

    /// The keys of a partner, oldest first.
    pub async fn partner_signing_keys_list(
        &self,
        partner: &PartnerId,
        page: Page,
    ) -> Result<Vec<PartnerSigningKey>, Error> {
        self.registered_page(of_partner(partner), page).await
    }

    /// Ends a key of a partner; one that has ended stays as it is.
    pub async fn partner_signing_key_revoke(
        &self,
        partner: &PartnerId,
        id: &SigningKeyId,
        stamp: &Stamp,
    ) -> Result<PartnerSigningKey, Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let mut key = signing_key_of(&transaction, &keys, partner, id).await?;
        if key.revoked_at_ms.is_none() {
            key.revoked_at_ms = Some(stamp.at_ms);
            write(&transaction, &keys, &key).await?;
            append(
                &transaction,
                &stamp.entry_for("Revoke a signing key", id.as_str()),
            )
            .await?;
            transaction.commit().await?;
        }
        Ok(key)
    }
}

/// A key, if of this partner.
pub(crate) async fn signing_key_of(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    partner: &PartnerId,
    id: &SigningKeyId,
) -> Result<PartnerSigningKey, Error> {
    let key: PartnerSigningKey = held(connection, keys, id.as_str()).await?;
    if key.partner == *partner {
        return Ok(key);
    }
    Err(Error::NotFound { noun: NOUN })
}

/// Ends every key of a member.
pub(crate) async fn end_signing_keys(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    member: &MemberId,
    now_ms: u64,
) -> Result<(), Error> {
    let of_member = row::Entity::find().filter(row::Column::Member.eq(member.as_str()));
    let of_member: Vec<PartnerSigningKey> = sound(connection, keys, of_member).await?;
    for mut key in of_member {
        if key.revoked_at_ms.is_none() {
            key.revoked_at_ms = Some(now_ms);
            write(connection, keys, &key).await?;
        }
    }
    Ok(())
}

/// Deletes the key that was revoked first when the partner has as many as it may.
async fn make_room(connection: &impl ConnectionTrait, partner: &PartnerId) -> Result<(), Error> {
    let limit = MarketLimits::DEFAULT.signing_keys;
    if of_partner(partner).count(connection).await? < limit as u64 {
        return Ok(());
    }
    let revoked: Option<String> = of_partner(partner)
        .select_only()
        .column(row::Column::Id)
        .filter(row::Column::RevokedAt.is_not_null())
        .order_by_asc(row::Column::RevokedAt)
        .into_tuple()
        .one(connection)
        .await?;
    let revoked = revoked.ok_or(Error::TooMany { noun: NOUN, limit })?;
    row::Entity::delete_by_id(revoked).exec(connection).await?;
    Ok(())
}

fn of_partner(partner: &PartnerId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::Partner.eq(partner.as_str()))
}
