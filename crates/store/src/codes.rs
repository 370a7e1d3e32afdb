//! Authorization codes: taken once, and what a replay revokes (RFC 6749 section 4.1.2, RFC 9700 section 4.5).

use oauth::AuthorizationCode;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
};
use tenant::{SecretHash, TenantId};

use crate::access_tokens::{IssuedToken, delete_token, insert_token};
use crate::data_keys::TenantKeys;
use crate::error::exists;
use crate::row::column_ms;
use crate::{Error, Noun, Store};

row! { "authorization_codes" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    hash: String,
    sealed: Vec<u8>,
    redeemed_at: Option<i64>,
    access_token_hash: Option<String>,
    kept_until: i64,
} }

const NOUN: Noun = Noun::AuthorizationCode;

/// What a code is at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeState {
    /// Not redeemed yet; whether it may be is [`oauth::check_code`].
    Fresh(Box<AuthorizationCode>),
    /// Redeemed before: this is a replay.
    Redeemed(Box<AuthorizationCode>),
}

/// What came of redeeming a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redeemed {
    /// It was the first time: the tokens may go out.
    First,
    /// It was not: the tokens must not go out, and those of the first time are revoked.
    Replayed,
}

impl Store {
    /// Reads a code. The caller checks and signs, then redeems: only then is it used up.
    pub async fn code_find(
        &self,
        tenant: &TenantId,
        hash: &SecretHash,
    ) -> Result<Option<CodeState>, Error> {
        let key = (tenant.as_str().to_owned(), hash.as_str().to_owned());
        let Some(row) = row::Entity::find_by_id(key).one(&self.reader).await? else {
            return Ok(None);
        };
        let code = Box::new(
            self.keys(tenant)
                .await?
                .open_value(NOUN, &row.hash, &row.sealed)?,
        );
        Ok(Some(if row.redeemed_at.is_some() {
            CodeState::Redeemed(code)
        } else {
            CodeState::Fresh(code)
        }))
    }

    /// Uses a code up and keeps the access token issued for it, in one transaction: of two that redeem
    /// at once one is first, and the other revokes.
    pub async fn code_redeem(
        &self,
        tenant: &TenantId,
        hash: &SecretHash,
        token: &IssuedToken,
        now_ms: u64,
    ) -> Result<Redeemed, Error> {
        let keys = self.keys(tenant).await?;
        let transaction = self.begin().await?;
        // Kept as long as its token may live, so that a late replay still revokes.
        let taken = row::Entity::update_many()
            .col_expr(row::Column::RedeemedAt, Some(column_ms(now_ms)).into())
            .col_expr(
                row::Column::AccessTokenHash,
                Some(token.hash.as_str().to_owned()).into(),
            )
            .col_expr(
                row::Column::KeptUntil,
                column_ms(token.expires_at_ms).into(),
            )
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::Hash.eq(hash.as_str()))
            .filter(row::Column::RedeemedAt.is_null())
            .exec(&transaction)
            .await?;
        let redeemed = if taken.rows_affected == 1 {
            insert_token(&transaction, &keys, token).await?;
            Redeemed::First
        } else {
            revoke(&transaction, tenant, hash).await?;
            Redeemed::Replayed
        };
        transaction.commit().await?;
        Ok(redeemed)
    }

    /// Revokes what a replayed code was redeemed for.
    pub async fn code_revoke_replayed(
        &self,
        tenant: &TenantId,
        hash: &SecretHash,
    ) -> Result<(), Error> {
        let transaction = self.begin().await?;
        revoke(&transaction, tenant, hash).await?;
        transaction.commit().await?;
        Ok(())
    }
}

async fn revoke(
    transaction: &DatabaseTransaction,
    tenant: &TenantId,
    hash: &SecretHash,
) -> Result<(), Error> {
    let key = (tenant.as_str().to_owned(), hash.as_str().to_owned());
    let row = row::Entity::find_by_id(key)
        .lock_exclusive()
        .one(transaction)
        .await?;
    match row.and_then(|row| row.access_token_hash) {
        Some(token) => delete_token(transaction, tenant, &token).await,
        None => Ok(()),
    }
}

/// Keeps a code inside the caller's transaction.
pub(crate) async fn insert_code(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    hash: &SecretHash,
    code: &AuthorizationCode,
) -> Result<(), Error> {
    let row = row::ActiveModel {
        tenant: Set(code.tenant.as_str().to_owned()),
        hash: Set(hash.as_str().to_owned()),
        sealed: Set(keys.seal_value(NOUN, hash.as_str(), code)?),
        redeemed_at: Set(None),
        access_token_hash: Set(None),
        kept_until: Set(column_ms(code.expires_at_ms)),
    };
    row::Entity::insert(row)
        .exec_without_returning(connection)
        .await
        .map_err(exists(NOUN))?;
    Ok(())
}

purge_by!(purge_codes, KeptUntil, Hash);
