//! Actions that require npm packages: built beside the requests, deployed as they were built, run without the registry.

use serde_json::{Value, json};
use testkit::{Answer, Registry, TestHost, Wanted};

use super::recordings::{check_identical, one};
use crate::journey::greeting;

const CODE: &str = "const greet = require('greet');
exports.onExecutePostLogin = async (event, api) => {
    api.idToken.setCustomClaim('greeting', greet('Ann'));
};";

/// `greet`, which requires `answer`.
fn publish(registry: &Registry) {
    registry.publish(
        "answer",
        "1.0.0",
        json!({"license": "ISC", "hasInstallScript": true}),
        &[
            ("index.js", "module.exports = 42;"),
            ("LICENSE", "ISC text"),
        ],
    );
    publish_greet(registry, "1.2.0", "Hello");
}

fn publish_greet(registry: &Registry, version: &str, word: &str) {
    let code =
        format!("const n = require('answer'); module.exports = (x) => `{word} ${{x}} ${{n}}`;");
    let manifest = json!({"license": "MIT", "dependencies": {"answer": "^1"}});
    registry.publish("greet", version, manifest, &[("index.js", &code)]);
}

/// What an action declares that requires `greet` in this version.
fn greet(version: &str) -> Value {
    json!([{"name": "greet", "version": version}])
}

async fn started() -> (Registry, TestHost) {
    let registry = Registry::start().await;
    publish(&registry);
    let host = TestHost::with(Wanted {
        registry: Some(registry.url.clone()),
        ..Wanted::default()
    });
    (registry, host.await)
}

async fn create(host: &TestHost, dependencies: Value) -> String {
    let body = json!({
        "name": "greets", "trigger": "post-login", "code": CODE, "dependencies": dependencies,
    });
    let created = host.admin("POST", "/actions", Some(body)).await;
    assert_eq!(created.status, 201, "{}", created.body);
    created.text("id")
}

async fn edit(host: &TestHost, id: &str, change: Value) {
    let path = format!("/actions/{id}");
    let edited = host.admin("PATCH", &path, Some(change)).await;
    assert_eq!(edited.status, 200, "{}", edited.body);
}

async fn shown(host: &TestHost, id: &str) -> Value {
    let path = format!("/actions/{id}");
    host.admin("GET", &path, None).await.json()
}

/// The action once its draft stands so. One that has failed comes to nothing else, and what is to be built is built at the
/// first try.
pub(super) async fn until(host: &TestHost, id: &str, status: &str) -> Value {
    let begun = std::time::Instant::now();
    loop {
        let shown = shown(host, id).await;
        let now = shown["status"].as_str().unwrap();
        if now == status {
            return shown;
        }
        let why = &shown["draft_failure"]["message"];
        let has_failed = now == "failed" || (now == "retrying" && status == "built");
        assert!(!has_failed, "{now}, not {status}: {why}");
        assert!(begun.elapsed().as_secs() < 60, "not {status}: {shown}");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

async fn asked_to_deploy(host: &TestHost, id: &str) -> Answer {
    let path = format!("/actions/{id}/deploy");
    host.admin("POST", &path, None).await
}

async fn deploy(host: &TestHost, id: &str) -> Value {
    let deployed = asked_to_deploy(host, id).await;
    assert_eq!(deployed.status, 201, "{}", deployed.body);
    deployed.json()
}

/// What comes of the draft, tried with an empty event.
async fn tried(host: &TestHost, id: &str) -> Value {
    let path = format!("/actions/{id}/test");
    let event = json!({"event": {}});
    host.admin("POST", &path, Some(event)).await.json()
}

/// Something that is told of the first version of an action.
async fn part(host: &TestHost, id: &str, name: &str) -> Value {
    let path = format!("/actions/{id}/versions/1/{name}");
    host.admin("GET", &path, None).await.json()
}

async fn bind(host: &TestHost, id: &str) {
    let flow = json!({"version": 0, "bindings": [{"action_id": id}]});
    let bound = host.admin("PUT", "/flows/post-login", Some(flow)).await;
    assert_eq!(bound.status, 200, "{}", bound.body);
}

#[tokio::test]
async fn what_was_built_is_deployed_and_runs_without_the_registry() {
    let (registry, mut host) = started().await;
    let id = create(&host, greet("^1")).await;
    let built = until(&host, &id, "built").await;
    let pinned = greet("1.2.0");
    assert_eq!(built["dependencies"], pinned);
    assert_eq!(built["draft_failure"], Value::Null);
    let note = "answer 1.0.0 has an install script, which was not run";
    assert_eq!(built["build"]["notes"], json!([note]));
    assert_eq!(deploy(&host, &id).await["dependencies"], pinned);
    bind(&host, &id).await;

    // Another version comes, and other code: the draft keeps to the versions it was built with.
    publish_greet(&registry, "1.3.0", "Howdy");
    registry.asked();
    edit(&host, &id, json!({"code": CODE.replace("Ann", "Bob")})).await;
    assert_eq!(until(&host, &id, "built").await["dependencies"], pinned);
    assert_eq!(registry.asked(), Vec::<String>::new(), "all of it is kept");
    registry.close();
    assert_eq!(greeting(&host).await, "Hello Ann 42");
    assert_eq!(deploy(&host, &id).await["number"], 2);
    host.restart().await;
    assert_eq!(greeting(&host).await, "Hello Bob 42");
    registry.open();

    edit(&host, &id, json!({"dependencies": [{"name": "greet"}]})).await;
    let newest = until(&host, &id, "built").await;
    assert_eq!(newest["dependencies"], greet("1.3.0"));
    deploy(&host, &id).await;
    assert_eq!(greeting(&host).await, "Howdy Bob 42");
    let back = format!("/actions/{id}/versions/1/rollback");
    let back = host
        .admin("POST", &back, Some(json!({"update_draft": true})))
        .await;
    assert_eq!(back.status, 201, "{}", back.body);
    assert_eq!(greeting(&host).await, "Hello Ann 42");
    let shown = until(&host, &id, "built").await;
    assert_eq!(shown["dependencies"], pinned);
    assert_eq!(deploy(&host, &id).await["dependencies"], pinned);
}

#[tokio::test]
async fn a_version_tells_what_it_is_made_of() {
    let (_registry, host) = started().await;
    let id = create(&host, greet("1.2.0")).await;
    deploy(&host, &id).await;
    let lock = part(&host, &id, "lock").await;
    assert_eq!(lock["lockfileVersion"], 3);
    let locked = &lock["packages"]["node_modules/greet"];
    assert_eq!(locked["version"], "1.2.0");
    assert!(locked["integrity"].as_str().unwrap().starts_with("sha512-"));
    let sbom = part(&host, &id, "sbom").await;
    assert_eq!(sbom["bomFormat"], "CycloneDX");
    let subject = &sbom["metadata"]["component"];
    assert_eq!(
        (&subject["name"], &subject["version"]),
        (&json!("greets"), &json!("1"))
    );
    let components = sbom["components"].as_array().unwrap().iter();
    let names: Vec<_> = components
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["answer", "greet"]);
    let licences = part(&host, &id, "licences").await;
    let licences = licences["licences"].as_array().unwrap().clone();
    let told = |at: usize, key: &str| licences[at][key].as_str().unwrap().trim().to_owned();
    assert_eq!(
        (told(0, "license"), told(0, "text")),
        ("ISC".into(), "ISC text".into())
    );
    assert_eq!(
        (told(1, "name"), told(1, "license")),
        ("greet".into(), "MIT".into())
    );

    let plain = json!({"name": "plain", "trigger": "post-login", "code": "exports.onExecutePostLogin = async () => {};"});
    let plain = host.admin("POST", "/actions", Some(plain)).await.text("id");
    deploy(&host, &plain).await;
    let nothing =
        json!({"lockfileVersion": 3, "requires": true, "packages": {"": {"dependencies": {}}}});
    assert_eq!(part(&host, &plain, "lock").await, nothing);
    let sbom = part(&host, &plain, "sbom").await;
    assert_eq!(sbom["components"], json!([]));
    let licences = part(&host, &plain, "licences").await;
    assert_eq!(licences["licences"], json!([]));
}

#[tokio::test]
async fn a_version_that_is_missing_is_tried_again_and_then_refused() {
    let (registry, host) = started().await;
    let id = create(&host, greet("9.9.9")).await;
    for pause_ms in [5_000, 30_000] {
        let retrying = until(&host, &id, "retrying").await;
        let why = retrying["draft_failure"]["message"].as_str().unwrap();
        assert!(
            why.contains("greet has no version 9.9.9; the one tagged `latest` is 1.2.0"),
            "{why}"
        );
        assert!(retrying["build"]["retry_at"].is_string(), "{retrying}");
        let refused = asked_to_deploy(&host, &id).await;
        assert_eq!(refused.status, 409, "{}", refused.body);
        host.pass_ms(pause_ms);
        // Until it was looked at again.
        let tries = retrying["build"]["failed_tries"].as_u64().unwrap();
        while shown(&host, &id).await["build"]["failed_tries"] == tries {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }
    let failed = until(&host, &id, "failed").await;
    assert_eq!(failed["build"]["failed_tries"], 3);
    let refused = asked_to_deploy(&host, &id).await;
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(
        refused.body.contains("no version 9.9.9"),
        "{}",
        refused.body
    );
    let why = tried(&host, &id).await["failure"]["message"].to_string();
    assert!(why.contains("no version 9.9.9"), "{why}");

    registry.publish("native", "1.0.0", json!({}), &[("binding.gyp", "{}")]);
    edit(&host, &id, json!({"dependencies": [{"name": "native"}]})).await;
    let native = until(&host, &id, "failed").await;
    let why = native["draft_failure"]["message"].to_string();
    assert!(why.contains("native@1.0.0 is a native module"), "{why}");

    edit(&host, &id, json!({"dependencies": [{"name": "greet"}]})).await;
    let greeted = tried(&host, &id).await;
    let value = &greeted["commands"][0]["value"];
    assert_eq!(value, "Hello Ann 42", "{greeted}");
}

#[tokio::test]
async fn a_build_goes_on_after_a_restart_in_the_middle() {
    let (registry, mut host) = started().await;
    registry.close();
    let id = create(&host, greet("1.2.0")).await;
    let building = until(&host, &id, "building").await;
    assert_eq!(building["dependencies"][0]["version"], "1.2.0");
    while registry.asked().is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    host.restart().await;
    until(&host, &id, "building").await;
    // Saved again in the middle: the build of the former draft is given up.
    edit(&host, &id, json!({"code": CODE.replace("Ann", "Eve")})).await;
    registry.open();
    deploy(&host, &id).await;
    bind(&host, &id).await;
    assert_eq!(greeting(&host).await, "Hello Eve 42");
}

#[tokio::test]
async fn another_name_or_secret_keeps_what_was_built_and_asks_nobody() {
    let (registry, host) = started().await;
    let id = create(&host, greet("^1")).await;
    until(&host, &id, "built").await;
    deploy(&host, &id).await;
    registry.close();
    registry.asked();
    edit(&host, &id, json!({"name": "renamed"})).await;
    let path = format!("/actions/{id}/secrets/KEY");
    for value in ["one", "two"] {
        let set = host
            .admin("PUT", &path, Some(json!({"value": value})))
            .await;
        assert_eq!(set.status, 200, "{}", set.body);
    }
    let shown = shown(&host, &id).await;
    assert_eq!(shown["status"], "built", "{shown}");
    assert_eq!(shown["all_changes_deployed"], false);
    assert_eq!(deploy(&host, &id).await["number"], 2);
    bind(&host, &id).await;
    assert_eq!(greeting(&host).await, "Hello Ann 42");
    assert_eq!(registry.asked(), Vec::<String>::new());
}

#[tokio::test]
async fn drafts_saved_again_and_again_hold_no_worker() {
    let (registry, host) = started().await;
    registry.close();
    let id = create(&host, greet("1.2.0")).await;
    until(&host, &id, "building").await;
    let begun = std::time::Instant::now();
    for at in 0..12 {
        let code = CODE.replace("Ann", &format!("Eve {at}"));
        edit(&host, &id, json!({"code": code})).await;
        until(&host, &id, "building").await;
    }
    // There are two workers, who look after what they hold every 15 s at the latest.
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    registry.open();
    deploy(&host, &id).await;
    bind(&host, &id).await;
    assert_eq!(greeting(&host).await, "Hello Eve 11 42");
}

#[tokio::test]
async fn a_failure_tells_an_administrator_what_to_do_and_nothing_of_the_server() {
    let host = TestHost::start().await;
    let id = create(&host, greet("1.2.0")).await;
    let failed = until(&host, &id, "failed").await;
    assert_eq!(
        failed["draft_failure"]["message"],
        "the packages cannot be had: greet was never downloaded to this server, which asks no registry; require what it has, or ask the server's operator for it"
    );
}

#[tokio::test]
async fn an_alias_is_built_under_its_own_name() {
    let (_registry, host) = started().await;
    let code = CODE.replace("require('greet')", "require('hello')");
    let id = create(&host, json!([{"name": "hello", "version": "npm:greet@^1"}])).await;
    edit(&host, &id, json!({"code": code})).await;
    let built = until(&host, &id, "built").await;
    let pinned = json!([{"name": "hello", "version": "npm:greet@1.2.0"}]);
    assert_eq!(built["dependencies"], pinned);
    deploy(&host, &id).await;
    bind(&host, &id).await;
    assert_eq!(greeting(&host).await, "Hello Ann 42");
}

#[tokio::test]
async fn what_no_registry_serves_and_one_package_too_many_are_refused_at_once() {
    let (_registry, host) = started().await;
    let many: Vec<Value> = (0..11)
        .map(|at| json!({"name": format!("a{at}")}))
        .collect();
    for (dependencies, why) in [
        (json!(many), "at most 10"),
        (
            json!([{"name": "greet", "version": "git+ssh://git@example.com/a"}]),
            "published in the registry",
        ),
        (
            json!([{"name": "Not A Name", "version": "1"}]),
            "is no name",
        ),
        (json!([{"name": "greet"}, {"name": "greet"}]), "twice"),
        (json!([{"name": "greet", "extra": 1}]), "unknown field"),
    ] {
        let body = json!({"name": "x", "trigger": "post-login", "code": CODE, "dependencies": dependencies});
        let refused = host.admin("POST", "/actions", Some(body)).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert!(refused.body.contains(why), "{why}: {}", refused.body);
    }
}

#[tokio::test]
async fn es_modules_run_and_recordings_with_packages_replay() {
    let (_registry, host) = started().await;
    let id = create(&host, greet("1.2.0")).await;
    deploy(&host, &id).await;
    bind(&host, &id).await;
    let recording = one(&host).await;
    check_identical(&host, &recording).await;

    let module = "import { createHash } from 'node:crypto';
export const onExecutePostLogin = async (event, api) => {
    api.idToken.setCustomClaim('greeting', createHash('md5').update('a').digest('hex'));
};";
    edit(&host, &id, json!({"code": module, "dependencies": []})).await;
    deploy(&host, &id).await;
    assert_eq!(greeting(&host).await, "0cc175b9c0f1b6a831c399e269772661");
}
