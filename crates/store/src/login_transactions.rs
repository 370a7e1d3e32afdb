//! Logins on their way, each bound to one browser and gone after one hour.

use account::{ANSWERED_LOGIN_MS, Blocked, OPEN_LOGINS, RateKey, Session, TransactionId};
use oauth::AuthorizeRequest;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use tenant::{SessionId, TenantId};

use crate::data_keys::TenantKeys;
use crate::error::exists;
use crate::row::{column_ms, from_column_ms};
use crate::sessions::{delete_session, put_session};
use crate::{Error, Noun, Store};

/// A login on its way with the request it answers.
pub type LoginTransaction = account::LoginTransaction<AuthorizeRequest>;

row! { "login_transactions" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    sealed: Vec<u8>,
    origin: Option<String>,
    answered_at: Option<i64>,
    expires_at: i64,
} }

const NOUN: Noun = Noun::LoginTransaction;

impl Store {
    /// Keeps a login that begins. Nobody has proved anything yet, so `origin` may have [`OPEN_LOGINS`] on their way.
    pub async fn login_begin(
        &self,
        login: &LoginTransaction,
        origin: &RateKey,
    ) -> Result<(), Error> {
        let keys = self.keys(&login.tenant).await?;
        let transaction = self.begin().await?;
        room_for_login(&transaction, origin, login.created_at_ms).await?;
        insert_login(&transaction, &keys, login, Some(origin)).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Keeps a login whose user has just proved who they are in one that was answered.
    pub async fn login_begin_again(&self, login: &LoginTransaction) -> Result<(), Error> {
        let keys = self.keys(&login.tenant).await?;
        insert_login(self.writer(), &keys, login, None).await
    }

    /// The login of that id that waits for its answer; whether it is this browser's is
    /// [`account::LoginTransaction::belongs_to`].
    pub async fn login_find(
        &self,
        tenant: &TenantId,
        id: &TransactionId,
        now_ms: u64,
    ) -> Result<Option<LoginTransaction>, Error> {
        let row = self.login_row(tenant, id).await?;
        let row = row.filter(|row| row.answered_at.is_none());
        self.open_login(tenant, row, now_ms).await
    }

    /// The login of that id that was answered a short while ago. It is never answered again; its request is told.
    pub async fn login_find_answered(
        &self,
        tenant: &TenantId,
        id: &TransactionId,
        now_ms: u64,
    ) -> Result<Option<LoginTransaction>, Error> {
        let row = self.login_row(tenant, id).await?;
        let row =
            row.filter(|row| row.answered_at.is_some() && now_ms < from_column_ms(row.expires_at));
        self.open_login(tenant, row, now_ms).await
    }

    async fn login_row(
        &self,
        tenant: &TenantId,
        id: &TransactionId,
    ) -> Result<Option<row::Model>, Error> {
        let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
        Ok(row::Entity::find_by_id(key).one(&self.reader).await?)
    }

    async fn open_login(
        &self,
        tenant: &TenantId,
        row: Option<row::Model>,
        now_ms: u64,
    ) -> Result<Option<LoginTransaction>, Error> {
        let keys = self.keys(tenant).await?;
        let login: Option<LoginTransaction> = row
            .map(|row| keys.open_value(NOUN, &row.id, &row.sealed))
            .transpose()?;
        Ok(login.filter(|login| now_ms < login.expires_at_ms))
    }

    /// Somebody proved who they are: their session begins, or goes on under a new cookie, and the login
    /// moves on. `replaced` is the browser's former session of somebody else. A passage that was cut after this
    /// comes here again, and the session it left behind ends. A login that was answered is `Gone`.
    pub async fn login_authenticated(
        &self,
        id: &TransactionId,
        session: &Session,
        replaced: Option<&SessionId>,
        now_ms: u64,
    ) -> Result<(), Error> {
        let keys = self.keys(&session.tenant).await?;
        let transaction = self.begin().await?;
        let key = (session.tenant.as_str().to_owned(), id.as_str().to_owned());
        let row = row::Entity::find_by_id(key.clone())
            .lock_exclusive()
            .one(&transaction)
            .await?;
        let row = row.filter(|row| row.answered_at.is_none());
        let row = row.ok_or(Error::Gone { noun: NOUN })?;
        let mut login: LoginTransaction = keys.open_value(NOUN, &row.id, &row.sealed)?;
        if now_ms >= login.expires_at_ms {
            return Err(Error::Gone { noun: NOUN });
        }
        let left_behind = login.authenticate(&session.id);
        for ended in left_behind.iter().chain(replaced) {
            delete_session(&transaction, &session.tenant, ended).await?;
        }
        put_session(&transaction, session).await?;
        row::Entity::update_many()
            .col_expr(
                row::Column::Sealed,
                keys.seal_value(NOUN, id.as_str(), &login)?.into(),
            )
            .filter(row::Column::Tenant.eq(key.0))
            .filter(row::Column::Id.eq(key.1))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Refuses one more from an origin that has as many on their way as it may.
async fn room_for_login(
    connection: &impl ConnectionTrait,
    origin: &RateKey,
    now_ms: u64,
) -> Result<(), Error> {
    let open = row::Entity::find()
        .filter(row::Column::Origin.eq(origin.as_str()))
        .filter(row::Column::ExpiresAt.gt(column_ms(now_ms)));
    if open.clone().count(connection).await? < OPEN_LOGINS {
        return Ok(());
    }
    let first = open
        .order_by_asc(row::Column::ExpiresAt)
        .one(connection)
        .await?;
    let ends_ms = first.map_or(now_ms, |row| from_column_ms(row.expires_at));
    Err(Error::TooManyLogins {
        limit: OPEN_LOGINS,
        blocked: Blocked {
            retry_after_ms: ends_ms.saturating_sub(now_ms),
        },
    })
}

/// Keeps a login inside the caller's transaction; without an origin when its user is known already.
pub(crate) async fn insert_login(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    login: &LoginTransaction,
    origin: Option<&RateKey>,
) -> Result<(), Error> {
    let row = row::ActiveModel {
        tenant: Set(login.tenant.as_str().to_owned()),
        id: Set(login.id.as_str().to_owned()),
        sealed: Set(keys.seal_value(NOUN, login.id.as_str(), login)?),
        origin: Set(origin.map(|origin| origin.as_str().to_owned())),
        answered_at: Set(None),
        expires_at: Set(column_ms(login.expires_at_ms)),
    };
    row::Entity::insert(row)
        .exec_without_returning(connection)
        .await
        .map_err(exists(NOUN))?;
    Ok(())
}

/// Uses a login up: of all that would answer it one does. Its request is kept a short while, and its origin has a place
/// more.
pub(crate) async fn take_login(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    id: &TransactionId,
    now_ms: u64,
) -> Result<(), Error> {
    let kept_until = column_ms(now_ms.saturating_add(ANSWERED_LOGIN_MS));
    let taken = row::Entity::update_many()
        .col_expr(row::Column::AnsweredAt, Some(column_ms(now_ms)).into())
        .col_expr(row::Column::ExpiresAt, kept_until.into())
        .col_expr(row::Column::Origin, None::<String>.into())
        .filter(row::Column::Tenant.eq(tenant.as_str()))
        .filter(row::Column::Id.eq(id.as_str()))
        .filter(row::Column::AnsweredAt.is_null())
        .exec(connection)
        .await?;
    match taken.rows_affected {
        0 => Err(Error::Gone { noun: NOUN }),
        _ => Ok(()),
    }
}

/// That a login is still on its way.
pub(crate) async fn require_login(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    id: &TransactionId,
) -> Result<(), Error> {
    let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
    let row = row::Entity::find_by_id(key).one(connection).await?;
    row.filter(|row| row.answered_at.is_none())
        .map(drop)
        .ok_or(Error::Gone { noun: NOUN })
}

purge_by!(purge_logins, ExpiresAt, Id);
