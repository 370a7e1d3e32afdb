//! `/v2/logout`, `/oidc/logout` and the question before a logout that nothing vouches for.

use std::sync::Arc;

use app::logout::{Confirmation, Leaving};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::Response;
use oauth::Params;
use pages::{Field, LoggedOutPage, LogoutPage};

use crate::visit::Visit;
use crate::{Service, answer, body, cookies, onward};

/// GET `/v2/logout`.
pub(crate) async fn v2(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let caller = visit.caller(&Method::GET, &headers);
    let leaving = service
        .app
        .logout_v2(&caller, Params::from_query(&query.unwrap_or_default()))
        .await;
    respond(&service, &visit, leaving)
}

/// GET `/oidc/logout`.
pub(crate) async fn oidc_by_query(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let caller = visit.caller(&Method::GET, &headers);
    let leaving = service
        .app
        .logout_oidc(&caller, Params::from_query(&query.unwrap_or_default()))
        .await;
    respond(&service, &visit, leaving)
}

/// POST `/oidc/logout`.
pub(crate) async fn oidc_by_form(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let caller = visit.caller(&Method::POST, &headers);
    let leaving = service
        .app
        .logout_oidc(&caller, body::form(&headers, &body))
        .await;
    respond(&service, &visit, leaving)
}

/// POST `/u/logout`: the user said yes.
pub(crate) async fn confirm(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let caller = visit.caller(&Method::POST, &headers);
    let confirmation = body::form(&headers, &body).map(|params| Confirmation {
        csrf: params.get("csrf").unwrap_or_default().to_owned(),
        location: params.get("location").map(str::to_owned),
    });
    let leaving = service.app.logout_confirmed(&caller, confirmation).await;
    respond(&service, &visit, leaving)
}

fn respond(
    service: &Service,
    visit: &Visit,
    leaving: Result<Result<Leaving, oauth::Error>, app::Error>,
) -> Response {
    match leaving {
        Err(error) => onward::failure(&service.pages, visit, &error),
        Ok(Err(error)) => onward::protocol_page(&service.pages, visit, &error, None),
        Ok(Ok(Leaving::Gone(location))) => {
            let mut response = match location {
                Some(location) => answer::found(&location),
                None => {
                    let page = LoggedOutPage {
                        tenant_name: visit.tenant.display_name.clone(),
                    };
                    onward::show(visit, StatusCode::OK, service.pages.logged_out(&page))
                }
            };
            if let Some(line) = cookies::remove_session(visit.transport) {
                response.headers_mut().append(header::SET_COOKIE, line);
            }
            response
        }
        Ok(Ok(Leaving::Asked(confirmation))) => {
            let field = |name: &str, value: String| Field {
                name: name.to_owned(),
                value,
            };
            let location = confirmation
                .location
                .map(|location| field("location", location));
            let page = LogoutPage {
                tenant_name: visit.tenant.display_name.clone(),
                action: "/u/logout".into(),
                fields: location
                    .into_iter()
                    .chain([field("csrf", confirmation.csrf)])
                    .collect(),
            };
            onward::show(visit, StatusCode::OK, service.pages.logout(&page))
        }
    }
}
