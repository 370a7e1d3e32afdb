//! Which pages of other origins may read an answer.
//!
//! Metadata and keys are for everybody. The token endpoint and userinfo answer the origins that the tenant's clients
//! registered; neither looks at a cookie, so credentials are never allowed.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::Service;
use crate::answer;
use crate::visit::Visit;

/// How long a browser may remember the answer to a preflight, in seconds.
const PREFLIGHT_S: &str = "600";

enum Readers {
    Everybody,
    RegisteredOrigins,
    Nobody,
}

fn readers(path: &str) -> Readers {
    match path {
        "/oauth/token" | "/userinfo" => Readers::RegisteredOrigins,
        path if path.starts_with("/.well-known/") => Readers::Everybody,
        _ => Readers::Nobody,
    }
}

/// Answers preflights and marks answers.
pub(crate) async fn allow(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    request: Request,
    next: Next,
) -> Response {
    let readers = readers(request.uri().path());
    let Some(origin) = request.headers().get(header::ORIGIN).cloned() else {
        return with_vary(next.run(request).await, &readers);
    };
    let allowed = match readers {
        Readers::Everybody => Some(HeaderValue::from_static("*")),
        Readers::Nobody => None,
        Readers::RegisteredOrigins => match service
            .app
            .knows_origin(&visit.tenant, origin.to_str().unwrap_or(""))
            .await
        {
            Ok(known) => known.then_some(origin),
            Err(error) => {
                let error = &error as &dyn std::error::Error;
                tracing::error!(request_id = %visit.request_id, error, "the registered origins could not be read");
                return answer::unavailable(&visit.request_id);
            }
        },
    };
    let Some(allowed) = allowed else {
        return with_vary(next.run(request).await, &readers);
    };
    let preflight = request.method() == Method::OPTIONS
        && request
            .headers()
            .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = match preflight {
        true => (StatusCode::NO_CONTENT, preflight_headers()).into_response(),
        false => next.run(request).await,
    };
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
    with_vary(response, &readers)
}

fn preflight_headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, POST"),
    );
    let names = "authorization, content-type, auth0-client";
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static(names),
    );
    headers.insert(
        header::ACCESS_CONTROL_MAX_AGE,
        HeaderValue::from_static(PREFLIGHT_S),
    );
    headers
}

/// An answer that depends on the origin says so, lest a cache mix them up.
fn with_vary(mut response: Response, readers: &Readers) -> Response {
    if matches!(readers, Readers::RegisteredOrigins) {
        response
            .headers_mut()
            .insert(header::VARY, HeaderValue::from_static("origin"));
    }
    response
}
