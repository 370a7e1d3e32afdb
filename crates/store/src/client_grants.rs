//! What clients may ask of APIs for themselves.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tenant::{ClientGrant, ClientGrantId, ClientId, TenantId, TenantLimits};

use crate::audit::append;
use crate::error::exists;
use crate::row::{column_ms, decode, encode, room};
use crate::{AuditEntry, Error, Noun, Page, Store};

row! { "client_grants" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    client_id: String,
    audience: String,
    body: String,
    created_at: i64,
} }

const NOUN: Noun = Noun::ClientGrant;

impl Store {
    /// Adds a grant.
    pub async fn client_grant_create(
        &self,
        grant: &ClientGrant,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        let row = row::ActiveModel {
            tenant: Set(grant.tenant.as_str().to_owned()),
            id: Set(grant.id.as_str().to_owned()),
            client_id: Set(grant.client_id.as_str().to_owned()),
            audience: Set(grant.audience.clone()),
            body: Set(encode(NOUN, grant)?),
            created_at: Set(column_ms(grant.created_at_ms)),
        };
        let transaction = self.begin().await?;
        let known = row::Entity::find().filter(row::Column::Tenant.eq(grant.tenant.as_str()));
        room(
            NOUN,
            known,
            TenantLimits::DEFAULT.client_grants,
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

    /// Changes a grant.
    pub async fn client_grant_update(
        &self,
        grant: &ClientGrant,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        let transaction = self.begin().await?;
        let updated = row::Entity::update_many()
            .col_expr(row::Column::Body, encode(NOUN, grant)?.into())
            .filter(row::Column::Tenant.eq(grant.tenant.as_str()))
            .filter(row::Column::Id.eq(grant.id.as_str()))
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

    /// The grant of that client for that API.
    pub async fn client_grant_find(
        &self,
        tenant: &TenantId,
        client_id: &ClientId,
        audience: &str,
    ) -> Result<Option<ClientGrant>, Error> {
        let row = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::ClientId.eq(client_id.as_str()))
            .filter(row::Column::Audience.eq(audience))
            .one(&self.reader)
            .await?;
        row.map(|row| decode(NOUN, &row.body)).transpose()
    }

    /// The grants of a tenant, oldest first.
    pub async fn client_grants_list(
        &self,
        tenant: &TenantId,
        page: Page,
    ) -> Result<Vec<ClientGrant>, Error> {
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

    /// Deletes a grant.
    pub async fn client_grant_delete(
        &self,
        tenant: &TenantId,
        id: &ClientGrantId,
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
