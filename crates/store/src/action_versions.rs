//! Versions of actions: immutable, and what a binding runs.

mod cached;

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
};
use tenant::{
    Action, ActionId, ActionLimits, ActionVersion, ActionVersionId, BuildStatus, DeployedVersion,
    DraftState, TenantId,
};

use crate::actions::{action_for_update, open_secrets, seal_secrets, write_action};
use crate::audit::append;
use crate::data_keys::TenantKeys;
use crate::error::exists;
use crate::row::{column_ms, decode, encode, from_column_ms};
use crate::{ActionSecrets, AuditEntry, DraftUpdate, Error, Noun, Page, Store, builds};

pub(crate) use cached::keep_cached;

row! { "action_versions" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    action: String,
    number: i64,
    body: String,
    sealed_secrets: Vec<u8>,
    created_at: i64,
    /// Of a deleted action: when the last run that may need it has ended.
    kept_until: Option<i64>,
    built: Option<String>,
    /// Until when a cache may hold a secret of it.
    cached_until: Option<i64>,
} }

const NOUN: Noun = Noun::ActionVersion;

/// How long a version that was replaced is kept at least, in ms: a run suspended before may still need it.
const SUPERSEDED_KEPT_MS: u64 = account::LOGIN_TRANSACTION_MS;

/// What a deployment made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deployment {
    /// The action, its version now deployed.
    pub action: Action,
    /// The version.
    pub version: ActionVersion,
}

impl Store {
    /// Deploys the draft of that revision as the next version, with a copy of its secrets; bound flows run it at once. A draft
    /// that was changed meanwhile is refused: nobody has looked at what it is now.
    pub async fn action_deploy(
        &self,
        tenant: &TenantId,
        (id, revision): (&ActionId, u64),
        version_id: ActionVersionId,
        now_ms: u64,
        audit: &AuditEntry,
    ) -> Result<Deployment, Error> {
        let keys = self.keys(tenant).await?;
        let transaction = self.begin().await?;
        let (action, secrets) = action_for_update(&transaction, &keys, tenant, id).await?;
        if action.revision != revision {
            return Err(Error::Changed {
                noun: Noun::Action,
                expected: revision,
                found: action.revision,
            });
        }
        let number = next_number(&transaction, tenant, id).await?;
        let built = builds::made(&transaction, &action).await?;
        let version = action.version(version_id, number, built, now_ms)?;
        let deployment = deploy(
            &transaction,
            &keys,
            action,
            &secrets,
            (version, &secrets),
            DraftState::Deployed,
        )
        .await?;
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(deployment)
    }

    /// Rolls back: a copy of an older version becomes the next version.
    pub async fn action_roll_back(
        &self,
        tenant: &TenantId,
        to: &ActionVersionId,
        version_id: ActionVersionId,
        draft: DraftUpdate,
        now_ms: u64,
        audit: &AuditEntry,
    ) -> Result<Deployment, Error> {
        let keys = self.keys(tenant).await?;
        let transaction = self.begin().await?;
        let key = (tenant.as_str().to_owned(), to.as_str().to_owned());
        let row = row::Entity::find_by_id(key)
            .one(&transaction)
            .await?
            .ok_or(Error::NotFound { noun: NOUN })?;
        let old: ActionVersion = decode(NOUN, &row.body)?;
        let old_secrets = open_secrets(&keys, NOUN, &row.id, &row.sealed_secrets)?;
        let (mut action, mut secrets) =
            action_for_update(&transaction, &keys, tenant, &old.action).await?;
        let number = next_number(&transaction, tenant, &old.action).await?;
        let version = old.again(version_id, number, now_ms);
        let mut state = DraftState::Edited;
        if draft == DraftUpdate::Replace {
            action.draft.code.clone_from(&version.code);
            action.draft.dependencies.clone_from(&version.dependencies);
            action.draft.runtime.clone_from(&version.runtime);
            action.draft.secrets.clone_from(&version.secrets);
            action.draft.status = BuildStatus::Built;
            action.revision = action.revision.saturating_add(1);
            action.updated_at_ms = now_ms;
            secrets.clone_from(&old_secrets);
            state = DraftState::Deployed;
            builds::copy(&transaction, &action, version.built.as_ref()).await?;
        }
        let deployment = deploy(
            &transaction,
            &keys,
            action,
            &secrets,
            (version, &old_secrets),
            state,
        )
        .await?;
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(deployment)
    }

    /// The version of that id.
    pub async fn action_version_find(
        &self,
        tenant: &TenantId,
        id: &ActionVersionId,
    ) -> Result<Option<ActionVersion>, Error> {
        let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
        let row = row::Entity::find_by_id(key).one(&self.reader).await?;
        row.map(|row| decode(NOUN, &row.body)).transpose()
    }

    /// The version of that id with the values of its secrets, in one read.
    pub async fn action_version_open(
        &self,
        tenant: &TenantId,
        id: &ActionVersionId,
    ) -> Result<Option<(ActionVersion, ActionSecrets)>, Error> {
        let keys = self.keys(tenant).await?;
        let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
        let Some(row) = row::Entity::find_by_id(key).one(&self.reader).await? else {
            return Ok(None);
        };
        let secrets = open_secrets(&keys, NOUN, id.as_str(), &row.sealed_secrets)?;
        Ok(Some((decode(NOUN, &row.body)?, secrets)))
    }

    /// The versions of an action, newest first.
    pub async fn action_versions_list(
        &self,
        tenant: &TenantId,
        action: &ActionId,
        page: Page,
    ) -> Result<Vec<ActionVersion>, Error> {
        let rows = of_action(tenant, action)
            .order_by_desc(row::Column::Number)
            .limit(page.limit())
            .offset(page.offset())
            .all(&self.reader)
            .await?;
        rows.iter().map(|row| decode(NOUN, &row.body)).collect()
    }

    /// The values of a version's secrets, for its execution: read at each start and resume, kept with no run.
    pub async fn action_version_secrets(
        &self,
        tenant: &TenantId,
        id: &ActionVersionId,
    ) -> Result<ActionSecrets, Error> {
        let keys = self.keys(tenant).await?;
        let key = (tenant.as_str().to_owned(), id.as_str().to_owned());
        let sealed: Option<Vec<u8>> = row::Entity::find_by_id(key)
            .select_only()
            .column(row::Column::SealedSecrets)
            .into_tuple()
            .one(&self.reader)
            .await?;
        let sealed = sealed.ok_or(Error::NotFound { noun: NOUN })?;
        open_secrets(&keys, NOUN, id.as_str(), &sealed)
    }
}

async fn deploy(
    transaction: &DatabaseTransaction,
    keys: &TenantKeys,
    mut action: Action,
    draft_secrets: &ActionSecrets,
    (version, version_secrets): (ActionVersion, &ActionSecrets),
    draft: DraftState,
) -> Result<Deployment, Error> {
    let row = row::ActiveModel {
        tenant: Set(version.tenant.as_str().to_owned()),
        id: Set(version.id.as_str().to_owned()),
        action: Set(version.action.as_str().to_owned()),
        number: Set(version.number.into()),
        body: Set(encode(NOUN, &version)?),
        sealed_secrets: Set(seal_secrets(
            keys,
            NOUN,
            version.id.as_str(),
            version_secrets,
        )?),
        created_at: Set(column_ms(version.created_at_ms)),
        kept_until: Set(None),
        built: Set(version
            .built
            .as_ref()
            .map(|built| built.as_str().to_owned())),
        cached_until: Set(None),
    };
    row::Entity::insert(row)
        .exec_without_returning(transaction)
        .await
        .map_err(exists(NOUN))?;
    action.deployed = Some(DeployedVersion {
        id: version.id.clone(),
        number: version.number,
        draft,
    });
    write_action(transaction, keys, &action, draft_secrets).await?;
    prune(transaction, &version).await?;
    Ok(Deployment { action, version })
}

/// At the limit the oldest go, except one that a suspended run may still come back to, or of which a cache holds a secret.
async fn prune(transaction: &DatabaseTransaction, newest: &ActionVersion) -> Result<(), Error> {
    let times: Vec<(String, i64, Option<i64>)> = of_action(&newest.tenant, &newest.action)
        .select_only()
        .column(row::Column::Id)
        .column(row::Column::CreatedAt)
        .column(row::Column::CachedUntil)
        .order_by_desc(row::Column::Number)
        .into_tuple()
        .all(transaction)
        .await?;
    // A version was in use until the one after it was made.
    let replaced_at = times
        .iter()
        .map(|(_, created_at, _)| from_column_ms(*created_at));
    let now_ms = newest.created_at_ms;
    let too_old: Vec<&String> = times
        .iter()
        .skip(1)
        .zip(replaced_at)
        .skip(ActionLimits::DEFAULT.versions.saturating_sub(1))
        .filter(|((_, _, cached_until), replaced_at)| {
            replaced_at.saturating_add(SUPERSEDED_KEPT_MS) <= now_ms
                && cached_until.is_none_or(|until| from_column_ms(until) <= now_ms)
        })
        .map(|((id, _, _), _)| id)
        .collect();
    if too_old.is_empty() {
        return Ok(());
    }
    row::Entity::delete_many()
        .filter(row::Column::Tenant.eq(newest.tenant.as_str()))
        .filter(row::Column::Id.is_in(too_old))
        .exec(transaction)
        .await?;
    Ok(())
}

async fn next_number(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    action: &ActionId,
) -> Result<u32, Error> {
    let newest = of_action(tenant, action)
        .order_by_desc(row::Column::Number)
        .one(connection)
        .await?;
    Ok(newest.map_or(1, |row| {
        u32::try_from(row.number)
            .unwrap_or(u32::MAX)
            .saturating_add(1)
    }))
}

/// The newest version of each action, in one read. It is the deployed one: deploying and rolling back both make one.
pub(crate) async fn newest_versions(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    actions: impl Iterator<Item = &ActionId>,
) -> Result<HashMap<ActionId, ActionVersionId>, Error> {
    let numbers = row::Entity::find()
        .select_only()
        .column(row::Column::Action)
        .column_as(row::Column::Number.max(), "number")
        .filter(row::Column::Tenant.eq(tenant.as_str()))
        .filter(row::Column::Action.is_in(actions.map(ActionId::as_str)))
        .group_by(row::Column::Action)
        .into_query();
    let newest = Expr::tuple([
        Expr::col(row::Column::Action),
        Expr::col(row::Column::Number),
    ]);
    let rows: Vec<(String, String)> = row::Entity::find()
        .select_only()
        .column(row::Column::Action)
        .column(row::Column::Id)
        .filter(row::Column::Tenant.eq(tenant.as_str()))
        .filter(newest.in_subquery(numbers))
        .into_tuple()
        .all(connection)
        .await?;
    let ids = rows.into_iter();
    Ok(ids
        .map(|(action, id)| (ActionId::new(action), ActionVersionId::new(id)))
        .collect())
}

fn of_action(tenant: &TenantId, action: &ActionId) -> sea_orm::Select<row::Entity> {
    row::Entity::find()
        .filter(row::Column::Tenant.eq(tenant.as_str()))
        .filter(row::Column::Action.eq(action.as_str()))
}

/// What versions refer to.
pub(crate) fn referred() -> SelectStatement {
    let built: sea_orm::Select<row::Entity> = row::Entity::find()
        .select_only()
        .column(row::Column::Built)
        .filter(row::Column::Built.is_not_null());
    built.into_query()
}

/// Lets the versions of a deleted action go once no run can come back that was suspended in one, and no cache holds a secret of
/// it.
pub(crate) async fn retire_versions(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    action: &ActionId,
    now_ms: u64,
) -> Result<(), Error> {
    let kept_until = column_ms(now_ms.saturating_add(SUPERSEDED_KEPT_MS));
    row::Entity::update_many()
        .col_expr(row::Column::KeptUntil, Expr::value(kept_until))
        .filter(row::Column::Tenant.eq(tenant.as_str()))
        .filter(row::Column::Action.eq(action.as_str()))
        .exec(connection)
        .await?;
    Ok(())
}

/// Whether no cache holds a secret of it any more.
fn is_cached_no_more(before: i64) -> Condition {
    Condition::any()
        .add(row::Column::CachedUntil.is_null())
        .add(row::Column::CachedUntil.lte(before))
}

purge_by!(purge_versions, KeptUntil, Id, is_cached_no_more);
