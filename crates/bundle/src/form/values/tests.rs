//! What customers enter: taken as typed, or refused by name.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::fixture::JSON;
use crate::form::tests::{text_with, with};

/// What one value of a configuration item with these keys comes to.
#[track_caller]
fn entered(keys: Value, value: &str, expected: &str) {
    let form = with(keys.clone()).unwrap();
    let configuration = BTreeMap::from([("ITEM".to_owned(), value.to_owned())]);
    let told = match form.check_values(&configuration, &BTreeMap::new()) {
        Ok(values) => format!("{:?}", values.configuration.get("ITEM")),
        Err(errors) => errors[0].to_string(),
    };
    assert_eq!(told, expected, "{keys} {value:?}");
}

#[test]
fn values_are_held_against_their_types() {
    let number = "ITEM: the value is no number; enter one such as 10 or 0.5";
    let url = "ITEM: the value is no https URL (http is for localhost only), or it holds a user name; enter one such as https://api.example.com";
    let duration =
        "ITEM: the value is no length of time up to 366 days; enter one such as 10s, 5m or 1h30m";
    let boolean = "ITEM: the value is neither `true` nor `false`; enter one of them";
    for (kind, value, fault) in [
        ("string", " as typed ", None),
        ("string", "-----BEGIN\nkey\n", None),
        ("number", "0", None),
        ("number", "-1.50", None),
        ("number", "1e3", None),
        ("number", "", Some("ITEM: a value is needed; enter one")),
        ("number", " 1", Some(number)),
        ("number", "1e999", Some(number)),
        ("number", "NaN", Some(number)),
        ("number", "0x10", Some(number)),
        ("number", "+1", Some(number)),
        ("boolean", "true", None),
        ("boolean", "false", None),
        ("boolean", "True", Some(boolean)),
        ("boolean", "1", Some(boolean)),
        ("url", "https://api.acme.com/v1?x=1", None),
        ("url", "http://localhost:4401", None),
        ("url", "http://127.0.0.1:4401/a", None),
        ("url", "http://[::1]/", None),
        ("url", "http://api.acme.com", Some(url)),
        ("url", "https://user:key@acme.com", Some(url)),
        ("url", "api.acme.com", Some(url)),
        ("url", "file:///etc/passwd", Some(url)),
        ("url", "https://acme.com/a b", Some(url)),
        ("url", "http://localhost.evil.example", Some(url)),
        ("duration", "1h30m", None),
        ("duration", "5", Some(duration)),
        ("duration", "367d", Some(duration)),
    ] {
        let expected = fault.map_or_else(|| format!("{:?}", Some(value)), str::to_owned);
        entered(json!({"type": kind}), value, &expected);
    }
    entered(
        json!({}),
        "a\0b",
        "ITEM: the value holds a control character such as a line break; enter it without",
    );
    entered(
        json!({}),
        &"a".repeat(4097),
        "ITEM: the value has 4097 characters; enter at most 4096",
    );
    entered(
        json!({"type": "url"}),
        &format!("https://a.com/{}", "a".repeat(2035)),
        "ITEM: the value has 2049 characters; enter at most 2048",
    );
}

#[test]
fn values_keep_to_options_patterns_and_bounds() {
    let options =
        json!({"options": [{"value": "deny", "label": "Refuse"}, {"value": 1, "label": "One"}]});
    entered(options.clone(), "deny", "Some(\"deny\")");
    entered(options.clone(), "1", "Some(\"1\")");
    entered(
        options,
        "allow",
        "ITEM: the value is none of the options; choose one of deny, 1",
    );
    let nothing =
        json!({"options": [{"value": "", "label": "None"}, {"value": "a", "label": "A"}]});
    entered(nothing, "", "Some(\"\")");
    let pattern = json!({"pattern": "[a-z]+|\\d{2}"});
    entered(pattern.clone(), "abc", "Some(\"abc\")");
    entered(pattern.clone(), "12", "Some(\"12\")");
    for odd in ["abc1", "1abc", "123", "abc\n"] {
        entered(
            pattern.clone(),
            odd,
            "ITEM: the value does not have the form [a-z]+|\\d{2}; enter one that has",
        );
    }
    let number = json!({"type": "number", "min": 0, "max": "1.5"});
    entered(number.clone(), "1.5", "Some(\"1.5\")");
    entered(
        number.clone(),
        "1.51",
        "ITEM: the value is more than 1.5; enter 1.5 or less",
    );
    entered(
        number,
        "-0.1",
        "ITEM: the value is less than 0; enter 0 or more",
    );
    let duration = json!({"type": "duration", "min": "1s", "max": "1m"});
    entered(duration.clone(), "60s", "Some(\"60s\")");
    entered(
        duration.clone(),
        "61s",
        "ITEM: the value is more than 1m; enter 1m or less",
    );
    entered(
        duration,
        "999ms",
        "ITEM: the value is less than 1s; enter 1s or more",
    );
    let text = json!({"min": 2, "max": 3});
    entered(
        text.clone(),
        "\u{e4}\u{f6}\u{fc}",
        "Some(\"\u{e4}\u{f6}\u{fc}\")",
    );
    entered(
        text.clone(),
        "a",
        "ITEM: the value is less than 2 characters; enter 2 characters or more",
    );
    entered(
        text,
        "abcd",
        "ITEM: the value is more than 3 characters; enter 3 characters or less",
    );
}

/// Name and value pairs as a map.
fn map<'v>(pairs: &[(&str, &'v str)]) -> BTreeMap<String, &'v str> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), *value))
        .collect()
}

fn owned(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn a_new_installation_takes_defaults_and_names_every_fault() {
    let form = Form::read(JSON).unwrap();
    let url = ("SERVICE_URL", "https://api.acme.com");
    let values = form
        .check_values(&owned(&[url]), &map(&[("API_KEY", "s3cret")]))
        .unwrap();
    assert_eq!(
        values.configuration,
        owned(&[url, ("CLAIM", "https://shop.example/risk")])
    );
    assert_eq!(values.secrets["API_KEY"].as_str(), "s3cret");
    assert!(!format!("{values:?}").contains("s3cret"));
    let given = owned(&[("SERVICE_URL", "x"), ("CLAIM", ""), ("OTHER", "1")]);
    let errors = form
        .check_values(&given, &map(&[("CLAIM", "1")]))
        .unwrap_err();
    let faults: Vec<_> = errors
        .iter()
        .map(|error| (error.field.as_str(), &error.fault))
        .collect();
    assert_eq!(
        faults,
        [
            ("API_KEY", &ValueFault::Missing),
            ("SERVICE_URL", &ValueFault::Url),
            ("CLAIM", &ValueFault::Missing),
            ("CLAIM", &ValueFault::Unknown),
            ("OTHER", &ValueFault::Unknown),
        ]
    );
    let optional = with(json!({"required": false})).unwrap();
    let values = optional
        .check_values(&BTreeMap::new(), &BTreeMap::new())
        .unwrap();
    assert_eq!(values.configuration, BTreeMap::new());
}

#[test]
fn a_change_keeps_what_is_not_given_and_what_is_fixed() {
    let form = Form::read(&JSON.replace(
        "\"default_value\"",
        "\"editable\": false, \"default_value\"",
    ))
    .unwrap();
    let (url, claim) = (
        ("SERVICE_URL", "https://api.acme.com"),
        ("CLAIM", "https://own.example/risk"),
    );
    let configuration = owned(&[url, claim, ("GONE", "1")]);
    let secrets = BTreeSet::from(["API_KEY".to_owned(), "OLD_KEY".to_owned()]);
    let before = Before {
        configuration: &configuration,
        secrets: &secrets,
    };
    let values = form
        .check_change(before, &BTreeMap::new(), &BTreeMap::new())
        .unwrap();
    assert_eq!(values.configuration, owned(&[url, claim]));
    assert!(values.secrets.is_empty());
    let moved = ("SERVICE_URL", "https://eu.acme.com");
    let values = form
        .check_change(before, &owned(&[moved, claim]), &map(&[("API_KEY", "new")]))
        .unwrap();
    assert_eq!(values.configuration, owned(&[moved, claim]));
    assert_eq!(values.secrets["API_KEY"].as_str(), "new");
    let given = owned(&[("CLAIM", "https://else.example/risk")]);
    let errors = form
        .check_change(before, &given, &map(&[("API_KEY", "")]))
        .unwrap_err();
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "API_KEY: a value is needed; enter one",
            "CLAIM: its value is fixed at installation; install the integration anew to choose another",
        ]
    );
}

proptest! {
    #[test]
    fn whatever_is_entered_there_is_an_answer_and_it_keeps_no_secret(value in "\\PC{0,40}") {
        for kind in ["string", "number", "url", "duration"] {
            let form = Form::read(&text_with("secrets", json!({"type": kind, "min": null}))).unwrap();
            match form.check_values(&BTreeMap::new(), &map(&[("ITEM", &value)])) {
                Ok(values) => prop_assert_eq!(values.secrets["ITEM"].as_str(), value.as_str()),
                Err(errors) => {
                    let told = errors[0].to_string();
                    prop_assert!(value.chars().count() < 12 || !told.contains(&value));
                }
            }
        }
    }
}
