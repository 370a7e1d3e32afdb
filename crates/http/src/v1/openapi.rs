//! The OpenAPI document of `/api/v1`, made from the access table when the router is built.

use std::sync::Arc;

use api::openapi::{self, Ambiguous};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

use crate::Service;
use crate::routes::ROUTES;

/// GET `/api/v1/openapi.json`.
pub(crate) async fn show_openapi(State(service): State<Arc<Service>>) -> Response {
    let mut response = service.openapi.clone().into_response();
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

/// The document, as it is sent.
///
/// # Errors
/// [`Ambiguous`].
pub(crate) fn document() -> Result<Bytes, Ambiguous> {
    let routes: Vec<openapi::Route> = ROUTES
        .iter()
        .filter_map(|row| {
            Some(openapi::Route {
                method: row.verb.as_str(),
                path: row.path,
                operation: row.operation?,
                bearer: row.access.bearer(),
                body_bytes: row.body.bytes(),
            })
        })
        .collect();
    Ok(openapi::document(&routes)?.to_string().into())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    fn read() -> Value {
        serde_json::from_slice(&document().unwrap()).unwrap()
    }

    #[test]
    fn the_document_has_every_route_of_the_api_and_no_other() {
        let paths = read()["paths"].clone();
        let listed: BTreeSet<(String, String)> = paths
            .as_object()
            .unwrap()
            .iter()
            .flat_map(|(path, item)| {
                let methods = item.as_object().unwrap().keys();
                methods.map(|method| (path.clone(), method.to_uppercase()))
            })
            .collect();
        let served: BTreeSet<(String, String)> = ROUTES
            .iter()
            .filter(|row| row.path.starts_with("/api/"))
            .map(|row| (row.path.to_owned(), row.verb.as_str().to_owned()))
            .collect();
        assert_eq!(listed, served);
    }

    #[test]
    fn an_operation_has_a_name_of_its_own() {
        let operations = ROUTES.iter().filter_map(|row| row.operation);
        let mut seen = BTreeSet::new();
        for operation in operations {
            assert!(seen.insert(operation.id), "{} stands twice", operation.id);
            let last = operation.summary.chars().last();
            assert!(last.is_some_and(|last| last != '.'), "{}", operation.id);
        }
    }

    #[test]
    fn each_segment_that_varies_is_described() {
        for row in ROUTES.iter().filter(|row| row.operation.is_some()) {
            let operation = &read()["paths"][row.path][row.verb.as_str().to_lowercase()];
            let described = operation["parameters"].as_array().unwrap();
            let described = described.iter().filter(|one| one["in"] == "path").count();
            assert_eq!(described, row.path.matches('{').count(), "{}", row.path);
        }
    }

    #[test]
    fn a_body_is_read_where_one_is_allowed_and_nowhere_else() {
        for row in ROUTES.iter().filter(|row| row.operation.is_some()) {
            let operation = &read()["paths"][row.path][row.verb.as_str().to_lowercase()];
            let taken = !operation["requestBody"].is_null();
            assert!(!taken || row.body.bytes() > 0, "{} takes a body", row.path);
        }
    }

    #[test]
    fn no_two_shapes_share_a_name() {
        let schemas = read()["components"]["schemas"].clone();
        for name in schemas.as_object().unwrap().keys() {
            let numbered = name.ends_with(|last: char| last.is_ascii_digit());
            assert!(!numbered, "{name} is the second of its name");
        }
    }
}
