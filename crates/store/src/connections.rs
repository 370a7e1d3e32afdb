//! Connections.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tenant::{Connection, ConnectionId, TenantId, TenantLimits};

use crate::audit::append;
use crate::error::exists;
use crate::row::{column_ms, decode, encode, room};
use crate::{AuditEntry, Error, Noun, Page, Store};

row! { "connections" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    name: String,
    body: String,
    created_at: i64,
} }

const NOUN: Noun = Noun::Connection;

impl Store {
    /// Adds a connection.
    pub async fn connection_create(
        &self,
        connection: &Connection,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        connection.validate()?;
        let row = row::ActiveModel {
            tenant: Set(connection.tenant.as_str().to_owned()),
            id: Set(connection.id.as_str().to_owned()),
            name: Set(connection.name.clone()),
            body: Set(encode(NOUN, connection)?),
            created_at: Set(column_ms(connection.created_at_ms)),
        };
        let transaction = self.begin().await?;
        let known = row::Entity::find().filter(row::Column::Tenant.eq(connection.tenant.as_str()));
        room(NOUN, known, TenantLimits::DEFAULT.connections, &transaction).await?;
        row::Entity::insert(row)
            .exec_without_returning(&transaction)
            .await
            .map_err(exists(NOUN))?;
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Changes a connection.
    pub async fn connection_update(
        &self,
        connection: &Connection,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        connection.validate()?;
        let transaction = self.begin().await?;
        let updated = row::Entity::update_many()
            .col_expr(row::Column::Body, encode(NOUN, connection)?.into())
            .col_expr(row::Column::Name, connection.name.clone().into())
            .filter(row::Column::Tenant.eq(connection.tenant.as_str()))
            .filter(row::Column::Id.eq(connection.id.as_str()))
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

    /// The connection of that id.
    pub async fn connection_find(
        &self,
        tenant: &TenantId,
        id: &ConnectionId,
    ) -> Result<Option<Connection>, Error> {
        let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
        let row = row::Entity::find_by_id(key).one(&self.reader).await?;
        row.map(|row| decode(NOUN, &row.body)).transpose()
    }

    /// The connection of that name.
    pub async fn connection_find_by_name(
        &self,
        tenant: &TenantId,
        name: &str,
    ) -> Result<Option<Connection>, Error> {
        let row = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::Name.eq(name))
            .one(&self.reader)
            .await?;
        row.map(|row| decode(NOUN, &row.body)).transpose()
    }

    /// The connections of a tenant, oldest first.
    pub async fn connections_list(
        &self,
        tenant: &TenantId,
        page: Page,
    ) -> Result<Vec<Connection>, Error> {
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

    /// Deletes a connection.
    pub async fn connection_delete(
        &self,
        tenant: &TenantId,
        id: &ConnectionId,
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
