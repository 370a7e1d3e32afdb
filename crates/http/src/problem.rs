//! Errors of `/api/v1` as problem documents (RFC 9457).

use api::{FieldError, Problem};
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::visit::Visit;

/// An error of `/api/v1` with the request it belongs to.
#[derive(Debug)]
pub(crate) struct ApiError {
    error: app::Error,
    request_id: String,
}

impl ApiError {
    /// The error of the request `visit` belongs to.
    pub(crate) fn new(visit: &Visit, error: app::Error) -> Self {
        Self {
            error,
            request_id: visit.request_id.clone(),
        }
    }

    /// The problem document.
    pub(crate) fn response(self) -> Response {
        let (status, kind, title) = classify(&self.error);
        let inside = status.is_server_error();
        if inside {
            let error = &self.error as &dyn std::error::Error;
            tracing::error!(request_id = %self.request_id, error, "a request failed");
        }
        let detail = match inside {
            true => "The server failed. Nothing was changed; try again, and quote the request id to whoever runs it.".to_owned(),
            false => self.error.to_string(),
        };
        let errors = if inside {
            Vec::new()
        } else {
            self.error.fields()
        };
        let mut response = document(&Problem {
            kind: format!("/problems/{kind}"),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: Some(detail),
            request_id: Some(self.request_id),
            errors: errors
                .into_iter()
                .map(|fault| FieldError {
                    field: fault.field,
                    message: fault.message,
                    limit: fault.limit,
                })
                .collect(),
        });
        let headers = response.headers_mut();
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("Bearer realm=\"latchwork\""),
            );
        }
        if let Some(value) = self
            .error
            .retry_after_s()
            .and_then(|s| HeaderValue::try_from(s.to_string()).ok())
        {
            headers.insert(header::RETRY_AFTER, value);
        }
        response
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        self.response()
    }
}

/// A problem document as a response.
pub(crate) fn document(problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(problem)).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    response
}

/// Status, stable name and title of each fault.
fn classify(error: &app::Error) -> (StatusCode, &'static str, &'static str) {
    use app::Fault;
    match error.fault() {
        Fault::Unauthenticated => (
            StatusCode::UNAUTHORIZED,
            "unauthenticated",
            "No valid token",
        ),
        Fault::Forbidden => (
            StatusCode::FORBIDDEN,
            "forbidden",
            "The caller may not do this",
        ),
        Fault::NotFound => (StatusCode::NOT_FOUND, "not-found", "There is no such thing"),
        Fault::Invalid => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid",
            "The request does not fit",
        ),
        Fault::Conflict => (
            StatusCode::CONFLICT,
            "conflict",
            "The request does not fit the present state",
        ),
        Fault::TooMany => (
            StatusCode::TOO_MANY_REQUESTS,
            "too-many-requests",
            "Too many requests",
        ),
        Fault::Busy => (
            StatusCode::SERVICE_UNAVAILABLE,
            "busy",
            "The server is busy",
        ),
        Fault::Ours => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "The server failed",
        ),
    }
}
