//! `/api/v1/recordings`: what a policy keeps of real logins, what is shown of it, and whether a replay does the same.

mod many;
mod partner;
mod shared;
mod shown;

use serde_json::{Value, json};
use testkit::{StandIn, TestHost, Wanted};

use crate::journey::login;

/// Creates an action with secrets, deploys it and binds it last; its id.
async fn bind(host: &TestHost, name: &str, code: &str, secrets: Value) -> String {
    let body = json!({"name": name, "trigger": "post-login", "code": code, "secrets": secrets});
    let id = host.admin("POST", "/actions", Some(body)).await.text("id");
    deploy(host, &id).await;
    rebind(host, |bindings| bindings.push(binding(&id))).await;
    id
}

async fn deploy(host: &TestHost, action: &str) {
    let path = format!("/actions/{action}/deploy");
    let deployed = host.admin("POST", &path, None).await;
    assert_eq!(deployed.status, 201, "{}", deployed.body);
}

/// An entry of the flow after login.
fn binding(action: &str) -> Value {
    json!({"action_id": action, "failure_policy": "continue"})
}

/// Changes what is bound after login.
async fn rebind(host: &TestHost, change: impl FnOnce(&mut Vec<Value>)) {
    let flow = host.admin("GET", "/flows/post-login", None).await.json();
    let bound = flow["bindings"].as_array().unwrap().iter();
    let mut bindings: Vec<Value> = bound
        .map(|one| json!({"action_id": one["action_id"], "failure_policy": one["failure_policy"]}))
        .collect();
    change(&mut bindings);
    let flow = json!({"version": flow["version"], "bindings": bindings});
    let bound = host.admin("PUT", "/flows/post-login", Some(flow)).await;
    assert_eq!(bound.status, 200, "{}", bound.body);
}

/// Says what is recorded.
async fn policy(host: &TestHost, policy: Value) {
    let set = host.admin("PUT", "/recording-policy", Some(policy)).await;
    assert_eq!(set.status, 200, "{}", set.body);
}

/// The recordings, newest first, once there are so many: they are written off the caller's path.
async fn recordings(host: &TestHost, count: usize) -> Vec<Value> {
    let mut listed = Vec::new();
    for _ in 0..2_000 {
        let answer = host.admin("GET", "/recordings", None).await.json();
        listed = answer["recordings"].as_array().unwrap().clone();
        if listed.len() >= count {
            break;
        }
        tokio::task::yield_now().await;
    }
    assert_eq!(listed.len(), count, "{listed:?}");
    listed
}

/// Waits until so many executions are counted as not recorded for that reason: they are counted off the caller's path.
async fn not_recorded(host: &TestHost, why: &str, count: u64) {
    let mut shown = Value::Null;
    for _ in 0..2_000 {
        shown = host.admin("GET", "/recording-policy", None).await.json();
        if shown["not_recorded"][why] == count {
            return;
        }
        tokio::task::yield_now().await;
    }
    assert_eq!(shown["not_recorded"][why], count, "{shown}");
}

/// Nothing is counted as not recorded.
async fn nothing_is_missing(host: &TestHost) {
    let shown = host.admin("GET", "/recording-policy", None).await.json();
    let none = json!({"too_large": 0, "waiting": 0, "full": 0, "failed": 0});
    assert_eq!(shown["not_recorded"], none);
}

async fn passes(host: &TestHost) {
    // So that its recordings are the newest.
    host.pass_ms(1);
    let answer = login(host, &mut host.browser(), &[]).await;
    assert!(answer.parameter("code").is_some(), "{}", answer.body);
}

/// A login, recorded.
pub(crate) async fn one(host: &TestHost) -> Value {
    policy(host, json!({"mode": "all"})).await;
    passes(host).await;
    recordings(host, 1).await.remove(0)
}

/// Where something of a recording is.
fn path(recording: &Value, below: &str) -> String {
    format!("/recordings/{}{below}", recording["id"].as_str().unwrap())
}

async fn replay(host: &TestHost, recording: &Value, body: Option<Value>) -> Value {
    let path = path(recording, "/replay");
    let replayed = host.admin("POST", &path, body).await;
    assert_eq!(replayed.status, 200, "{}", replayed.body);
    replayed.json()
}

/// A replay does the same.
pub(crate) async fn check_identical(host: &TestHost, recording: &Value) {
    let replayed = replay(host, recording, None).await;
    let name = &recording["name"];
    assert_eq!(replayed["verdict"], "identical", "{name}: {replayed}");
}

/// The bytes of the database and of its log.
fn stored(host: &TestHost) -> Vec<u8> {
    let files = ["latchwork.db", "latchwork.db-wal"];
    let read = files.map(|file| std::fs::read(host.database().with_file_name(file)));
    read.map(Result::unwrap_or_default).concat()
}

const QUIET: &str = "exports.onExecutePostLogin = async () => { Math.random(); };";
const FAILS: &str = "exports.onExecutePostLogin = async (event) => { throw new Error('no'); };";

#[tokio::test]
async fn each_policy_keeps_what_it_says() {
    let mut host = TestHost::start().await;
    bind(&host, "quiet", QUIET, json!({})).await;
    bind(&host, "fails", FAILS, json!({})).await;
    let shown = host.admin("GET", "/recording-policy", None).await.json();
    assert_eq!(
        (&shown["mode"], &shown["used_rows"]),
        (&json!("off"), &json!(0))
    );
    passes(&host).await;
    host.restart().await;
    assert_eq!(recordings(&host, 0).await.len(), 0);

    policy(&host, json!({"mode": "failures"})).await;
    passes(&host).await;
    let kept = recordings(&host, 1).await;
    assert_eq!(
        (&kept[0]["name"], &kept[0]["outcome"]),
        (&json!("fails"), &json!("failed"))
    );

    policy(&host, json!({"mode": "all"})).await;
    passes(&host).await;
    let kept = recordings(&host, 3).await;
    let names: Vec<&Value> = kept.iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["quiet", "fails", "fails"]);
    let runs = host.admin("GET", "/runs", None).await.json();
    assert_eq!(kept[0]["run_id"], runs["runs"][0]["id"]);

    policy(&host, json!({"mode": "sample", "per_mille": 1000})).await;
    passes(&host).await;
    recordings(&host, 5).await;
    // A run of all or none of its executions.
    policy(&host, json!({"mode": "sample", "per_mille": 500})).await;
    for _ in 0..20 {
        passes(&host).await;
    }
    host.restart().await;
    let listed = host.admin("GET", "/recordings", None).await.json();
    let more = listed["recordings"].as_array().unwrap().len() - 5;
    assert!(more > 0 && more < 40 && more % 2 == 0, "{more}");
    for (query, expected) in [
        ("outcome=failed&trigger=post-login", "fails"),
        ("outcome=completed", "quiet"),
    ] {
        let path = format!("/recordings?{query}");
        let listed = host.admin("GET", &path, None).await.json();
        let listed = listed["recordings"].as_array().unwrap();
        assert!(!listed.is_empty());
        assert!(
            listed.iter().all(|one| one["name"] == expected),
            "{listed:?}"
        );
    }
}

#[tokio::test]
async fn a_policy_that_does_not_fit_is_refused_by_name() {
    let host = TestHost::start().await;
    for (body, field) in [
        (json!({"mode": "sample"}), "per_mille"),
        (json!({"mode": "sample", "per_mille": 1001}), "per_mille"),
        (json!({"mode": "all", "per_mille": 5}), "per_mille"),
        (json!({"mode": "all", "days": 31}), "days"),
        (json!({"mode": "all", "rows": 0}), "rows"),
        (
            json!({"mode": "all", "redact": ["log", "user.email"]}),
            "redact[1]",
        ),
    ] {
        let refused = host.admin("PUT", "/recording-policy", Some(body)).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert_eq!(refused.json()["errors"][0]["field"], field);
    }
    for query in ["trigger=none", "outcome=none", "from=today", "what=1"] {
        let path = format!("/recordings?{query}");
        let refused = host.admin("GET", &path, None).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
    }
}

/// Everything an action may ask of the world but what its time would end.
fn everything(address: &str) -> String {
    format!(
        "const crypto = require('crypto');
exports.onExecutePostLogin = async (event, api) => {{
    const key = event.secrets.KEY;
    console.log(['asking', 'with'].join(' '), key, new Date().toISOString(), Math.random());
    const answer = await fetch(`http://{address}/risk?key=${{encodeURIComponent(key)}}`, {{
        method: 'POST', headers: {{ authorization: `Basic ${{btoa(`user:${{key}}`)}}` }}, body: JSON.stringify({{ key }}),
    }});
    const {{ score }} = await answer.json();
    await (await fetch(new URL('/as?key=' + key, 'http://{address}'))).text();
    const pair = crypto.generateKeyPairSync('ed25519');
    api.cache.set('token', key);
    api.cache.get('token');
    await new Promise(resolve => setTimeout(resolve, 2));
    const gone = setTimeout(() => {{}}, 1000);
    clearTimeout(gone);
    api.idToken.setCustomClaim('https://example.com/score', score);
    api.idToken.setCustomClaim('https://example.com/id', crypto.randomUUID());
    api.idToken.setCustomClaim('https://example.com/key', pair.publicKey.export({{ type: 'spki', format: 'pem' }}));
}};"
    )
}

const SECRET: &str = "sk live/0123456789+abcdef";
/// The secret plain, in JSON, percent-encoded, as a URL's parser leaves it, in base64 at each of its three places.
const SPELLED: [&str; 7] = [
    "sk live/0123",
    "sk%20live%2F0123",
    "sk%20live/0123",
    "c2sgbGl2ZS8wMTIz",
    "NrIGxpdmUvMDEyM",
    "zayBsaXZlLzAxMj",
    "736b206c6976652f",
];

/// It has the secret in no spelling.
#[track_caller]
fn conceals(text: &str) {
    for spelled in SPELLED {
        assert!(!text.contains(spelled), "{spelled} is in {text}");
    }
}

async fn host_with(secret: &str) -> (StandIn, TestHost) {
    let stand_in = StandIn::start(&json!({"score": 7, "echo": secret})).await;
    let host = TestHost::with(Wanted {
        allow: vec![stand_in.address],
        ..Wanted::default()
    })
    .await;
    policy(&host, json!({"mode": "all"})).await;
    (stand_in, host)
}

#[tokio::test]
async fn a_login_is_replayed_also_after_a_restart_and_no_secret_is_anywhere() {
    let (stand_in, mut host) = host_with(SECRET).await;
    let code = everything(&stand_in.address.to_string());
    bind(&host, "everything", &code, json!({"KEY": SECRET})).await;
    // The second finds the secret in its cache.
    passes(&host).await;
    passes(&host).await;
    let kept = recordings(&host, 2).await;
    for one in &kept {
        check_identical(&host, one).await;
    }
    let asked = stand_in.seen().len();
    host.restart().await;
    for one in &kept {
        check_identical(&host, one).await;
    }
    assert_eq!(stand_in.seen().len(), asked, "a replay sends nothing");
    for one in &kept {
        for path in [path(one, ""), path(one, "/export")] {
            let shown = host.admin("GET", &path, None).await;
            assert_eq!(shown.status, 200, "{}", shown.body);
            conceals(&shown.body);
            // A digest of it would tell whether a guess is right.
            let shown = shown.json();
            let recorded = shown.get("recorded").unwrap_or(&shown);
            assert_eq!(recorded["secrets"], json!([{"name": "KEY"}]), "{path}");
        }
    }
    let bytes = stored(&host);
    // And what was printed, which stands nowhere but in records.
    let mut spellings: Vec<&str> = SPELLED.to_vec();
    spellings.push("asking with");
    for spelled in spellings {
        let found = bytes
            .windows(spelled.len())
            .filter(|part| *part == spelled.as_bytes());
        assert_eq!(found.count(), 0, "{spelled} is in the store");
    }
}

#[tokio::test]
async fn another_version_is_told_where_it_first_differs() {
    let (stand_in, host) = host_with("").await;
    let code = everything(&stand_in.address.to_string());
    let action = bind(&host, "everything", &code, json!({"KEY": SECRET})).await;
    passes(&host).await;
    let kept = recordings(&host, 1).await;
    let changed = json!({"code": code.replace("/risk?", "/fraud?")});
    let action_path = format!("/actions/{action}");
    let changed = host.admin("PATCH", &action_path, Some(changed)).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    deploy(&host, &action).await;
    let with = |number: u32| Some(json!({"version": number}));
    check_identical(&host, &kept[0]).await;
    assert_eq!(
        replay(&host, &kept[0], with(1)).await["verdict"],
        "identical"
    );
    let other = replay(&host, &kept[0], with(2)).await;
    assert_eq!(other["verdict"], "different", "{other}");
    assert_eq!(other["found"]["operation"], "fetch", "{other}");
    assert!(other["found"].to_string().contains("/fraud?"), "{other}");
    assert!(other["recorded"].to_string().contains("/risk?"), "{other}");
    conceals(&other.to_string());
    let path = path(&kept[0], "/replay");
    assert_eq!(host.admin("POST", &path, with(9)).await.status, 404);
}

#[tokio::test]
async fn what_is_full_or_over_is_recorded_no_more_and_logins_go_on() {
    let mut host = TestHost::start().await;
    bind(&host, "quiet", QUIET, json!({})).await;
    policy(&host, json!({"mode": "all", "rows": 2, "days": 1})).await;
    for _ in 0..4 {
        passes(&host).await;
    }
    not_recorded(&host, "full", 1).await;
    host.restart().await;
    let kept = recordings(&host, 2).await;
    let path = path(&kept[0], "");
    assert_eq!(host.admin("DELETE", &path, None).await.status, 204);
    assert_eq!(host.admin("DELETE", &path, None).await.status, 404);
    passes(&host).await;
    recordings(&host, 2).await;
    host.pass_ms(24 * 60 * 60 * 1_000 + 10);
    host.sweep().await;
    recordings(&host, 0).await;
    passes(&host).await;
    recordings(&host, 1).await;
}

#[tokio::test]
async fn a_recording_without_an_end_is_given_up_and_the_login_goes_on() {
    let stand_in = StandIn::start(&json!({"text": "x".repeat(3 << 20)})).await;
    let mut host = TestHost::with(Wanted {
        allow: vec![stand_in.address],
        ..Wanted::default()
    })
    .await;
    let code = format!(
        "exports.onExecutePostLogin = async () => {{
            for (let at = 0; at < 6; at++) await (await fetch('http://{}/')).arrayBuffer();
        }};",
        stand_in.address
    );
    bind(&host, "long", &code, json!({})).await;
    bind(&host, "quiet", QUIET, json!({})).await;
    policy(&host, json!({"mode": "all"})).await;
    passes(&host).await;
    not_recorded(&host, "too_large", 1).await;
    host.restart().await;
    let kept = recordings(&host, 1).await;
    assert_eq!(kept[0]["name"], "quiet");
    nothing_is_missing(&host).await;
}

#[tokio::test]
async fn an_execution_that_does_not_begin_is_no_recording_that_is_missing() {
    let host = TestHost::start().await;
    let throws = format!("if (Date.now() > 0) throw new Error('not now'); {QUIET}");
    bind(&host, "throws", &throws, json!({})).await;
    bind(&host, "quiet", QUIET, json!({})).await;
    policy(&host, json!({"mode": "all"})).await;
    passes(&host).await;
    let kept = recordings(&host, 1).await;
    assert_eq!(kept[0]["name"], "quiet");
    nothing_is_missing(&host).await;
}
