//! Users with their password hashes.

use account::{Email, PasswordHash, User, UserState};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tenant::{ConnectionId, TenantId, UserId};

use crate::error::exists;
use crate::row::{column_ms, decode, encode};
use crate::{Error, Noun, Page, Store};

row! { "users" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    user_id: String,
    connection: String,
    email: String,
    password_hash: String,
    body: String,
    created_at: i64,
} }

const NOUN: Noun = Noun::User;

impl Store {
    /// Adds a user with a password; one user per address and connection.
    pub async fn user_create(
        &self,
        user: &User,
        password_hash: &PasswordHash,
    ) -> Result<(), Error> {
        let row = row::ActiveModel {
            tenant: Set(user.tenant.as_str().to_owned()),
            user_id: Set(user.user_id.as_str().to_owned()),
            connection: Set(user.connection.as_str().to_owned()),
            email: Set(user.email.as_str().to_owned()),
            password_hash: Set(password_hash.as_phc().to_owned()),
            body: Set(encode(NOUN, user)?),
            created_at: Set(column_ms(user.created_at_ms)),
        };
        row::Entity::insert(row)
            .exec_without_returning(self.writer())
            .await
            .map_err(exists(NOUN))?;
        Ok(())
    }

    /// The user of that id.
    pub async fn user_find(
        &self,
        tenant: &TenantId,
        user_id: &UserId,
    ) -> Result<Option<User>, Error> {
        let key = (tenant.as_str().to_owned(), user_id.as_str().to_owned());
        let row = row::Entity::find_by_id(key).one(&self.reader).await?;
        row.map(|row| decode(NOUN, &row.body)).transpose()
    }

    /// The user of that address, with the hash to verify.
    pub async fn user_find_by_email(
        &self,
        tenant: &TenantId,
        connection: &ConnectionId,
        email: &Email,
    ) -> Result<Option<(User, PasswordHash)>, Error> {
        let row = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::Connection.eq(connection.as_str()))
            .filter(row::Column::Email.eq(email.as_str()))
            .one(&self.reader)
            .await?;
        row.map(|row| {
            Ok((
                decode(NOUN, &row.body)?,
                PasswordHash::parse(&row.password_hash)?,
            ))
        })
        .transpose()
    }

    /// The users of a tenant, oldest first.
    pub async fn users_list(&self, tenant: &TenantId, page: Page) -> Result<Vec<User>, Error> {
        let rows = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .order_by_asc(row::Column::CreatedAt)
            .order_by_asc(row::Column::UserId)
            .limit(page.limit())
            .offset(page.offset())
            .all(&self.reader)
            .await?;
        rows.iter().map(|row| decode(NOUN, &row.body)).collect()
    }

    /// Replaces a password. `before` is the hash the caller read: a password changed meanwhile stays.
    pub async fn user_set_password(
        &self,
        tenant: &TenantId,
        user_id: &UserId,
        before: &PasswordHash,
        after: &PasswordHash,
        now_ms: u64,
    ) -> Result<(), Error> {
        let transaction = self.begin().await?;
        let mut user = user_for_update(&transaction, tenant, user_id).await?;
        user.last_password_reset_ms = Some(now_ms);
        user.updated_at_ms = now_ms;
        let updated = row::Entity::update_many()
            .col_expr(row::Column::PasswordHash, after.as_phc().into())
            .col_expr(row::Column::Body, encode(NOUN, &user)?.into())
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::UserId.eq(user_id.as_str()))
            .filter(row::Column::PasswordHash.eq(before.as_phc()))
            .exec(&transaction)
            .await?;
        if updated.rows_affected == 0 {
            return Err(Error::Gone { noun: NOUN });
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Says whether a user may sign in.
    pub async fn user_set_state(
        &self,
        tenant: &TenantId,
        user_id: &UserId,
        state: UserState,
        now_ms: u64,
    ) -> Result<(), Error> {
        let transaction = self.begin().await?;
        let mut user = user_for_update(&transaction, tenant, user_id).await?;
        user.state = state;
        user.updated_at_ms = now_ms;
        write_user(&transaction, &user).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Stores the same password under stronger parameters; it counts as no change of the password.
    pub async fn user_rehash_password(
        &self,
        tenant: &TenantId,
        user_id: &UserId,
        before: &PasswordHash,
        after: &PasswordHash,
    ) -> Result<(), Error> {
        row::Entity::update_many()
            .col_expr(row::Column::PasswordHash, after.as_phc().into())
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::UserId.eq(user_id.as_str()))
            .filter(row::Column::PasswordHash.eq(before.as_phc()))
            .exec(self.writer())
            .await?;
        Ok(())
    }
}

/// Reads a user inside a transaction that will write them back.
pub(crate) async fn user_for_update(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    user_id: &UserId,
) -> Result<User, Error> {
    let key = (tenant.as_str().to_owned(), user_id.as_str().to_owned());
    let row = row::Entity::find_by_id(key)
        .lock_exclusive()
        .one(connection)
        .await?;
    decode(NOUN, &row.ok_or(Error::NotFound { noun: NOUN })?.body)
}

/// Writes a user back; id, connection and address stay.
pub(crate) async fn write_user(
    connection: &impl ConnectionTrait,
    user: &User,
) -> Result<(), Error> {
    row::Entity::update_many()
        .col_expr(row::Column::Body, encode(NOUN, user)?.into())
        .filter(row::Column::Tenant.eq(user.tenant.as_str()))
        .filter(row::Column::UserId.eq(user.user_id.as_str()))
        .exec(connection)
        .await?;
    Ok(())
}
