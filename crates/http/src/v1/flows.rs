//! Flows: shown, and replaced as a whole.

use std::sync::Arc;

use api::{Binding, FailurePolicy, Flow, ReplaceFlow};
use app::bindings::{FlowView, Wanted};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::Service;
use crate::access::Administrator;
use crate::body;
use crate::v1::{answer, trigger};
use crate::visit::Visit;

/// GET `/api/v1/flows/{trigger}`.
pub(crate) async fn show_flow(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path(name): Path<String>,
) -> Response {
    match trigger(&visit, &name) {
        Ok(trigger) => answer(
            &visit,
            StatusCode::OK,
            service
                .app
                .show_flow(&visit.tenant.id, trigger)
                .await
                .map(shape),
        ),
        Err(response) => *response,
    }
}

/// PUT `/api/v1/flows/{trigger}`.
pub(crate) async fn replace_flow(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let trigger = match trigger(&visit, &name) {
        Ok(trigger) => trigger,
        Err(response) => return *response,
    };
    let replace: ReplaceFlow = match body::json(&visit, &headers, &body) {
        Ok(replace) => replace,
        Err(response) => return *response,
    };
    let wanted = replace.bindings.into_iter().map(|order| Wanted {
        action: order.action_id,
        failure_policy: match order.failure_policy {
            FailurePolicy::Block => tenant::FailurePolicy::Block,
            FailurePolicy::Continue => tenant::FailurePolicy::Continue,
        },
    });
    let replaced = service
        .app
        .replace_flow(&by, trigger, replace.version, wanted.collect())
        .await;
    answer(&visit, StatusCode::OK, replaced.map(shape))
}

fn shape(view: FlowView) -> Flow {
    let bindings = view.bindings.into_iter().map(|bound| Binding {
        id: bound.binding.id.as_str().to_owned(),
        action_id: bound.binding.action.as_str().to_owned(),
        action_name: bound.action_name,
        version: bound.version,
        failure_policy: match bound.binding.failure_policy {
            tenant::FailurePolicy::Block => FailurePolicy::Block,
            tenant::FailurePolicy::Continue => FailurePolicy::Continue,
        },
        lacking: bound.lacking,
    });
    Flow {
        trigger: view.trigger,
        version: view.version,
        bindings: bindings.collect(),
    }
}
