//! What clients may ask of APIs for themselves.

use sea_orm::{ColumnTrait, QueryFilter};
use tenant::{ClientGrant, ClientGrantId, ClientId, TenantId};

use crate::kept::of_tenant;
use crate::{AuditEntry, Error, Page, Store};

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

kept! { ClientGrant: ClientGrant, client_grants, id / Id {
    client_id: |grant: &ClientGrant| grant.client_id.as_str().to_owned(),
    audience: |grant: &ClientGrant| grant.audience.clone(),
} }

impl Store {
    /// Adds a grant.
    pub async fn client_grant_create(
        &self,
        grant: &ClientGrant,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        self.keep(grant, audit).await
    }

    /// Changes a grant.
    pub async fn client_grant_update(
        &self,
        grant: &ClientGrant,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        self.replace(grant, audit).await
    }

    /// The grant of that client for that API.
    pub async fn client_grant_find(
        &self,
        tenant: &TenantId,
        client_id: &ClientId,
        audience: &str,
    ) -> Result<Option<ClientGrant>, Error> {
        let selected = of_tenant::<ClientGrant>(tenant)
            .filter(row::Column::ClientId.eq(client_id.as_str()))
            .filter(row::Column::Audience.eq(audience));
        self.find_in(selected).await
    }

    /// The grants of a tenant, oldest first.
    pub async fn client_grants_list(
        &self,
        tenant: &TenantId,
        page: Page,
    ) -> Result<Vec<ClientGrant>, Error> {
        self.list(tenant, page).await
    }

    /// Deletes a grant.
    pub async fn client_grant_delete(
        &self,
        tenant: &TenantId,
        id: &ClientGrantId,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        self.remove::<ClientGrant>(tenant, id.as_str(), audit).await
    }
}
