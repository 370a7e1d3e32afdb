//! A tenant's own actions: the draft and its sealed secrets.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tenant::{
    Action, ActionId, ActionLimits, ActionName, BuildStatus, DraftChange, Secret, TenantId,
};

use crate::audit::append;
use crate::bindings::{Unbind, unbind_action};
use crate::data_keys::TenantKeys;
use crate::error::exists;
use crate::row::{column_ms, decode, encode, room};
use crate::{AuditEntry, Error, Noun, Page, Store, action_versions, builds};

row! { "actions" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    name: String,
    trigger: String,
    body: String,
    sealed_secrets: Vec<u8>,
    created_at: i64,
} }

const NOUN: Noun = Noun::Action;

/// Secret values by name.
pub type ActionSecrets = BTreeMap<String, Secret>;

/// What a rollback does to the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftUpdate {
    /// It stays as it is.
    Keep,
    /// It becomes a copy of the version.
    Replace,
}

/// What deleting a bound action does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deletion {
    /// It is refused.
    Unbound,
    /// The bindings go too.
    Forced,
}

impl Store {
    /// Adds an action with the values of its secrets.
    pub async fn action_create(
        &self,
        action: &Action,
        secrets: &ActionSecrets,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        let limits = ActionLimits::DEFAULT;
        action.validate(&limits)?;
        let keys = self.keys(&action.tenant).await?;
        let transaction = self.begin().await?;
        let of_tenant = row::Entity::find().filter(row::Column::Tenant.eq(action.tenant.as_str()));
        let of_trigger = of_tenant
            .clone()
            .filter(row::Column::Trigger.eq(action.trigger.id()));
        room(NOUN, of_tenant, limits.per_tenant, &transaction).await?;
        room(NOUN, of_trigger, limits.per_trigger, &transaction).await?;
        let row = row::ActiveModel {
            tenant: Set(action.tenant.as_str().to_owned()),
            id: Set(action.id.as_str().to_owned()),
            name: Set(action.name.as_str().to_owned()),
            trigger: Set(action.trigger.id().to_owned()),
            body: Set(encode(NOUN, action)?),
            sealed_secrets: Set(seal_secrets(&keys, NOUN, action.id.as_str(), secrets)?),
            created_at: Set(column_ms(action.created_at_ms)),
        };
        row::Entity::insert(row)
            .exec_without_returning(&transaction)
            .await
            .map_err(exists(NOUN))?;
        builds::begin(
            &transaction,
            &mut action.clone(),
            None,
            action.updated_at_ms,
        )
        .await?;
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Changes a draft; what the change leaves out keeps its value, two changes at once lose nothing.
    pub async fn action_edit(
        &self,
        tenant: &TenantId,
        id: &ActionId,
        change: DraftChange,
        now_ms: u64,
        audit: &AuditEntry,
    ) -> Result<Action, Error> {
        let keys = self.keys(tenant).await?;
        let transaction = self.begin().await?;
        let (mut action, mut secrets) = action_for_update(&transaction, &keys, tenant, id).await?;
        let before = action.draft.clone();
        let values = action.edit(change, &ActionLimits::DEFAULT, now_ms)?;
        secrets.retain(|name, _| action.draft.secrets.iter().any(|known| known.name == *name));
        secrets.extend(values);
        builds::begin(&transaction, &mut action, Some(&before), now_ms).await?;
        write_action(&transaction, &keys, &action, &secrets).await?;
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(action)
    }

    /// Notes how a build of that revision ended; a draft edited meanwhile stays as it is.
    pub async fn action_built(
        &self,
        tenant: &TenantId,
        id: &ActionId,
        revision: u64,
        status: BuildStatus,
    ) -> Result<Action, Error> {
        let keys = self.keys(tenant).await?;
        let transaction = self.begin().await?;
        let (mut action, secrets) = action_for_update(&transaction, &keys, tenant, id).await?;
        if action.revision == revision {
            action.draft.status = status;
            write_action(&transaction, &keys, &action, &secrets).await?;
        }
        transaction.commit().await?;
        Ok(action)
    }

    /// The action of that id.
    pub async fn action_find(
        &self,
        tenant: &TenantId,
        id: &ActionId,
    ) -> Result<Option<Action>, Error> {
        let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
        let row = row::Entity::find_by_id(key).one(&self.reader).await?;
        row.map(|row| decode(NOUN, &row.body)).transpose()
    }

    /// The action of that name.
    pub async fn action_find_by_name(
        &self,
        tenant: &TenantId,
        name: &ActionName,
    ) -> Result<Option<Action>, Error> {
        let row = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::Name.eq(name.as_str()))
            .one(&self.reader)
            .await?;
        row.map(|row| decode(NOUN, &row.body)).transpose()
    }

    /// The actions of a tenant, oldest first.
    pub async fn actions_list(&self, tenant: &TenantId, page: Page) -> Result<Vec<Action>, Error> {
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

    /// The values of a draft's secrets, for its test.
    pub async fn action_secrets(
        &self,
        tenant: &TenantId,
        id: &ActionId,
    ) -> Result<ActionSecrets, Error> {
        let keys = self.keys(tenant).await?;
        let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
        let row = row::Entity::find_by_id(key)
            .one(&self.reader)
            .await?
            .ok_or(Error::NotFound { noun: NOUN })?;
        open_secrets(&keys, NOUN, id.as_str(), &row.sealed_secrets)
    }

    /// Deletes an action; a bound one only when `deletion` says so. Its versions stay until the last run that may be
    /// suspended in one has ended.
    pub async fn action_delete(
        &self,
        tenant: &TenantId,
        id: &ActionId,
        deletion: Deletion,
        now_ms: u64,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        let transaction = self.begin().await?;
        let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
        let row = row::Entity::find_by_id(key.clone())
            .lock_exclusive()
            .one(&transaction)
            .await?;
        let action: Action = decode(NOUN, &row.ok_or(Error::NotFound { noun: NOUN })?.body)?;
        let unbind = if deletion == Deletion::Forced {
            Unbind::Remove
        } else {
            Unbind::Refuse
        };
        unbind_action(&transaction, tenant, action.trigger, id, unbind).await?;
        builds::forget(&transaction, tenant, id).await?;
        action_versions::retire_versions(&transaction, tenant, id, now_ms).await?;
        row::Entity::delete_by_id(key).exec(&transaction).await?;
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Reads an action with its secrets inside a transaction that will write it back.
pub(crate) async fn action_for_update(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    tenant: &TenantId,
    id: &ActionId,
) -> Result<(Action, ActionSecrets), Error> {
    let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
    let row = row::Entity::find_by_id(key)
        .lock_exclusive()
        .one(connection)
        .await?;
    let row = row.ok_or(Error::NotFound { noun: NOUN })?;
    Ok((
        decode(NOUN, &row.body)?,
        open_secrets(keys, NOUN, &row.id, &row.sealed_secrets)?,
    ))
}

/// Reads an action inside a transaction.
pub(crate) async fn action_of(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    id: &ActionId,
) -> Result<Action, Error> {
    let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
    let row = row::Entity::find_by_id(key).one(connection).await?;
    decode(NOUN, &row.ok_or(Error::NotFound { noun: NOUN })?.body)
}

/// Writes an action's draft back, its secrets untouched.
pub(crate) async fn write_draft(
    connection: &impl ConnectionTrait,
    action: &Action,
) -> Result<(), Error> {
    row::Entity::update_many()
        .col_expr(row::Column::Body, encode(NOUN, action)?.into())
        .filter(row::Column::Tenant.eq(action.tenant.as_str()))
        .filter(row::Column::Id.eq(action.id.as_str()))
        .exec(connection)
        .await?;
    Ok(())
}

/// Writes an action back.
pub(crate) async fn write_action(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    action: &Action,
    secrets: &ActionSecrets,
) -> Result<(), Error> {
    row::Entity::update_many()
        .col_expr(row::Column::Name, action.name.as_str().into())
        .col_expr(row::Column::Body, encode(NOUN, action)?.into())
        .col_expr(
            row::Column::SealedSecrets,
            seal_secrets(keys, NOUN, action.id.as_str(), secrets)?.into(),
        )
        .filter(row::Column::Tenant.eq(action.tenant.as_str()))
        .filter(row::Column::Id.eq(action.id.as_str()))
        .exec(connection)
        .await
        .map_err(exists(NOUN))?;
    Ok(())
}

/// Seals secret values under the name of what they belong to.
pub(crate) fn seal_secrets(
    keys: &TenantKeys,
    noun: Noun,
    name: &str,
    secrets: &ActionSecrets,
) -> Result<Vec<u8>, Error> {
    let exposed: BTreeMap<&str, &str> = secrets
        .iter()
        .map(|(name, value)| (name.as_str(), value.expose()))
        .collect();
    keys.seal_value(noun, name, &exposed)
}

/// Opens what [`seal_secrets`] made.
pub(crate) fn open_secrets(
    keys: &TenantKeys,
    noun: Noun,
    name: &str,
    sealed: &[u8],
) -> Result<ActionSecrets, Error> {
    keys.open_value(noun, name, sealed)
}
