//! The access table: every route, who may call it, and how large a body it takes. The router is built from it alone.

use std::sync::Arc;
use std::time::Duration;

use api::openapi::Operation;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, delete, get, patch, post, put};
use axum::{Extension, Router};
use tenant::AdminRole::{Editor, Owner, Viewer};
use tower_http::timeout::TimeoutLayer;

use crate::access::{Access, guard};
use crate::v1::operations as op;
use crate::visit::{Visit, meet};
use crate::{
    Service, answer, authorize, cors, credentials, headers, logout, resume, token, userinfo, v1,
    well_known,
};

/// The longest any request may take: a flow's 20 s twice over, and what stands around it.
const LONGEST: Duration = Duration::from_secs(60);

/// A body that need not be large, in bytes.
const SMALL: usize = 32 * 1024;
/// A body that carries source, in bytes: 100 kB may double when escaped as JSON.
const SOURCE: usize = 256 * 1024;
/// A body that carries an event, in bytes.
const EVENT: usize = 1024 * 1024 + 64 * 1024;

/// An HTTP method of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// GET, and HEAD with it where it only reads.
    Get,
    /// POST.
    Post,
    /// PUT.
    Put,
    /// PATCH.
    Patch,
    /// DELETE.
    Delete,
}

impl Verb {
    /// The method's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// One row of the access table.
pub struct Route {
    /// The method.
    pub verb: Verb,
    /// The path, with `{name}` for a segment that varies.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    /// The largest body, in bytes.
    pub body_bytes: usize,
    /// What it takes and answers, for a route of `/api/v1`.
    pub operation: Option<&'static Operation>,
    handler: fn() -> MethodRouter<Arc<Service>>,
}

/// A route of the protocol or of our own pages.
const fn route(
    verb: Verb,
    path: &'static str,
    access: Access,
    body_bytes: usize,
    handler: fn() -> MethodRouter<Arc<Service>>,
) -> Route {
    assert!(!is_api(path), "a route of the API is a `call`");
    Route {
        verb,
        path,
        access,
        body_bytes,
        operation: None,
        handler,
    }
}

/// A route of `/api/v1`: it cannot be made without the operation that describes it.
const fn call(
    verb: Verb,
    path: &'static str,
    access: Access,
    body_bytes: usize,
    handler: fn() -> MethodRouter<Arc<Service>>,
    operation: &'static Operation,
) -> Route {
    assert!(is_api(path), "a call is a route of the API");
    Route {
        verb,
        path,
        access,
        body_bytes,
        operation: Some(operation),
        handler,
    }
}

const fn is_api(path: &str) -> bool {
    matches!(path.as_bytes(), [b'/', b'a', b'p', b'i', b'/', ..])
}

/// Every route there is.
#[rustfmt::skip]
pub const ROUTES: &[Route] = &[
    route(Verb::Get, "/.well-known/openid-configuration", Access::Public, 0, || get(well_known::discovery)),
    route(Verb::Get, "/.well-known/oauth-authorization-server", Access::Public, 0, || get(well_known::discovery)),
    route(Verb::Get, "/.well-known/jwks.json", Access::Public, 0, || get(well_known::jwks)),
    route(Verb::Get, "/healthz", Access::Public, 0, || get(well_known::health)),

    route(Verb::Get, "/authorize", Access::Browser, 0, || get(authorize::by_query)),
    route(Verb::Post, "/authorize", Access::Browser, SMALL, || post(authorize::by_form)),
    route(Verb::Get, "/u/login", Access::Browser, 0, || get(credentials::show_login)),
    route(Verb::Post, "/u/login", Access::OwnForm, SMALL, || post(credentials::login)),
    route(Verb::Get, "/u/signup", Access::Browser, 0, || get(credentials::show_signup)),
    route(Verb::Post, "/u/signup", Access::OwnForm, SMALL, || post(credentials::signup)),
    route(Verb::Get, "/continue", Access::Browser, 0, || get(resume::by_query)),
    route(Verb::Post, "/continue", Access::Browser, SMALL, || post(resume::by_form)),
    route(Verb::Get, "/v2/logout", Access::Browser, 0, || get(logout::v2)),
    route(Verb::Get, "/oidc/logout", Access::Browser, 0, || get(logout::oidc_by_query)),
    route(Verb::Post, "/oidc/logout", Access::Browser, SMALL, || post(logout::oidc_by_form)),
    route(Verb::Post, "/u/logout", Access::OwnForm, SMALL, || post(logout::confirm)),

    route(Verb::Post, "/oauth/token", Access::Client, SMALL, || post(token::exchange)),
    route(Verb::Get, "/userinfo", Access::AccessToken, 0, || get(userinfo::show)),
    route(Verb::Post, "/userinfo", Access::AccessToken, SMALL, || post(userinfo::show)),

    call(Verb::Get, "/api/v1/openapi.json", Access::Public, 0, || get(v1::openapi::show_openapi), &op::SHOW_OPENAPI),
    call(Verb::Get, "/api/v1/triggers", Access::Administrator(Viewer), 0, || get(v1::triggers::list_triggers), &op::LIST_TRIGGERS),
    call(Verb::Get, "/api/v1/actions", Access::Administrator(Viewer), 0, || get(v1::actions::list_actions), &op::LIST_ACTIONS),
    call(Verb::Post, "/api/v1/actions", Access::Administrator(Editor), SOURCE, || post(v1::actions::create_action), &op::CREATE_ACTION),
    call(Verb::Get, "/api/v1/actions/{id}", Access::Administrator(Viewer), 0, || get(v1::actions::show_action), &op::SHOW_ACTION),
    call(Verb::Patch, "/api/v1/actions/{id}", Access::Administrator(Editor), SOURCE, || patch(v1::actions::edit_action), &op::EDIT_ACTION),
    call(Verb::Delete, "/api/v1/actions/{id}", Access::Administrator(Editor), 0, || delete(v1::actions::delete_action), &op::DELETE_ACTION),
    call(Verb::Post, "/api/v1/actions/{id}/test", Access::Administrator(Editor), EVENT, || post(v1::actions::test_action), &op::TEST_ACTION),
    call(Verb::Post, "/api/v1/actions/{id}/deploy", Access::Administrator(Editor), SMALL, || post(v1::versions::deploy_action), &op::DEPLOY_ACTION),
    call(Verb::Get, "/api/v1/actions/{id}/versions", Access::Administrator(Viewer), 0, || get(v1::versions::list_versions), &op::LIST_VERSIONS),
    call(Verb::Get, "/api/v1/actions/{id}/versions/{number}", Access::Administrator(Viewer), 0, || get(v1::versions::show_version), &op::SHOW_VERSION),
    call(Verb::Post, "/api/v1/actions/{id}/versions/{number}/rollback", Access::Administrator(Editor), SMALL, || post(v1::versions::roll_back), &op::ROLL_BACK),
    call(Verb::Get, "/api/v1/actions/{id}/secrets", Access::Administrator(Viewer), 0, || get(v1::secrets::list_secrets), &op::LIST_SECRETS),
    call(Verb::Put, "/api/v1/actions/{id}/secrets/{name}", Access::Administrator(Editor), SMALL, || put(v1::secrets::put_secret), &op::PUT_SECRET),
    call(Verb::Delete, "/api/v1/actions/{id}/secrets/{name}", Access::Administrator(Editor), 0, || delete(v1::secrets::delete_secret), &op::DELETE_SECRET),
    call(Verb::Get, "/api/v1/flows/{trigger}", Access::Administrator(Viewer), 0, || get(v1::flows::show_flow), &op::SHOW_FLOW),
    call(Verb::Put, "/api/v1/flows/{trigger}", Access::Administrator(Editor), SMALL, || put(v1::flows::replace_flow), &op::REPLACE_FLOW),
    call(Verb::Get, "/api/v1/runs", Access::Administrator(Viewer), 0, || get(v1::runs::list_runs), &op::LIST_RUNS),
    call(Verb::Get, "/api/v1/runs/{id}", Access::Administrator(Viewer), 0, || get(v1::runs::show_run), &op::SHOW_RUN),
    call(Verb::Get, "/api/v1/signing-keys", Access::Administrator(Viewer), 0, || get(v1::keys::list_keys), &op::LIST_KEYS),
    call(Verb::Post, "/api/v1/signing-keys/rotate", Access::Administrator(Owner), SMALL, || post(v1::keys::rotate_keys), &op::ROTATE_KEYS),
    call(Verb::Post, "/api/v1/signing-keys/{kid}/withdraw", Access::Administrator(Owner), 0, || post(v1::keys::withdraw_key), &op::WITHDRAW_KEY),
];

/// The methods of a path, as `Allow` names them.
pub(crate) fn methods(path: &str) -> String {
    let rows = ROUTES.iter().filter(|row| row.path == path);
    let names: Vec<&str> = rows.map(|row| row.verb.as_str()).collect();
    names.join(", ")
}

/// The router: each row behind its guard, all of it behind the tenant's host name.
pub(crate) fn build(service: Arc<Service>) -> Router {
    let transport = service.transport;
    let mut router = Router::new();
    for row in ROUTES {
        let check = move |state: State<Arc<Service>>, request: Request, next: Next| {
            guard(row, state, request, next)
        };
        let handler = (row.handler)()
            .layer(DefaultBodyLimit::max(row.body_bytes))
            .layer(from_fn_with_state(Arc::clone(&service), check));
        router = router.route(row.path, handler);
    }
    router
        .fallback(|Extension(visit): Extension<Visit>| async move { answer::no_route(&visit) })
        .method_not_allowed_fallback(|Extension(visit): Extension<Visit>| async move {
            answer::wrong_method(&visit)
        })
        .layer(from_fn_with_state(Arc::clone(&service), cors::allow))
        .layer(from_fn_with_state(Arc::clone(&service), meet))
        .layer(from_fn(carry_to_its_end))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            LONGEST,
        ))
        .layer(from_fn(move |request: Request, next: Next| {
            headers::secure(transport, request, next)
        }))
        .with_state(service)
}

/// What a request has begun goes on to its end, whoever still listens: a run leaves its record and a login its answer in
/// the store also when the browser has gone.
async fn carry_to_its_end(request: Request, next: Next) -> Response {
    match tokio::spawn(next.run(request)).await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(%error, "a request did not come to its end");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
