//! Tokens of administrators, found by their hash alone.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tenant::{AdminToken, AdminTokenId, SecretHash, TenantId, TenantLimits};

use crate::audit::append;
use crate::error::exists;
use crate::row::{column_ms, decode, encode, room};
use crate::{AuditEntry, Error, Noun, Page, Store};

row! { "admin_tokens" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    hash: String,
    body: String,
    created_at: i64,
} }

const NOUN: Noun = Noun::AdminToken;

impl Store {
    /// Adds a token.
    pub async fn admin_token_create(
        &self,
        token: &AdminToken,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        token.validate()?;
        let row = row::ActiveModel {
            tenant: Set(token.tenant.as_str().to_owned()),
            id: Set(token.id.as_str().to_owned()),
            hash: Set(token.hash.as_str().to_owned()),
            body: Set(encode(NOUN, token)?),
            created_at: Set(column_ms(token.created_at_ms)),
        };
        let transaction = self.begin().await?;
        let known = row::Entity::find().filter(row::Column::Tenant.eq(token.tenant.as_str()));
        room(
            NOUN,
            known,
            TenantLimits::DEFAULT.admin_tokens,
            &transaction,
        )
        .await?;
        row::Entity::insert(row)
            .exec_without_returning(&transaction)
            .await
            .map_err(exists(NOUN))?;
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The token of that hash; whether it is still valid is the caller's to ask.
    pub async fn admin_token_find(&self, hash: &SecretHash) -> Result<Option<AdminToken>, Error> {
        let row = row::Entity::find()
            .filter(row::Column::Hash.eq(hash.as_str()))
            .one(&self.reader)
            .await?;
        row.map(|row| decode(NOUN, &row.body)).transpose()
    }

    /// The tokens of a tenant, oldest first.
    pub async fn admin_tokens_list(
        &self,
        tenant: &TenantId,
        page: Page,
    ) -> Result<Vec<AdminToken>, Error> {
        let rows = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .order_by_asc(row::Column::CreatedAt)
            .order_by_asc(row::Column::Id)
            .limit(page.limit())
            .offset(page.offset())
            .all(&self.reader)
            .await?;
        rows.iter().map(|row| decode(NOUN, &row.body)).collect()
    }

    /// Deletes a token.
    pub async fn admin_token_delete(
        &self,
        tenant: &TenantId,
        id: &AdminTokenId,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
        let transaction = self.begin().await?;
        let deleted = row::Entity::delete_by_id(key).exec(&transaction).await?;
        if deleted.rows_affected == 0 {
            return Err(Error::NotFound { noun: NOUN });
        }
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(())
    }
}
