//! Forms of today and beyond, and what customers enter into them.

use serde_json::{Value, json};

use super::*;
use crate::fixture::JSON;

/// A form as partners have it today.
const OF_OLD: &str = r#"{
  "secrets": [
    {
      "name": "API_KEY",
      "label": "API Key",
      "description": "API key for the service",
      "default_value": "",
      "deploy_value": "__KEY__"
    }
  ],
  "configuration": [
    {
      "name": "REGION",
      "label": "Region",
      "description": "Where your data is\nkept",
      "default_value": "us",
      "deploy_value": "eu",
      "options": [
        { "value": "us", "label": "United States" },
        { "value": "eu", "label": "Europe" }
      ]
    },
    { "name": "CLAIM_NAMESPACE", "label": "Namespace", "description": "Of the claims", "default_value": null }
  ],
  "dependencies": [{ "name": "axios", "version": "0.21.1" }, { "name": "@acme/sdk", "version": "^1.0.0" }]
}"#;

#[test]
fn files_of_old_are_read_unchanged() {
    let form = Form::read(OF_OLD).unwrap();
    let kinds: Vec<_> = form.configuration.iter().map(|field| field.kind).collect();
    assert_eq!(kinds, [FieldKind::Enum, FieldKind::String]);
    assert_eq!(form.secrets[0].default_value, None);
    assert_eq!(form.secrets[0].deploy_value.as_deref(), Some("__KEY__"));
    assert!(form.secrets[0].required && form.secrets[0].editable);
    let versions = form.dependencies.iter().map(|one| one.version.as_str());
    assert_eq!(versions.collect::<Vec<_>>(), ["0.21.1", "^1.0.0"]);
    let empty = r#"{"secrets":[], "configuration":[], "dependencies":[]}"#;
    assert_eq!(Form::read(empty).unwrap(), Form::default());
    let saved = serde_json::to_string(&form).unwrap();
    assert_eq!(serde_json::from_str::<Form>(&saved).unwrap(), form);
}

/// A form of one configuration item with these keys besides name, label and description.
pub(super) fn with(keys: Value) -> Result<Form, FormError> {
    Form::read(&text_with("configuration", keys))
}

pub(super) fn text_with(list: &str, keys: Value) -> String {
    let mut item = json!({"name": "ITEM", "label": "Item", "description": ""});
    let own = item.as_object_mut().unwrap();
    own.extend(keys.as_object().unwrap().clone());
    let mut form = json!({"secrets": [], "configuration": [], "dependencies": []});
    form[list] = json!([item]);
    form.to_string()
}

#[track_caller]
fn refused(text: &str, expected: &str) {
    let told = match Form::read(text) {
        Ok(_) => "read".to_owned(),
        Err(error) => error.to_string(),
    };
    assert!(told.contains(expected), "{told}\nhas no\n{expected}");
}

#[test]
fn what_is_no_form_is_refused() {
    for (text, told) in [
        (
            "",
            "integration/configuration.json, the form: EOF while parsing a value at line 1 column 0; write {\"secrets\"",
        ),
        ("{\n\"secrets\": [],}", "trailing comma at line 2 column 15"),
        (
            "[]",
            "invalid type: sequence, expected an object at line 1 column 0",
        ),
        (
            r#"{"secrets":[["A","a","a"]], "configuration":[], "dependencies":[]}"#,
            "invalid type: sequence, expected an object at line 1 column 12",
        ),
        (
            r#"{"secrets":[], "configuration":[]}"#,
            "missing field `dependencies`",
        ),
        (
            r#"{"secrets":[], "secrets":[], "configuration":[], "dependencies":[]}"#,
            "duplicate field `secrets`",
        ),
        (
            r#"{"secrets":[], "configuration":[], "dependencies":[], "x": 1}"#,
            "unknown field `x`",
        ),
        (
            r#"{"secrets":[{"name":"A","label":"a"}], "configuration":[], "dependencies":[]}"#,
            "missing field `description`",
        ),
    ] {
        refused(text, told);
    }
    refused(
        &text_with("secrets", json!({"defualt_value": ""})),
        "unknown field `defualt_value`, expected one of `name`",
    );
    refused(
        &text_with("configuration", json!({"default_value": []})),
        "expected a text, a number, true or false",
    );
    refused(
        &" ".repeat(FORM_BYTES + 1),
        "the file has 262145 bytes, more than 262144",
    );
    let many = |list: &str, count: usize| {
        let mut form = json!({"secrets": [], "configuration": [], "dependencies": []});
        form[list] = (0..count)
            .map(|at| json!({"name": format!("A{at}"), "label": "a", "description": ""}))
            .collect();
        form.to_string()
    };
    assert!(Form::read(&many("secrets", 30)).is_ok());
    assert!(Form::read(&many("configuration", 50)).is_ok());
    refused(
        &many("secrets", 31),
        "there are 31 secrets, more than 30; take the others out",
    );
    refused(
        &many("configuration", 51),
        "there are 51 configuration items, more than 50",
    );
}

#[test]
fn items_have_names_texts_and_types() {
    for (keys, told) in [
        (
            json!({"name": "apiKey"}),
            "line 1: configuration[1] apiKey: `name` is not in ALL_CAPS_SNAKE_CASE: capitals, digits and `_`, a capital first, at most 64; write one such as API_KEY, here and in the code",
        ),
        (json!({"name": "1A"}), "`name` is not"),
        (json!({"name": "A".repeat(65)}), "`name` is not"),
        (json!({"name": ""}), "`name` is not"),
        (json!({"label": ""}), "`label` is empty"),
        (
            json!({"label": "a".repeat(201)}),
            "`label` has 201 characters, more than 200",
        ),
        (
            json!({"description": "a".repeat(2001)}),
            "`description` has 2001 characters, more than 2000",
        ),
        (json!({"description": "a\u{202e}"}), "`description` holds"),
        (
            json!({"placeholder": "a".repeat(201)}),
            "`placeholder` has 201",
        ),
        (
            json!({"type": "text"}),
            "`type` is none of the types; write one of string, number, boolean, url, duration, enum",
        ),
        (
            json!({"type": "enum"}),
            "`options` are for the type enum, which needs them",
        ),
        (
            json!({"type": "number", "options": [{"value": 1, "label": "one"}]}),
            "`options` are for the type enum",
        ),
        (
            json!({"options": [{"value": "a", "label": "a"}, {"value": "a", "label": "b"}]}),
            "two of the options have the same value",
        ),
        (
            json!({"options": [{"value": "a", "label": " "}]}),
            "`options.label` is empty",
        ),
        (
            json!({"secret": true}),
            "`secret` contradicts the list that the field stands in; move it to `secrets`",
        ),
    ] {
        refused(&text_with("configuration", keys), told);
    }
}

#[test]
fn patterns_bounds_and_defaults_are_sound() {
    for (keys, told) in [
        (
            json!({"pattern": "("}),
            "`pattern` is no regular expression of at most 500 characters",
        ),
        (json!({"pattern": "a)|(b"}), "`pattern` is no"),
        (json!({"pattern": "(?=a)"}), "`pattern` is no"),
        (json!({"pattern": "a".repeat(501)}), "`pattern` is no"),
        (json!({"pattern": "(a{1000}){1000}"}), "`pattern` is no"),
        (
            json!({"type": "url", "pattern": "a"}),
            "`pattern` is for the type string",
        ),
        (
            json!({"type": "number", "min": "low"}),
            "`min` is no bound of the type number; write a number",
        ),
        (
            json!({"type": "string", "max": "1.5"}),
            "`max` is no bound of the type string; write a count of characters",
        ),
        (
            json!({"type": "duration", "max": 5}),
            "`max` is no bound of the type duration; write a length of time such as \"10s\"",
        ),
        (
            json!({"type": "boolean", "max": 5}),
            "`max` is no bound of the type boolean; leave it out",
        ),
        (
            json!({"type": "number", "min": 5, "max": 4}),
            "`min` is more than `max`; exchange them",
        ),
        (
            json!({"type": "number", "default_value": "five"}),
            "`default_value`: the value is no number",
        ),
        (
            json!({"type": "number", "min": 5, "default_value": 4}),
            "`default_value`: the value is less than 5",
        ),
        (
            json!({"default_value": "a".repeat(4097)}),
            "`default_value`: the value has 4097 characters; enter at most 4096",
        ),
        (
            json!({"deploy_value": "a".repeat(4097)}),
            "`deploy_value` has more than 4096",
        ),
    ] {
        refused(&text_with("configuration", keys), told);
    }
}

#[test]
fn secrets_are_entered_and_can_be_replaced() {
    for (keys, told) in [
        (
            json!({"options": [{"value": "a", "label": "a"}]}),
            "a secret cannot be of type enum; make it a string",
        ),
        (
            json!({"type": "boolean"}),
            "a secret cannot be of type boolean",
        ),
        (json!({"secret": false}), "`secret` contradicts"),
        (json!({"editable": false}), "a secret has to be editable"),
    ] {
        refused(&text_with("secrets", keys), told);
    }
}

#[test]
fn options_are_bounded() {
    let options: Vec<Value> = (0..=100)
        .map(|at| json!({"value": at, "label": "x"}))
        .collect();
    refused(
        &text_with("configuration", json!({"options": options})),
        "there are 101 options, more than 100",
    );
}

#[test]
fn names_stand_once_and_dependencies_have_names() {
    let twice = JSON.replace("\"CLAIM\"", "\"API_KEY\"");
    refused(
        &twice,
        "line 3: configuration[2] API_KEY: the name stands in the form already; rename or remove one of them",
    );
    for (name, version, told) in [
        (
            "Axios",
            "1.0.0",
            "dependencies[1] Axios: `name` is no name of an npm package",
        ),
        ("../x", "1.0.0", "`name` is no name"),
        ("@acme", "1.0.0", "`name` is no name"),
        ("axios", " ", "dependencies[1] axios: `version` is empty"),
    ] {
        let form = json!({"secrets": [], "configuration": [], "dependencies": [{"name": name, "version": version}]});
        refused(&form.to_string(), told);
    }
    refused(
        &OF_OLD.replace("@acme/sdk", "axios"),
        "dependencies[2] axios: the name stands in the form already",
    );
}
