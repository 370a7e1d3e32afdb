//! APIs.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tenant::{Api, ApiId, TenantId, TenantLimits};

use crate::audit::append;
use crate::error::exists;
use crate::row::{column_ms, decode, encode, room};
use crate::{AuditEntry, Error, Noun, Page, Store};

row! { "apis" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    identifier: String,
    body: String,
    created_at: i64,
} }

const NOUN: Noun = Noun::Api;

impl Store {
    /// Adds an API.
    pub async fn api_create(&self, api: &Api, audit: &AuditEntry) -> Result<(), Error> {
        api.validate()?;
        let row = row::ActiveModel {
            tenant: Set(api.tenant.as_str().to_owned()),
            id: Set(api.id.as_str().to_owned()),
            identifier: Set(api.identifier.clone()),
            body: Set(encode(NOUN, api)?),
            created_at: Set(column_ms(api.created_at_ms)),
        };
        let transaction = self.begin().await?;
        let known = row::Entity::find().filter(row::Column::Tenant.eq(api.tenant.as_str()));
        room(NOUN, known, TenantLimits::DEFAULT.apis, &transaction).await?;
        row::Entity::insert(row)
            .exec_without_returning(&transaction)
            .await
            .map_err(exists(NOUN))?;
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Changes an API.
    pub async fn api_update(&self, api: &Api, audit: &AuditEntry) -> Result<(), Error> {
        api.validate()?;
        let transaction = self.begin().await?;
        let updated = row::Entity::update_many()
            .col_expr(row::Column::Body, encode(NOUN, api)?.into())
            .filter(row::Column::Tenant.eq(api.tenant.as_str()))
            .filter(row::Column::Id.eq(api.id.as_str()))
            .exec(&transaction)
            .await
            .map_err(exists(NOUN))?;
        if updated.rows_affected == 0 {
            return Err(Error::NotFound { noun: NOUN });
        }
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The API of that identifier.
    pub async fn api_find(
        &self,
        tenant: &TenantId,
        identifier: &str,
    ) -> Result<Option<Api>, Error> {
        let row = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::Identifier.eq(identifier))
            .one(&self.reader)
            .await?;
        row.map(|row| decode(NOUN, &row.body)).transpose()
    }

    /// The API of that id.
    pub async fn api_find_by_id(
        &self,
        tenant: &TenantId,
        id: &ApiId,
    ) -> Result<Option<Api>, Error> {
        let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
        let row = row::Entity::find_by_id(key).one(&self.reader).await?;
        row.map(|row| decode(NOUN, &row.body)).transpose()
    }

    /// The APIs of a tenant, oldest first.
    pub async fn apis_list(&self, tenant: &TenantId, page: Page) -> Result<Vec<Api>, Error> {
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

    /// Deletes an API.
    pub async fn api_delete(
        &self,
        tenant: &TenantId,
        id: &ApiId,
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
