//! Logins on their way, each bound to one browser and gone after one hour.

use account::{Session, Stage, TransactionId};
use oauth::AuthorizeRequest;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use tenant::{SessionId, TenantId};

use crate::data_keys::TenantKeys;
use crate::error::exists;
use crate::row::column_ms;
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
    expires_at: i64,
} }

const NOUN: Noun = Noun::LoginTransaction;

impl Store {
    /// Keeps a login that begins.
    pub async fn login_begin(&self, login: &LoginTransaction) -> Result<(), Error> {
        let keys = self.keys(&login.tenant).await?;
        insert_login(self.writer(), &keys, login).await
    }

    /// The login of that id; whether it is this browser's is [`account::LoginTransaction::belongs_to`].
    pub async fn login_find(
        &self,
        tenant: &TenantId,
        id: &TransactionId,
        now_ms: u64,
    ) -> Result<Option<LoginTransaction>, Error> {
        let keys = self.keys(tenant).await?;
        let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
        let row = row::Entity::find_by_id(key).one(&self.reader).await?;
        let login: Option<LoginTransaction> = row
            .map(|row| keys.open_value(NOUN, &row.id, &row.sealed))
            .transpose()?;
        Ok(login.filter(|login| now_ms < login.expires_at_ms))
    }

    /// Somebody proved who they are: their session begins, or goes on under a new cookie, and the login
    /// moves on. `replaced` is the browser's former session of somebody else. A login that has moved on
    /// already is `Gone`.
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
        let row = row.ok_or(Error::Gone { noun: NOUN })?;
        let mut login: LoginTransaction = keys.open_value(NOUN, &row.id, &row.sealed)?;
        if login.stage != Stage::Started || now_ms >= login.expires_at_ms {
            return Err(Error::Gone { noun: NOUN });
        }
        login.stage = Stage::Authenticated {
            session: session.id.clone(),
        };
        if let Some(replaced) = replaced {
            delete_session(&transaction, &session.tenant, replaced).await?;
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

/// Keeps a login inside the caller's transaction.
pub(crate) async fn insert_login(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    login: &LoginTransaction,
) -> Result<(), Error> {
    let row = row::ActiveModel {
        tenant: Set(login.tenant.as_str().to_owned()),
        id: Set(login.id.as_str().to_owned()),
        sealed: Set(keys.seal_value(NOUN, login.id.as_str(), login)?),
        expires_at: Set(column_ms(login.expires_at_ms)),
    };
    row::Entity::insert(row)
        .exec_without_returning(connection)
        .await
        .map_err(exists(NOUN))?;
    Ok(())
}

/// Uses a login up: it is answered once.
pub(crate) async fn take_login(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    id: &TransactionId,
) -> Result<(), Error> {
    let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
    match row::Entity::delete_by_id(key)
        .exec(connection)
        .await?
        .rows_affected
    {
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
    row.map(drop).ok_or(Error::Gone { noun: NOUN })
}

purge_by!(purge_logins, ExpiresAt, Id);
