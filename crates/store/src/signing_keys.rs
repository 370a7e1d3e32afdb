//! Signing keys: one signs, the next is published before it does, the previous verifies on.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use tenant::{LONGEST_TOKEN_S, TenantId, TenantLimits};
use zeroize::Zeroizing;

use crate::audit::append;
use crate::data_keys::TenantKeys;
use crate::error::exists;
use crate::row::{column_ms, decode, encode, from_column_ms, room};
use crate::{AuditEntry, Error, Noun, Store};

row! { "signing_keys" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    kid: String,
    state: String,
    sealed: Vec<u8>,
    public_jwk: String,
    created_at: i64,
    verifies_until: Option<i64>,
} }

const NOUN: Noun = Noun::SigningKey;

/// How long a key verifies after its last use, in ms.
const VERIFIES_MS: u64 = LONGEST_TOKEN_S * 1_000;

/// What a key is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyState {
    /// Published, will sign after the next rotation.
    Next,
    /// Signs.
    Current,
    /// Verifies what it signed.
    Previous,
}

impl KeyState {
    fn as_str(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Current => "current",
            Self::Previous => "previous",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Next, Self::Current, Self::Previous]
            .into_iter()
            .find(|state| state.as_str() == text)
    }
}

/// A private key in PKCS#8 form. `Debug` does not show it; its memory is wiped on drop.
#[derive(Clone)]
pub struct PrivateKey(Zeroizing<Vec<u8>>);

impl PrivateKey {
    /// Takes PKCS#8 bytes over.
    #[must_use]
    pub fn new(pkcs8: Vec<u8>) -> Self {
        Self(Zeroizing::new(pkcs8))
    }

    /// The PKCS#8 bytes, for the signer.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PrivateKey(..)")
    }
}

/// A tenant's key pair.
#[derive(Debug, Clone)]
pub struct SigningKey {
    /// The tenant.
    pub tenant: TenantId,
    /// Its id in token headers and the JWKS.
    pub kid: String,
    /// What it is used for.
    pub state: KeyState,
    /// The private half.
    pub private: PrivateKey,
    /// The public half as a JWK, as the JWKS shows it.
    pub public_jwk: Value,
    /// When it was made, unix ms.
    pub created_at_ms: u64,
}

impl Store {
    /// The keys of a tenant, newest first.
    pub async fn signing_keys_list(&self, tenant: &TenantId) -> Result<Vec<SigningKey>, Error> {
        let keys = self.keys(tenant).await?;
        let rows = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .order_by_desc(row::Column::CreatedAt)
            .order_by_asc(row::Column::Kid)
            .all(&self.reader)
            .await?;
        rows.into_iter().map(|row| open(&keys, row)).collect()
    }

    /// Gives a tenant its first keys, one that signs and the next; `AlreadyExists` when it has some.
    pub async fn signing_keys_begin(
        &self,
        current: &SigningKey,
        next: &SigningKey,
    ) -> Result<(), Error> {
        let keys = self.keys(&current.tenant).await?;
        let transaction = self.begin().await?;
        let known = row::Entity::find()
            .filter(row::Column::Tenant.eq(current.tenant.as_str()))
            .one(&transaction)
            .await?;
        if known.is_some() {
            return Err(Error::AlreadyExists { noun: NOUN });
        }
        insert(&transaction, &keys, current, KeyState::Current).await?;
        insert(&transaction, &keys, next, KeyState::Next).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Rotates when `next` is made: it is published, the one published before signs, and the one that signed
    /// verifies on until the last token it can have signed has ended. Then it goes. A key that has been published for
    /// less than `known_ms` does not sign yet: `TooYoung`.
    pub async fn signing_keys_rotate(
        &self,
        next: &SigningKey,
        known_ms: u64,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        let tenant = &next.tenant;
        let keys = self.keys(tenant).await?;
        let transaction = self.begin().await?;
        check_known(&transaction, next, known_ms).await?;
        let of = |state: KeyState| {
            row::Entity::update_many()
                .filter(row::Column::Tenant.eq(tenant.as_str()))
                .filter(row::Column::State.eq(state.as_str()))
        };
        row::Entity::delete_many()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::VerifiesUntil.lte(column_ms(next.created_at_ms)))
            .exec(&transaction)
            .await?;
        let previous = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::State.eq(KeyState::Previous.as_str()));
        let limit = TenantLimits::DEFAULT.previous_signing_keys;
        room(NOUN, previous, limit, &transaction).await?;
        let verifies_until = next.created_at_ms.saturating_add(VERIFIES_MS);
        of(KeyState::Current)
            .col_expr(row::Column::State, KeyState::Previous.as_str().into())
            .col_expr(row::Column::VerifiesUntil, column_ms(verifies_until).into())
            .exec(&transaction)
            .await?;
        let promoted = of(KeyState::Next)
            .col_expr(row::Column::State, KeyState::Current.as_str().into())
            .exec(&transaction)
            .await?;
        if promoted.rows_affected != 1 {
            return Err(Error::NotFound { noun: NOUN });
        }
        insert(&transaction, &keys, next, KeyState::Next).await?;
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Withdraws a previous key at once, when somebody else may hold it: what it signed verifies no more.
    pub async fn signing_key_withdraw(
        &self,
        tenant: &TenantId,
        kid: &str,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        let transaction = self.begin().await?;
        let deleted = row::Entity::delete_many()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::Kid.eq(kid))
            .filter(row::Column::State.eq(KeyState::Previous.as_str()))
            .exec(&transaction)
            .await?;
        if deleted.rows_affected == 0 {
            return Err(Error::NotFound { noun: NOUN });
        }
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Refuses to let a key sign that others may not have seen.
async fn check_known(
    connection: &impl ConnectionTrait,
    now: &SigningKey,
    known_ms: u64,
) -> Result<(), Error> {
    let published = row::Entity::find()
        .filter(row::Column::Tenant.eq(now.tenant.as_str()))
        .filter(row::Column::State.eq(KeyState::Next.as_str()))
        .one(connection)
        .await?
        .ok_or(Error::NotFound { noun: NOUN })?;
    let known_at_ms = from_column_ms(published.created_at).saturating_add(known_ms);
    match known_at_ms.saturating_sub(now.created_at_ms) {
        0 => Ok(()),
        wait_ms => Err(Error::TooYoung {
            noun: NOUN,
            wait_s: wait_ms.div_ceil(1_000),
        }),
    }
}

purge_by!(purge_signing_keys, VerifiesUntil, Kid);

async fn insert(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    key: &SigningKey,
    state: KeyState,
) -> Result<(), Error> {
    let row = row::ActiveModel {
        tenant: Set(key.tenant.as_str().to_owned()),
        kid: Set(key.kid.clone()),
        state: Set(state.as_str().to_owned()),
        sealed: Set(keys.seal(NOUN, &key.kid, key.private.expose())?),
        public_jwk: Set(encode(NOUN, &key.public_jwk)?),
        created_at: Set(column_ms(key.created_at_ms)),
        verifies_until: Set(None),
    };
    row::Entity::insert(row)
        .exec_without_returning(connection)
        .await
        .map_err(exists(NOUN))?;
    Ok(())
}

fn open(keys: &TenantKeys, row: row::Model) -> Result<SigningKey, Error> {
    let private = keys.open(NOUN, &row.kid, &row.sealed)?;
    Ok(SigningKey {
        tenant: TenantId::new(row.tenant),
        state: KeyState::parse(&row.state).ok_or(Error::Unsealable { noun: NOUN })?,
        private: PrivateKey(private),
        public_jwk: decode(NOUN, &row.public_jwk)?,
        created_at_ms: from_column_ms(row.created_at),
        kid: row.kid,
    })
}
