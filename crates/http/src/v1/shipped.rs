//! The npm packages that go along with partners' packages: what reviewers, operators and the partner read of them.

use std::sync::Arc;

use api::{Sbom, ShippedPackages};
use app::bearer::PartnerCaller;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use crate::Service;
use crate::v1::answer;
use crate::visit::Visit;

/// GET `/api/v1/reviews/{id}/packages`.
pub(crate) async fn list_review_packages(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
) -> Response {
    let view = service.app.review_packages(&id).await;
    let shape = view.map(|view| ShippedPackages {
        packages: view.packages,
        before: view.before.map(|version| version.to_string()),
        changes: view.changes,
    });
    answer(&visit, StatusCode::OK, shape)
}

/// GET `/api/v1/releases/{digest}/sbom`.
pub(crate) async fn show_release_sbom(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path(digest): Path<String>,
) -> Response {
    let sbom = service.app.release_sbom(&digest).await;
    answer(&visit, StatusCode::OK, sbom.map(Sbom))
}

/// GET `/api/v1/partner/releases/{digest}/sbom`.
pub(crate) async fn show_own_release_sbom(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
    Path(digest): Path<String>,
) -> Response {
    let sbom = service.app.own_release_sbom(&by.partner.id, &digest).await;
    answer(&visit, StatusCode::OK, sbom.map(Sbom))
}
