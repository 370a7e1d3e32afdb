//! Patterns are read and matched; commands, hosts and fields are held against them.

use std::collections::BTreeMap;

use serde_json::json;

use super::*;
use crate::method::{self, MethodKind};
use crate::{Command, Trigger};

fn configuration() -> BTreeMap<String, String> {
    [
        ("URL", "https://API.acme.example:8443/v1"),
        ("HOST", "eu.acme.example"),
        ("PLAIN", "http://localhost/"),
        ("CLAIM", "https://acme.example/tier"),
        ("EMPTY", ""),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

#[test]
fn host_patterns_are_read_or_refused() {
    for (text, expected) in [
        ("api.acme.com", Some("api.acme.com")),
        ("API.Acme.com.", Some("api.acme.com")),
        ("api.acme.com:443", Some("api.acme.com")),
        ("api.acme.com:8443", Some("api.acme.com:8443")),
        ("localhost:4401", Some("localhost:4401")),
        ("*.acme.com", Some("*.acme.com")),
        ("{configuration.ACME_URL}", Some("{configuration.ACME_URL}")),
        ("[::1]:1", Some("[::1]:1")),
        ("*.com", None),
        ("*", None),
        ("a.*.com", None),
        ("https://api.acme.com", None),
        ("api.acme.com/v1", None),
        ("user@api.acme.com", None),
        ("{secrets.ACME}", None),
        ("{configuration.}", None),
        ("{configuration.A}.acme.com", None),
        ("", None),
        ("a b", None),
    ] {
        let found = HostPattern::parse(text).ok().map(|host| host.to_string());
        assert_eq!(found.as_deref(), expected, "{text:?}");
    }
}

#[test]
fn hosts_match_with_their_ports() {
    for (pattern, host, port, expected) in [
        ("api.acme.com", "api.acme.com", 443, true),
        ("api.acme.com", "api.acme.com.", 443, true),
        ("api.acme.com", "api.acme.com", 80, false),
        ("api.acme.com", "api.acme.com", 8443, false),
        ("api.acme.com:80", "api.acme.com", 80, true),
        ("api.acme.com", "api.acme.com.evil.example", 443, false),
        ("*.acme.com", "api.acme.com", 443, true),
        ("*.acme.com", "a.b.acme.com", 443, true),
        ("*.acme.com", "acme.com", 443, false),
        ("*.acme.com", ".acme.com", 443, false),
        ("*.acme.com", "evilacme.com", 443, false),
        ("{configuration.HOST}", "eu.acme.example", 443, false),
    ] {
        let found = HostPattern::parse(pattern).unwrap().matches(host, port);
        assert_eq!(found, expected, "{pattern} {host}:{port}");
    }
}

#[test]
fn configured_patterns_take_the_customers_value() {
    for (item, expected) in [
        ("URL", Some("api.acme.example:8443")),
        ("HOST", Some("eu.acme.example")),
        ("PLAIN", Some("localhost:80")),
        ("EMPTY", None),
        ("MISSING", None),
    ] {
        let pattern = HostPattern::Configured(item.to_owned());
        let found = pattern.fix(&configuration()).map(|host| host.to_string());
        assert_eq!(found.as_deref(), expected, "{item}");
    }
    let claim = NamePattern::parse("{configuration.CLAIM}").unwrap();
    assert!(!claim.matches("https://acme.example/tier"));
    let fixed = claim.fix(&configuration()).unwrap();
    assert!(fixed.matches("https://acme.example/tier"));
    assert!(!fixed.matches("https://acme.example/tier2"));
}

#[test]
fn name_patterns_and_fields_are_read_or_refused() {
    for (text, name, expected) in [
        ("tier", "tier", Ok(true)),
        ("tier", "tier2", Ok(false)),
        (
            "https://acme.example/*",
            "https://acme.example/risk",
            Ok(true),
        ),
        (
            "https://acme.example/*",
            "https://acme.example.evil/",
            Ok(false),
        ),
        ("*", "x", Err(())),
        ("a*b", "x", Err(())),
        ("", "x", Err(())),
        ("{claim}", "x", Err(())),
    ] {
        let found = NamePattern::parse(text).map(|pattern| pattern.matches(name));
        assert_eq!(found.map_err(|_| ()), expected, "{text:?} {name:?}");
    }
    for (text, path, expected) in [
        ("user", "user.email", Some(true)),
        ("user.email", "user.email", Some(true)),
        ("user.email", "user.email_verified", Some(false)),
        ("user.email", "user", Some(false)),
        ("user..email", "", None),
        ("", "", None),
        ("secrets.KEY", "", None),
        ("configuration", "", None),
    ] {
        let found = FieldPath::parse(text).ok().map(|field| field.covers(path));
        assert_eq!(found, expected, "{text:?} {path:?}");
    }
}

fn granted() -> Granted {
    let permissions: Permissions = serde_json::from_value(json!({
        "event": [{"field": "user.email", "reason": "r"}],
        "api": [
            {"method": "access.deny", "reason": "r"},
            {"method": "idToken.setCustomClaim", "names": ["{configuration.CLAIM}", "https://a.example/*"], "reason": "r"},
            {"method": "redirect.sendUserTo", "reason": "r"},
            {"method": "transaction.setTargetScopes", "names": ["read:*"], "reason": "r"},
            {"method": "accessToken.addScope", "names": ["read:*"], "reason": "r"},
        ],
        "hosts": [
            {"host": "{configuration.URL}", "reason": "r"},
            {"host": "*.xn--bcher-kva.example", "reason": "r"},
            {"host": "[::1]:9000", "reason": "r"},
            {"host": "192.0.2.1", "reason": "r"},
        ],
        "redirects": [{"host": "pages.acme.example", "reason": "r"}],
    }))
    .unwrap();
    permissions.grant(&configuration()).unwrap()
}

#[test]
fn commands_are_held_against_what_was_granted() {
    let check = |command: serde_json::Value, expected: Option<&str>| {
        let command: Command = serde_json::from_value(command).unwrap();
        let found = granted().check_command(&command).err();
        let found = found.map(|refusal| refusal.to_string());
        match (&found, expected) {
            (None, None) => {}
            (Some(text), Some(part)) => assert!(text.contains(part), "{text}"),
            _ => panic!("{command:?}: {found:?}"),
        }
    };
    let claim = |name: &str| json!({"type": "idToken.setCustomClaim", "name": name, "value": 1});
    let redirect = |url: &str| json!({"type": "redirect.sendUserTo", "url": url});
    check(json!({"type": "access.deny", "reason": "no"}), None);
    check(claim("https://acme.example/tier"), None);
    check(claim("https://a.example/b"), None);
    check(
        claim("https://b.example/b"),
        Some("may not write `https://b.example/b`"),
    );
    check(
        json!({"type": "accessToken.setCustomClaim", "name": "https://a.example/b", "value": 1}),
        Some("declare the method `accessToken.setCustomClaim`"),
    );
    check(
        json!({"type": "transaction.setTargetScopes", "scopes": ["read:a", "read:b"]}),
        None,
    );
    check(
        json!({"type": "transaction.setTargetScopes", "scopes": ["read:a", "admin"]}),
        Some("may not write `admin`"),
    );
    check(
        json!({"type": "transaction.setTargetScopes", "scopes": ["read:a admin"]}),
        Some("may not write `admin`"),
    );
    let scope = |scope: &str| json!({"type": "accessToken.addScope", "scope": scope});
    check(scope("read:a read:b"), None);
    check(scope("read:a admin"), Some("may not write `admin`"));
    check(scope("read:a\tadmin"), Some("may not write `admin`"));
    check(redirect("https://pages.acme.example/x?y"), None);
    check(
        redirect("http://pages.acme.example/x"),
        Some("pages.acme.example:80"),
    );
    check(
        redirect("https://pages.acme.example@evil.example/"),
        Some("evil.example:443"),
    );
    check(
        redirect("http://pages.acme.example:443/"),
        Some("http://pages.acme.example:443"),
    );
    check(redirect("//pages.acme.example/"), Some("no http"));
    check(
        redirect("javascript:alert(1)"),
        Some("no http or https URL"),
    );
}

#[test]
fn hosts_and_fields_are_held_against_what_was_granted() {
    let granted = granted();
    for (url, refused) in [
        ("https://api.acme.example:8443/v1", None),
        ("http://api.acme.example:8443/v1", None),
        ("https://API.ACME.example.:8443/", None),
        ("https://user:secret@api.acme.example:8443/", None),
        ("https://api.acme.example/", Some("api.acme.example:443")),
        ("http://api.acme.example/", Some("api.acme.example:80")),
        (
            "https://api.acme.example:8443@evil.example/",
            Some("evil.example:443"),
        ),
        (
            "https://evil.example/?api.acme.example:8443",
            Some("evil.example:443"),
        ),
        ("https://www.b\u{fc}cher.example/", None),
        ("https://www.xn--bcher-kva.example/", None),
        ("https://www.BU\u{308}CHER.example./", None),
        (
            "https://b\u{fc}cher.example/",
            Some("xn--bcher-kva.example:443"),
        ),
        (
            "http://www.b\u{fc}cher.example:443/",
            Some("http://www.xn--bcher-kva.example:443"),
        ),
        ("https://[::1]:9000/", None),
        ("https://[0:0:0:0:0:0:0:1]:9000/", None),
        ("https://[::1]/", Some("[::1]:443")),
        ("https://[::ffff:192.0.2.1]/", Some("[::ffff:c000:201]:443")),
        ("https://0xC0.0.513/", None),
        ("ftp://192.0.2.1:443/", Some("no http or https URL")),
        ("file:///etc/passwd", Some("no http or https URL")),
    ] {
        let found = granted.check_url(&url::Url::parse(url).unwrap()).err();
        let found = found.map(|refusal| refusal.to_string());
        match refused {
            None => assert_eq!(found, None, "{url}"),
            Some(part) => assert!(
                found.as_ref().is_some_and(|text| text.contains(part)),
                "{url}: {found:?}"
            ),
        }
    }
    let any = url::Url::parse("http://anywhere.example/").unwrap();
    assert_eq!(Capabilities::All.check_url(&any), Ok(()));
    assert_eq!(Capabilities::All.check_method("any"), Ok(()));
    assert!(granted.reads("user.email"));
    assert!(!granted.reads("user"));
    assert!(granted.reads_below("user"));
    assert!(!granted.reads_below("user.email"));
}

#[test]
fn a_permission_without_its_value_is_not_granted() {
    let refused = |value: serde_json::Value| {
        let permissions: Permissions = serde_json::from_value(value).unwrap();
        permissions.grant(&configuration()).unwrap_err().permission
    };
    let host = json!({"hosts": [{"host": "{configuration.EMPTY}", "reason": "r"}]});
    assert_eq!(refused(host), "{configuration.EMPTY}");
    let name = json!({"api": [{"method": "user.setAppMetadata", "names": ["{configuration.NO}"], "reason": "r"}]});
    assert_eq!(refused(name), "{configuration.NO}");
}

/// A command that writes names is one whose method says so, and the other way round.
#[test]
fn methods_and_commands_agree_on_what_writes_names() {
    for trigger in Trigger::ALL {
        for method in method::methods(trigger) {
            if method.kind != MethodKind::Command {
                assert!(!method.writes_names(), "{}", method.path);
                continue;
            }
            let arguments = vec![json!(["x"]), json!("x"), json!(["x"])];
            let command = ["x", "scopes"].iter().find_map(|&first| {
                let mut arguments = arguments.clone();
                if first == "x" {
                    arguments[0] = json!("x");
                }
                Command::from_call(trigger, method.path, arguments).ok()
            });
            let writes = command.is_some_and(|command| !command.written_names().is_empty());
            assert_eq!(writes, method.writes_names(), "{}", method.path);
        }
    }
}
