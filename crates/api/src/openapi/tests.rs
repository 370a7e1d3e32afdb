//! What follows from a route, and the two readings of a shape.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::*;

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Order {
    /// What is wanted.
    what: String,
    #[serde(default)]
    urgent: bool,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Thing {
    id: String,
    #[serde(default)]
    parts: Vec<String>,
}

const MAKE: Operation = Operation::new("makeThing", "Makes a thing")
    .takes::<Order>()
    .answers::<Thing>(201)
    .or_conflict();
const SHOW: Operation = Operation::new("showThing", "Shows a thing")
    .with(&[Parameter::query::<u32>("page", "Which page.")])
    .answers::<Thing>(200);
const FETCH: Operation = Operation::new("fetchThing", "Its bytes").answers_file("application/zip");
const ECHO: Operation = Operation::new("echo", "Says it again")
    .takes::<Order>()
    .answers::<Order>(200);

fn route(method: &'static str, path: &'static str, operation: &'static Operation) -> Route {
    let role = Bearer {
        scheme: Scheme::Administrator,
        roles: vec!["editor"],
    };
    Route {
        method,
        path,
        operation,
        bearer: Some(role).filter(|_| method != "GET"),
        body_bytes: 100,
    }
}

fn things() -> Value {
    document(&[
        route("POST", "/api/v1/things", &MAKE),
        route("GET", "/api/v1/things/{id}", &SHOW),
        route("PUT", "/api/v1/things/{id}", &FETCH),
    ])
    .unwrap()
}

fn statuses(operation: &Value) -> Vec<&str> {
    let responses = operation["responses"].as_object().unwrap();
    responses.keys().map(String::as_str).collect()
}

#[test]
fn what_may_be_answered_follows_from_the_route() {
    let document = things();
    let check = |path: &str, method: &str, expected: &[&str]| {
        let mut found = statuses(&document["paths"][path][method]);
        found.sort_unstable();
        assert_eq!(found, expected, "{method} {path}");
    };
    check(
        "/api/v1/things",
        "post",
        &["201", "401", "403", "409", "413", "415", "422", "default"],
    );
    check(
        "/api/v1/things/{id}",
        "get",
        &["200", "404", "422", "default"],
    );
    check(
        "/api/v1/things/{id}",
        "put",
        &["200", "401", "403", "404", "default"],
    );
}

#[test]
fn roles_and_parameters_stand_with_the_operation() {
    let paths = &things()["paths"];
    let make = &paths["/api/v1/things"]["post"];
    assert_eq!(make["security"], json!([{"administrator": ["editor"]}]));
    assert_eq!(make["tags"], json!(["things"]));
    assert_eq!(make["requestBody"]["description"], "At most 100 bytes.");
    let show = &paths["/api/v1/things/{id}"]["get"];
    assert_eq!(show["security"], json!([]));
    let parameters = show["parameters"].as_array().unwrap();
    let names: Vec<_> = parameters
        .iter()
        .map(|one| (&one["in"], &one["name"]))
        .collect();
    assert_eq!(
        names,
        [
            (&json!("path"), &json!("id")),
            (&json!("query"), &json!("page"))
        ]
    );
    let fetch = &paths["/api/v1/things/{id}"]["put"];
    assert_eq!(
        fetch["responses"]["200"]["content"],
        json!({"application/zip": {}})
    );
}

#[test]
fn a_default_may_be_left_out_of_a_request_and_stands_in_every_answer() {
    let schemas = &things()["components"]["schemas"];
    assert_eq!(schemas["Order"]["required"], json!(["what"]));
    assert_eq!(schemas["Order"]["additionalProperties"], json!(false));
    assert_eq!(schemas["Thing"]["required"], json!(["id", "parts"]));
}

#[test]
fn a_shape_with_two_readings_needs_two_names() {
    let error = document(&[route("POST", "/api/v1/echo", &ECHO)]).unwrap_err();
    assert!(error.to_string().contains("the shape Order"), "{error}");
}
