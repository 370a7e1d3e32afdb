//! Metadata and keys (OpenID Connect Discovery section 4, RFC 8414, RFC 7517), and whether the server is up.

use std::sync::Arc;

use app::keys::JWKS_MAX_AGE_S;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use oauth::Discovery;

use crate::visit::Visit;
use crate::{Service, answer, protocol};

/// Long enough to spare requests, short enough for a change to be seen soon.
const FRESH: HeaderValue = HeaderValue::from_static("public, max-age=60");

/// `/.well-known/openid-configuration` and `/.well-known/oauth-authorization-server`: one document.
pub(crate) async fn discovery(Extension(visit): Extension<Visit>) -> Response {
    (
        [(header::CACHE_CONTROL, FRESH)],
        Json(Discovery::of(&visit.tenant.issuer)),
    )
        .into_response()
}

/// `/.well-known/jwks.json`.
pub(crate) async fn jwks(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
) -> Response {
    match service.app.published_keys(&visit.tenant.id).await {
        Ok(keys) => {
            let kept = format!("public, max-age={JWKS_MAX_AGE_S}");
            ([(header::CACHE_CONTROL, kept)], Json(keys)).into_response()
        }
        Err(error) => protocol::failed(&visit, &error),
    }
}

/// `/healthz`: the server answers, its store too, and actions run.
pub(crate) async fn health(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
) -> Response {
    match service.app.check_health().await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            let error = &error as &dyn std::error::Error;
            tracing::error!(request_id = %visit.request_id, error, "the server is not in order");
            answer::unavailable(&visit.request_id)
        }
    }
}
