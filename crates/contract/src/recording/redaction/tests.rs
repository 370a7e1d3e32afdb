//! What is left of a recording that was redacted.

use serde_json::json;

use super::given::{MOST_BYTES, MOST_TEXTS};
use crate::LogLevel;
use crate::cache::CacheRecord;
use crate::recording::tests::recording;
use crate::recording::{Material, Recording, RevealError, Started, Step};
use crate::secrets::Secrets;

fn start(operation: &str, head: &str, bytes: &[u8], id: i32) -> Step {
    Step::Start {
        operation: operation.to_owned(),
        head: Material::of(head.as_bytes()),
        bytes: Material::of(bytes),
        outcome: Started::Id(id),
    }
}

fn delivered(id: i32, text: Option<&str>, bytes: Option<&[u8]>) -> Step {
    Step::Delivered {
        id,
        is_ok: true,
        text: text.map(|text| Material::of(text.as_bytes())),
        bytes: bytes.map(Material::of),
    }
}

fn whole() -> Recording {
    let mut whole = recording(vec![
        Step::Log {
            level: LogLevel::Log,
            text: Material::of(b"hello ann@example.com"),
        },
        start(
            "fetch",
            r#"{"url":"https://api.example.com/?mail=ann%40example.com"}"#,
            b"REQUESTBODY",
            1,
        ),
        start(
            "fetch",
            r#"{"url":"https://b.other.example/"}"#,
            b"OTHERBODY",
            2,
        ),
        delivered(1, Some(r#"{"body":7,"status":200}"#), None),
        delivered(2, Some(r#"{"body":8,"status":201}"#), None),
        start("body", r#"{"body":7}"#, b"", 3),
        start("body", r#"{"body":8}"#, b"", 4),
        start("body.read", r#"{"body":7}"#, b"", 6),
        start("body.read", r#"{"body":8}"#, b"", 7),
        delivered(6, None, Some(b"ANSWERPIECE")),
        delivered(7, None, Some(b"OTHERPIECE")),
        delivered(3, None, Some(b"ANSWERBODY")),
        delivered(4, None, Some(b"OTHERANSWER")),
        start("net.write", r#"{"socket":1}"#, b"SOCKETBYTES", 5),
        Step::Command {
            path: "user.setAppMetadata".to_owned(),
            arguments: Material::of(br#"["k","COMMANDED"]"#),
        },
    ]);
    whole.event = json!({
        "user": {"email": "ann@example.com", "name": "Ann", "n": 7},
        "request": {"query": {"login_hint": "ann@example.com"}, "ip": "192.0.2.1"}
    });
    let record = CacheRecord {
        value: "CACHED".to_owned(),
        expires_at: 1,
    };
    let key = "u:ann@example.com".to_owned();
    whole.cache.entries.insert(key, record);
    whole
}

/// Which of these are gone, and which are still there.
fn check(paths: &[&str], gone: &[&str], kept: &[&str]) {
    let mut shown = whole();
    let paths: Vec<_> = paths.iter().map(|path| path.parse().unwrap()).collect();
    shown.redact(&paths);
    let text = serde_json::to_string(&shown).unwrap();
    for part in gone {
        assert!(!text.contains(part), "{part} is in {text}");
    }
    for part in kept {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert_eq!(shown.redacted.is_empty(), gone.is_empty(), "{text}");
}

#[test]
fn what_a_path_of_the_event_names_is_nowhere() {
    check(
        &["event.user.email"],
        &["ann@example.com", "ann%40example.com"],
        &["Ann", "192.0.2.1", "ANSWERBODY"],
    );
    check(&["event.user.*"], &["\"Ann\"", "ann@"], &["192.0.2.1"]);
    check(
        &["event.request.ip", "event.nothing"],
        &["192.0.2.1"],
        &["ann@"],
    );
    check(&["event.nothing.here"], &[], &["ann@", "192.0.2.1"]);
}

/// So many names, each of so many bytes.
fn names(count: usize, bytes: usize) -> Vec<String> {
    let name = |n: usize| format!("name-{n:0digits$}", digits = bytes - 5);
    (0..count).map(name).collect()
}

/// What is left of a recording when these names are taken out of its event.
fn without_names(names: &[String]) -> String {
    let mut shown = whole();
    let name = &names[7];
    shown.event["user"]["names"] = names.into();
    shown.configuration = Some([("FOR".to_owned(), name.clone())].into());
    for text in ["for nobody", &format!("for {name}")] {
        let text = Material::of(text.as_bytes());
        let level = LogLevel::Log;
        shown.steps.push(Step::Log { level, text });
    }
    shown.steps.push(Step::Cut {
        line: format!("cut: {name}"),
    });
    shown.redact(&["event.user.names".parse().unwrap()]);
    assert_eq!(shown.redacted, ["event.user.names"]);
    serde_json::to_string(&shown).unwrap()
}

/// That without the first names all other texts are left, and without the second none.
fn check_most(most: &[String], more: &[String]) {
    let kept = without_names(most);
    let gone = without_names(more);
    for text in [&kept, &gone] {
        assert!(!text.contains("name-0"), "{text}");
    }
    for part in ["for nobody", "192.0.2.1", "ANSWERBODY", "CACHED"] {
        assert!(kept.contains(part), "{part} is not in {kept}");
        assert!(!gone.contains(part), "{part} is in {gone}");
    }
}

#[test]
fn one_text_past_the_most_takes_all_texts_along() {
    check_most(&names(MOST_TEXTS, 10), &names(MOST_TEXTS + 1, 10));
}

#[test]
fn one_byte_past_the_most_takes_all_texts_along() {
    let most = names(128, MOST_BYTES / 128);
    let mut more = most.clone();
    more[0].push('x');
    check_most(&most, &more);
}

#[test]
fn bodies_and_heads_go_by_host() {
    let bodies = ["REQUESTBODY", "ANSWERBODY", "ANSWERPIECE"];
    let others = ["OTHERBODY", "OTHERANSWER", "OTHERPIECE"];
    let both = [bodies, others].concat();
    check(
        &["fetch:*.body"],
        &[&both[..], &["SOCKETBYTES"]].concat(),
        &["api.example"],
    );
    check(&["fetch:api.example.com.body"], &bodies, &others);
    check(&["fetch:*.other.example.body"], &others, &bodies);
    check(&["fetch:*.head"], &["api.example", "201"], &both);
    // What the one takes out says whose body the other means.
    check(
        &["fetch:api.example.com.head", "fetch:b.other.example.body"],
        &[&others[..], &["?mail="]].concat(),
        &bodies,
    );
}

#[test]
fn commands_and_logs_go_as_a_whole() {
    check(&["command:user.setAppMetadata"], &["COMMANDED"], &["hello"]);
    check(
        &["command:*", "log"],
        &["COMMANDED", "hello"],
        &["REQUESTBODY"],
    );
    check(&["command:access.deny"], &[], &["COMMANDED"]);
}

#[test]
fn what_was_redacted_is_never_revealed() {
    let secrets = Secrets::new([("KEY", "ann@example")]);
    let mut shown = whole();
    shown.conceal(&secrets).unwrap();
    shown.redact(&["event.user.email".parse().unwrap()]);
    let error = shown.reveal(&secrets).unwrap_err();
    assert_eq!(error, RevealError::Redacted("event.user.email".to_owned()));
}

#[test]
fn a_redacted_text_with_a_secret_in_it_is_nowhere_either() {
    let secrets = Secrets::new([("KEY", "s3cr3t/key")]);
    let mut shown = recording(vec![
        Step::Log {
            level: LogLevel::Log,
            text: Material::of(b"for ann+s3cr3t/key@example.com, and ann alone"),
        },
        start(
            "fetch",
            r#"{"url":"https://a.example/?to=ann%2Bs3cr3t%2Fkey%40example.com&k=s3cr3t%2Fkey"}"#,
            b"",
            1,
        ),
    ]);
    shown.event = json!({
        "user": {"email": "ann+s3cr3t/key@example.com", "name": "Ann"},
        "request": {"query": {"s3cr3t/key": {"hint": "HINTED", "other": "KEPT"}}}
    });
    shown.conceal(&secrets).unwrap();
    let paths = ["event.user.email", "event.request.query.*.hint"];
    let paths: Vec<_> = paths.iter().map(|path| path.parse().unwrap()).collect();
    shown.redact(&paths);
    let text = serde_json::to_string(&shown).unwrap();
    for part in [
        "ann+",
        "ann%2B",
        "@example",
        "%40example",
        "s3cr3t",
        "HINTED",
    ] {
        assert!(!text.contains(part), "{part} is in {text}");
    }
    for part in ["and ann alone", "&k=", r#""name":"KEY""#] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert_eq!(
        shown.redacted,
        ["event.user.email", "event.request.query.*.hint"]
    );
}

#[test]
fn what_is_to_stand_nowhere_names_no_place_of_a_secret() {
    let secrets = Secrets::new([("KEY", "s3cr3t/key")]);
    let mut whole = recording(Vec::new());
    whole.event = json!({
        "user": {"email": "a/b@example.com"},
        "seen": {"a/b@example.com": {"by": "s3cr3t/key"}, "nobody": "s3cr3t/key"},
    });
    whole.conceal(&secrets).unwrap();
    assert_eq!(whole.held.len(), 2);
    whole.redact(&["event.user.email".parse().unwrap()]);
    let text = serde_json::to_string(&whole).unwrap();
    for part in ["@example.com", "a~1b"] {
        assert!(!text.contains(part), "{part} is in {text}");
    }
    assert!(text.contains("/event/seen/nobody"), "{text}");
}
