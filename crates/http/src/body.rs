//! Bodies: read with a limit, in the media type the route takes.

use api::Problem;
use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use oauth::Params;
use serde::de::DeserializeOwned;

use crate::problem;
use crate::visit::Visit;

/// The body as a JSON object, or the problem with it. An array is refused here: serde would take one for a shape, its
/// elements for the fields in the order they happen to stand in.
pub(crate) fn json<T: DeserializeOwned>(
    visit: &Visit,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<T, Box<Response>> {
    if !is_json(headers) {
        let title = "The body's media type does not fit";
        let detail = "Send the body as application/json.";
        return Err(refuse(visit, 415, "unsupported-media-type", title, detail));
    }
    let begun = body.iter().find(|byte| !byte.is_ascii_whitespace());
    if begun.is_some_and(|byte| *byte != b'{') {
        let detail =
            "The body is a JSON object. See the shapes of this route in the documentation.";
        return Err(refuse(
            visit,
            422,
            "invalid",
            "The request does not fit",
            detail,
        ));
    }
    serde_json::from_slice(body).map_err(|error| {
        let detail = format!("{error}. See the shapes of this route in the documentation.");
        refuse(visit, 422, "invalid", "The request does not fit", &detail)
    })
}

/// The body as a form; no body at all is one without fields.
pub(crate) fn form(headers: &HeaderMap, body: &Bytes) -> Result<Params, oauth::Error> {
    match media_type(headers).as_str() {
        "application/x-www-form-urlencoded" => Params::from_form(body),
        "" if body.is_empty() => Ok(Params::default()),
        _ => Err(oauth::Error::NotAForm),
    }
}

/// The media type without its parameters, lower case.
pub(crate) fn media_type(headers: &HeaderMap) -> String {
    let value = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    value
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

fn is_json(headers: &HeaderMap) -> bool {
    media_type(headers) == "application/json"
}

fn refuse(visit: &Visit, status: u16, kind: &str, title: &str, detail: &str) -> Box<Response> {
    Box::new(problem::document(&Problem {
        kind: format!("/problems/{kind}"),
        title: title.to_owned(),
        status,
        detail: Some(detail.to_owned()),
        request_id: Some(visit.request_id.clone()),
        errors: Vec::new(),
    }))
}
