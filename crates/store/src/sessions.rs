//! Sessions, found by the hash of their cookie.

use account::Session;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use tenant::{SecretHash, SessionId, TenantId, UserId};

use crate::row::{column_ms, decode, encode};
use crate::{Error, Noun, Store};

row! { "sessions" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    cookie_hash: String,
    user_id: String,
    body: String,
    ends_at: i64,
} }

const NOUN: Noun = Noun::Session;

impl Store {
    /// The live session of a cookie.
    pub async fn session_find(
        &self,
        tenant: &TenantId,
        cookie_hash: &SecretHash,
        now_ms: u64,
    ) -> Result<Option<Session>, Error> {
        let row = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::CookieHash.eq(cookie_hash.as_str()))
            .one(&self.reader)
            .await?;
        live(row, now_ms)
    }

    /// The live session of that id.
    pub async fn session_find_by_id(
        &self,
        tenant: &TenantId,
        id: &SessionId,
        now_ms: u64,
    ) -> Result<Option<Session>, Error> {
        let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
        live(
            row::Entity::find_by_id(key).one(&self.reader).await?,
            now_ms,
        )
    }

    /// Ends a session; one that is gone already is no error.
    pub async fn session_end(&self, tenant: &TenantId, id: &SessionId) -> Result<(), Error> {
        let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
        row::Entity::delete_by_id(key).exec(self.writer()).await?;
        Ok(())
    }

    /// Ends every session of a user; says how many.
    pub async fn sessions_end_of_user(
        &self,
        tenant: &TenantId,
        user_id: &UserId,
    ) -> Result<u64, Error> {
        let deleted = row::Entity::delete_many()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::UserId.eq(user_id.as_str()))
            .exec(self.writer())
            .await?;
        Ok(deleted.rows_affected)
    }
}

fn live(row: Option<row::Model>, now_ms: u64) -> Result<Option<Session>, Error> {
    let session: Option<Session> = row.map(|row| decode(NOUN, &row.body)).transpose()?;
    Ok(session.filter(|session| session.is_live(now_ms)))
}

/// Writes a session that begins or goes on under a new cookie.
pub(crate) async fn put_session(
    connection: &impl ConnectionTrait,
    session: &Session,
) -> Result<(), Error> {
    let row = row::ActiveModel {
        tenant: Set(session.tenant.as_str().to_owned()),
        id: Set(session.id.as_str().to_owned()),
        cookie_hash: Set(session.cookie_hash.as_str().to_owned()),
        user_id: Set(session.user_id.as_str().to_owned()),
        body: Set(encode(NOUN, session)?),
        ends_at: Set(column_ms(session.idle_expires_at_ms)),
    };
    let replace = OnConflict::columns([row::Column::Tenant, row::Column::Id])
        .update_columns([
            row::Column::CookieHash,
            row::Column::Body,
            row::Column::EndsAt,
        ])
        .to_owned();
    row::Entity::insert(row)
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Reads a live session inside a transaction that will write it back; an ended one is `Gone`.
pub(crate) async fn session_for_update(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    id: &SessionId,
    now_ms: u64,
) -> Result<Session, Error> {
    let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
    let row = row::Entity::find_by_id(key)
        .lock_exclusive()
        .one(connection)
        .await?;
    live(row, now_ms)?.ok_or(Error::Gone { noun: NOUN })
}

/// Ends a session inside a transaction.
pub(crate) async fn delete_session(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    id: &SessionId,
) -> Result<(), Error> {
    let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
    row::Entity::delete_by_id(key).exec(connection).await?;
    Ok(())
}

purge_by!(purge_sessions, EndsAt, Id);
