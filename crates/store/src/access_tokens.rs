//! Access tokens that open userinfo, opaque or signed: one works as long as its row stands.

use oauth::ScopeList;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tenant::{ClientId, SecretHash, SessionId, TenantId, UserId};

use crate::data_keys::TenantKeys;
use crate::error::exists;
use crate::row::column_ms;
use crate::{Error, Noun, Store};

row! { "access_tokens" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    hash: String,
    user_id: String,
    sealed: Vec<u8>,
    expires_at: i64,
} }

const NOUN: Noun = Noun::AccessToken;

/// What is known of a token issued for a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedToken {
    /// SHA-256 of the token.
    pub hash: SecretHash,
    /// The tenant.
    pub tenant: TenantId,
    /// Whom it is about.
    pub user_id: UserId,
    /// The client it was issued to.
    pub client_id: ClientId,
    /// The session it came from.
    pub session_id: SessionId,
    /// The scopes granted.
    pub scopes: ScopeList,
    /// The custom claims of the ID token issued with it, which userinfo repeats.
    pub id_token_claims: Map<String, Value>,
    /// When it ends, unix ms.
    pub expires_at_ms: u64,
}

impl Store {
    /// The token of that hash, unless it ended or was revoked.
    pub async fn access_token_find(
        &self,
        tenant: &TenantId,
        hash: &SecretHash,
        now_ms: u64,
    ) -> Result<Option<IssuedToken>, Error> {
        let key = (tenant.as_str().to_owned(), hash.as_str().to_owned());
        let Some(row) = row::Entity::find_by_id(key).one(&self.reader).await? else {
            return Ok(None);
        };
        let token: IssuedToken =
            self.keys(tenant)
                .await?
                .open_value(NOUN, &row.hash, &row.sealed)?;
        Ok((now_ms < token.expires_at_ms).then_some(token))
    }
}

/// Keeps a token inside the caller's transaction.
pub(crate) async fn insert_token(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    token: &IssuedToken,
) -> Result<(), Error> {
    let row = row::ActiveModel {
        tenant: Set(token.tenant.as_str().to_owned()),
        hash: Set(token.hash.as_str().to_owned()),
        user_id: Set(token.user_id.as_str().to_owned()),
        sealed: Set(keys.seal_value(NOUN, token.hash.as_str(), token)?),
        expires_at: Set(column_ms(token.expires_at_ms)),
    };
    row::Entity::insert(row)
        .exec_without_returning(connection)
        .await
        .map_err(exists(NOUN))?;
    Ok(())
}

/// Revokes a token inside the caller's transaction.
pub(crate) async fn delete_token(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    hash: &str,
) -> Result<(), Error> {
    row::Entity::delete_by_id((tenant.as_str().to_owned(), hash.to_owned()))
        .exec(connection)
        .await?;
    Ok(())
}

purge_by!(purge_tokens, ExpiresAt, Hash);
