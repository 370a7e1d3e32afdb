//! Events as an action sees them, and what is guarded of them.

use std::collections::{BTreeMap, BTreeSet};

use contract::permission::Permissions;
use serde_json::json;

use super::*;

fn granted(fields: &[&str]) -> Granted {
    let fields: Vec<Value> = fields
        .iter()
        .map(|field| json!({"field": field, "reason": "r"}))
        .collect();
    let permissions: Permissions = serde_json::from_value(json!({"event": fields})).unwrap();
    permissions.grant(&BTreeMap::new()).unwrap()
}

/// The paths that guards name, lists by their indices.
fn paths(above: &str, guards: &Value, into: &mut BTreeSet<String>) {
    for name in guards[0].as_array().into_iter().flatten() {
        into.insert(format!("{above}{}", name.as_str().unwrap()));
    }
    for pair in guards[1].as_array().into_iter().flatten() {
        let key = pair[0]
            .as_str()
            .map_or_else(|| pair[0].to_string(), str::to_owned);
        paths(&format!("{above}{key}."), &pair[1], into);
    }
}

fn seen(event: &Value, fields: &[&str]) -> (Value, BTreeSet<String>) {
    let view = View::of(event, Trigger::PostLogin, &granted(fields));
    let mut guarded = BTreeSet::new();
    paths(
        "",
        &serde_json::from_str(&view.guards).unwrap(),
        &mut guarded,
    );
    (serde_json::from_str(&view.event).unwrap(), guarded)
}

/// What is seen, and which of the paths below `below` are guarded.
fn check(event: Value, fields: &[&str], expected: Value, below: &str, guarded: &[&str]) {
    let (found, all) = seen(&event, fields);
    assert_eq!(found, expected, "{fields:?}");
    let found: Vec<&str> = all
        .iter()
        .filter_map(|path| path.strip_prefix(below))
        .collect();
    assert_eq!(found, guarded, "{fields:?}");
}

#[test]
fn what_was_not_granted_is_left_out_and_guarded() {
    let event = json!({
        "user": {"email": "a@example.com", "user_metadata": {"a": 1, "b": {"c": [1, "}"]}}},
        "organization": {"id": "o", "metadata": {"x": "1"}},
    });
    check(
        event.clone(),
        &["user.email", "user.user_metadata"],
        json!({"user": {"email": "a@example.com", "user_metadata": {"a": 1, "b": {"c": [1, "}"]}}}}),
        "organization",
        &[""],
    );
    check(
        event.clone(),
        &["organization"],
        json!({"organization": event["organization"]}),
        "organization",
        &[],
    );
    check(
        event,
        &["user.user_metadata.b", "organization.metadata.y"],
        json!({"user": {"user_metadata": {"b": {"c": [1, "}"]}}}, "organization": {"metadata": {}}}),
        "organization.",
        &["display_name", "id", "metadata.x", "name"],
    );
}

#[test]
fn what_the_event_lacks_is_guarded_unless_it_was_granted() {
    let (event, guarded) = seen(&json!({"user": {}}), &["user.email", "session.id"]);
    assert_eq!(event, json!({"user": {}}));
    assert!(guarded.contains("user.phone_number") && guarded.contains("transaction"));
    assert!(!guarded.contains("user.email") && !guarded.contains("session"));
    assert!(!guarded.iter().any(|path| path.starts_with("session.")));
}

#[test]
fn elements_of_a_list_are_guarded_alike() {
    let identities =
        json!([{"provider": "a", "user_id": "1"}, {"provider": "b", "profileData": {}}]);
    check(
        json!({"user": {"identities": identities}}),
        &["user.identities.provider"],
        json!({"user": {"identities": [{"provider": "a"}, {"provider": "b"}]}}),
        "user.identities.1.",
        &["connection", "isSocial", "profileData", "user_id"],
    );
}

#[test]
fn of_a_plain_value_no_part_is_seen() {
    for plain in [json!("gold"), json!(1), json!(["gold", {"tier": 1}])] {
        check(
            json!({"user": {"app_metadata": {"plan": plain}}}),
            &["user.app_metadata.plan.tier"],
            json!({"user": {"app_metadata": {}}}),
            "user.app_metadata.",
            &["plan"],
        );
    }
    check(
        json!({"experiment": null}),
        &["experiment.is_control"],
        json!({"experiment": null}),
        "experiment",
        &[],
    );
}

#[test]
fn own_values_need_no_permission() {
    let event = json!({"secrets": {"KEY": "s"}, "configuration": {"A": "1"}});
    check(event.clone(), &[], event, "secrets", &[]);
    assert_eq!(seen(&json!("text"), &["user"]).0, json!(null));
}

#[test]
fn names_that_the_language_asks_for_are_guarded_only_where_the_host_gave_them() {
    let text = r#"{"user": {"user_metadata": {"toJSON": 1, "then": 1, "__proto__": 1, "plan": 1, "name": 1}}}"#;
    check(
        serde_json::from_str(text).unwrap(),
        &["user.user_metadata.plan"],
        json!({"user": {"user_metadata": {"plan": 1}}}),
        "user.user_metadata.",
        &["name"],
    );
}

/// Whatever is granted, each field is seen or guarded, and none is both.
#[test]
fn every_field_is_seen_or_guarded() {
    let known = known_fields(Trigger::PostLogin);
    let fields: Vec<String> = known.paths();
    for granted in &fields {
        let (_, guarded) = seen(&json!({}), &[granted]);
        for name in known.named.keys() {
            let is_part = granted.split('.').next() == Some(name);
            assert_eq!(
                guarded.contains(name),
                !is_part,
                "{name} where {granted} is granted"
            );
        }
    }
}
