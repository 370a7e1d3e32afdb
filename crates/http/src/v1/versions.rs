//! Versions: deploy, list, show, roll back.

use std::sync::Arc;

use api::{LicenceList, Lockfile, RollBack, Sbom, Version, VersionList};
use app::moment;
use app::versions::{DraftAfter, VersionView};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::Service;
use crate::access::Administrator;
use crate::body;
use crate::v1::answer;
use crate::v1::shapes::packages;
use crate::visit::Visit;

/// POST `/api/v1/actions/{id}/deploy`.
pub(crate) async fn deploy_action(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    Path(id): Path<String>,
) -> Response {
    answer(
        &visit,
        StatusCode::CREATED,
        service.app.deploy_action(&by, &id).await.map(shape),
    )
}

/// GET `/api/v1/actions/{id}/versions`.
pub(crate) async fn list_versions(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
) -> Response {
    let versions = service.app.list_versions(&visit.tenant.id, &id).await;
    let list = versions.map(|versions| VersionList {
        versions: versions.into_iter().map(shape).collect(),
    });
    answer(&visit, StatusCode::OK, list)
}

/// GET `/api/v1/actions/{id}/versions/{number}`.
pub(crate) async fn show_version(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path((id, number)): Path<(String, String)>,
) -> Response {
    answer(
        &visit,
        StatusCode::OK,
        service
            .app
            .show_version(&visit.tenant.id, &id, &number)
            .await
            .map(shape),
    )
}

/// GET `/api/v1/actions/{id}/versions/{number}/lock`.
pub(crate) async fn show_lock(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path((id, number)): Path<(String, String)>,
) -> Response {
    let lock = service.app.version_lock(&visit.tenant.id, &id, &number);
    answer(&visit, StatusCode::OK, lock.await.map(Lockfile))
}

/// GET `/api/v1/actions/{id}/versions/{number}/sbom`.
pub(crate) async fn show_sbom(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path((id, number)): Path<(String, String)>,
) -> Response {
    let sbom = service.app.version_sbom(&visit.tenant.id, &id, &number);
    answer(&visit, StatusCode::OK, sbom.await.map(Sbom))
}

/// GET `/api/v1/actions/{id}/versions/{number}/licences`.
pub(crate) async fn list_licences(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path((id, number)): Path<(String, String)>,
) -> Response {
    let tenant = &visit.tenant.id;
    let licences = service.app.version_licences(tenant, &id, &number).await;
    let list = licences.map(|licences| LicenceList {
        licences: licences.into_iter().map(packages::licence).collect(),
    });
    answer(&visit, StatusCode::OK, list)
}

/// GET `/api/v1/actions/{id}/versions/{number}/vulnerabilities`.
pub(crate) async fn list_vulnerabilities(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path((id, number)): Path<(String, String)>,
) -> Response {
    let tenant = &visit.tenant.id;
    let known = service.app.version_vulnerabilities(tenant, &id, &number);
    let list = known.await.map(|audit| packages::vulnerabilities(&audit));
    answer(&visit, StatusCode::OK, list)
}

/// POST `/api/v1/actions/{id}/versions/{number}/rollback`.
pub(crate) async fn roll_back(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    Path((id, number)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let how: RollBack = match body.is_empty() {
        true => RollBack::default(),
        false => match body::json(&visit, &headers, &body) {
            Ok(how) => how,
            Err(response) => return *response,
        },
    };
    let draft = if how.update_draft {
        DraftAfter::Replaced
    } else {
        DraftAfter::Kept
    };
    answer(
        &visit,
        StatusCode::CREATED,
        service
            .app
            .roll_back(&by, &id, &number, draft)
            .await
            .map(shape),
    )
}

fn shape(view: VersionView) -> Version {
    let VersionView {
        version,
        deployed,
        notes,
    } = view;
    Version {
        number: version.number,
        deployed,
        secrets: version
            .secrets
            .iter()
            .map(|secret| secret.name.clone())
            .collect(),
        dependencies: packages::dependencies(version.dependencies),
        code: version.code,
        created_at: moment::text(version.created_at_ms),
        notes,
    }
}
