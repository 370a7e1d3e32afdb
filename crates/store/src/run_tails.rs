//! What a run's actions left under way: it ends after its run has gone on, and stands beside the record, sealed like it.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use tenant::TenantId;

use crate::row::{column_ms, from_column_ms};
use crate::{Error, Noun, Store};

row! { "run_tails" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    run: String,
    #[sea_orm(primary_key, auto_increment = false)]
    step: i64,
    sealed: Vec<u8>,
    created_at: i64,
} }

const NOUN: Noun = Noun::RunTail;

/// What came of the work that one step left under way.
#[derive(Debug, Clone, PartialEq)]
pub struct RunTail {
    /// The tenant.
    pub tenant: TenantId,
    /// The run's id.
    pub run: String,
    /// The step's place in the record, from 0.
    pub step: u64,
    /// Logs, requests: as the shell wrote them.
    pub body: Value,
    /// When the work ended, unix ms.
    pub created_at_ms: u64,
}

impl Store {
    /// Writes what came of work under way, whether the run's record is there already or not.
    pub async fn run_tail_write(&self, tail: &RunTail) -> Result<(), Error> {
        let keys = self.keys(&tail.tenant).await?;
        let name = name(&tail.run, tail.step);
        let row = row::ActiveModel {
            tenant: Set(tail.tenant.as_str().to_owned()),
            run: Set(tail.run.clone()),
            step: Set(column_ms(tail.step)),
            sealed: Set(keys.seal_value(NOUN, &name, &tail.body)?),
            created_at: Set(column_ms(tail.created_at_ms)),
        };
        row::Entity::insert(row)
            .exec_without_returning(self.writer())
            .await?;
        Ok(())
    }

    /// What a run left under way came to, step by step.
    pub async fn run_tails_find(
        &self,
        tenant: &TenantId,
        run: &str,
    ) -> Result<Vec<RunTail>, Error> {
        let keys = self.keys(tenant).await?;
        let rows = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::Run.eq(run))
            .order_by_asc(row::Column::Step)
            .all(&self.reader)
            .await?;
        let tails = rows.into_iter().map(|row| {
            let step = from_column_ms(row.step);
            Ok(RunTail {
                body: keys.open_value(NOUN, &name(&row.run, step), &row.sealed)?,
                tenant: TenantId::new(row.tenant),
                run: row.run,
                step,
                created_at_ms: from_column_ms(row.created_at),
            })
        });
        tails.collect()
    }
}

fn name(run: &str, step: u64) -> String {
    format!("{run}/{step}")
}

purge_by!(purge_run_tails, CreatedAt, Run);
