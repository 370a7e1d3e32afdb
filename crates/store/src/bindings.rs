//! The ordered bindings of a trigger: one row per list, replaced as a whole.

use contract::Trigger;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, QuerySelect};
use tenant::{
    Action, ActionId, ActionLimits, Binding, BindingList, Bound, InstallationId, TenantId,
};

use crate::action_versions::newest_versions;
use crate::actions::action_of;
use crate::audit::append;
use crate::installations::held;
use crate::row::{column_ms, decode, encode, from_column_ms};
use crate::{AuditEntry, BoundCode, Error, Noun, Store};

row! { "binding_lists" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    trigger: String,
    version: i64,
    body: String,
} }

const NOUN: Noun = Noun::Binding;

/// How often a list is read again that changed while it was read.
const BOUND_TRIES: u32 = 3;

/// What happens to the binding of an action that is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unbind {
    /// The deletion is refused.
    Refuse,
    /// The binding goes.
    Remove,
}

impl Store {
    /// The bindings of a trigger in the order they run.
    pub async fn bindings_find(
        &self,
        tenant: &TenantId,
        trigger: Trigger,
    ) -> Result<BindingList, Error> {
        read(&self.reader, tenant, trigger, Lock::None).await
    }

    /// The bindings of a trigger, each with what it runs now: a few reads, however long the list.
    pub async fn bound_code(
        &self,
        tenant: &TenantId,
        trigger: Trigger,
    ) -> Result<Vec<(Binding, BoundCode)>, Error> {
        let mut tries = 1..=BOUND_TRIES;
        loop {
            let list = self.bindings_find(tenant, trigger).await?;
            if list.bindings.is_empty() {
                return Ok(Vec::new());
            }
            let actions = list.bindings.iter().filter_map(|one| one.bound.action());
            let newest = newest_versions(&self.reader, tenant, actions).await?;
            let installed = list.bindings.iter();
            let installed = installed.filter_map(|one| one.bound.installation());
            let installed = self.installed_code(tenant, installed.collect()).await?;
            let bound: Option<Vec<_>> = list
                .bindings
                .into_iter()
                .map(|binding| {
                    let code = match &binding.bound {
                        Bound::Action(action) => BoundCode::Own {
                            action: action.clone(),
                            version: newest.get(action).cloned()?,
                        },
                        Bound::Installation(id) => installed.get(id).cloned()?,
                    };
                    Some((binding, code))
                })
                .collect();
            match (bound, tries.next()) {
                (Some(bound), _) => return Ok(bound),
                // The list changed between the reads: an action or an installation was taken off and deleted.
                (None, Some(_)) => {}
                (None, None) => return Err(Error::ActionNotDeployed),
            }
        }
    }

    /// Replaces the whole list, if it still has the version the caller started from.
    pub async fn bindings_replace(
        &self,
        tenant: &TenantId,
        trigger: Trigger,
        expected_version: u64,
        bindings: Vec<Binding>,
        audit: &AuditEntry,
    ) -> Result<BindingList, Error> {
        let limit = ActionLimits::DEFAULT.per_trigger;
        if bindings.len() > limit {
            return Err(Error::TooMany { noun: NOUN, limit });
        }
        let keys = self.keys(tenant).await?;
        let transaction = self.begin().await?;
        let before = read(&transaction, tenant, trigger, Lock::Row).await?;
        if before.version != expected_version {
            return Err(Error::Changed {
                noun: NOUN,
                expected: expected_version,
                found: before.version,
            });
        }
        for binding in &bindings {
            binding.validate()?;
            match &binding.bound {
                Bound::Action(action) => {
                    check(&action_of(&transaction, tenant, action).await?, trigger)?;
                }
                Bound::Installation(id) => {
                    let installed = held(&transaction, &keys, tenant, id).await?;
                    if installed.trigger != trigger {
                        return Err(Error::ActionOfOtherTrigger);
                    }
                }
            }
        }
        let list = BindingList {
            version: expected_version.saturating_add(1),
            bindings,
        };
        write(&transaction, tenant, trigger, &list).await?;
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(list)
    }
}

fn check(action: &Action, trigger: Trigger) -> Result<(), Error> {
    if action.trigger != trigger {
        return Err(Error::ActionOfOtherTrigger);
    }
    if action.deployed.is_none() {
        return Err(Error::ActionNotDeployed);
    }
    Ok(())
}

/// Takes an action off the list of its trigger, or refuses to.
pub(crate) async fn unbind_action(
    transaction: &DatabaseTransaction,
    tenant: &TenantId,
    trigger: Trigger,
    action: &ActionId,
    unbind: Unbind,
) -> Result<(), Error> {
    let mut list = read(transaction, tenant, trigger, Lock::Row).await?;
    let is_it = |binding: &Binding| binding.bound.action() == Some(action);
    if !list.bindings.iter().any(is_it) {
        return Ok(());
    }
    if unbind == Unbind::Refuse {
        return Err(Error::ActionBound);
    }
    list.bindings.retain(|binding| !is_it(binding));
    list.version = list.version.saturating_add(1);
    write(transaction, tenant, trigger, &list).await
}

/// The triggers whose lists bind an installation.
pub(crate) async fn bound_in(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    id: &InstallationId,
) -> Result<Vec<Trigger>, Error> {
    let mut bound_in = Vec::new();
    for trigger in Trigger::ALL {
        let list = read(connection, tenant, trigger, Lock::None).await?;
        let mut bound = list.bindings.iter().map(|one| one.bound.installation());
        if bound.any(|bound| bound == Some(id)) {
            bound_in.push(trigger);
        }
    }
    Ok(bound_in)
}

/// Whether a read holds its row for the change that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lock {
    None,
    Row,
}

async fn read(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    trigger: Trigger,
    lock: Lock,
) -> Result<BindingList, Error> {
    let key = (tenant.as_str().to_owned(), trigger.id().to_owned());
    let mut query = row::Entity::find_by_id(key);
    if lock == Lock::Row {
        query = query.lock_exclusive();
    }
    let row = query.one(connection).await?;
    row.map_or(Ok(BindingList::default()), |row| {
        Ok(BindingList {
            version: from_column_ms(row.version),
            bindings: decode(NOUN, &row.body)?,
        })
    })
}

async fn write(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    trigger: Trigger,
    list: &BindingList,
) -> Result<(), Error> {
    let row = row::ActiveModel {
        tenant: Set(tenant.as_str().to_owned()),
        trigger: Set(trigger.id().to_owned()),
        version: Set(column_ms(list.version)),
        body: Set(encode(NOUN, &list.bindings)?),
    };
    let replace = OnConflict::columns([row::Column::Tenant, row::Column::Trigger])
        .update_columns([row::Column::Version, row::Column::Body])
        .to_owned();
    row::Entity::insert(row)
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}
