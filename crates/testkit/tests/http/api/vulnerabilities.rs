//! Known vulnerabilities of an action's packages: told at its build, looked up whenever they are asked for.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse as _;
use axum::routing::get;
use serde_json::{Value, json};
use tempfile::TempDir;
use testkit::{AdvisorySettings, Answer, OnCritical, Registry, TestHost, Wanted};

use super::packages::until;
use crate::journey::login;

const CODE: &str = "const greet = require('greet');
exports.onExecutePostLogin = async (event, api) => { greet(); };";

const FILE: &str = "GHSA-1.json";
/// What is told of the version that the advisory is about.
const TOLD: &str = "@acme/greet@1.0.0 has a known vulnerability, GHSA-1 (CVE-1): It greets too much. Use @acme/greet 1.1.0 or later, or a version of what requires it that does.";
const UNREAD: &str = "could not be looked up";

fn advisory(severity: &str) -> String {
    let advisory = json!({
        "id": "GHSA-1", "aliases": ["CVE-1"], "summary": "It greets too much.",
        "database_specific": {"severity": severity},
        "affected": [{
            "package": {"ecosystem": "npm", "name": "@acme/greet"},
            "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.1.0"}]}],
        }],
    });
    advisory.to_string()
}

async fn started(advisories: AdvisorySettings, on_critical: OnCritical) -> (Registry, TestHost) {
    let registry = Registry::start().await;
    for version in ["1.0.0", "1.1.0"] {
        let files = [("index.js", "module.exports = () => 1;")];
        registry.publish("@acme/greet", version, json!({}), &files);
    }
    let host = TestHost::with(Wanted {
        registry: Some(registry.url.clone()),
        advisories: Some((advisories, on_critical)),
        ..Wanted::default()
    });
    (registry, host.await)
}

/// A host that has one advisory of this severity, in a folder.
async fn advised(severity: &str, on_critical: OnCritical) -> (TempDir, Registry, TestHost) {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, &advisory(severity));
    let settings = AdvisorySettings::Path(folder.path().to_owned());
    let (registry, host) = started(settings, on_critical).await;
    (folder, registry, host)
}

fn write(folder: &TempDir, advisory: &str) {
    std::fs::write(folder.path().join(FILE), advisory).unwrap();
}

async fn built(host: &TestHost, version: &str) -> Value {
    let dependencies = json!([{"name": "greet", "version": format!("npm:@acme/greet@{version}")}]);
    let body = json!({
        "name": format!("greets {version}"), "trigger": "post-login", "code": CODE, "dependencies": dependencies,
    });
    let id = host.admin("POST", "/actions", Some(body)).await.text("id");
    until(host, &id, "built").await
}

fn path(action: &Value, below: &str) -> String {
    format!("/actions/{}{below}", action["id"].as_str().unwrap())
}

async fn deploy(host: &TestHost, action: &Value) -> (u16, String) {
    let path = path(action, "/deploy");
    let deployed = host.admin("POST", &path, None).await;
    (deployed.status, deployed.body)
}

/// What is answered to whoever asks for the vulnerabilities of a draft, or of a version below it.
async fn asked(host: &TestHost, action: &Value, below: &str) -> Answer {
    let path = path(action, &format!("{below}/vulnerabilities"));
    host.admin("GET", &path, None).await
}

async fn known(host: &TestHost, action: &Value, below: &str) -> Value {
    let known = asked(host, action, below).await;
    assert_eq!(known.status, 200, "{}", known.body);
    known.json()
}

#[tokio::test]
async fn what_is_known_is_told_at_the_build_and_looked_up_again() {
    let (folder, _registry, host) = advised("HIGH", OnCritical::Warn).await;
    let action = built(&host, "1.0.0").await;
    assert_eq!(action["build"]["notes"][0], TOLD);
    assert_eq!(deploy(&host, &action).await.0, 201);
    let now = known(&host, &action, "").await;
    assert!(now["as_of"].is_string(), "{now}");
    assert_eq!(
        now["vulnerabilities"],
        json!([{
            "id": "GHSA-1", "aliases": ["CVE-1"], "severity": "high", "package": "@acme/greet",
            "version": "1.0.0", "fixed_in": "1.1.0", "places": ["node_modules/greet"],
            "summary": "It greets too much.",
            "mend": "Use @acme/greet 1.1.0 or later, or a version of what requires it that does.",
        }])
    );
    assert_eq!(known(&host, &action, "/versions/1").await, now);

    // The data changes while the version stays: it is another thing that is known, and logins do not mind.
    write(
        &folder,
        r#"{"id": "GHSA-1", "affected": [], "summary": "Nothing."}"#,
    );
    let now = known(&host, &action, "/versions/1").await;
    assert_eq!(now["vulnerabilities"], json!([]));
    write(&folder, "{");
    let broken = asked(&host, &action, "").await;
    assert_eq!(broken.status, 500);
    assert!(!broken.body.contains(FILE), "{}", broken.body);
    let flow = json!({"version": 0, "bindings": [{"action_id": action["id"]}]});
    let bound = host.admin("PUT", "/flows/post-login", Some(flow)).await;
    assert_eq!(bound.status, 200, "{}", bound.body);
    let answer = login(&host, &mut host.browser(), &[]).await;
    assert!(answer.parameter("code").is_some(), "{}", answer.body);

    let mended = built(&host, "1.1.0").await;
    let note = mended["build"]["notes"][0].as_str().unwrap();
    assert!(note.contains(UNREAD), "{note}");
}

#[tokio::test]
async fn a_critical_one_blocks_a_deployment_where_the_operator_wants_that() {
    let (folder, _registry, host) = advised("CRITICAL", OnCritical::Block).await;
    let action = built(&host, "1.0.0").await;
    let (status, body) = deploy(&host, &action).await;
    assert_eq!(status, 409, "{body}");
    assert!(
        body.contains("GHSA-1") && body.contains("1.1.0 or later"),
        "{body}"
    );
    let mended = built(&host, "1.1.0").await;
    assert_eq!(deploy(&host, &mended).await.0, 201);
    // What is only high is told.
    write(&folder, &advisory("HIGH"));
    assert_eq!(deploy(&host, &action).await.0, 201);
}

#[tokio::test]
async fn rolling_back_to_a_critical_one_is_noted_and_not_refused() {
    let (folder, _registry, host) = advised("HIGH", OnCritical::Block).await;
    let action = built(&host, "1.0.0").await;
    assert_eq!(deploy(&host, &action).await.0, 201);
    let notes = async || {
        let path = path(&action, "/versions/1/rollback");
        let back = host.admin("POST", &path, None).await;
        assert_eq!(back.status, 201, "{}", back.body);
        back.json()["notes"].clone()
    };
    assert_eq!(notes().await, Value::Null);
    write(&folder, &advisory("CRITICAL"));
    assert_eq!(notes().await, json!([TOLD]));
    write(&folder, "{");
    let unread = notes().await[0].to_string();
    assert!(unread.contains(UNREAD), "{unread}");
}

#[tokio::test]
async fn a_mirror_is_downloaded_and_its_archive_kept() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file(FILE, options).unwrap();
    std::io::Write::write_all(&mut zip, advisory("LOW").as_bytes()).unwrap();
    let archive = zip.finish().unwrap().into_inner();
    let serve = get(move |headers: HeaderMap| async move {
        match headers.contains_key(header::IF_NONE_MATCH) {
            true => StatusCode::NOT_MODIFIED.into_response(),
            false => ([(header::ETAG, "\"one\"")], archive).into_response(),
        }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/all.zip", listener.local_addr().unwrap());
    let router = axum::Router::new().route("/all.zip", serve);
    let serving = tokio::spawn(async move { axum::serve(listener, router).await });
    let folder = tempfile::tempdir().unwrap();
    let settings = AdvisorySettings::Mirror {
        url,
        folder: folder.path().to_owned(),
    };
    let (_registry, mut host) = started(settings, OnCritical::Warn).await;
    let action = built(&host, "1.0.0").await;
    let now = known(&host, &action, "").await;
    assert_eq!(now["vulnerabilities"][0]["severity"], "low", "{now}");
    // It is asked again after a restart, and says that nothing has changed; then it is gone.
    host.restart().await;
    assert_eq!(known(&host, &action, "").await, now);
    serving.abort();
    host.restart().await;
    assert_eq!(known(&host, &action, "").await, now);
}

#[tokio::test]
async fn nothing_is_known_where_no_advisories_are_named() {
    let (_registry, host) = started(AdvisorySettings::None, OnCritical::Block).await;
    let action = built(&host, "1.0.0").await;
    assert_eq!(
        known(&host, &action, "").await,
        json!({"vulnerabilities": []})
    );
    assert_eq!(deploy(&host, &action).await.0, 201);
}
