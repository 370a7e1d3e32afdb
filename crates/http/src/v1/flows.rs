//! Flows: shown, and replaced as a whole.

use std::sync::Arc;

use api::{Binding, BindingOrder, FailurePolicy, Flow, ReplaceFlow};
use app::bindings::{FlowView, Named, Wanted};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use tenant::{ActionId, InstallationId};

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
    let orders = replace.bindings.into_iter().enumerate();
    let wanted: Result<Vec<Wanted>, app::Error> =
        orders.map(|(index, order)| wanted(index, order)).collect();
    let replaced = match wanted {
        Ok(wanted) => {
            service
                .app
                .replace_flow(&by, trigger, replace.version, wanted)
                .await
        }
        Err(error) => Err(error),
    };
    answer(&visit, StatusCode::OK, replaced.map(shape))
}

/// An entry of a new order; it names an action or an installation, not both.
fn wanted(index: usize, order: BindingOrder) -> Result<Wanted, app::Error> {
    let named = match (order.action_id, order.installation_id) {
        (Some(action), None) => Named::Action(action),
        (None, Some(installation)) => Named::Installation(installation),
        (None, None) | (Some(_), Some(_)) => {
            return Err(app::Error::Invalid {
                field: format!("bindings[{index}]"),
                message: "must name an action by action_id or an installation by installation_id"
                    .to_owned(),
                limit: None,
            });
        }
    };
    Ok(Wanted {
        named,
        failure_policy: match order.failure_policy {
            FailurePolicy::Block => tenant::FailurePolicy::Block,
            FailurePolicy::Continue => tenant::FailurePolicy::Continue,
        },
        budget_ms: order.budget_ms,
    })
}

fn shape(view: FlowView) -> Flow {
    let id = |id: Option<&str>| id.map(str::to_owned);
    let bindings = view.bindings.into_iter().map(|bound| Binding {
        id: bound.binding.id.as_str().to_owned(),
        action_id: id(bound.binding.bound.action().map(ActionId::as_str)),
        installation_id: id(bound
            .binding
            .bound
            .installation()
            .map(InstallationId::as_str)),
        name: bound.name,
        version: bound.version,
        unreviewed: bound.unreviewed,
        refused: bound.refused,
        failure_policy: match bound.binding.failure_policy {
            tenant::FailurePolicy::Block => FailurePolicy::Block,
            tenant::FailurePolicy::Continue => FailurePolicy::Continue,
        },
        budget_ms: bound.binding.budget_ms,
        lacking: bound.lacking,
    });
    Flow {
        trigger: view.trigger,
        version: view.version,
        bindings: bindings.collect(),
    }
}
