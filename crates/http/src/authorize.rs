//! `/authorize` (RFC 6749 section 4.1.1): by query or by form.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use oauth::Params;

use crate::visit::Visit;
use crate::{Service, onward};

/// GET.
pub(crate) async fn by_query(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let caller = visit.caller(&Method::GET, &headers);
    let passage = service
        .app
        .authorize(&caller, Params::from_query(&query.unwrap_or_default()))
        .await;
    onward::respond(&service.pages, &visit, passage)
}

/// POST (OpenID Connect Core section 3.1.2.1).
pub(crate) async fn by_form(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let caller = visit.caller(&Method::POST, &headers);
    let passage = service
        .app
        .authorize(&caller, Params::from_form(&body))
        .await;
    onward::respond(&service.pages, &visit, passage)
}
