//! Tenants and the hosts they answer on.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use tenant::{Host, RecordingPolicy, Tenant, TenantId};

use crate::audit::append;
use crate::error::exists;
use crate::row::{column_ms, decode, encode};
use crate::{AuditEntry, Error, Noun, Store};

row! { "tenants" {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    body: String,
    created_at: i64,
} }

mod hosts {
    row! { "tenant_hosts" {
        #[sea_orm(primary_key, auto_increment = false)]
        host: String,
        tenant: String,
    } }
    pub(super) use row::*;
}

const NOUN: Noun = Noun::Tenant;

impl Store {
    /// Makes a tenant with its first data key.
    pub async fn tenant_create(&self, tenant: &Tenant, audit: &AuditEntry) -> Result<(), Error> {
        tenant.validate()?;
        let transaction = self.begin().await?;
        let row = row::ActiveModel {
            id: Set(tenant.id.as_str().to_owned()),
            body: Set(encode(NOUN, tenant)?),
            created_at: Set(column_ms(tenant.created_at_ms)),
        };
        row::Entity::insert(row)
            .exec_without_returning(&transaction)
            .await
            .map_err(exists(NOUN))?;
        self.insert_data_key(&transaction, &tenant.id, 1, tenant.created_at_ms)
            .await?;
        insert_hosts(&transaction, tenant).await?;
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Changes a tenant.
    pub async fn tenant_update(&self, tenant: &Tenant, audit: &AuditEntry) -> Result<(), Error> {
        tenant.validate()?;
        let transaction = self.begin().await?;
        let updated = row::Entity::update_many()
            .col_expr(row::Column::Body, encode(NOUN, tenant)?.into())
            .filter(row::Column::Id.eq(tenant.id.as_str()))
            .exec(&transaction)
            .await?;
        if updated.rows_affected == 0 {
            return Err(Error::NotFound { noun: NOUN });
        }
        hosts::Entity::delete_many()
            .filter(hosts::Column::Tenant.eq(tenant.id.as_str()))
            .exec(&transaction)
            .await?;
        insert_hosts(&transaction, tenant).await?;
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Changes which executions of a tenant are recorded, and nothing else of it.
    pub async fn recording_policy_set(
        &self,
        tenant: &TenantId,
        policy: &RecordingPolicy,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        let transaction = self.begin().await?;
        let mut changed = tenant_of(&transaction, tenant).await?;
        changed.settings.recording = policy.clone();
        changed.validate()?;
        row::Entity::update_many()
            .col_expr(row::Column::Body, encode(NOUN, &changed)?.into())
            .filter(row::Column::Id.eq(tenant.as_str()))
            .exec(&transaction)
            .await?;
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The tenant of that name.
    pub async fn tenant_find(&self, id: &TenantId) -> Result<Option<Tenant>, Error> {
        let row = row::Entity::find_by_id(id.as_str().to_owned())
            .one(&self.reader)
            .await?;
        row.map(|row| decode(NOUN, &row.body)).transpose()
    }

    /// The tenant that answers on `host`.
    pub async fn tenant_find_by_host(&self, host: &Host) -> Result<Option<Tenant>, Error> {
        let found = hosts::Entity::find_by_id(host.as_str().to_owned())
            .one(&self.reader)
            .await?;
        match found {
            Some(found) => self.tenant_find(&TenantId::new(found.tenant)).await,
            None => Ok(None),
        }
    }

    /// The tenant that was made first.
    pub async fn tenant_first(&self) -> Result<Option<Tenant>, Error> {
        let row = row::Entity::find()
            .order_by_asc(row::Column::CreatedAt)
            .order_by_asc(row::Column::Id)
            .one(&self.reader)
            .await?;
        row.map(|row| decode(NOUN, &row.body)).transpose()
    }

    /// Every tenant, by name.
    pub async fn tenants_list(&self) -> Result<Vec<Tenant>, Error> {
        let rows = row::Entity::find()
            .order_by_asc(row::Column::Id)
            .all(&self.reader)
            .await?;
        rows.iter().map(|row| decode(NOUN, &row.body)).collect()
    }
}

/// Reads a tenant inside a transaction.
pub(crate) async fn tenant_of(
    connection: &impl ConnectionTrait,
    id: &TenantId,
) -> Result<Tenant, Error> {
    let row = row::Entity::find_by_id(id.as_str().to_owned())
        .one(connection)
        .await?;
    decode(NOUN, &row.ok_or(Error::NotFound { noun: NOUN })?.body)
}

/// A host answers for one tenant only.
async fn insert_hosts(connection: &impl ConnectionTrait, tenant: &Tenant) -> Result<(), Error> {
    let all = std::iter::once(&tenant.canonical_host).chain(&tenant.extra_hosts);
    let rows = all.map(|host| hosts::ActiveModel {
        host: Set(host.as_str().to_owned()),
        tenant: Set(tenant.id.as_str().to_owned()),
    });
    hosts::Entity::insert_many(rows)
        .exec_without_returning(connection)
        .await
        .map_err(exists(NOUN))?;
    Ok(())
}
