//! Clients.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tenant::{Client, ClientId, TenantId, TenantLimits};

use crate::audit::append;
use crate::error::exists;
use crate::row::{column_ms, decode, encode, room};
use crate::{AuditEntry, Error, Noun, Page, Store};

row! { "clients" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    client_id: String,
    name: String,
    body: String,
    created_at: i64,
} }

const NOUN: Noun = Noun::Client;

impl Store {
    /// Adds a client.
    pub async fn client_create(&self, client: &Client, audit: &AuditEntry) -> Result<(), Error> {
        client.validate()?;
        let row = row::ActiveModel {
            tenant: Set(client.tenant.as_str().to_owned()),
            client_id: Set(client.client_id.as_str().to_owned()),
            name: Set(client.name.clone()),
            body: Set(encode(NOUN, client)?),
            created_at: Set(column_ms(client.created_at_ms)),
        };
        let transaction = self.begin().await?;
        let known = row::Entity::find().filter(row::Column::Tenant.eq(client.tenant.as_str()));
        room(NOUN, known, TenantLimits::DEFAULT.clients, &transaction).await?;
        row::Entity::insert(row)
            .exec_without_returning(&transaction)
            .await
            .map_err(exists(NOUN))?;
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Changes a client.
    pub async fn client_update(&self, client: &Client, audit: &AuditEntry) -> Result<(), Error> {
        client.validate()?;
        let transaction = self.begin().await?;
        let updated = row::Entity::update_many()
            .col_expr(row::Column::Body, encode(NOUN, client)?.into())
            .col_expr(row::Column::Name, client.name.clone().into())
            .filter(row::Column::Tenant.eq(client.tenant.as_str()))
            .filter(row::Column::ClientId.eq(client.client_id.as_str()))
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

    /// The client of that id.
    pub async fn client_find(
        &self,
        tenant: &TenantId,
        client_id: &ClientId,
    ) -> Result<Option<Client>, Error> {
        let key = (tenant.as_str().to_owned(), client_id.as_str().to_owned());
        let row = row::Entity::find_by_id(key).one(&self.reader).await?;
        row.map(|row| decode(NOUN, &row.body)).transpose()
    }

    /// The clients of a tenant, oldest first.
    pub async fn clients_list(&self, tenant: &TenantId, page: Page) -> Result<Vec<Client>, Error> {
        let rows = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .order_by_asc(row::Column::CreatedAt)
            .order_by_asc(row::Column::ClientId)
            .limit(page.limit())
            .offset(page.offset())
            .all(&self.reader)
            .await?;
        rows.iter().map(|row| decode(NOUN, &row.body)).collect()
    }

    /// Deletes a client.
    pub async fn client_delete(
        &self,
        tenant: &TenantId,
        client_id: &ClientId,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        let key = (tenant.as_str().to_owned(), client_id.as_str().to_owned());
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
