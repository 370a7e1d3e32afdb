//! Clients.

use tenant::{Client, ClientId, TenantId};

use crate::{AuditEntry, Error, Page, Store};

row! { "clients" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    client_id: String,
    name: String,
    body: String,
    created_at: i64,
} }

kept! { Client: Client, clients, client_id / ClientId {
    name: |client: &Client| client.name.clone(),
} }

impl Store {
    /// Adds a client.
    pub async fn client_create(&self, client: &Client, audit: &AuditEntry) -> Result<(), Error> {
        client.validate()?;
        self.keep(client, audit).await
    }

    /// Changes a client.
    pub async fn client_update(&self, client: &Client, audit: &AuditEntry) -> Result<(), Error> {
        client.validate()?;
        self.replace(client, audit).await
    }

    /// The client of that id.
    pub async fn client_find(
        &self,
        tenant: &TenantId,
        client_id: &ClientId,
    ) -> Result<Option<Client>, Error> {
        self.find(tenant, client_id.as_str()).await
    }

    /// The clients of a tenant, oldest first.
    pub async fn clients_list(&self, tenant: &TenantId, page: Page) -> Result<Vec<Client>, Error> {
        self.list(tenant, page).await
    }

    /// Deletes a client.
    pub async fn client_delete(
        &self,
        tenant: &TenantId,
        client_id: &ClientId,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        self.remove::<Client>(tenant, client_id.as_str(), audit)
            .await
    }
}
