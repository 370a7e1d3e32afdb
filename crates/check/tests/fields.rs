//! Of the event fields that a manifest lacks each is told once: the deepest that is read, at its first place.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[allow(dead_code, reason = "rules use the rest")]
mod support;

use std::fs;

use support::Parts;

/// What is found about fields: rule, line and what of the event it names.
fn check(code: &str, declared: &[&str], expected: &[(&str, u32, &str)]) {
    let folder = tempfile::tempdir().unwrap();
    let code = format!("exports.onExecutePostLogin = async (event, api) => {{\n{code}\n}};\n");
    let permission = |field: &&str| {
        format!("[[permissions.event]]\nfield = \"{field}\"\nreason = \"The service needs it.\"\n")
    };
    let permissions: String = declared.iter().map(permission).collect();
    fs::write(folder.path().join("own.js"), &code).unwrap();
    fs::write(folder.path().join("own.permissions.toml"), permissions).unwrap();
    let findings = Parts::read(folder.path(), "own").findings();
    let own = findings.iter().filter(|one| one.rule.starts_with("field-"));
    let own: Vec<_> = own.collect();
    let told: Vec<_> = own
        .iter()
        .map(|one| {
            let line = one.place.as_ref().unwrap().line.unwrap();
            (one.rule.as_str(), line, one.message.as_str())
        })
        .collect();
    assert_eq!(told.len(), expected.len(), "{code}{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert_eq!((told.0, told.1), (expected.0, expected.1), "{code}{told:?}");
        assert!(told.2.contains(expected.2), "{code}{told:?}");
    }
}

const READS: &str = "field-undeclared";

#[test]
fn only_the_deepest_field_is_told() {
    check(
        "if (event.client && event.client.metadata) return event.client.metadata.x;",
        &[],
        &[(READS, 2, "reads event.client.metadata.x without")],
    );
    check(
        "const { client: { metadata = {} } } = event;\nreturn metadata.x === 'a' || metadata?.y;",
        &[],
        &[
            (READS, 3, "reads event.client.metadata.x without"),
            (READS, 3, "reads event.client.metadata.y without"),
        ],
    );
    check(
        "const { user } = event;\nreturn user.email + user.name;",
        &["user.email"],
        &[(READS, 3, "reads event.user.name without")],
    );
    check(
        "return event.user.app_metadata.plan === 'a' || event.user.app_metadata.plan.tier;",
        &[],
        &[(READS, 2, "reads event.user.app_metadata.plan without")],
    );
}

#[test]
fn what_is_only_looked_at_is_told_when_nothing_below_is_read() {
    check(
        "if (event.organization) return;",
        &[],
        &[(READS, 2, "reads event.organization without")],
    );
    check(
        "if (event.client.mame) return;",
        &["client.name"],
        &[
            ("field-unknown", 2, "has no `client.mame`"),
            ("field-unused", 19, "does not read event.client.name"),
        ],
    );
    check(
        "if (event.client.mame) return;",
        &[],
        &[("field-unknown", 2, "has no `client.mame`")],
    );
}

#[test]
fn a_field_is_told_once_at_its_first_place() {
    check(
        "void event.user.email;\nvoid event.user.email;\nvoid event.user.email;\nvoid [event.user.email, event.user.email];\nvoid event.user.email; void event.user.email;",
        &[],
        &[(
            READS,
            2,
            "without a permission for it, also in lines 3, 4, 5 and more",
        )],
    );
    check(
        "void [event.user.email, event.user.email];",
        &[],
        &[(READS, 2, "event.user.email without a permission for it")],
    );
    check(
        "void event.user.mail;\nvoid event.user.mail;",
        &["user.email"],
        &[
            ("field-unknown", 2, "`user.mail`, also in line 3"),
            ("field-unused", 19, "event.user.email"),
        ],
    );
}

#[test]
fn an_object_that_is_used_as_a_whole_is_told_itself() {
    check(
        "void event.client.name;\nreturn JSON.stringify(event.client) + JSON.stringify({ ...event.client });",
        &[],
        &[(READS, 3, "all of event.client is needed")],
    );
    check(
        "void event.client.name;\nvoid JSON.stringify(event.client);\nvoid JSON.stringify(event.client);",
        &["client.client_id"],
        &[
            (READS, 2, "reads event.client.name without"),
            ("field-whole", 3, "all of event.client is needed"),
        ],
    );
    check(
        "return JSON.stringify(event) + event.client.name;",
        &[],
        &[
            (READS, 2, "all of the event is needed"),
            (READS, 2, "reads event.client.name without"),
        ],
    );
    check(
        "const key = event.configuration.KEY;\nreturn event.client.metadata[key] + event.client.metadata.x;",
        &[],
        &[(READS, 3, "all of event.client.metadata is needed")],
    );
}

#[test]
fn which_of_two_objects_is_in_hand_is_not_told_by_looking() {
    check(
        "for (const one of [event.user, event.client]) void one.email;",
        &["user.email"],
        &[(READS, 2, "reads event.client without")],
    );
}
