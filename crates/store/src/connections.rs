//! Connections.

use tenant::{Connection, ConnectionId, TenantId};

use crate::{AuditEntry, Error, Page, Store};

row! { "connections" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    name: String,
    body: String,
    created_at: i64,
} }

kept! { Connection: Connection, connections, id / Id {
    name: |connection: &Connection| connection.name.clone(),
} }

impl Store {
    /// Adds a connection.
    pub async fn connection_create(
        &self,
        connection: &Connection,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        connection.validate()?;
        self.keep(connection, audit).await
    }

    /// Changes a connection.
    pub async fn connection_update(
        &self,
        connection: &Connection,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        connection.validate()?;
        self.replace(connection, audit).await
    }

    /// The connection of that id.
    pub async fn connection_find(
        &self,
        tenant: &TenantId,
        id: &ConnectionId,
    ) -> Result<Option<Connection>, Error> {
        self.find(tenant, id.as_str()).await
    }

    /// The connection of that name.
    pub async fn connection_find_by_name(
        &self,
        tenant: &TenantId,
        name: &str,
    ) -> Result<Option<Connection>, Error> {
        self.find_by(tenant, row::Column::Name, name).await
    }

    /// The connections of a tenant, oldest first.
    pub async fn connections_list(
        &self,
        tenant: &TenantId,
        page: Page,
    ) -> Result<Vec<Connection>, Error> {
        self.list(tenant, page).await
    }

    /// Deletes a connection.
    pub async fn connection_delete(
        &self,
        tenant: &TenantId,
        id: &ConnectionId,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        self.remove::<Connection>(tenant, id.as_str(), audit).await
    }
}
