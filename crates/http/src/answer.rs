//! Answers that belong to no route: pages, redirects, and refusals before a route is reached.

use api::Problem;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use pages::{ErrorPage, Page, Pages};

use crate::row::Route;
use crate::visit::Visit;
use crate::{problem, routes};

/// A page with the policy it was made for. Never cached: it holds tokens.
pub(crate) fn page(status: StatusCode, page: Page) -> Response {
    let mut response = (status, Html(page.html)).into_response();
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::try_from(page.content_security_policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// A redirect that a browser follows by GET, also after a POST (RFC 9700 section 4.12: never 307).
pub(crate) fn found(location: &str) -> Response {
    redirect(StatusCode::FOUND, location)
}

fn redirect(status: StatusCode, location: &str) -> Response {
    match HeaderValue::try_from(location) {
        Ok(location) => {
            let mut headers = HeaderMap::new();
            headers.insert(header::LOCATION, location);
            (status, headers).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// An error page, or its bare text where even the page fails.
pub(crate) fn error_page(pages: &Pages, status: StatusCode, values: &ErrorPage) -> Response {
    match pages.error(values) {
        Ok(made) => page(status, made),
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "an error page could not be made"
            );
            (status, values.description.clone()).into_response()
        }
    }
}

/// A form that some other site submitted.
pub(crate) fn foreign_form(pages: &Pages, visit: &Visit) -> Response {
    error_page(
        pages,
        StatusCode::FORBIDDEN,
        &ErrorPage {
            tenant_name: Some(visit.tenant.display_name.clone()),
            title: "This form came from another site".into(),
            description: "For your safety it was not accepted.".into(),
            hint: Some("Go back to the application and sign in again.".into()),
            error: "invalid_request".into(),
            reference: Some(visit.request_id.clone()),
        },
    )
}

/// No tenant answers on the name the request was sent to.
pub(crate) fn unknown_host(request_id: &str) -> Response {
    bare(
        StatusCode::NOT_FOUND,
        "unknown-host",
        "No tenant answers on this host name",
        "Use one of the tenant's host names; over plain HTTP only localhost and loopback addresses.",
        request_id,
    )
}

/// The request target is too long.
pub(crate) fn target_too_long(request_id: &str, limit: usize) -> Response {
    let detail =
        format!("The request target may have {limit} bytes; send long parameters by POST.");
    bare(
        StatusCode::URI_TOO_LONG,
        "target-too-long",
        "The request target is too long",
        &detail,
        request_id,
    )
}

/// Something of ours failed before a route was reached.
pub(crate) fn unavailable(request_id: &str) -> Response {
    bare(
        StatusCode::SERVICE_UNAVAILABLE,
        "unavailable",
        "The server cannot answer now",
        "Try again in a few seconds.",
        request_id,
    )
}

/// No route fits.
pub(crate) fn no_route(visit: &Visit) -> Response {
    bare(
        StatusCode::NOT_FOUND,
        "no-route",
        "There is nothing here",
        "See the documentation for the paths.",
        &visit.request_id,
    )
}

/// A route fits, the method does not.
pub(crate) fn wrong_method(visit: &Visit) -> Response {
    let detail = "Use a method that the Allow header names.";
    bare(
        StatusCode::METHOD_NOT_ALLOWED,
        "wrong-method",
        "This method is not allowed here",
        detail,
        &visit.request_id,
    )
}

/// What the framework says by itself to a request of the API that it cannot read, as the API says everything.
pub(crate) fn in_form(route: &Route, visit: &Visit, response: Response) -> Response {
    let headers = response.headers();
    let said = headers.get(header::CONTENT_TYPE).is_some_and(is_problem);
    if route.operation.is_none() || !response.status().is_client_error() || said {
        return response;
    }
    let limit = route.body.bytes();
    let (kind, title, detail) = match response.status() {
        StatusCode::PAYLOAD_TOO_LARGE => (
            "too-large",
            "The body is too large",
            format!("This route takes a body of at most {limit} bytes."),
        ),
        _ => (
            "unreadable",
            "The request cannot be read",
            "Send paths percent-encoded as UTF-8, and the whole body.".to_owned(),
        ),
    };
    bare(response.status(), kind, title, &detail, &visit.request_id)
}

fn is_problem(media_type: &HeaderValue) -> bool {
    media_type == "application/problem+json"
}

/// HEAD of a path whose GET does something.
pub(crate) fn not_for_head(visit: &Visit, path: &str) -> Response {
    let mut response = wrong_method(visit);
    if let Ok(value) = HeaderValue::try_from(routes::methods(path)) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}

fn bare(status: StatusCode, kind: &str, title: &str, detail: &str, request_id: &str) -> Response {
    problem::document(&Problem {
        kind: format!("/problems/{kind}"),
        title: title.to_owned(),
        status: status.as_u16(),
        detail: Some(detail.to_owned()),
        request_id: Some(request_id.to_owned()),
        errors: Vec::new(),
    })
}
