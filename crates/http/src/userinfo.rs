//! `/userinfo` (OpenID Connect Core section 5.3).

use std::sync::Arc;

use app::userinfo::Bearer;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};

use crate::visit::Visit;
use crate::{Service, protocol};

/// GET and POST alike; the guard has checked the token.
pub(crate) async fn show(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(bearer): Extension<Bearer>,
) -> Response {
    match service.app.userinfo(&visit.tenant, &bearer).await {
        Ok(Ok(claims)) => Json(claims).into_response(),
        Ok(Err(refused)) => protocol::refused(&refused),
        Err(error) => protocol::failed(&visit, &error),
    }
}
