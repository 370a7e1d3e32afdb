//! The access table: every route, who may call it, and how large a body it takes. The router is built from it alone.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{delete, get, patch, post, put};
use axum::{Extension, Router};
use market::MemberRole::{self, Developer};
use tenant::AdminRole::{Editor, Owner, Viewer};
use tower_http::timeout::TimeoutLayer;

use crate::access::{self, Access, guard};
use crate::row::{Body, Route, Verb, call, route};
use crate::v1::operations as op;
use crate::visit::{Visit, meet};
use crate::{
    Service, answer, authorize, cors, credentials, headers, logout, resume, token, userinfo, v1,
    well_known,
};

/// The longest any request may take: a flow's 20 s twice over, and what stands around it.
const LONGEST: Duration = Duration::from_secs(60);

/// Every route there is.
#[rustfmt::skip]
pub const ROUTES: &[Route] = &[
    route(Verb::Get, "/.well-known/openid-configuration", Access::Public, Body::None, || get(well_known::discovery)),
    route(Verb::Get, "/.well-known/oauth-authorization-server", Access::Public, Body::None, || get(well_known::discovery)),
    route(Verb::Get, "/.well-known/jwks.json", Access::Public, Body::None, || get(well_known::jwks)),
    route(Verb::Get, "/healthz", Access::Public, Body::None, || get(well_known::health)),

    route(Verb::Get, "/authorize", Access::Browser, Body::None, || get(authorize::by_query)),
    route(Verb::Post, "/authorize", Access::Browser, Body::Small, || post(authorize::by_form)),
    route(Verb::Get, "/u/login", Access::Browser, Body::None, || get(credentials::show_login)),
    route(Verb::Post, "/u/login", Access::OwnForm, Body::Small, || post(credentials::login)),
    route(Verb::Get, "/u/signup", Access::Browser, Body::None, || get(credentials::show_signup)),
    route(Verb::Post, "/u/signup", Access::OwnForm, Body::Small, || post(credentials::signup)),
    route(Verb::Get, "/continue", Access::Browser, Body::None, || get(resume::by_query)),
    route(Verb::Post, "/continue", Access::Browser, Body::Small, || post(resume::by_form)),
    route(Verb::Get, "/v2/logout", Access::Browser, Body::None, || get(logout::v2)),
    route(Verb::Get, "/oidc/logout", Access::Browser, Body::None, || get(logout::oidc_by_query)),
    route(Verb::Post, "/oidc/logout", Access::Browser, Body::Small, || post(logout::oidc_by_form)),
    route(Verb::Post, "/u/logout", Access::OwnForm, Body::Small, || post(logout::confirm)),

    route(Verb::Post, "/oauth/token", Access::Client, Body::Small, || post(token::exchange)),
    route(Verb::Get, "/userinfo", Access::AccessToken, Body::None, || get(userinfo::show)),
    route(Verb::Post, "/userinfo", Access::AccessToken, Body::Small, || post(userinfo::show)),

    call(Verb::Get, "/api/v1/openapi.json", Access::Public, Body::None, || get(v1::openapi::show_openapi), &op::SHOW_OPENAPI),
    call(Verb::Get, "/api/v1/triggers", Access::Administrator(Viewer), Body::None, || get(v1::triggers::list_triggers), &op::LIST_TRIGGERS),
    call(Verb::Get, "/api/v1/actions", Access::Administrator(Viewer), Body::None, || get(v1::actions::list_actions), &op::LIST_ACTIONS),
    call(Verb::Post, "/api/v1/actions", Access::Administrator(Editor), Body::Source, || post(v1::actions::create_action), &op::CREATE_ACTION),
    call(Verb::Get, "/api/v1/actions/{id}", Access::Administrator(Viewer), Body::None, || get(v1::actions::show_action), &op::SHOW_ACTION),
    call(Verb::Patch, "/api/v1/actions/{id}", Access::Administrator(Editor), Body::Source, || patch(v1::actions::edit_action), &op::EDIT_ACTION),
    call(Verb::Delete, "/api/v1/actions/{id}", Access::Administrator(Editor), Body::None, || delete(v1::actions::delete_action), &op::DELETE_ACTION),
    call(Verb::Post, "/api/v1/actions/{id}/test", Access::Administrator(Editor), Body::Event, || post(v1::actions::test_action), &op::TEST_ACTION),
    call(Verb::Post, "/api/v1/actions/{id}/deploy", Access::Administrator(Editor), Body::Small, || post(v1::versions::deploy_action), &op::DEPLOY_ACTION),
    call(Verb::Get, "/api/v1/actions/{id}/versions", Access::Administrator(Viewer), Body::None, || get(v1::versions::list_versions), &op::LIST_VERSIONS),
    call(Verb::Get, "/api/v1/actions/{id}/versions/{number}", Access::Administrator(Viewer), Body::None, || get(v1::versions::show_version), &op::SHOW_VERSION),
    call(Verb::Get, "/api/v1/actions/{id}/versions/{number}/lock", Access::Administrator(Viewer), Body::None, || get(v1::versions::show_lock), &op::SHOW_LOCK),
    call(Verb::Get, "/api/v1/actions/{id}/versions/{number}/sbom", Access::Administrator(Viewer), Body::None, || get(v1::versions::show_sbom), &op::SHOW_SBOM),
    call(Verb::Get, "/api/v1/actions/{id}/versions/{number}/licences", Access::Administrator(Viewer), Body::None, || get(v1::versions::list_licences), &op::LIST_LICENCES),
    call(Verb::Get, "/api/v1/actions/{id}/versions/{number}/vulnerabilities", Access::Administrator(Viewer), Body::None, || get(v1::versions::list_vulnerabilities), &op::LIST_VULNERABILITIES),
    call(Verb::Get, "/api/v1/actions/{id}/vulnerabilities", Access::Administrator(Viewer), Body::None, || get(v1::actions::list_vulnerabilities), &op::LIST_DRAFT_VULNERABILITIES),
    call(Verb::Post, "/api/v1/actions/{id}/versions/{number}/rollback", Access::Administrator(Editor), Body::Small, || post(v1::versions::roll_back), &op::ROLL_BACK),
    call(Verb::Get, "/api/v1/actions/{id}/secrets", Access::Administrator(Viewer), Body::None, || get(v1::secrets::list_secrets), &op::LIST_SECRETS),
    call(Verb::Put, "/api/v1/actions/{id}/secrets/{name}", Access::Administrator(Editor), Body::Small, || put(v1::secrets::put_secret), &op::PUT_SECRET),
    call(Verb::Delete, "/api/v1/actions/{id}/secrets/{name}", Access::Administrator(Editor), Body::None, || delete(v1::secrets::delete_secret), &op::DELETE_SECRET),
    call(Verb::Get, "/api/v1/flows/{trigger}", Access::Administrator(Viewer), Body::None, || get(v1::flows::show_flow), &op::SHOW_FLOW),
    call(Verb::Put, "/api/v1/flows/{trigger}", Access::Administrator(Editor), Body::Small, || put(v1::flows::replace_flow), &op::REPLACE_FLOW),
    call(Verb::Get, "/api/v1/runs", Access::Administrator(Viewer), Body::None, || get(v1::runs::list_runs), &op::LIST_RUNS),
    call(Verb::Get, "/api/v1/runs/{id}", Access::Administrator(Viewer), Body::None, || get(v1::runs::show_run), &op::SHOW_RUN),
    call(Verb::Get, "/api/v1/recording-policy", Access::Administrator(Viewer), Body::None, || get(v1::recordings::show_policy), &op::SHOW_RECORDING_POLICY),
    call(Verb::Put, "/api/v1/recording-policy", Access::Administrator(Owner), Body::Small, || put(v1::recordings::set_policy), &op::SET_RECORDING_POLICY),
    call(Verb::Get, "/api/v1/recordings", Access::Administrator(Viewer), Body::None, || get(v1::recordings::list_recordings), &op::LIST_RECORDINGS),
    call(Verb::Get, "/api/v1/recordings/{id}", Access::Administrator(Editor), Body::None, || get(v1::recordings::show_recording), &op::SHOW_RECORDING),
    call(Verb::Delete, "/api/v1/recordings/{id}", Access::Administrator(Editor), Body::None, || delete(v1::recordings::delete_recording), &op::DELETE_RECORDING),
    call(Verb::Get, "/api/v1/recordings/{id}/export", Access::Administrator(Editor), Body::None, || get(v1::recordings::export_recording), &op::EXPORT_RECORDING),
    call(Verb::Post, "/api/v1/recordings/{id}/replay", Access::Administrator(Editor), Body::Small, || post(v1::recordings::replay_recording), &op::REPLAY_RECORDING),
    call(Verb::Get, "/api/v1/signing-keys", Access::Administrator(Viewer), Body::None, || get(v1::keys::list_keys), &op::LIST_KEYS),
    call(Verb::Post, "/api/v1/signing-keys/rotate", Access::Administrator(Owner), Body::Small, || post(v1::keys::rotate_keys), &op::ROTATE_KEYS),
    call(Verb::Post, "/api/v1/signing-keys/{kid}/withdraw", Access::Administrator(Owner), Body::None, || post(v1::keys::withdraw_key), &op::WITHDRAW_KEY),

    call(Verb::Get, "/api/v1/staff/me", access::STAFF, Body::None, || get(v1::staff::show_staff), &op::SHOW_STAFF),

    call(Verb::Get, "/api/v1/catalogue", Access::Administrator(Viewer), Body::None, || get(v1::catalogue::list_catalogue), &op::LIST_CATALOGUE),
    call(Verb::Get, "/api/v1/catalogue/{slug}", Access::Administrator(Viewer), Body::None, || get(v1::catalogue::show_integration), &op::SHOW_INTEGRATION),
    call(Verb::Get, "/api/v1/catalogue/{slug}/versions/{version}", Access::Administrator(Viewer), Body::None, || get(v1::catalogue::show_version), &op::SHOW_INTEGRATION_VERSION),
    call(Verb::Get, "/api/v1/installations", Access::Administrator(Viewer), Body::None, || get(v1::installations::list_installations), &op::LIST_INSTALLATIONS),
    call(Verb::Post, "/api/v1/installations", Access::Administrator(Editor), Body::Source, || post(v1::installations::install), &op::INSTALL),
    call(Verb::Get, "/api/v1/installations/{id}", Access::Administrator(Viewer), Body::None, || get(v1::installations::show_installation), &op::SHOW_INSTALLATION),
    call(Verb::Patch, "/api/v1/installations/{id}", Access::Administrator(Editor), Body::Source, || patch(v1::installations::edit_installation), &op::EDIT_INSTALLATION),
    call(Verb::Delete, "/api/v1/installations/{id}", Access::Administrator(Editor), Body::None, || delete(v1::installations::delete_installation), &op::DELETE_INSTALLATION),
    call(Verb::Get, "/api/v1/installations/{id}/update", Access::Administrator(Viewer), Body::None, || get(v1::installations::preview_update), &op::PREVIEW_UPDATE),
    call(Verb::Post, "/api/v1/installations/{id}/update", Access::Administrator(Editor), Body::Source, || post(v1::installations::take_update), &op::TAKE_UPDATE),
    call(Verb::Get, "/api/v1/notices", Access::Administrator(Viewer), Body::None, || get(v1::catalogue::list_notices), &op::LIST_NOTICES),

    call(Verb::Get, "/api/v1/partner", Access::Partner(Developer), Body::None, || get(v1::partner::show_account), &op::SHOW_ACCOUNT),
    call(Verb::Get, "/api/v1/partner/members", Access::Partner(Developer), Body::None, || get(v1::partner::list_members), &op::LIST_OWN_MEMBERS),
    call(Verb::Post, "/api/v1/partner/members", Access::Partner(MemberRole::Owner), Body::Small, || post(v1::partner::create_member), &op::CREATE_OWN_MEMBER),
    call(Verb::Delete, "/api/v1/partner/members/{id}", Access::Partner(MemberRole::Owner), Body::None, || delete(v1::partner::delete_member), &op::DELETE_OWN_MEMBER),
    call(Verb::Get, "/api/v1/partner/keys", Access::Partner(MemberRole::Owner), Body::None, || get(v1::partner::list_keys), &op::LIST_OWN_KEYS),
    call(Verb::Post, "/api/v1/partner/keys", Access::Partner(MemberRole::Owner), Body::Small, || post(v1::partner::create_key), &op::CREATE_OWN_KEY),
    call(Verb::Post, "/api/v1/partner/keys/{id}/revoke", Access::Partner(MemberRole::Owner), Body::None, || post(v1::partner::revoke_key), &op::REVOKE_OWN_KEY),
    call(Verb::Get, "/api/v1/partner/signing-keys", Access::Partner(Developer), Body::None, || get(v1::partner::list_signing_keys), &op::LIST_OWN_SIGNING_KEYS),
    call(Verb::Post, "/api/v1/partner/signing-keys", Access::Partner(Developer), Body::Small, || post(v1::partner::register_signing_key), &op::REGISTER_SIGNING_KEY),
    call(Verb::Post, "/api/v1/partner/signing-keys/{id}/revoke", Access::Partner(Developer), Body::None, || post(v1::partner::revoke_signing_key), &op::REVOKE_SIGNING_KEY),
    call(Verb::Get, "/api/v1/partner/releases", Access::Partner(Developer), Body::None, || get(v1::partner::list_releases), &op::LIST_OWN_RELEASES),
    call(Verb::Get, "/api/v1/partner/releases/{digest}/sbom", Access::Partner(Developer), Body::None, || get(v1::shipped::show_own_release_sbom), &op::SHOW_OWN_RELEASE_SBOM),
    call(Verb::Get, "/api/v1/partner/notices", Access::Partner(Developer), Body::None, || get(v1::partner::list_notices), &op::LIST_OWN_NOTICES),
    call(Verb::Get, "/api/v1/submissions", Access::Partner(Developer), Body::None, || get(v1::submissions::list_submissions), &op::LIST_SUBMISSIONS),
    call(Verb::Post, "/api/v1/submissions", Access::Partner(Developer), Body::Archive, || post(v1::submissions::submit), &op::SUBMIT),
    call(Verb::Get, "/api/v1/submissions/{id}", Access::Partner(Developer), Body::None, || get(v1::submissions::show_submission), &op::SHOW_SUBMISSION),
    call(Verb::Get, "/api/v1/submissions/{id}/report", Access::Partner(Developer), Body::None, || get(v1::submissions::show_report), &op::SHOW_SUBMISSION_REPORT),
    call(Verb::Post, "/api/v1/submissions/{id}/withdraw", Access::Partner(Developer), Body::Small, || post(v1::submissions::withdraw_submission), &op::WITHDRAW_SUBMISSION),
    call(Verb::Post, "/api/v1/submissions/{id}/comments", Access::Partner(Developer), Body::Small, || post(v1::submissions::write_comment), &op::COMMENT_SUBMISSION),
    call(Verb::Post, "/api/v1/testing/installations", Access::Partner(Developer), Body::EncodedArchive, || post(v1::installations::install_for_testing), &op::INSTALL_FOR_TESTING),

    call(Verb::Get, "/api/v1/reviews", access::REVIEWER, Body::None, || get(v1::reviews::list_reviews), &op::LIST_REVIEWS),
    call(Verb::Get, "/api/v1/reviews/{id}", access::REVIEWER, Body::None, || get(v1::reviews::show_review), &op::SHOW_REVIEW),
    call(Verb::Get, "/api/v1/reviews/{id}/report", access::REVIEWER, Body::None, || get(v1::reviews::show_report), &op::SHOW_REVIEW_REPORT),
    call(Verb::Get, "/api/v1/reviews/{id}/package", access::REVIEWER, Body::None, || get(v1::reviews::show_package), &op::SHOW_REVIEW_PACKAGE),
    call(Verb::Get, "/api/v1/reviews/{id}/packages", access::REVIEWER, Body::None, || get(v1::shipped::list_review_packages), &op::LIST_REVIEW_PACKAGES),
    call(Verb::Post, "/api/v1/reviews/{id}/verdicts", access::REVIEWER, Body::Small, || post(v1::reviews::give_verdict), &op::GIVE_VERDICT),
    call(Verb::Post, "/api/v1/reviews/{id}/comments", access::REVIEWER, Body::Small, || post(v1::reviews::write_comment), &op::COMMENT_REVIEW),
    call(Verb::Post, "/api/v1/reviews/{id}/publish", access::REVIEWER, Body::Small, || post(v1::reviews::publish), &op::PUBLISH),
    call(Verb::Get, "/api/v1/releases/{digest}/sbom", access::STAFF, Body::None, || get(v1::shipped::show_release_sbom), &op::SHOW_RELEASE_SBOM),
    call(Verb::Post, "/api/v1/releases/{digest}/delist", access::REVIEWER, Body::Small, || post(v1::releases::delist_release), &op::DELIST_RELEASE),
    call(Verb::Post, "/api/v1/releases/{digest}/recall", access::STAFF, Body::Small, || post(v1::releases::recall_release), &op::RECALL_RELEASE),

    call(Verb::Get, "/api/v1/partners", access::OPERATOR, Body::None, || get(v1::platform::list_partners), &op::LIST_PARTNERS),
    call(Verb::Post, "/api/v1/partners", access::OPERATOR, Body::Small, || post(v1::platform::create_partner), &op::CREATE_PARTNER),
    call(Verb::Get, "/api/v1/partners/{id}", access::OPERATOR, Body::None, || get(v1::platform::show_partner), &op::SHOW_PARTNER),
    call(Verb::Patch, "/api/v1/partners/{id}", access::OPERATOR, Body::Small, || patch(v1::platform::edit_partner), &op::EDIT_PARTNER),
    call(Verb::Get, "/api/v1/partners/{id}/members", access::OPERATOR, Body::None, || get(v1::platform::list_members), &op::LIST_MEMBERS),
    call(Verb::Post, "/api/v1/partners/{id}/members", access::OPERATOR, Body::Small, || post(v1::platform::create_member), &op::CREATE_MEMBER),
    call(Verb::Get, "/api/v1/partners/{id}/keys", access::OPERATOR, Body::None, || get(v1::platform::list_keys), &op::LIST_PARTNER_KEYS),
    call(Verb::Post, "/api/v1/partners/{id}/keys", access::OPERATOR, Body::Small, || post(v1::platform::create_key), &op::CREATE_PARTNER_KEY),
    call(Verb::Get, "/api/v1/staff", access::OPERATOR, Body::None, || get(v1::platform::list_staff), &op::LIST_STAFF),
    call(Verb::Post, "/api/v1/staff", access::OPERATOR, Body::Small, || post(v1::platform::create_staff), &op::CREATE_STAFF),
    call(Verb::Delete, "/api/v1/staff/{id}", access::OPERATOR, Body::None, || delete(v1::platform::delete_staff), &op::DELETE_STAFF),
    call(Verb::Get, "/api/v1/check-policy", access::OPERATOR, Body::None, || get(v1::check_policy::show_policy), &op::SHOW_CHECK_POLICY),
    call(Verb::Put, "/api/v1/check-policy", access::OPERATOR, Body::Source, || put(v1::check_policy::replace_policy), &op::REPLACE_CHECK_POLICY),
    call(Verb::Get, "/api/v1/market/audit", access::OPERATOR, Body::None, || get(v1::platform::list_acts), &op::LIST_ACTS),
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
            .layer(DefaultBodyLimit::max(row.body.bytes()))
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
