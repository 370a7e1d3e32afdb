//! Builds of drafts that require packages: claimed by one worker at a time, one of each tenant, the tenants in turn.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use tenant::{
    Action, ActionDraft, ActionId, Again, Build, BuildProgress, BuiltId, Claimed, Dependency,
    TenantId,
};

use crate::actions::{action_of, write_draft};
use crate::built::{self, Built};
use crate::row::{column_ms, decode, encode};
use crate::{Error, Noun, Store, build_turns};

row! { "builds" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    action: String,
    due_at: Option<i64>,
    held_until: Option<i64>,
    built: Option<String>,
    body: String,
} }

const NOUN: Noun = Noun::Build;

/// A build that was taken on, with the action it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedBuild {
    /// The build.
    pub build: Build,
    /// The action, whose draft is of the build's revision.
    pub action: Action,
}

/// What a build made, and the exact versions it came to.
#[derive(Debug, Clone)]
pub struct BuildProduct {
    /// The files.
    pub built: Built,
    /// The draft's dependencies from now on.
    pub dependencies: Vec<Dependency>,
    /// What should be known of the packages.
    pub notes: Vec<String>,
}

impl Store {
    /// Takes on a build that waits, if one waits whose tenant has none under way: of the tenant whose turn was longest ago
    /// the one that waits longest. `None` also when that one had been begun too often, and failed: there may be another.
    pub async fn build_claim(
        &self,
        holder: &str,
        now_ms: u64,
    ) -> Result<Option<ClaimedBuild>, Error> {
        if waiting(&self.reader, now_ms).await?.is_none() {
            return Ok(None);
        }
        let transaction = self.begin().await?;
        let Some(build) = waiting(&transaction, now_ms).await? else {
            return Ok(None);
        };
        let mut action = action_of(&transaction, &build.tenant, &build.action).await?;
        let (build, mine) = match build.claim(holder, now_ms) {
            Claimed::Mine(build) => (build, true),
            Claimed::GivenUp(build) => (build, false),
        };
        settle(&transaction, &build, &mut action).await?;
        build_turns::take(&transaction, &build.tenant).await?;
        transaction.commit().await?;
        Ok(mine.then_some(ClaimedBuild { build, action }))
    }

    /// Says that the holder still builds, and how far it is; whether the build is still the holder's.
    pub async fn build_renew(
        &self,
        build: &Build,
        holder: &str,
        progress: Option<BuildProgress>,
        now_ms: u64,
    ) -> Result<bool, Error> {
        let transaction = self.begin().await?;
        let known = find(&transaction, &build.tenant, &build.action).await?;
        let renewed = known.and_then(|known| known.renew(holder, progress, now_ms));
        if let Some(renewed) = &renewed {
            write(&transaction, renewed).await?;
        }
        transaction.commit().await?;
        Ok(renewed.is_some())
    }

    /// Whether the build is still the holder's: nobody has saved its draft again, and nobody else has begun it.
    pub async fn build_is_held(&self, build: &Build, holder: &str) -> Result<bool, Error> {
        let known = find(&self.reader, &build.tenant, &build.action).await?;
        Ok(known.is_some_and(|known| known.is_held_by(holder)))
    }

    /// Keeps what a build made, with the draft it is of. Nothing is kept when the build is the holder's no more.
    pub async fn build_succeed(
        &self,
        build: &Build,
        holder: &str,
        product: &BuildProduct,
        now_ms: u64,
    ) -> Result<bool, Error> {
        let transaction = self.begin().await?;
        let id = product.built.id(&build.tenant);
        let known = find(&transaction, &build.tenant, &build.action).await?;
        let Some(known) = known.and_then(|known| known.succeed(holder, id, &product.notes)) else {
            return Ok(false);
        };
        let mut action = action_of(&transaction, &build.tenant, &build.action).await?;
        built::keep(&transaction, &build.tenant, &product.built, now_ms).await?;
        action.draft.dependencies.clone_from(&product.dependencies);
        settle(&transaction, &known, &mut action).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Notes why a build failed. Nothing is noted when the build is the holder's no more.
    pub async fn build_fail(
        &self,
        build: &Build,
        holder: &str,
        failure: contract::Failure,
        again: Again,
        now_ms: u64,
    ) -> Result<bool, Error> {
        let transaction = self.begin().await?;
        let known = find(&transaction, &build.tenant, &build.action).await?;
        let failed = known.and_then(|known| known.fail(holder, failure, again, now_ms));
        let Some(failed) = failed else {
            return Ok(false);
        };
        let mut action = action_of(&transaction, &build.tenant, &build.action).await?;
        settle(&transaction, &failed, &mut action).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Lets go of all builds that this holder has taken on.
    pub async fn builds_let_go(&self, holder: &str, now_ms: u64) -> Result<(), Error> {
        let transaction = self.begin().await?;
        let held = row::Entity::find()
            .filter(row::Column::HeldUntil.is_not_null())
            .all(&transaction)
            .await?;
        for row in held {
            let build: Build = decode(NOUN, &row.body)?;
            // What somebody else holds stays theirs.
            if let Some(free) = build.let_go(holder, now_ms) {
                let mut action = action_of(&transaction, &free.tenant, &free.action).await?;
                settle(&transaction, &free, &mut action).await?;
            }
        }
        transaction.commit().await?;
        Ok(())
    }

    /// The build of an action's draft; nothing where it requires no packages.
    pub async fn build_find(
        &self,
        tenant: &TenantId,
        action: &ActionId,
    ) -> Result<Option<Build>, Error> {
        find(&self.reader, tenant, action).await
    }
}

/// Has the draft built, when it requires packages, as it was saved just now; where the draft `before` was built of the same,
/// its build stays. Says where the draft stands, which is still to be written.
pub(crate) async fn begin(
    transaction: &DatabaseTransaction,
    action: &mut Action,
    before: Option<&ActionDraft>,
    now_ms: u64,
) -> Result<(), Error> {
    if !action.has_packages() {
        return forget(transaction, &action.tenant, &action.id).await;
    }
    let known = find(transaction, &action.tenant, &action.id).await?;
    let same = before.is_some_and(|before| !action.is_built_of_other(before));
    let build = match known {
        Some(known) if same => known.carried(action, now_ms),
        known => Build::of(action, known, now_ms),
    };
    action.draft.status = build.status;
    write(transaction, &build).await
}

/// The draft became a copy of a version that was built.
pub(crate) async fn copy(
    transaction: &DatabaseTransaction,
    action: &Action,
    built: Option<&BuiltId>,
) -> Result<(), Error> {
    match built {
        Some(built) => write(transaction, &Build::copied(action, built.clone())).await,
        None => forget(transaction, &action.tenant, &action.id).await,
    }
}

/// What was made of the draft as it is now.
pub(crate) async fn made(
    connection: &impl ConnectionTrait,
    action: &Action,
) -> Result<Option<BuiltId>, Error> {
    let build = find(connection, &action.tenant, &action.id).await?;
    let build = build.filter(|build| build.revision == action.revision);
    Ok(build.and_then(|build| build.made().cloned()))
}

/// There is no such draft any more.
pub(crate) async fn forget(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    action: &ActionId,
) -> Result<(), Error> {
    row::Entity::delete_by_id((tenant.as_str().to_owned(), action.as_str().to_owned()))
        .exec(connection)
        .await?;
    Ok(())
}

/// What drafts refer to.
pub(crate) fn referred() -> sea_orm::sea_query::SelectStatement {
    row::Entity::find()
        .select_only()
        .column(row::Column::Built)
        .filter(row::Column::Built.is_not_null())
        .into_query()
}

/// Of the tenants that have none under way, and something that is due, the one whose turn was longest ago; of its builds the
/// one that is due longest.
async fn waiting(connection: &impl ConnectionTrait, now_ms: u64) -> Result<Option<Build>, Error> {
    let busy = row::Entity::find()
        .select_only()
        .column(row::Column::Tenant)
        .filter(row::Column::HeldUntil.gt(column_ms(now_ms)))
        .into_query();
    let first = row::Entity::find()
        .filter(row::Column::DueAt.lte(column_ms(now_ms)))
        .filter(row::Column::Tenant.not_in_subquery(busy))
        .order_by_asc(build_turns::last_of(Expr::col((
            row::Entity,
            row::Column::Tenant,
        ))))
        .order_by_asc(row::Column::DueAt)
        .one(connection)
        .await?;
    first.map(|row| decode(NOUN, &row.body)).transpose()
}

async fn find(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    action: &ActionId,
) -> Result<Option<Build>, Error> {
    let key = (tenant.as_str().to_owned(), action.as_str().to_owned());
    let row = row::Entity::find_by_id(key).one(connection).await?;
    row.map(|row| decode(NOUN, &row.body)).transpose()
}

/// Writes a build, and its status beside the draft.
async fn settle(
    connection: &impl ConnectionTrait,
    build: &Build,
    action: &mut Action,
) -> Result<(), Error> {
    if action.revision == build.revision {
        action.draft.status = build.status;
        write_draft(connection, action).await?;
    }
    write(connection, build).await
}

async fn write(connection: &impl ConnectionTrait, build: &Build) -> Result<(), Error> {
    let held_until = build.lease.as_ref().map(|lease| lease.ends_at_ms);
    let row = row::ActiveModel {
        tenant: Set(build.tenant.as_str().to_owned()),
        action: Set(build.action.as_str().to_owned()),
        due_at: Set(build.due_at_ms.map(column_ms)),
        held_until: Set(held_until.map(column_ms)),
        built: Set(build.built.as_ref().map(|built| built.as_str().to_owned())),
        body: Set(encode(NOUN, build)?),
    };
    let replace = OnConflict::columns([row::Column::Tenant, row::Column::Action])
        .update_columns([
            row::Column::DueAt,
            row::Column::HeldUntil,
            row::Column::Built,
            row::Column::Body,
        ])
        .to_owned();
    row::Entity::insert(row)
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}
