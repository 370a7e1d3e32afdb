//! `/continue`: the browser comes back from where an action sent it, by GET or by POST.

use std::sync::Arc;

use app::resume::Returned;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use oauth::Params;
use pages::{Field, PostPage};

use crate::cookies::Cookie;
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
    let returned = Params::from_query(&query.unwrap_or_default()).map(|query| Returned {
        query,
        body: Params::default(),
    });
    let passage = service.app.resume(&caller, returned).await;
    onward::respond(&service.pages, &visit, passage)
}

/// POST. From another site a browser sends no `Lax` cookie along; such a request is answered with a page of ours that
/// posts the same fields again, now with the cookie. Nothing is taken or looked up before that.
pub(crate) async fn by_form(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    let query = query.unwrap_or_default();
    let returned = Params::from_query(&query).and_then(|query| {
        Ok(Returned {
            query,
            body: Params::from_form(&body)?,
        })
    });
    if let Ok(returned) = &returned
        && Cookie::Transaction
            .read(&headers, visit.transport)
            .is_none()
        && returned.body.get(AGAIN).is_none()
    {
        return post_again(&service, &visit, &query, &returned.body);
    }
    let caller = visit.caller(&Method::POST, &headers);
    let returned = returned.map(|returned| Returned {
        body: returned.body.without(&[AGAIN]),
        ..returned
    });
    let passage = service.app.resume(&caller, returned).await;
    onward::respond(&service.pages, &visit, passage)
}

/// Marks what our own page posts: a browser that has no cookie even then has lost it.
const AGAIN: &str = "latchwork-again";

fn post_again(service: &Service, visit: &Visit, query: &str, body: &Params) -> Response {
    let action = if query.is_empty() {
        "/continue".to_owned()
    } else {
        format!("/continue?{query}")
    };
    let mut fields: Vec<Field> = body
        .to_map()
        .into_iter()
        .map(|(name, value)| Field { name, value })
        .collect();
    fields.push(Field {
        name: AGAIN.to_owned(),
        value: "1".to_owned(),
    });
    let page = PostPage {
        title: "One moment".into(),
        text: "Your sign-in continues.".into(),
        action,
        fields,
    };
    onward::show(visit, StatusCode::OK, service.pages.post(&page))
}
