//! Secrets of a draft: listed by name, set, removed; never read.

use std::sync::Arc;

use api::{PutSecret, Secret, SecretList};
use app::moment;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use tenant::ActionSecret;

use crate::Service;
use crate::access::Administrator;
use crate::body;
use crate::v1::answer;
use crate::visit::Visit;

/// GET `/api/v1/actions/{id}/secrets`.
pub(crate) async fn list_secrets(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
) -> Response {
    let view = service.app.show_action(&visit.tenant.id, &id).await;
    let list = view.map(|view| SecretList {
        secrets: view.action.draft.secrets.iter().map(shape).collect(),
    });
    answer(&visit, StatusCode::OK, list)
}

/// PUT `/api/v1/actions/{id}/secrets/{name}`.
pub(crate) async fn put_secret(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    Path((id, name)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let put: PutSecret = match body::json(&visit, &headers, &body) {
        Ok(put) => put,
        Err(response) => return *response,
    };
    let kept = service
        .app
        .put_secret(&by, &id, &name, tenant::Secret::new(put.value))
        .await;
    answer(&visit, StatusCode::OK, kept.map(|secret| shape(&secret)))
}

/// DELETE `/api/v1/actions/{id}/secrets/{name}`.
pub(crate) async fn delete_secret(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    Path((id, name)): Path<(String, String)>,
) -> Response {
    answer(
        &visit,
        StatusCode::NO_CONTENT,
        service.app.delete_secret(&by, &id, &name).await,
    )
}

fn shape(secret: &ActionSecret) -> Secret {
    Secret {
        name: secret.name.clone(),
        updated_at: moment::text(secret.updated_at_ms),
    }
}
