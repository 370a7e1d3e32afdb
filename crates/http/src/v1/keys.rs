//! Signing keys: listed, rotated, withdrawn; the private halves never leave the store.

use std::sync::Arc;

use api::{RotateKeys, SigningKey, SigningKeyList, SigningKeyState};
use app::keys::{KeyStage, KeyView, Promotion};
use app::moment;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::Service;
use crate::access::Administrator;
use crate::body;
use crate::v1::answer;
use crate::visit::Visit;

/// GET `/api/v1/signing-keys`.
pub(crate) async fn list_keys(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
) -> Response {
    answer(
        &visit,
        StatusCode::OK,
        service.app.list_keys(&visit.tenant.id).await.map(shape),
    )
}

/// POST `/api/v1/signing-keys/rotate`.
pub(crate) async fn rotate_keys(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let how: RotateKeys = match body.is_empty() {
        true => RotateKeys::default(),
        false => match body::json(&visit, &headers, &body) {
            Ok(how) => how,
            Err(response) => return *response,
        },
    };
    let promotion = match how.force {
        true => Promotion::Now,
        false => Promotion::Known,
    };
    answer(
        &visit,
        StatusCode::OK,
        service.app.rotate_keys(&by, promotion).await.map(shape),
    )
}

/// POST `/api/v1/signing-keys/{kid}/withdraw`.
pub(crate) async fn withdraw_key(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(Administrator(by)): Extension<Administrator>,
    Path(kid): Path<String>,
) -> Response {
    answer(
        &visit,
        StatusCode::OK,
        service.app.withdraw_key(&by, &kid).await.map(shape),
    )
}

fn shape(keys: Vec<KeyView>) -> SigningKeyList {
    let keys = keys.into_iter().map(|key| SigningKey {
        kid: key.kid,
        state: match key.stage {
            KeyStage::Next => SigningKeyState::Next,
            KeyStage::Current => SigningKeyState::Current,
            KeyStage::Previous => SigningKeyState::Previous,
        },
        created_at: moment::text(key.created_at_ms),
    });
    SigningKeyList {
        keys: keys.collect(),
    }
}
