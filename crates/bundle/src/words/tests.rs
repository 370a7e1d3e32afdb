//! Permissions as a customer reads them.

use contract::event::known_fields;
use contract::method;
use contract::permission::Permissions;
use serde_json::json;

use super::*;
use crate::Manifest;
use crate::fixture::{JSON, TOML};

fn of(value: serde_json::Value) -> Permissions {
    serde_json::from_value(value).unwrap()
}

#[test]
fn a_package_is_one_line() {
    let manifest = Manifest::read(TOML).unwrap();
    let form = Form::read(JSON).unwrap();
    assert_eq!(
        Words::new(manifest.trigger, Some(&form)).summary(&manifest.permissions),
        "sees the user's e-mail address and `risk` in the user's application metadata; \
         never sees the phone number, the name, the IP address and the location; \
         may refuse the login and set claims of the ID token: every one that begins with `https://acme.com/` and the one you name as \u{201c}Claim\u{201d}; \
         talks only to the host you enter as \u{201c}Service URL\u{201d}; \
         sends browsers only to every host below acme.com on port 8443"
    );
    let issue = of(json!({
        "event": [{"field": "user.email", "reason": "r"}, {"field": "request.ip", "reason": "r"}],
        "api": [{"method": "access.deny", "reason": "r"}],
        "hosts": [{"host": "api.acme.com", "reason": "r"}],
    }));
    assert_eq!(
        summary(&issue, Trigger::PostLogin),
        "sees the user's e-mail address and the IP address; never sees the phone number, the name and the user's metadata; \
         may refuse the login; talks only to api.acme.com"
    );
    assert_eq!(
        summary(&Permissions::default(), Trigger::SendPhoneMessage),
        "sees nothing of the event; never sees the e-mail address, the phone number, the name, the IP address, the location, \
         the user's metadata and the one-time code; may neither refuse nor change anything; talks to nobody"
    );
}

#[test]
fn sentences_have_their_reasons_and_end_with_what_is_withheld() {
    let manifest = Manifest::read(TOML).unwrap();
    let sentences = sentences(&manifest.permissions, manifest.trigger);
    let told: Vec<(Group, &str, bool)> = sentences
        .iter()
        .map(|sentence| {
            (
                sentence.group,
                sentence.text.as_str(),
                sentence.reason.is_some(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (Group::Sees, "sees the user's e-mail address", true),
            (
                Group::Sees,
                "sees `risk` in the user's application metadata",
                true
            ),
            (Group::NeverSees, "never sees the phone number", false),
            (Group::NeverSees, "never sees the name", false),
            (Group::NeverSees, "never sees the IP address", false),
            (Group::NeverSees, "never sees the location", false),
            (Group::May, "may refuse the login", true),
            (
                Group::May,
                "may set claims of the ID token: every one that begins with `https://acme.com/` and the one you name as \u{201c}CLAIM\u{201d}",
                true,
            ),
            (
                Group::TalksTo,
                "talks to the host you enter as \u{201c}SERVICE_URL\u{201d}",
                true
            ),
            (Group::TalksTo, "talks to nobody else", false),
            (
                Group::SendsBrowsersTo,
                "sends browsers to every host below acme.com on port 8443",
                true
            ),
            (Group::SendsBrowsersTo, "sends browsers nowhere else", false),
        ]
    );
}

#[test]
fn fields_have_nouns() {
    for (path, expected) in [
        ("user", "everything about the user"),
        ("user.email", "the user's e-mail address"),
        (
            "user.app_metadata",
            "all of the user's application metadata",
        ),
        (
            "user.app_metadata.plan.tier",
            "`plan.tier` in the user's application metadata",
        ),
        (
            "user.identities.provider",
            "`provider` of the accounts linked to the user",
        ),
        (
            "client.metadata.REQUIRED",
            "`REQUIRED` in the application's metadata",
        ),
        (
            "request.query.ext",
            "`ext` among the parameters of the request's address",
        ),
        (
            "session.device.last_ip",
            "`last_ip` of the session's device",
        ),
        ("something.new", "the event field `something.new`"),
    ] {
        assert_eq!(fields::noun(path), expected);
    }
}

#[test]
fn every_place_that_an_event_begins_with_has_a_noun_and_no_noun_is_spare() {
    for trigger in Trigger::ALL {
        for path in known_fields(trigger).named.keys() {
            assert!(
                fields::paths().any(|known| known == path),
                "{trigger} {path}"
            );
        }
        for path in known_fields(trigger).paths() {
            let noun = fields::noun(&path);
            assert!(
                !noun.ends_with(' ') && !noun.contains("event field"),
                "{path}: {noun}"
            );
        }
    }
    for path in fields::paths() {
        assert!(
            Trigger::ALL
                .iter()
                .any(|&trigger| known_fields(trigger).knows(path)),
            "{path}"
        );
    }
}

#[test]
fn every_method_of_every_trigger_is_a_deed() {
    for trigger in Trigger::ALL {
        let words = Words::new(trigger, None);
        for method in method::methods(trigger) {
            let names = if method.writes_names() {
                vec!["a".parse().unwrap()]
            } else {
                vec![]
            };
            let deed = words.deed(method.path, &names);
            assert!(!deed.contains("api."), "{deed}");
            assert_eq!(deed.contains("`a`"), method.writes_names(), "{deed}");
        }
    }
    for path in methods::paths() {
        assert!(
            Trigger::ALL
                .iter()
                .any(|&trigger| method::find(trigger, path).is_some()),
            "{path}"
        );
    }
}

#[test]
fn names_are_said_one_or_many() {
    let words = Words::new(Trigger::PostLogin, None);
    let deed = |names: &[&str]| {
        let names: Vec<_> = names.iter().map(|name| name.parse().unwrap()).collect();
        words.deed("user.setAppMetadata", &names)
    };
    assert_eq!(
        deed(&["plan"]),
        "write the key `plan` of the user's application metadata"
    );
    assert_eq!(
        deed(&["acme_*"]),
        "write every key of the user's application metadata that begins with `acme_`"
    );
    assert_eq!(
        deed(&["{configuration.KEY}"]),
        "write the key of the user's application metadata that you name as \u{201c}KEY\u{201d}"
    );
    assert_eq!(
        deed(&["a", "b", "acme_*"]),
        "write keys of the user's application metadata: `a`, `b` and every one that begins with `acme_`"
    );
    let deny = |trigger| Words::new(trigger, None).deed("access.deny", &[]);
    assert_eq!(deny(Trigger::CredentialsExchange), "refuse the token");
    assert_eq!(
        deny(Trigger::PreUserRegistration),
        "refuse the registration"
    );
    assert_eq!(words.deed("something.new", &[]), "call `api.something.new`");
}
