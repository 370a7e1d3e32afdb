//! What is never seen is never seen: every field of every event and every method, each with what it tells.

use std::collections::{BTreeMap, BTreeSet};

use contract::method::{MethodKind, methods};
use serde_json::json;

use super::*;
use crate::words::{sentences, summary};

/// Every field that has none below it, and of a map an unknown key of it: what it tells.
const FIELDS: &str = include_str!("fields.txt");

/// What is minded about, by the words of the table.
const WORDS: [(&str, &str); 7] = [
    ("email", "the e-mail address"),
    ("phone", "the phone number"),
    ("name", "the name"),
    ("ip", "the IP address"),
    ("location", "the location"),
    ("metadata", "the user's metadata"),
    ("code", "the one-time code"),
];

fn noun(word: &str) -> &'static str {
    let known = WORDS.iter().find(|(known, _)| *known == word);
    known.unwrap_or_else(|| panic!("{word}")).1
}

fn table() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let row = |line: &'static str| {
        let (path, told) = line.split_once(':').unwrap();
        (path, told.split_whitespace().map(noun).collect())
    };
    FIELDS.lines().map(row).collect()
}

fn with_field(field: &str) -> Permissions {
    serde_json::from_value(json!({"event": [{"field": field, "reason": "r"}]})).unwrap()
}

fn with_method(method: &str) -> Permissions {
    serde_json::from_value(json!({"api": [{"method": method, "reason": "r"}]})).unwrap()
}

/// What a trigger's event has to hide when nothing is permitted.
fn all(trigger: Trigger) -> BTreeSet<String> {
    nouns(&Permissions::default(), trigger)
        .into_iter()
        .collect()
}

fn check(permissions: &Permissions, trigger: Trigger, told: &BTreeSet<&str>) {
    let hidden: BTreeSet<String> = nouns(permissions, trigger).into_iter().collect();
    let mut expected = all(trigger);
    expected.retain(|noun| !told.contains(noun.as_str()));
    assert_eq!(hidden, expected, "{trigger} {permissions:?}");
    let never = |text: &str| text.contains("never sees ");
    let said = sentences(permissions, trigger);
    let said = said.iter().filter(|sentence| never(&sentence.text)).count();
    assert_eq!(said, expected.len(), "{trigger} {permissions:?}");
    let line = summary(permissions, trigger);
    assert_eq!(never(&line), !expected.is_empty(), "{line}");
}

#[test]
fn of_no_field_is_it_said_that_what_it_tells_is_never_seen() {
    let table = table();
    let mut checked = 0;
    for trigger in Trigger::ALL {
        let known = known_fields(trigger);
        let mut paths: Vec<String> = known.paths();
        let maps = known.paths().into_iter();
        let maps = maps.filter(|path| known.at(path).is_some_and(|place| place.is_open));
        paths.extend(maps.map(|map| format!("{map}.x")));
        for path in paths {
            let below: Vec<_> = table
                .iter()
                .filter(|(own, _)| covers(&path, own) && known.knows(own))
                .collect();
            assert!(!below.is_empty(), "{trigger}: fields.txt has no {path}");
            let told: BTreeSet<&str> = below.iter().flat_map(|(_, told)| *told).copied().collect();
            check(&with_field(&path), trigger, &told);
            checked += 1;
        }
    }
    println!("{checked} fields of events");
    let is_known = |path: &str| {
        let mut triggers = Trigger::ALL.into_iter();
        triggers.any(|trigger| known_fields(trigger).knows(path))
    };
    for path in table.keys() {
        assert!(is_known(path), "{path} is spare");
    }
}

#[test]
fn of_no_method_is_it_said_that_what_it_tells_is_never_seen() {
    let every: BTreeSet<&str> = WORDS.iter().map(|(_, noun)| *noun).collect();
    let mut checked = 0;
    for trigger in Trigger::ALL {
        for method in methods(trigger) {
            let told = match method.path {
                "redirect.encodeToken" => [noun("ip"), noun("location")].into(),
                "redirect.validateToken" => every.clone(),
                // Its own cache, groups and roles, and yes or no.
                "cache.get"
                | "cache.set"
                | "cache.delete"
                | "redirect.canRedirect"
                | "rules.wasExecuted"
                | "groups.getUserGroups"
                | "groups.hasGroupMembership"
                | "roles.getUserEffectiveRoles"
                | "roles.getUserEffectiveRolesByIds"
                | "roles.getUserEffectiveRolesByNames" => BTreeSet::new(),
                path => {
                    assert_eq!(method.kind, MethodKind::Command, "{path} answers: what?");
                    BTreeSet::new()
                }
            };
            check(&with_method(method.path), trigger, &told);
            checked += 1;
        }
    }
    println!("{checked} methods");
}

#[test]
fn a_key_that_says_what_it_holds_is_believed() {
    for (field, told) in [
        ("user.app_metadata.plan", &["metadata"][..]),
        ("user.app_metadata.tips", &["metadata"]),
        ("user.app_metadata.lastIP", &["metadata", "ip", "location"]),
        ("user.user_metadata.backup_email", &["metadata", "email"]),
        ("user.user_metadata.phoneNumber", &["metadata", "phone"]),
        (
            "user.user_metadata.address.country",
            &["metadata", "ip", "location"],
        ),
        ("user.user_metadata.display-name", &["metadata", "name"]),
        (
            "session.metadata.id_token",
            &["email", "phone", "name", "ip", "location", "metadata"],
        ),
        ("transaction.metadata.country", &["location"]),
        (
            "request.query.session_token",
            &["email", "phone", "name", "ip", "location", "metadata"],
        ),
        ("client.metadata.phone", &[]),
    ] {
        let told = told.iter().map(|word| noun(word)).collect();
        check(&with_field(field), Trigger::PostLogin, &told);
    }
}

#[test]
fn what_a_method_hands_over_is_said_to_be_seen() {
    let permissions = serde_json::from_value(json!({
        "event": [{"field": "user.app_metadata.plan", "reason": "r"}],
        "api": [{"method": "redirect.encodeToken", "reason": "who is asked"}],
    }));
    let permissions: Permissions = permissions.unwrap();
    assert_eq!(
        summary(&permissions, Trigger::PostLogin),
        "sees `plan` in the user's application metadata and a signed token that tells it the user's id, the IP address and \
         the host name; never sees the e-mail address, the phone number and the name; may make a signed token for the page \
         it sends the browser to; talks to nobody"
    );
    let told = sentences(&permissions, Trigger::PostLogin);
    let token = told.iter().find(|one| one.text.contains("tells it"));
    assert_eq!(token.unwrap().reason.as_deref(), Some("who is asked"));
    let line = summary(&with_method("redirect.validateToken"), Trigger::PostLogin);
    assert!(
        line.starts_with(
            "sees whatever the signed token says that comes back with the browser; may read"
        ),
        "{line}"
    );
    let told = sentences(&with_method("redirect.encodeToken"), Trigger::PostLogin);
    assert!(!told.iter().any(|one| one.text.contains("sees nothing")));
}
