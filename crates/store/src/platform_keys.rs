//! The platform's own Ed25519 keys, which countersign releases: one signs, all verify for ever.

use market::{MarketLimits, PlatformKeyId, PublicKey};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::audit::append;
use crate::data_keys::TenantKeys;
use crate::error::exists;
use crate::row::{column_ms, from_column_ms, room};
use crate::{Error, Noun, PrivateKey, Stamp, Store};

row! { "platform_keys" {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    public_key: String,
    /// 1 for the one that signs.
    signs: i32,
    sealed: Vec<u8>,
    created_at: i64,
} }

const NOUN: Noun = Noun::PlatformKey;

/// A key of the platform.
#[derive(Debug, Clone)]
pub struct PlatformKey {
    /// Its id in countersignatures.
    pub id: PlatformKeyId,
    /// The public half.
    pub public_key: PublicKey,
    /// The private half.
    pub private: PrivateKey,
    /// When it was made, unix ms.
    pub created_at_ms: u64,
}

impl Store {
    /// The key that countersigns, once there is one.
    pub async fn platform_key_current(&self) -> Result<Option<PlatformKey>, Error> {
        let signing = row::Entity::find().filter(row::Column::Signs.eq(1));
        let Some(row) = signing.one(&self.reader).await? else {
            return Ok(None);
        };
        open(&*self.platform_keys().await?, row).map(Some)
    }

    /// The public half of one key, for those who verify.
    pub async fn platform_public_key(&self, id: &PlatformKeyId) -> Result<PublicKey, Error> {
        public_key_of(&self.reader, &*self.platform_keys().await?, id).await
    }

    /// Every key, oldest first, for those who verify.
    pub async fn platform_keys_list(&self) -> Result<Vec<PlatformKey>, Error> {
        let keys = self.platform_keys().await?;
        let rows = row::Entity::find()
            .order_by_asc(row::Column::CreatedAt)
            .order_by_asc(row::Column::Id)
            .all(&self.reader)
            .await?;
        rows.into_iter().map(|row| open(&keys, row)).collect()
    }

    /// Makes the first key sign; `AlreadyExists` when there is one.
    pub async fn platform_key_begin(&self, key: &PlatformKey, stamp: &Stamp) -> Result<(), Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        if row::Entity::find().one(&transaction).await?.is_some() {
            return Err(Error::AlreadyExists { noun: NOUN });
        }
        insert(&transaction, &keys, key).await?;
        append(
            &transaction,
            &stamp.entry_for("Make the platform's key", key.id.as_str()),
        )
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Makes another key sign; those before it verify on.
    pub async fn platform_key_rotate(&self, key: &PlatformKey, stamp: &Stamp) -> Result<(), Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let limit = MarketLimits::DEFAULT.platform_keys;
        room(NOUN, row::Entity::find(), limit, &transaction).await?;
        row::Entity::update_many()
            .col_expr(row::Column::Signs, 0.into())
            .filter(row::Column::Signs.eq(1))
            .exec(&transaction)
            .await?;
        insert(&transaction, &keys, key).await?;
        append(
            &transaction,
            &stamp.entry_for("Rotate the platform's key", key.id.as_str()),
        )
        .await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// The public half of a key, inside the caller's transaction.
pub(crate) async fn public_key_of(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    id: &PlatformKeyId,
) -> Result<PublicKey, Error> {
    let row = row::Entity::find_by_id(id.as_str().to_owned())
        .one(connection)
        .await?;
    let row = row.ok_or(Error::NotFound { noun: NOUN })?;
    Ok(open(keys, row)?.public_key)
}

async fn insert(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    key: &PlatformKey,
) -> Result<(), Error> {
    let public_key = key.public_key.to_string();
    let row = row::ActiveModel {
        id: Set(key.id.as_str().to_owned()),
        sealed: Set(keys.seal(
            NOUN,
            &name(key.id.as_str(), &public_key),
            key.private.expose(),
        )?),
        public_key: Set(public_key),
        signs: Set(1),
        created_at: Set(column_ms(key.created_at_ms)),
    };
    row::Entity::insert(row)
        .exec_without_returning(connection)
        .await
        .map_err(exists(NOUN))?;
    Ok(())
}

fn open(keys: &TenantKeys, row: row::Model) -> Result<PlatformKey, Error> {
    let altered = |_| Error::Altered {
        noun: NOUN,
        id: row.id.clone(),
    };
    let private = keys
        .open(NOUN, &name(&row.id, &row.public_key), &row.sealed)
        .map_err(altered)?;
    Ok(PlatformKey {
        public_key: PublicKey::parse(&row.public_key)?,
        private: PrivateKey::new(private.to_vec()),
        created_at_ms: from_column_ms(row.created_at),
        id: PlatformKeyId::new(row.id),
    })
}

/// The private half is sealed under both: who can write rows cannot put another public key in its place.
fn name(id: &str, public_key: &str) -> String {
    [id, public_key].join("/")
}
