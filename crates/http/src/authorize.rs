//! `/authorize` (RFC 6749 section 4.1.1): by query or by form.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Method, header};
use axum::response::Response;
use oauth::Params;

use crate::again::Poster;
use crate::visit::Visit;
use crate::{Service, access, again, answer, body, cookies, onward};

/// GET.
pub(crate) async fn by_query(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let params = Params::from_query(&query.unwrap_or_default());
    authorize(&service, &visit, &headers, Method::GET, params).await
}

/// POST (OpenID Connect Core section 3.1.2.1). Another site's page posts without the browser's cookies: to answer it at
/// once would overlook the session and give the browser a cookie its other logins do not know.
pub(crate) async fn by_form(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    let params = body::form(&headers, &body);
    if let Ok(fields) = &params
        && !access::is_same_origin(&headers, &visit)
    {
        return match again::poster(&query.unwrap_or_default()) {
            (Poster::Somebody, _) => again::page(&service, &visit, "/authorize", "", fields),
            (Poster::Ourselves, _) => answer::foreign_form(&service.pages, &visit),
        };
    }
    authorize(&service, &visit, &headers, Method::POST, params).await
}

async fn authorize(
    service: &Service,
    visit: &Visit,
    headers: &HeaderMap,
    method: Method,
    params: Result<Params, oauth::Error>,
) -> Response {
    let caller = visit.caller(&method, headers);
    let passage = service.app.authorize(&caller, params).await;
    let mut response = onward::respond(&service.pages, visit, passage);
    for line in cookies::remove_surplus(headers, visit.transport) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    response
}
