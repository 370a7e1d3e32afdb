//! `latchwork dev` runs on each save, tells mistakes with their place, and ends well when it is interrupted.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

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
fn typescript_is_run_from_a_half_written_file_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("login.mts");
    fs::write(
        &file,
        "export const onExecutePostLogin =\n  async (event: {",
    )
    .unwrap();
    let mut dev = Dev::begin(&file, &["--json"]);
    let first = dev.run();
    assert_eq!(first["event"], Value::Null);
    let failure = &first["execution"]["failure"];
    assert_eq!(failure["kind"], "syntax");
    let told = failure["message"].as_str().unwrap();
    assert!(told.starts_with("SyntaxError: login.mts:2:"), "{told}");

    let code = "enum Plan { Gold = 'gold' }
export const onExecutePostLogin = async (event: { user: { email: string } }) => {
  throw new Error(Plan.Gold);
};
";
    let draft = folder.path().join(".login.mts.tmp");
    fs::write(&draft, code).unwrap();
    fs::rename(&draft, &file).unwrap();
    let second = dev.run();
    assert_eq!((&second["save"], &second["run"]), (&2.into(), &2.into()));
    assert_eq!(second["event"], "post-login");
    let failure = &second["execution"]["failure"];
    assert_eq!(failure["message"], "Error: gold");
    let stack = failure["stack"].as_str().unwrap();
    assert!(stack.contains("action.js:3:"), "{stack}");

    fs::remove_file(&file).unwrap();
    let third = dev.run();
    assert_eq!(third["error"]["code"], "wrong_use");
    let told = third["error"]["message"].as_str().unwrap();
    assert!(told.contains("cannot read"), "{told}");
    fs::write(&file, "export const a: number = 1;").unwrap();
    let fourth = dev.run();
    assert_eq!(fourth["execution"]["failure"]["kind"], "missing_handler");
    assert_eq!(dev.interrupt(), Some(0));
}

#[test]
fn each_save_is_run_on_all_events() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("action.js");
    let code = |more: &str| {
        format!(
            "exports.onExecutePostLogin = async (event) => console.log(event.user.email);
             exports.onExecuteCredentialsExchange = async (event) => console.log(event.client.client_id);{more}"
        )
    };
    fs::write(&file, code("")).unwrap();
    let events = folder.path().join("events");
    fs::create_dir(&events).unwrap();
    let event = events.join("ann.json");
    fs::write(&event, r#"{"user": {"email": "ann@example.org"}}"#).unwrap();

    let mut dev = Dev::begin(folder.path(), &["--json"]);
    let runs = [dev.run(), dev.run()];
    let of = |runs: &[Value; 2], name: &str| runs.each_ref().map(|run| run[name].clone());
    assert_eq!(of(&runs, "event"), ["post-login", "credentials-exchange"]);
    assert_eq!(
        (of(&runs, "save"), of(&runs, "run")),
        ([1.into(), 1.into()], [1.into(), 2.into()])
    );
    let registered = "\nexports.onExecutePreUserRegistration = async () => {};";
    fs::write(&file, code(registered)).unwrap();
    let runs = [dev.run(), dev.run(), dev.run()];
    assert_eq!(runs[2]["event"], "pre-user-registration");
    assert_eq!((&runs[2]["save"], &runs[2]["run"]), (&2.into(), &5.into()));
    assert_eq!(dev.interrupt(), Some(0));

    let ann = format!("post-login={}", event.display());
    let chosen = ["--event", &ann, "--event", "credentials-exchange"];
    let mut dev = Dev::begin(&file, &[&["--json"][..], &chosen].concat());
    let printed = |run: &Value| run["execution"]["logs"][0]["message"].clone();
    let runs = [dev.run(), dev.run()];
    assert_eq!(printed(&runs[0]), "ann@example.org");
    fs::write(&event, r#"{"user": {"email": "eve@example.org"}}"#).unwrap();
    let runs = [dev.run(), dev.run()];
    assert_eq!(printed(&runs[0]), "eve@example.org");
    assert_eq!(runs[1]["event"], "credentials-exchange");
    assert_eq!(dev.interrupt(), Some(0));

    let mut dev = Dev::begin(&file, &chosen);
    let text: Vec<String> = dev.lines.by_ref().take(18).map(Result::unwrap).collect();
    let runs: Vec<&String> = text
        .iter()
        .filter(|line| line.starts_with("run "))
        .collect();
    assert_eq!(runs[0], &format!("run 1 on {}", event.display()));
    assert_eq!(runs[1], "run 2 on credentials-exchange");
    assert_eq!(dev.interrupt(), Some(0));
}

#[test]
fn secrets_and_answers_are_read_anew() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("action.js");
    save(&file, "console.log(event.secrets.KEY);");
    let secrets = folder.path().join("secrets.json");
    fs::write(&secrets, r#"{"KEY": "first"}"#).unwrap();
    let mut dev = Dev::begin(&file, &["--json", "--secrets", secrets.to_str().unwrap()]);
    assert_eq!(dev.run()["execution"]["logs"][0]["message"], "first");
    fs::write(&secrets, r#"{"KEY": "second"}"#).unwrap();
    assert_eq!(dev.run()["execution"]["logs"][0]["message"], "second");
    fs::write(&secrets, r#"{"KEY": 3}"#).unwrap();
    let told = dev.run()["error"]["message"].to_string();
    assert!(told.contains("`KEY` must be a string"), "{told}");
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
    let (code, text) = told(&["none.ts"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("there is no none.ts"), "{text}");
    fs::write(folder.path().join("action.js"), "exports.main = () => {};").unwrap();
    let (code, text) = told(&["action.js", "--event", "login"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("--event login"), "{text}");
    let output = Command::new(env!("CARGO_BIN_EXE_latchwork"))
        .args(["dev", "none.ts", "--json"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    assert_eq!(lines.lines().count(), 1, "{lines}");
    let line: Value = serde_json::from_str(&lines).unwrap();
    assert_eq!(line["error"]["code"], "wrong_use");
    let (code, text) = told(&[".", "--secrets", "none.json"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("cannot read none.json"), "{text}");
    fs::create_dir(folder.path().join("many")).unwrap();
    for number in 0..1000 {
        fs::create_dir(folder.path().join(format!("many/{number}"))).unwrap();
    }
    let (code, text) = told(&["."]);
    assert_eq!(code, Some(2));
    assert!(text.contains("more than 1000 folders below it"), "{text}");
    fs::write(folder.path().join(".gitignore"), "/many\n").unwrap();
    let mut dev = Dev::begin(folder.path(), &["--json"]);
    assert_eq!(dev.run()["execution"]["failure"]["kind"], "missing_handler");
    assert_eq!(dev.interrupt(), Some(0));
}
