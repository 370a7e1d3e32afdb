//! APIs.

use tenant::{Api, ApiId, TenantId};

use crate::{AuditEntry, Error, Page, Store};

row! { "apis" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    identifier: String,
    body: String,
    created_at: i64,
} }

kept! { Api: Api, apis, id / Id {
    identifier: |api: &Api| api.identifier.clone(),
} }

impl Store {
    /// Adds an API.
    pub async fn api_create(&self, api: &Api, audit: &AuditEntry) -> Result<(), Error> {
        api.validate()?;
        self.keep(api, audit).await
    }

    /// Changes an API.
    pub async fn api_update(&self, api: &Api, audit: &AuditEntry) -> Result<(), Error> {
        api.validate()?;
        self.replace(api, audit).await
    }

    /// The API of that identifier.
    pub async fn api_find(
        &self,
        tenant: &TenantId,
        identifier: &str,
    ) -> Result<Option<Api>, Error> {
        self.find_by(tenant, row::Column::Identifier, identifier)
            .await
    }

    /// The API of that id.
    pub async fn api_find_by_id(
        &self,
        tenant: &TenantId,
        id: &ApiId,
    ) -> Result<Option<Api>, Error> {
        self.find(tenant, id.as_str()).await
    }

    /// The APIs of a tenant, oldest first.
    pub async fn apis_list(&self, tenant: &TenantId, page: Page) -> Result<Vec<Api>, Error> {
        self.list(tenant, page).await
    }

    /// Deletes an API.
    pub async fn api_delete(
        &self,
        tenant: &TenantId,
        id: &ApiId,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        self.remove::<Api>(tenant, id.as_str(), audit).await
    }
}
