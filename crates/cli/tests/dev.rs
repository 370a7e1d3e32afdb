//! `latchwork dev` runs on each save, tells mistakes with their place, and ends well when it is interrupted.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::{BufRead as _, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::Value;

struct Dev {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Dev {
    fn begin(place: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_latchwork"))
            .arg("dev")
            .arg(place)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    fn run(&mut self) -> Value {
        let line = self.lines.next().unwrap().unwrap();
        serde_json::from_str(&line).unwrap()
    }

    fn interrupt(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-INT", &id]).status().unwrap();
        assert!(sent.success());
        self.child.wait().unwrap().code()
    }
}

fn save(file: &Path, body: &str) {
    let code = format!("exports.onExecutePostLogin = async (event, api) => {{\n  {body}\n}};\n");
    fs::write(file, code).unwrap();
}

#[test]
fn a_save_is_a_run_and_a_mistake_has_a_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("action.js");
    save(&file, "api.access.deny(event.user.email);");
    let mut dev = Dev::begin(folder.path(), &["--json"]);

    let first = dev.run();
    assert_eq!(first["run"], 1);
    assert_eq!(first["event"], "post-login");
    assert_eq!(first["execution"]["outcome"], "denied");

    save(&file, "console.log('saved');");
    let second = dev.run();
    assert_eq!(second["run"], 2);
    assert_eq!(second["execution"]["logs"][0]["message"], "saved");

    save(&file, "let a = ;");
    let failure = dev.run()["execution"]["failure"].clone();
    assert!(failure.to_string().contains("action.js:2"), "{failure}");

    save(&file, "throw new Error('again');");
    let failure = dev.run()["execution"]["failure"].clone();
    assert_eq!(failure["message"], "Error: again");
    assert!(
        failure["stack"].to_string().contains("action.js:2"),
        "{failure}"
    );
    assert_eq!(dev.interrupt(), Some(0));
}

#[test]
fn without_a_terminal_there_are_plain_lines() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("action.js");
    save(&file, "console.log(event.user.email);");
    let mut dev = Dev::begin(&file, &["--event", "post-login"]);
    let text: Vec<String> = dev.lines.by_ref().take(6).map(Result::unwrap).collect();
    assert_eq!(text.first().unwrap(), "run 1 on post-login");
    assert!(
        text.iter().any(|line| line.ends_with("ann@example.com")),
        "{text:?}"
    );
    assert!(!text.concat().contains('\u{1b}'), "{text:?}");
    assert_eq!(dev.interrupt(), Some(0));
}

#[test]
fn what_cannot_be_run_is_wrong_use() {
    let folder = tempfile::tempdir().unwrap();
    let told = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_latchwork"))
            .arg("dev")
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (code, text) = told(&["."]);
    assert_eq!(code, Some(2));
    assert!(text.contains("name the action's file"), "{text}");
    fs::write(folder.path().join("action.js"), "exports.main = () => {};").unwrap();
    let (code, text) = told(&["."]);
    assert_eq!(code, Some(2));
    assert!(text.contains("exports the handler of no trigger"), "{text}");
    let (code, text) = told(&["action.js", "--event", "login"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("--event login"), "{text}");
}
