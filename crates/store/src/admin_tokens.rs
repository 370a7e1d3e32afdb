//! Tokens of administrators, found by their hash alone.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tenant::{AdminToken, AdminTokenId, SecretHash, TenantId};

use crate::{AuditEntry, Error, Page, Store};

row! { "admin_tokens" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    hash: String,
    body: String,
    created_at: i64,
} }

kept! { AdminToken: AdminToken, admin_tokens, id / Id {
    hash: |token: &AdminToken| token.hash.as_str().to_owned(),
} }

impl Store {
    /// Adds a token.
    pub async fn admin_token_create(
        &self,
        token: &AdminToken,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        token.validate()?;
        self.keep(token, audit).await
    }

    /// The token of that hash; whether it is still valid is the caller's to ask.
    pub async fn admin_token_find(&self, hash: &SecretHash) -> Result<Option<AdminToken>, Error> {
        self.find_in(row::Entity::find().filter(row::Column::Hash.eq(hash.as_str())))
            .await
    }

    /// The tokens of a tenant, oldest first.
    pub async fn admin_tokens_list(
        &self,
        tenant: &TenantId,
        page: Page,
    ) -> Result<Vec<AdminToken>, Error> {
        self.list(tenant, page).await
    }

    /// Deletes a token.
    pub async fn admin_token_delete(
        &self,
        tenant: &TenantId,
        id: &AdminTokenId,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        self.remove::<AdminToken>(tenant, id.as_str(), audit).await
    }
}
