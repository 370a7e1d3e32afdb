//! `latchwork run --record` and `latchwork replay` as a person calls them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

use std::fs;
use std::process::{Command, Output};

use tempfile::TempDir;

const ACTION: &str = "exports.onExecutePostLogin = async (event, api) => {
  const key = event.secrets.API_KEY;
  console.log('asking with', key);
  const answer = await fetch(`https://api.example.com/risk?key=${encodeURIComponent(key)}`, {
    headers: { authorization: `Basic ${btoa(`user:${key}`)}` },
  });
  const { score } = await answer.json();
  api.idToken.setCustomClaim('https://example.com/score', score);
  api.idToken.setCustomClaim('https://example.com/run', crypto.randomUUID());
};
";
const SECRET: &str = "sk live/0123456789+abcdef";

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("action.js", ACTION);
        folder.write("event.json", r#"{"user": {"email": "a@example.com"}}"#);
        folder.write("secrets.json", &format!(r#"{{"API_KEY": "{SECRET}"}}"#));
        folder.write(
            "fetch.json",
            r#"[{"match": {"url": "https://api.example.com/*"}, "respond": {"json": {"score": 7}}}]"#,
        );
        folder
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    fn latchwork(&self, line: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_latchwork"))
            .args(line.split_whitespace())
            .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
            .current_dir(self.0.path())
            .output()
            .unwrap()
    }

    fn record(&self) {
        let recorded = self.latchwork(
            "run action.js --trigger post-login --event event.json --secrets secrets.json --fetch fetch.json --record r.json",
        );
        let complaint = String::from_utf8_lossy(&recorded.stderr);
        assert_eq!(recorded.status.code(), Some(0), "{complaint}");
    }

    /// Exit code, data and messages.
    fn replay(&self, more: &str) -> (i32, String, String) {
        let output = self.latchwork(&format!("replay r.json {more}"));
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
        (
            output.status.code().unwrap(),
            text(&output.stdout),
            text(&output.stderr),
        )
    }
}

#[test]
fn a_recording_is_replayed_and_holds_no_secret() {
    let folder = Folder::new();
    folder.record();
    let recording = folder.read("r.json");
    for part in [
        "sk live",
        "sk%20live",
        "0123456789",
        "c2sgbGl2ZS8w",
        "c2sgbGl2",
    ] {
        assert!(!recording.contains(part), "{part} stands in {recording}");
    }
    let (code, told, _) = folder.replay("--secrets secrets.json");
    assert_eq!((code, told.as_str()), (0, "identical: completed, 9 steps"));
}

#[test]
fn a_changed_action_is_told_where_it_first_differs() {
    let folder = Folder::new();
    folder.record();
    folder.write("changed.js", &ACTION.replace("/risk?", "/fraud?"));
    let (code, told, _) = folder.replay("--secrets secrets.json --action changed.js");
    assert_eq!(code, 1);
    let lines: Vec<&str> = told.lines().collect();
    assert!(
        lines
            .first()
            .unwrap()
            .starts_with("different at step 2 of 9"),
        "{told}"
    );
    assert!(
        lines
            .get(1)
            .unwrap()
            .contains("recorded: starts fetch with"),
        "{told}"
    );
    assert!(lines.get(2).unwrap().contains("/fraud?"), "{told}");
    let (_, json, _) = folder.replay("--secrets secrets.json --action changed.js --json");
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report.pointer("/identical"), Some(&false.into()));
    assert_eq!(report.pointer("/difference/at"), Some(&1.into()));
}

#[test]
fn a_difference_on_another_version_of_the_sandbox_says_so() {
    let folder = Folder::new();
    folder.record();
    folder.write("changed.js", &ACTION.replace("/risk?", "/fraud?"));
    let changed = "--secrets secrets.json --action changed.js";
    let (_, told, _) = folder.replay(changed);
    assert!(!told.contains("another version"), "{told}");
    let mut recording: serde_json::Value = serde_json::from_str(&folder.read("r.json")).unwrap();
    recording["guest"] = "0123".into();
    folder.write("r.json", &recording.to_string());
    let (code, told, _) = folder.replay(changed);
    assert_eq!(code, 1);
    assert!(told.contains("another version of the sandbox"), "{told}");
    // What does the same does the same on whatever it runs.
    let (code, told, _) = folder.replay("--secrets secrets.json");
    assert_eq!((code, told.as_str()), (0, "identical: completed, 9 steps"));
    let (_, json, _) = folder.replay("--secrets secrets.json --json");
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report.pointer("/another_sandbox"), Some(&true.into()));
}

#[test]
fn without_its_secrets_a_recording_is_not_comparable() {
    let folder = Folder::new();
    folder.record();
    let (code, told, complaint) = folder.replay("");
    assert_eq!((code, told.as_str()), (2, ""));
    assert!(
        complaint.contains("not comparable: the execution had a secret `API_KEY`"),
        "{complaint}"
    );
    folder.write("rotated.json", r#"{"API_KEY": "another"}"#);
    let (code, _, complaint) = folder.replay("--secrets rotated.json");
    assert_eq!(code, 2);
    assert!(
        complaint.contains("not comparable: `API_KEY` has another value"),
        "{complaint}"
    );
    let again =
        folder.latchwork("run action.js --trigger post-login --event event.json --record r.json");
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("r.json exists already"));
}

#[test]
fn a_recording_that_cannot_be_written_is_no_wrong_use() {
    let folder = Folder::new();
    let recorded = folder.latchwork(
        "run action.js --trigger post-login --event event.json --record none/r.json --json",
    );
    assert_eq!(recorded.status.code(), Some(1));
    let told: serde_json::Value = serde_json::from_slice(&recorded.stdout).unwrap();
    assert_eq!(told["error"]["code"], "failed", "{told}");
    let message = told["error"]["message"].as_str().unwrap();
    assert!(
        message.starts_with("cannot write none/r.json: "),
        "{message}"
    );
}

#[test]
fn a_recording_says_nothing_of_limits_that_no_execution_has() {
    let folder = Folder::new();
    folder.record();
    let recording = folder.read("r.json");
    let known = r#""memory_bytes":67108864"#;
    let packed: serde_json::Value = serde_json::from_str(&recording).unwrap();
    let packed = packed.to_string();
    assert!(packed.contains(known), "{packed}");
    folder.write(
        "r.json",
        &packed.replace(known, r#""memory_bytes":4294967296"#),
    );
    let (code, told, complaint) = folder.replay("--secrets secrets.json");
    assert_eq!((code, told.as_str()), (2, ""));
    assert!(
        complaint.contains("memory_bytes = 4294967296 is not possible"),
        "{complaint}"
    );
}

#[test]
fn an_es_module_is_replayed_without_being_named() {
    let folder = Folder::new();
    let module = ACTION.replace(
        "exports.onExecutePostLogin = async (event, api) => {",
        "import { hash } from 'node:crypto';\nexport const onExecutePostLogin = async (event, api) => {\n  console.log(hash('sha256', 'a'));",
    );
    folder.write("action.js", &module);
    folder.record();
    let (code, told, complaint) = folder.replay("--secrets secrets.json");
    let expected = (0, "identical: completed, 10 steps");
    assert_eq!((code, told.as_str()), expected, "{complaint}");
    let broken = folder
        .read("r.json")
        .replace("import { hash }", "import { hash");
    folder.write("r.json", &broken);
    let (code, _, complaint) = folder.replay("--secrets secrets.json");
    assert_eq!(code, 2);
    assert!(
        complaint.contains("does not load: SyntaxError: action.js:1:"),
        "{complaint}"
    );
}

#[test]
fn a_secret_of_another_version_is_asked_for_and_is_in_no_event() {
    let folder = Folder::new();
    folder.write(
        "action.js",
        "exports.onExecutePostLogin = async (event) => console.log(Object.keys(event.secrets).join());",
    );
    folder.record();
    let mut recording: serde_json::Value = serde_json::from_str(&folder.read("r.json")).unwrap();
    // As a server exports one that had such a secret in its cache.
    let secrets = recording["secrets"].as_array_mut().unwrap();
    secrets.push(serde_json::json!({"name": "ver_1/TOKEN", "of": "ver_1"}));
    recording["held"] = serde_json::json!([{
        "place": "/cache",
        "text": [
            {"text": r#"{"token":{"value":""#},
            {"secret": {"name": "ver_1/TOKEN", "spelling": "plain"}},
            {"text": r#"","expires_at":1}}"#}
        ]
    }]);
    folder.write("r.json", &recording.to_string());
    let (code, _, complaint) = folder.replay("--secrets secrets.json");
    assert_eq!(code, 2);
    assert!(complaint.contains("`ver_1/TOKEN`"), "{complaint}");
    let all = format!(r#"{{"API_KEY": "{SECRET}", "ver_1/TOKEN": "found in the cache"}}"#);
    folder.write("all.json", &all);
    let (code, told, complaint) = folder.replay("--secrets all.json");
    assert_eq!(code, 0, "{told} {complaint}");
    assert!(told.starts_with("identical: completed"), "{told}");
}
