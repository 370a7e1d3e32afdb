//! Installations: made, configured, updated, taken away.

use std::collections::BTreeMap;
use std::sync::Arc;

use api::{Install, InstallForTesting, InstallationList, TakeUpdate, UpdateInstallation};
use app::bearer::PartnerCaller;
use app::install::{self, Change, Trial, Update};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tenant::Secret;

use crate::Service;
use crate::access::Administrator;
use crate::body;
use crate::v1::page::{self, invalid};
use crate::v1::{answer, shapes};
use crate::visit::Visit;

/// GET `/api/v1/installations`.
pub(crate) async fn list_installations(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
) -> Response {
    let views = service.app.installations(&visit.tenant.id).await;
    let list = views.map(|views| InstallationList {
        installations: views.iter().map(shapes::installation).collect(),
    });
    answer(&visit, StatusCode::OK, list)
}

/// POST `/api/v1/installations`.
pub(crate) async fn install(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let wanted: Install = match body::json(&visit, &headers, &body) {
        Ok(wanted) => wanted,
        Err(response) => return *response,
    };
    let wanted = install::Install {
        slug: wanted.slug,
        version: wanted.version,
        name: wanted.name,
        follow: shapes::to_follow(wanted.follow),
        configuration: wanted.configuration,
        secrets: secrets(wanted.secrets),
        accept: wanted.accept,
    };
    let made = service.app.install(&by, wanted).await;
    answer(
        &visit,
        StatusCode::CREATED,
        made.map(|view| shapes::installation(&view)),
    )
}

fn secrets(values: BTreeMap<String, String>) -> BTreeMap<String, Secret> {
    let sealed = |(name, value)| (name, Secret::new(value));
    values.into_iter().map(sealed).collect()
}

/// POST `/api/v1/testing/installations`.
pub(crate) async fn install_for_testing(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let wanted: InstallForTesting = match body::json(&visit, &headers, &body) {
        Ok(wanted) => wanted,
        Err(response) => return *response,
    };
    let made = async {
        let archive = STANDARD
            .decode(&wanted.package)
            .map_err(|_| invalid("package", "is not Base64".to_owned()))?;
        let trial = Trial {
            archive: archive.into(),
            signing_key: wanted.signing_key_id,
            signature: wanted.signature,
            name: wanted.name,
            configuration: wanted.configuration,
            secrets: secrets(wanted.secrets),
        };
        let view = service
            .app
            .install_for_testing(&by, &visit.tenant, trial)
            .await?;
        Ok(shapes::installation(&view))
    };
    answer(&visit, StatusCode::CREATED, made.await)
}

/// GET `/api/v1/installations/{id}`.
pub(crate) async fn show_installation(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
) -> Response {
    let view = service.app.installation(&visit.tenant.id, &id).await;
    answer(
        &visit,
        StatusCode::OK,
        view.map(|view| shapes::installation(&view)),
    )
}

/// PATCH `/api/v1/installations/{id}`.
pub(crate) async fn edit_installation(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let update: UpdateInstallation = match body::json(&visit, &headers, &body) {
        Ok(update) => update,
        Err(response) => return *response,
    };
    let change = Change {
        name: update.name,
        follow: update.follow.map(shapes::to_follow),
        configuration: update.configuration,
        secrets: secrets(update.secrets),
    };
    let changed = service
        .app
        .reconfigure(&by, &id, update.revision, change)
        .await;
    answer(
        &visit,
        StatusCode::OK,
        changed.map(|view| shapes::installation(&view)),
    )
}

/// DELETE `/api/v1/installations/{id}`.
pub(crate) async fn delete_installation(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    Path(id): Path<String>,
) -> Response {
    answer(
        &visit,
        StatusCode::NO_CONTENT,
        service.app.uninstall(&by, &id).await,
    )
}

/// GET `/api/v1/installations/{id}/update`.
pub(crate) async fn preview_update(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let preview = async {
        let params = page::params(query.as_deref(), &["version"])?;
        let version = params.get("version");
        let tenant = &visit.tenant.id;
        let preview = service.app.preview_update(tenant, &id, version).await?;
        Ok(shapes::update_preview(&preview))
    };
    answer(&visit, StatusCode::OK, preview.await)
}

/// POST `/api/v1/installations/{id}/update`.
pub(crate) async fn take_update(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let take: TakeUpdate = match body::json(&visit, &headers, &body) {
        Ok(take) => take,
        Err(response) => return *response,
    };
    let update = Update {
        version: take.version,
        configuration: take.configuration,
        secrets: secrets(take.secrets),
        accept: take.accept,
    };
    let updated = service
        .app
        .update_installation(&by, &id, take.revision, update)
        .await;
    answer(
        &visit,
        StatusCode::OK,
        updated.map(|view| shapes::installation(&view)),
    )
}
