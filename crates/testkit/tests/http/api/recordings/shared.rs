//! A secret that one action put in the cache of its trigger, and that another found there.

use serde_json::{Value, json};
use testkit::TestHost;

use super::{
    SECRET, SPELLED, bind, check_identical, conceals, deploy, not_recorded, passes, path, policy,
    rebind, recordings, replay,
};
use crate::journey::delete_all;

const HOUR_MS: u64 = 60 * 60 * 1_000;

const PUTS: &str = "exports.onExecutePostLogin = async (event, api) => {
    if (!api.cache.get('token')) api.cache.set('token', event.secrets.KEY, { ttl: 24 * 60 * 60 * 1000 });
};";
const COPIES: &str = "exports.onExecutePostLogin = async (event, api) => {
    const { value } = api.cache.get('original');
    api.cache.set('token', `Basic ${btoa(value)}`);
    api.cache.delete('original');
};";
const FINDS: &str = "exports.onExecutePostLogin = async (event, api) => {
    const { value } = api.cache.get('token');
    console.log('found', value, Object.keys(event.secrets).join());
    throw new Error('with ' + encodeURIComponent(value));
};";

/// What is shown of a recording, its export and the run's record have no secret; the export.
async fn exported(host: &TestHost, recording: &Value) -> Value {
    let run = recording["run_id"].as_str().unwrap();
    let export = path(recording, "/export");
    for path in [&path(recording, ""), &format!("/runs/{run}"), &export] {
        let shown = host.admin("GET", path, None).await;
        assert_eq!(shown.status, 200, "{}", shown.body);
        conceals(&shown.body);
    }
    host.admin("GET", &export, None).await.json()
}

/// The newest of so many recordings conceals a secret of another version, and is replayed.
async fn conceals_another(host: &TestHost, count: usize) {
    let kept = recordings(host, count).await;
    assert_eq!(kept[0]["name"], "finds");
    names_another(&exported(host, &kept[0]).await);
    check_identical(host, &kept[0]).await;
}

/// An export names its own secret and that of another version.
fn names_another(exported: &Value) {
    let secrets = exported["secrets"].as_array().unwrap();
    assert_eq!(secrets.len(), 2, "{secrets:?}");
    assert_eq!(secrets[0], json!({"name": "OWN"}));
    let of = secrets[1]["of"].as_str().unwrap();
    assert_eq!(secrets[1]["name"], format!("{of}/KEY"));
}

async fn finds(host: &TestHost) {
    bind(host, "finds", FINDS, json!({"OWN": "a value of its own"})).await;
}

/// A login in which one action puts the secret there and another finds it; the first.
async fn found(host: &TestHost) -> String {
    policy(host, json!({"mode": "all"})).await;
    let puts = bind(host, "puts", PUTS, json!({"KEY": SECRET})).await;
    finds(host).await;
    passes(host).await;
    puts
}

/// Another login, after the secret was rotated, while the cache still has the first; what all of it left.
async fn found_twice(host: &TestHost) -> (String, Vec<Value>) {
    let puts = found(host).await;
    let rotated = json!({"value": "another value altogether"});
    let path = format!("/actions/{puts}/secrets/KEY");
    let put = host.admin("PUT", &path, Some(rotated)).await;
    assert_eq!(put.status, 200, "{}", put.body);
    deploy(host, &puts).await;
    passes(host).await;
    (puts, recordings(host, 4).await)
}

/// Takes an action off its flow and deletes it.
async fn delete(host: &TestHost, action: &str) {
    rebind(host, |bindings| {
        bindings.retain(|one| one["action_id"] != action)
    })
    .await;
    let path = format!("/actions/{action}");
    let deleted = host.admin("DELETE", &path, None).await;
    assert_eq!(deleted.status, 204, "{}", deleted.body);
}

#[tokio::test]
async fn it_is_concealed_from_whoever_finds_it_and_replayed_also_once_it_was_rotated() {
    let host = TestHost::start().await;
    let (_, kept) = found_twice(&host).await;
    for one in &kept {
        let exported = exported(&host, one).await;
        check_identical(&host, one).await;
        if one["name"] == "finds" {
            names_another(&exported);
        }
    }
}

#[tokio::test]
async fn a_copy_under_another_key_and_in_another_spelling_is_concealed_as_well() {
    let host = TestHost::start().await;
    policy(&host, json!({"mode": "all"})).await;
    let original = PUTS.replace("'token'", "'original'");
    let puts = bind(&host, "puts", &original, json!({"KEY": SECRET})).await;
    let copies = bind(&host, "copies", COPIES, json!({})).await;
    passes(&host).await;
    delete(&host, &puts).await;
    delete(&host, &copies).await;
    finds(&host).await;
    passes(&host).await;
    conceals_another(&host, 3).await;
}

#[tokio::test]
async fn it_is_concealed_also_once_the_action_is_gone_whose_it_was() {
    let host = TestHost::start().await;
    let puts = found(&host).await;
    delete(&host, &puts).await;
    host.pass_ms(2 * HOUR_MS);
    host.sweep().await;
    passes(&host).await;
    conceals_another(&host, 3).await;
}

#[tokio::test]
async fn where_nobody_knows_it_any_more_all_is_concealed_and_nothing_recorded() {
    let host = TestHost::start().await;
    let puts = found(&host).await;
    recordings(&host, 2).await;
    delete(&host, &puts).await;
    delete_all(&host, "action_versions WHERE kept_until IS NOT NULL").await;
    passes(&host).await;
    not_recorded(&host, "failed", 1).await;
    recordings(&host, 2).await;
    let runs = host.admin("GET", "/runs", None).await.json();
    let path = format!("/runs/{}", runs["runs"][0]["id"].as_str().unwrap());
    let shown = host.admin("GET", &path, None).await;
    assert!(shown.body.contains("***"), "{}", shown.body);
    for said in SPELLED.into_iter().chain(["found"]) {
        assert!(!shown.body.contains(said), "{said} is in {}", shown.body);
    }
}

#[tokio::test]
async fn once_the_version_is_gone_whose_it_was_nothing_is_compared() {
    let host = TestHost::start().await;
    let (puts, kept) = found_twice(&host).await;
    delete(&host, &puts).await;
    let found = kept.iter().find(|one| one["name"] == "finds").unwrap();
    check_identical(&host, found).await;
    host.pass_ms(26 * HOUR_MS);
    host.sweep().await;
    let replayed = replay(&host, found, None).await;
    assert_eq!(replayed["verdict"], "not_comparable", "{replayed}");
    let reason = replayed["reason"].as_str().unwrap();
    assert!(reason.contains("/KEY`"), "{reason}");
}
