//! `/u/login` and `/u/signup`: the hosted forms.

use std::sync::Arc;

use app::forms::Credentials;
use app::passage::{FormKind, Passage};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use oauth::Params;
use tenant::Secret;

use crate::visit::Visit;
use crate::{Service, body, onward};

/// The login form.
pub(crate) async fn show_login(
    state: State<Arc<Service>>,
    visit: Extension<Visit>,
    headers: HeaderMap,
    query: RawQuery,
) -> Response {
    show(FormKind::Login, state, visit, headers, query).await
}

/// The sign-up form.
pub(crate) async fn show_signup(
    state: State<Arc<Service>>,
    visit: Extension<Visit>,
    headers: HeaderMap,
    query: RawQuery,
) -> Response {
    show(FormKind::Signup, state, visit, headers, query).await
}

/// The login form, filled in.
pub(crate) async fn login(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let caller = visit.caller(&Method::POST, &headers);
    let passage = match typed(&headers, &body, "username") {
        Ok(typed) => service.app.login(&caller, typed).await,
        Err(error) => Ok(Passage::refused(error)),
    };
    onward::respond(&service.pages, &visit, passage)
}

/// The sign-up form, filled in.
pub(crate) async fn signup(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let caller = visit.caller(&Method::POST, &headers);
    let passage = match typed(&headers, &body, "email") {
        Ok(typed) => service.app.signup(&caller, typed).await,
        Err(error) => Ok(Passage::refused(error)),
    };
    onward::respond(&service.pages, &visit, passage)
}

async fn show(
    kind: FormKind,
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let caller = visit.caller(&Method::GET, &headers);
    let passage = match Params::from_query(&query.unwrap_or_default()) {
        Ok(params) => {
            service
                .app
                .show_form(&caller, kind, params.get("state").unwrap_or_default())
                .await
        }
        Err(error) => Ok(Passage::refused(error)),
    };
    onward::respond(&service.pages, &visit, passage)
}

fn typed(headers: &HeaderMap, body: &Bytes, email: &str) -> Result<Credentials, oauth::Error> {
    let params = body::form(headers, body)?;
    let text = |name| params.get(name).unwrap_or_default().to_owned();
    Ok(Credentials {
        state: text("state"),
        csrf: text("csrf"),
        email: text(email),
        password: Secret::new(text("password")),
    })
}
