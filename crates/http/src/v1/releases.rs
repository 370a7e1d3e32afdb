//! Releases taken off the catalogue or recalled.

use std::sync::Arc;

use api::{DelistRelease, RecallRelease};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use market::Staff;

use crate::Service;
use crate::body;
use crate::v1::{answer, shapes};
use crate::visit::Visit;

/// POST `/api/v1/releases/{digest}/delist`.
pub(crate) async fn delist_release(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<Staff>>,
    Path(digest): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let delist: DelistRelease = match body::json(&visit, &headers, &body) {
        Ok(delist) => delist,
        Err(response) => return *response,
    };
    let delisted = service.app.delist(&by, &digest, &delist.reason).await;
    answer(
        &visit,
        StatusCode::OK,
        delisted.map(|release| shapes::release(&release)),
    )
}

/// POST `/api/v1/releases/{digest}/recall`.
pub(crate) async fn recall_release(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<Staff>>,
    Path(digest): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let recall: RecallRelease = match body::json(&visit, &headers, &body) {
        Ok(recall) => recall,
        Err(response) => return *response,
    };
    let recalled = service.app.recall(&by, &digest, &recall.reason).await;
    answer(
        &visit,
        StatusCode::OK,
        recalled.map(|release| shapes::release(&release)),
    )
}
