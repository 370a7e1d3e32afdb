//! `latchwork admin` as an administrator calls it, against the real server.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;
use testkit::{Registry, TestHost, Wanted};

const FLOW: &str = "credentials-exchange";
const FIRST: &str = "exports.onExecuteCredentialsExchange = async (event, api) => {
    api.accessToken.setCustomClaim('tier', event.request.body.tier ?? 'none');
    console.log('key', event.secrets.KEY);
};";
const SECOND: &str = "exports.onExecuteCredentialsExchange = async (event, api) => {
    api.accessToken.setCustomClaim('second', true);
};";
const BROKEN: &str =
    "exports.onExecuteCredentialsExchange = async () => { throw new Error('no'); };";

/// What a command came to.
struct Said {
    exit: i32,
    out: Value,
    err: String,
}

impl Said {
    fn done(self) -> Value {
        assert_eq!(self.exit, 0, "{}", self.err);
        self.out
    }

    /// Refused by the server, with its problem document.
    fn refused(self, status: u16) {
        assert_eq!(
            (self.exit, &self.out["error"]["problem"]["status"]),
            (1, &json!(status)),
            "{}",
            self.err
        );
        assert!(self.err.starts_with("error: "), "{}", self.err);
    }

    /// Ended here, before the server was asked or for what it answered; a person and a program read the same words.
    fn ended(self, exit: i32, words: &str) {
        assert_eq!(self.exit, exit, "{}", self.err);
        assert!(self.err.contains(words), "{}", self.err);
        let message = self.out["error"]["message"].as_str().unwrap();
        assert!(message.contains(words), "{message}");
        assert_eq!(self.out["error"]["problem"], Value::Null);
    }
}

/// An administrator at a terminal, in a folder with three actions and an event.
struct Admin {
    folder: TempDir,
    url: String,
    token: String,
}

impl Admin {
    fn of(host: &TestHost) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let event = json!({"request": {"body": {"tier": "gold"}}}).to_string();
        for (name, content) in [
            ("first.js", FIRST),
            ("second.js", SECOND),
            ("broken.js", BROKEN),
            ("event.json", &event),
        ] {
            fs::write(folder.path().join(name), content).unwrap();
        }
        Self {
            folder,
            url: host.demo.issuer.clone(),
            token: host.demo.admin_token.clone(),
        }
    }

    fn says(&self, line: &str) -> Said {
        self.types(line, "")
    }

    /// Runs `latchwork admin LINE --json` and types `input`.
    fn types(&self, line: &str, input: &str) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_latchwork"));
        command
            .args(["admin", "--json"])
            .args(line.split(' '))
            .env("LATCHWORK_URL", &self.url)
            .env("LATCHWORK_TOKEN", &self.token)
            .env("XDG_CONFIG_HOME", self.folder.path())
            .current_dir(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that reads nothing may have ended already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        Said {
            exit: output.status.code().unwrap(),
            out: match out.trim() {
                "" => Value::Null,
                text => serde_json::from_str(text).expect("one JSON value on standard output"),
            },
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

fn column(list: &Value, name: &str) -> Vec<Value> {
    let rows = list.as_array().unwrap().iter();
    rows.map(|row| row[name].clone()).collect()
}

async fn client_token(host: &TestHost) {
    let demo = &host.demo;
    let body = json!({"grant_type": "client_credentials", "client_id": demo.m2m_client_id,
        "client_secret": demo.m2m_client_secret, "audience": demo.audience, "tier": "gold"});
    let answer = host
        .browser()
        .call("POST", "/oauth/token", &[], Some(body))
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

/// From a file to a draft that was tried out.
fn draft(admin: &Admin) {
    assert_eq!(admin.says("actions list").done(), json!({"actions": []}));
    let made = admin
        .says(&format!(
            "actions create one --trigger {FLOW} --from-file second.js"
        ))
        .done();
    assert_eq!(
        (&made["name"], &made["bound"]),
        (&json!("one"), &json!(false))
    );
    let edited = admin.says("actions edit one --from-file first.js").done();
    assert_eq!(edited["code"], FIRST);
    for name in ["KEY", "OTHER"] {
        let set = admin.types(&format!("actions secrets set one {name}"), "open-sesame\n");
        assert_eq!(set.done()["name"], name);
    }
    let removed = admin.says("actions secrets remove one OTHER").done();
    assert_eq!(removed, Value::Null);
    admin.says("actions secrets remove one OTHER").refused(404);
    let listed = admin.says("actions secrets list one").done();
    assert_eq!(column(&listed["secrets"], "name"), ["KEY"]);
    let tested = admin.says("actions test one --event event.json").done();
    let command = json!({"type": "accessToken.setCustomClaim", "name": "tier", "value": "gold"});
    assert_eq!(tested["commands"], json!([command]));
    assert_eq!(tested["logs"][0]["message"], "key ***");
}

/// From a draft to a flow in an order.
fn flow(admin: &Admin) {
    admin.says("actions bind one").refused(422);
    assert_eq!(admin.says("actions deploy one").done()["number"], 1);
    let create = format!("actions create two --trigger {FLOW} --from-file second.js");
    admin.says(&create).done();
    admin.says("actions deploy two").done();
    admin.says("actions bind one --on-failure continue").done();
    let bound = admin.says("actions bind two --at 1").done();
    assert_eq!(column(&bound["bindings"], "name"), ["two", "one"]);
    admin.says("actions bind two").ended(1, "is bound already");
    let ordered = admin.says(&format!("actions order {FLOW} one two")).done();
    assert_eq!(column(&ordered["bindings"], "name"), ["one", "two"]);
    let order = format!("actions order {FLOW} one");
    admin.says(&order).ended(2, "leaves out `two`");
    let shown = admin.says(&format!("flow {FLOW}")).done();
    assert_eq!(
        column(&shown["bindings"], "failure_policy"),
        ["continue", "block"]
    );
}

fn runs(admin: &Admin) {
    let listed = admin.says("runs list").done();
    assert_eq!(column(&listed["runs"], "outcome"), ["completed"]);
    let id = listed["runs"][0]["id"].as_str().unwrap();
    let run = admin.says(&format!("runs show {id}")).done();
    assert_eq!(column(&run["steps"], "name"), ["one", "two"]);
    assert_eq!(run["steps"][0]["logs"][0]["message"], "key ***");
    assert!(!run.to_string().contains("sesame"));
    admin.says("runs show run_none").refused(404);
}

fn versions(admin: &Admin) {
    admin.says("actions edit one --from-file second.js").done();
    assert_eq!(admin.says("actions deploy one").done()["number"], 2);
    let back = admin.says("actions rollback one 1 --update-draft").done();
    assert_eq!(back["number"], 3);
    assert_eq!(admin.says("actions show one").done()["code"], FIRST);
    let listed = admin.says("actions versions one").done();
    assert_eq!(column(&listed["versions"], "number"), [3, 2, 1]);
    assert_eq!(
        column(&listed["versions"], "deployed"),
        [true, false, false]
    );
    admin.says("actions rollback one 9").refused(404);
    admin.says("actions delete one --yes").refused(409);
    admin.says("actions unbind two").done();
    admin.says("actions unbind two").ended(1, "is not bound");
    admin.says("actions delete two").ended(2, "pass --yes");
    assert_eq!(admin.says("actions delete two --yes").done(), Value::Null);
    admin
        .says("actions show two")
        .ended(1, "no action is called `two`");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_action_from_file_to_flow_and_back() {
    let host = TestHost::start().await;
    let admin = Admin::of(&host);
    draft(&admin);
    flow(&admin);
    client_token(&host).await;
    runs(&admin);
    versions(&admin);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_are_listed_rotated_and_withdrawn() {
    let host = TestHost::start().await;
    let admin = Admin::of(&host);
    let listed = admin.says("keys list").done();
    assert_eq!(listed["keys"].as_array().unwrap().len(), 2);
    admin.says("keys rotate").ended(2, "pass --yes");
    admin.says("keys rotate --yes").refused(409);
    host.pass_ms(65_000);
    let rotated = admin.says("keys rotate --yes").done();
    let states = column(&rotated["keys"], "state");
    assert_eq!(states.len(), 3);
    let previous = states.iter().position(|state| state == "previous").unwrap();
    let kid = rotated["keys"][previous]["kid"]
        .as_str()
        .unwrap()
        .to_owned();
    let forced = admin.says("keys rotate --force --yes").done();
    assert_eq!(forced["keys"].as_array().unwrap().len(), 4);
    let withdrawn = admin.says(&format!("keys withdraw {kid} --yes"));
    assert_eq!(withdrawn.done()["keys"].as_array().unwrap().len(), 3);
    admin.says("keys withdraw none --yes").refused(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_refused_says_so_and_ends_with_its_code() {
    let host = TestHost::start().await;
    let mut admin = Admin::of(&host);
    let create = |name: &str, file: &str| {
        format!("actions create {name} --trigger {FLOW} --from-file {file}")
    };
    admin.says(&create("broken", "broken.js")).done();
    admin.says(&create("broken", "first.js")).refused(409);
    admin.says(&create("gone", "none.js")).ended(2, "none.js");
    admin
        .says("actions deploy none")
        .ended(1, "no action is called `none`");
    let tested = admin.says("actions test broken --event event.json");
    assert_eq!((tested.exit, &tested.out["outcome"]), (1, &json!("failed")));
    let set = admin.types("actions secrets set broken KEY", "\n");
    set.ended(2, "the secret is empty");
    admin.token = "lat_wrong".to_owned();
    admin.says("actions list").refused(401);
    admin.token = host.admin_token("viewer").await;
    admin.says("actions list").done();
    admin.says(&create("more", "first.js")).refused(403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_action_with_packages_is_built_shown_and_deployed() {
    let registry = Registry::start().await;
    registry.publish(
        "tiny",
        "1.5.0",
        json!({"license": "MIT"}),
        &[("index.js", "module.exports = 5;")],
    );
    let host = TestHost::with(Wanted {
        registry: Some(registry.url.clone()),
        ..Wanted::default()
    })
    .await;
    let admin = Admin::of(&host);
    let code = SECOND.replace("true", "require('tiny')");
    fs::write(admin.folder.path().join("packed.js"), code).unwrap();
    let create = format!(
        "actions create packed --trigger {FLOW} --from-file packed.js --dependency tiny@^1"
    );
    let made = admin.says(&create).done();
    assert_eq!(
        made["dependencies"],
        json!([{"name": "tiny", "version": "^1"}])
    );
    let deployed = admin.says("actions deploy packed").done();
    let pinned = json!([{"name": "tiny", "version": "1.5.0"}]);
    assert_eq!(deployed["dependencies"], pinned);
    let shown = admin.says("actions show packed").done();
    assert_eq!(
        (&shown["status"], &shown["dependencies"]),
        (&json!("built"), &pinned)
    );
    let lock = admin.says("actions lock packed 1").done();
    assert!(lock["packages"]["node_modules/tiny"]["version"].is_string());
    let sbom = admin.says("actions sbom packed 1").done();
    assert_eq!(sbom["components"][0]["name"], "tiny");
    let licences = admin.says("actions licences packed 1").done();
    assert_eq!(licences["licences"][0]["license"], "MIT");
    for of in ["packed", "packed 1"] {
        let known = admin.says(&format!("actions vulnerabilities {of}")).done();
        assert_eq!(known, json!({"vulnerabilities": []}));
    }
    let none = admin.says("actions edit packed --no-dependencies").done();
    assert_eq!(none["dependencies"], json!([]));
    let wrong = admin.says("actions edit packed --dependency @");
    assert_eq!(wrong.exit, 2, "{}", wrong.err);
    assert!(wrong.err.contains("write NAME@VERSION"), "{}", wrong.err);
}
