//! Run records: what happened in each passage through a flow.

use contract::Trigger;
use store::{Page, RunRecord, RunStatus, RunTail};
use tenant::TenantId;

use crate::App;
use crate::error::Error;
use crate::late::LateBody;

pub use crate::record::{RunBody, RunOutcome, StepBody};

/// A run as an administrator sees it.
#[derive(Debug, Clone)]
pub struct RunView {
    /// Its id, the reference number in error texts.
    pub id: String,
    /// Its trigger.
    pub trigger: Trigger,
    /// What was kept of it.
    pub body: RunBody,
    /// When it began, unix ms.
    pub created_at_ms: u64,
    /// When it last moved, unix ms.
    pub updated_at_ms: u64,
}

impl App {
    /// The runs of a tenant, newest first, a page of at most 100.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn list_runs(
        &self,
        tenant: &TenantId,
        page: u32,
        size: u32,
    ) -> Result<Vec<RunView>, Error> {
        let records = self
            .store
            .runs_list(tenant, Page { number: page, size })
            .await?;
        records.into_iter().map(view).collect()
    }

    /// One run.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn show_run(&self, tenant: &TenantId, id: &str) -> Result<RunView, Error> {
        let found = self.store.run_find(tenant, id).await?;
        let mut view = view(found.ok_or_else(|| Error::NotFound {
            noun: "run",
            id: id.chars().take(64).collect(),
        })?)?;
        for tail in self.store.run_tails_find(tenant, id).await? {
            join(&mut view.body, tail)?;
        }
        Ok(view)
    }
}

fn view(record: RunRecord) -> Result<RunView, Error> {
    let mut body: RunBody = serde_json::from_value(record.body)?;
    // What was kept of it is from before it was lost.
    if record.status == RunStatus::Canceled {
        body.outcome = RunOutcome::Canceled;
    }
    Ok(RunView {
        id: record.id,
        trigger: record.trigger,
        body,
        created_at_ms: record.created_at_ms,
        updated_at_ms: record.updated_at_ms,
    })
}

/// Puts what a step left under way where it belongs.
fn join(body: &mut RunBody, tail: RunTail) -> Result<(), Error> {
    let late: LateBody = serde_json::from_value(tail.body)?;
    let place = usize::try_from(tail.step).ok();
    if let Some(step) = place.and_then(|place| body.steps.get_mut(place)) {
        step.logs.extend(late.logs);
        step.requests = late.requests;
        step.late_commands = late.late_commands;
    }
    Ok(())
}
