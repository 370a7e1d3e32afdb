//! `/oauth/token` (RFC 6749 section 3.2).

use std::sync::Arc;

use app::token::{TokenCall, TokenRefusal};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};

use crate::visit::Visit;
use crate::{Service, protocol};

/// POST.
pub(crate) async fn exchange(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let text = |name: HeaderName| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or_default())
    };
    let call = TokenCall {
        content_type: text(header::CONTENT_TYPE),
        authorization: text(header::AUTHORIZATION),
        body: &body,
    };
    let caller = visit.caller(&Method::POST, &headers);
    let mut response = match service.app.exchange(&caller, call).await {
        Ok(Ok(tokens)) => Json(tokens).into_response(),
        Ok(Err(TokenRefusal::Protocol(error))) => protocol::refused(&error),
        Ok(Err(TokenRefusal::Flow(error))) => protocol::flow_refused(&error),
        Err(error) => protocol::failed(&visit, &error),
    };
    // RFC 6749 section 5.1.
    response
        .headers_mut()
        .insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    response
}
