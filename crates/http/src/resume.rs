//! `/continue`: the browser comes back from where an action sent it, by GET or by POST.

use std::sync::Arc;

use app::resume::Returned;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use oauth::Params;

use crate::again::Poster;
use crate::visit::Visit;
use crate::{Service, again, body, onward};

/// GET.
pub(crate) async fn by_query(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let caller = visit.caller(&Method::GET, &headers);
    let returned = Params::from_query(&query.unwrap_or_default()).map(|query| Returned {
        query,
        body: Params::default(),
    });
    let passage = service.app.resume(&caller, returned).await;
    onward::respond(&service.pages, &visit, passage)
}

/// POST. A state that comes without its cookie comes from another site, which is answered with a page of ours.
pub(crate) async fn by_form(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    let query = query.unwrap_or_default();
    let (poster, query) = again::poster(&query);
    let caller = visit.caller(&Method::POST, &headers);
    let returned = Params::from_query(query).and_then(|query| {
        Ok(Returned {
            query,
            body: body::form(&headers, &body)?,
        })
    });
    if let Ok(returned) = &returned
        && caller.transaction_cookies.is_empty()
        && poster == Poster::Somebody
    {
        return again::page(&service, &visit, "/continue", query, &returned.body);
    }
    let passage = service.app.resume(&caller, returned).await;
    onward::respond(&service.pages, &visit, passage)
}
