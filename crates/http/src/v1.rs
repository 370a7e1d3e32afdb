//! Latchwork's own API: a file per noun. Handlers read a shape of `api`, call `app`, and answer with a shape of `api`.

pub(crate) mod actions;
pub(crate) mod catalogue;
pub(crate) mod check_policy;
pub(crate) mod flows;
pub(crate) mod installations;
pub(crate) mod keys;
pub(crate) mod openapi;
pub(crate) mod operations;
pub(crate) mod page;
pub(crate) mod partner;
pub(crate) mod platform;
pub(crate) mod recordings;
pub(crate) mod releases;
pub(crate) mod reviews;
pub(crate) mod runs;
pub(crate) mod secrets;
pub(crate) mod shapes;
pub(crate) mod shipped;
pub(crate) mod staff;
pub(crate) mod submissions;
pub(crate) mod triggers;
pub(crate) mod versions;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use contract::Trigger;
use serde::Serialize;

use crate::problem::ApiError;
use crate::visit::Visit;

/// The answer to a call, or its problem document.
fn answer<T: Serialize>(
    visit: &Visit,
    status: StatusCode,
    result: Result<T, app::Error>,
) -> Response {
    match result {
        Ok(shape) => (status, Json(shape)).into_response(),
        Err(error) => ApiError::new(visit, error).response(),
    }
}

/// A trigger named in a path.
fn trigger(visit: &Visit, text: &str) -> Result<Trigger, Box<Response>> {
    text.parse().map_err(|_| {
        let id = text.chars().take(64).collect();
        let error = app::Error::NotFound {
            noun: "trigger",
            id,
        };
        Box::new(ApiError::new(visit, error).response())
    })
}
