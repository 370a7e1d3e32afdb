//! The platform's own scope: what belongs to no tenant is sealed, vouched for and audited under a name no tenant can have.

use std::sync::Arc;

use market::Act;
use serde_json::Value;
use tenant::TenantId;

use crate::data_keys::TenantKeys;
use crate::{AuditEntry, Error, Noun, Page, Store};

/// No tenant's name holds an `@`.
const SCOPE: &str = "@platform";

/// Who made a change and when, for the entry and the notices written with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The id of the audit entry, random; the ids of notices are made of it.
    pub id: String,
    /// Who: the id of a key or a token, `command line`, or the host's own name.
    pub actor: String,
    /// When, unix ms.
    pub at_ms: u64,
}

impl Stamp {
    /// The entry of an act on something of the platform's.
    pub(crate) fn entry(&self, act: &Act) -> AuditEntry {
        self.entry_of(scope(), act)
    }

    /// The entry of an act on something of a tenant's.
    pub(crate) fn entry_of(&self, tenant: TenantId, act: &Act) -> AuditEntry {
        AuditEntry {
            tenant,
            id: self.id.clone(),
            actor: self.actor.clone(),
            operation: act.operation.to_owned(),
            target: act.target.clone(),
            details: act.details.clone(),
            at_ms: self.at_ms,
        }
    }

    /// The entry of a change that no step of `market` makes.
    pub(crate) fn entry_for(&self, operation: &'static str, target: &str) -> AuditEntry {
        self.entry(&Act {
            operation,
            target: target.to_owned(),
            details: Value::Null,
        })
    }
}

impl Store {
    /// What was done on the platform (to partners, submissions, releases), newest first.
    pub async fn market_audit_list(&self, page: Page) -> Result<Vec<AuditEntry>, Error> {
        self.audit_list(&scope(), page).await
    }

    /// The platform's data keys; the first is made when it is first asked for.
    pub(crate) async fn platform_keys(&self) -> Result<Arc<TenantKeys>, Error> {
        let scope = scope();
        match self.keys(&scope).await {
            Err(Error::NotFound { noun: Noun::Tenant }) => {}
            known => return known,
        }
        let transaction = self.begin().await?;
        if !self.has_data_key(&transaction, &scope).await? {
            self.insert_data_key(&transaction, &scope, 1, 0).await?;
            transaction.commit().await?;
        }
        self.keys(&scope).await
    }
}

fn scope() -> TenantId {
    TenantId::new(SCOPE)
}
