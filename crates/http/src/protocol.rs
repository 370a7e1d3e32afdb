//! Errors of protocol routes as OAuth writes them (RFC 6749 section 5.2, RFC 6750 section 3).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

use crate::visit::Visit;

/// The body of a protocol error.
#[derive(Debug, Serialize)]
struct Body<'a> {
    error: &'a str,
    error_description: &'a str,
}

/// An error the protocol names.
pub(crate) fn refused(error: &oauth::Error) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = (status, Json(error.body())).into_response();
    let headers = response.headers_mut();
    if let Some(challenge) = error.challenge() {
        headers.insert(
            header::WWW_AUTHENTICATE,
            HeaderValue::from_static(challenge),
        );
    }
    if let Some(seconds) = error.retry_after_s() {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// What a flow refused, in the action's or the host's words.
pub(crate) fn flow_refused(error: &flow::view::PublicError) -> Response {
    let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = Body {
        error: &error.error,
        error_description: &oauth::shown_text(&error.description),
    };
    (status, Json(body)).into_response()
}

/// A failure of ours, told in general words.
pub(crate) fn failed(visit: &Visit, error: &app::Error) -> Response {
    if error.fault() == app::Fault::Busy {
        let body = Body {
            error: "temporarily_unavailable",
            error_description: "The server is busy; try again in 2 s.",
        };
        let mut response = (StatusCode::SERVICE_UNAVAILABLE, Json(body)).into_response();
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        return response;
    }
    tracing::error!(request_id = %visit.request_id, error = error as &dyn std::error::Error, "a protocol request failed");
    refused(&oauth::Error::Internal {
        reference: visit.request_id.clone(),
    })
}
