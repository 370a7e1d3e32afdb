//! Actions: list, create, show, edit, delete, test.

use std::sync::Arc;

use api::{Action, ActionList, CreateAction, TestAction, TestResult, UpdateAction};
use app::actions::{ActionChange, ActionView, NewAction};
use app::moment;
use app::trial::Trial;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use tenant::{DraftState, Secret};

use crate::Service;
use crate::access::Administrator;
use crate::body;
use crate::v1::answer;
use crate::v1::shapes::packages;
use crate::visit::Visit;

/// GET `/api/v1/actions`.
pub(crate) async fn list_actions(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
) -> Response {
    let actions = service.app.list_actions(&visit.tenant.id).await;
    let list = actions.map(|actions| ActionList {
        actions: actions.into_iter().map(shape).collect(),
    });
    answer(&visit, StatusCode::OK, list)
}

/// POST `/api/v1/actions`.
pub(crate) async fn create_action(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let create: CreateAction = match body::json(&visit, &headers, &body) {
        Ok(create) => create,
        Err(response) => return *response,
    };
    let new = NewAction {
        name: create.name,
        trigger: create.trigger,
        code: create.code,
        dependencies: packages::declared(create.dependencies),
        secrets: create
            .secrets
            .into_iter()
            .map(|(name, value)| (name, Secret::new(value)))
            .collect(),
    };
    let made = service.app.create_action(&by, new).await;
    answer(&visit, StatusCode::CREATED, made.map(shape))
}

/// GET `/api/v1/actions/{id}`.
pub(crate) async fn show_action(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
) -> Response {
    answer(
        &visit,
        StatusCode::OK,
        service
            .app
            .show_action(&visit.tenant.id, &id)
            .await
            .map(shape),
    )
}

/// PATCH `/api/v1/actions/{id}`.
pub(crate) async fn edit_action(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let update: UpdateAction = match body::json(&visit, &headers, &body) {
        Ok(update) => update,
        Err(response) => return *response,
    };
    let change = ActionChange {
        name: update.name,
        code: update.code,
        dependencies: update.dependencies.map(packages::declared),
        ..ActionChange::default()
    };
    answer(
        &visit,
        StatusCode::OK,
        service.app.edit_action(&by, &id, change).await.map(shape),
    )
}

/// GET `/api/v1/actions/{id}/vulnerabilities`.
pub(crate) async fn list_vulnerabilities(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
) -> Response {
    let known = service.app.draft_vulnerabilities(&visit.tenant.id, &id);
    let list = known.await.map(|audit| packages::vulnerabilities(&audit));
    answer(&visit, StatusCode::OK, list)
}

/// DELETE `/api/v1/actions/{id}`.
pub(crate) async fn delete_action(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    Path(id): Path<String>,
) -> Response {
    answer(
        &visit,
        StatusCode::NO_CONTENT,
        service.app.delete_action(&by, &id).await,
    )
}

/// POST `/api/v1/actions/{id}/test`.
pub(crate) async fn test_action(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let test: TestAction = match body::json(&visit, &headers, &body) {
        Ok(test) => test,
        Err(response) => return *response,
    };
    let trial = Trial {
        event: test.event,
        handler: test.handler,
    };
    let tested = service.app.test_action(&by, &id, trial).await;
    let result = tested.map(|tested| TestResult {
        execution: tested.execution,
        lacking: tested.lacking,
    });
    answer(&visit, StatusCode::OK, result)
}

pub(super) fn shape(view: ActionView) -> Action {
    let ActionView {
        action,
        draft_failure,
        bound,
        build,
    } = view;
    Action {
        id: action.id.as_str().to_owned(),
        name: action.name.as_str().to_owned(),
        trigger: action.trigger,
        draft_failure,
        status: packages::status(action.draft.status),
        build: build.as_ref().map(packages::build),
        all_changes_deployed: action
            .deployed
            .as_ref()
            .is_some_and(|one| one.draft == DraftState::Deployed),
        deployed_version: action.deployed.as_ref().map(|one| one.number),
        secrets: action
            .draft
            .secrets
            .iter()
            .map(|secret| secret.name.clone())
            .collect(),
        dependencies: packages::dependencies(action.draft.dependencies),
        code: action.draft.code,
        bound,
        created_at: moment::text(action.created_at_ms),
        updated_at: moment::text(action.updated_at_ms),
    }
}
