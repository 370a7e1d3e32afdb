//! Run records: listed and shown.

use std::sync::Arc;

use api::{RanCode, Run, RunList, RunOutcome, RunStep, RunSummary};
use app::moment;
use app::runs::{RunView, StepBody};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use flow::CodeId;

use crate::Service;
use crate::v1::answer;
use crate::v1::page::{self, Paged as _};
use crate::visit::Visit;

/// GET `/api/v1/runs`.
pub(crate) async fn list_runs(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    RawQuery(query): RawQuery,
) -> Response {
    let page = match page::of(query.as_deref()) {
        Ok(page) => page,
        Err(error) => return answer::<()>(&visit, StatusCode::OK, Err(error)),
    };
    let (number, size) = (page.number, page.size);
    let runs = service.app.list_runs(&visit.tenant.id, number, size).await;
    let list = runs.map(|runs| RunList {
        next: runs.next(page),
        runs: runs.iter().map(summary).collect(),
    });
    answer(&visit, StatusCode::OK, list)
}

/// GET `/api/v1/runs/{id}`.
pub(crate) async fn show_run(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
) -> Response {
    answer(
        &visit,
        StatusCode::OK,
        service.app.show_run(&visit.tenant.id, &id).await.map(shape),
    )
}

fn summary(run: &RunView) -> RunSummary {
    RunSummary {
        id: run.id.clone(),
        trigger: run.trigger,
        outcome: outcome(run.body.outcome),
        user_id: run.body.user_id.as_ref().map(|id| id.as_str().to_owned()),
        client_id: run.body.client_id.as_str().to_owned(),
        started_at: moment::text(run.created_at_ms),
        updated_at: moment::text(run.updated_at_ms),
    }
}

fn shape(run: RunView) -> Run {
    Run {
        summary: summary(&run),
        reason: run.body.reason,
        steps: run.body.steps.into_iter().map(step).collect(),
    }
}

fn step(step: StepBody) -> RunStep {
    RunStep {
        code: code(&step.code),
        name: step.name,
        handler: step.handler,
        outcome: outcome(step.outcome),
        wall_us: step.wall_us,
        cpu_us: step.cpu_us,
        commands: step.commands,
        late_commands: step.late_commands,
        logs: step.logs,
        requests: step.requests,
        failure: step.failure,
    }
}

pub(super) fn code(code: &CodeId) -> RanCode {
    match code {
        CodeId::Own {
            action_id,
            version_id,
        } => RanCode {
            action_id: Some(action_id.as_str().to_owned()),
            version_id: Some(version_id.as_str().to_owned()),
            ..RanCode::default()
        },
        CodeId::Release {
            installation_id,
            release,
        } => RanCode {
            installation_id: Some(installation_id.as_str().to_owned()),
            release: Some(release.as_str().to_owned()),
            ..RanCode::default()
        },
    }
}

pub(super) fn outcome(outcome: app::runs::RunOutcome) -> RunOutcome {
    match outcome {
        app::runs::RunOutcome::Completed => RunOutcome::Completed,
        app::runs::RunOutcome::Denied => RunOutcome::Denied,
        app::runs::RunOutcome::Suspended => RunOutcome::Suspended,
        app::runs::RunOutcome::Canceled => RunOutcome::Canceled,
        app::runs::RunOutcome::Failed => RunOutcome::Failed,
    }
}
