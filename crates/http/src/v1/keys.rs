//! Signing keys: listed and rotated; the private halves never leave the store.

use std::sync::Arc;

use api::{SigningKey, SigningKeyList, SigningKeyState};
use app::keys::{KeyStage, KeyView};
use app::moment;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::Service;
use crate::access::Administrator;
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
) -> Response {
    answer(
        &visit,
        StatusCode::OK,
        service.app.rotate_keys(&by).await.map(shape),
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
