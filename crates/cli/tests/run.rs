//! `latchwork run` as a person or a program calls it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder with an action and an event, and the command line over it.
struct Case {
    folder: TempDir,
    arguments: Vec<String>,
}

impl Case {
    fn new(body: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let code = format!("exports.onExecutePostLogin = async (event, api) => {{\n{body}\n}};\n");
        fs::write(folder.path().join("action.js"), code).unwrap();
        fs::write(
            folder.path().join("event.json"),
            r#"{"user": {"email": "a@example.com"}}"#,
        )
        .unwrap();
        let arguments = [
            "action.js",
            "--trigger",
            "post-login",
            "--event",
            "event.json",
        ];
        Self {
            folder,
            arguments: arguments.map(str::to_owned).to_vec(),
        }
    }

    fn file(self, name: &str, content: &str) -> Self {
        fs::write(self.folder.path().join(name), content).unwrap();
        self
    }

    fn with(mut self, arguments: &[&str]) -> Self {
        self.arguments
            .extend(arguments.iter().map(ToString::to_string));
        self
    }

    fn output(&self) -> Output {
        Command::new(env!("CARGO_BIN_EXE_latchwork"))
            .arg("run")
            .args(&self.arguments)
            .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
            .current_dir(self.folder.path())
            .output()
            .unwrap()
    }

    /// The one object on standard output, and the exit code.
    fn json(self) -> (Value, i32) {
        let output = self.with(&["--json"]).output();
        let object =
            serde_json::from_slice(&output.stdout).expect("one JSON object on standard output");
        (object, output.status.code().unwrap())
    }
}

fn messages(execution: &Value) -> Vec<&str> {
    execution["logs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["message"].as_str().unwrap())
        .collect()
}

#[test]
fn a_completed_execution_is_one_object() {
    let (execution, code) = Case::new(
        "console.log(event.user.email, event.secrets.KEY, event.configuration.REGION);
         api.accessToken.setCustomClaim('https://example.com/plan', { tier: 'gold' });",
    )
    .file("s.json", r#"{"KEY": "k"}"#)
    .file("c.json", r#"{"REGION": "eu"}"#)
    .with(&["--secrets", "s.json", "--configuration", "c.json"])
    .json();
    assert_eq!(code, 0);
    assert_eq!(execution["outcome"], "completed");
    let claim = json!({"type": "accessToken.setCustomClaim", "name": "https://example.com/plan", "value": {"tier": "gold"}});
    assert_eq!(execution["commands"], json!([claim]));
    assert_eq!(execution["failure"], Value::Null);
    assert_eq!(
        execution["logs"],
        json!([{"level": "log", "message": "a@example.com k eu"}])
    );
    for key in ["wall_us", "cpu_us", "memory_bytes", "output_bytes"] {
        assert!(execution["usage"][key].is_u64(), "{key}");
    }
}

#[test]
fn the_exit_code_follows_the_outcome() {
    let check = |body: &str, outcome: &str, expected: i32| {
        let (execution, code) = Case::new(body).json();
        assert_eq!(
            (execution["outcome"].as_str().unwrap(), code),
            (outcome, expected),
            "{execution}"
        );
    };
    check("", "completed", 0);
    check("api.access.deny('no')", "denied", 0);
    check(
        "api.redirect.sendUserTo('https://example.com/')",
        "suspended",
        0,
    );
    check("throw new Error('x')", "failed", 1);
    check("for (;;);", "failed", 1);
    check("await new Promise(() => {})", "failed", 1);
}

#[test]
fn another_handler_may_be_called() {
    let case = Case::new("").file(
        "action.js",
        "exports.onContinuePostLogin = () => console.log('back')",
    );
    let (execution, code) = case.with(&["--handler", "onContinuePostLogin"]).json();
    assert_eq!((messages(&execution), code), (vec!["back"], 0));
}

#[test]
fn fixtures_answer_instead_of_the_network() {
    let (execution, code) = Case::new(
        "for (const path of ['v1/a', 'moved', 'timeout', 'other']) {
           try {
             const response = await fetch('https://api.example.com/' + path, { method: path === 'v1/a' ? 'POST' : 'GET' });
             console.log(path, response.status, response.url, await response.text());
           } catch (error) { console.log(path, error.message, error.cause.message); }
         }",
    )
    .file(
        "f.json",
        r#"[
          {"match": {"method": "POST", "url": "https://api.example.com/v1/*"}, "respond": {"status": 201, "json": {"a": 1}}},
          {"match": {"url": "*/moved"}, "respond": {"status": 302, "headers": {"Location": "/end"}}},
          {"match": {"url": "*/end"}, "respond": {"text": "end", "delay_ms": 30}},
          {"match": {"url": "*/timeout"}, "respond": {"error": "timeout"}}
        ]"#,
    )
    .with(&["--fetch", "f.json"])
    .json();
    assert_eq!(code, 0, "{execution}");
    assert_eq!(
        messages(&execution),
        [
            "v1/a 201 https://api.example.com/v1/a {\"a\":1}",
            "moved 200 https://api.example.com/end end",
            "timeout fetch failed `api.example.com` did not answer in time",
            "other fetch failed no fixture matches GET https://api.example.com/other; add one to f.json",
        ]
    );
    let statuses: Vec<_> = execution["requests"]
        .as_array()
        .unwrap()
        .iter()
        .map(|request| &request["status"])
        .collect();
    assert_eq!(
        statuses,
        [&json!(201), &json!(200), &Value::Null, &Value::Null]
    );
}

#[test]
fn private_addresses_are_reached_only_when_allowed() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let body = format!(
        "try {{ console.log(await (await fetch('{url}')).text()) }} catch (error) {{ console.log(error.cause.message) }}"
    );
    let (execution, _) = Case::new(&body).json();
    let expected = "the outbound policy refuses `127.0.0.1`: it leads to a loopback address; run with --allow-private to reach it";
    assert_eq!(messages(&execution), [expected]);
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]).unwrap();
        stream
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi")
            .unwrap();
    });
    let (execution, _) = Case::new(&body).with(&["--allow-private"]).json();
    assert_eq!(messages(&execution), ["hi"]);
    server.join().unwrap();
}

#[test]
fn work_after_the_handler_is_shown_as_well() {
    let (execution, _) = Case::new("setTimeout(() => console.log('later'), 20)").json();
    assert_eq!(messages(&execution), ["later"]);
}

#[test]
fn wrong_use_prints_an_object_too() {
    let check = |case: Case, expected: &str| {
        let (refusal, code) = case.json();
        let error = &refusal["error"];
        let message = error["message"].as_str().unwrap();
        assert_eq!((error["code"].as_str(), code), (Some("wrong_use"), 2));
        assert!(message.contains(expected), "{message}");
    };
    check(
        Case::new("").file("event.json", "{\n \"a\": }"),
        "event.json:2:7: expected value",
    );
    check(
        Case::new("").file("event.json", "[1]"),
        "event.json must be a JSON object, not an array",
    );
    check(
        Case::new("").with(&["--secrets", "none.json"]),
        "cannot read none.json",
    );
    check(
        Case::new("")
            .file("s.json", r#"{"A": 1}"#)
            .with(&["--secrets", "s.json"]),
        "`A` must be a string",
    );
    check(
        Case::new("")
            .file("f.json", "[{}]")
            .with(&["--fetch", "f.json"]),
        "missing field `respond`",
    );
    check(
        Case::new("").with(&["--unknown"]),
        "unexpected argument '--unknown'",
    );
    check(
        Case {
            arguments: vec!["action.js".to_owned()],
            ..Case::new("")
        },
        "required arguments were not provided: --trigger <ID> --event <EVENT.json>",
    );
}

#[test]
fn messages_go_to_standard_error_and_the_report_to_standard_output() {
    let output = Case::new("api.access.deny('no', 'Not today')").output();
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(
        report.starts_with("action.js denied\n\ncommands\n  access.deny"),
        "{report}"
    );
    assert!(
        !report.contains('\u{1b}'),
        "no colours without a terminal: {report}"
    );
    let output = Case::new("").file("event.json", "").output();
    assert!(output.stdout.is_empty());
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .starts_with("error: event.json:1:0")
    );
}

#[test]
fn the_schema_describes_the_object() {
    let output = Command::new(env!("CARGO_BIN_EXE_latchwork"))
        .args(["run", "--schema"])
        .output()
        .unwrap();
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    let required = schema["required"].as_array().unwrap();
    for key in [
        "outcome", "commands", "failure", "logs", "requests", "usage",
    ] {
        assert!(schema["properties"][key].is_object(), "{key}");
        assert!(required.contains(&json!(key)), "{key}");
    }
}
