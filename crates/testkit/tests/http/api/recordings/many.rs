//! Hundreds of recordings of dozens of actions: replayed by the host that made them and by one that was started anew on the
//! same database, in whose bytes no secret stands.
#![allow(clippy::print_stdout, reason = "the test says what it has counted")]

mod acts;
mod spelled;

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use sandbox::recorded::kinds;
use serde_json::{Value, json};
use testkit::{Limits, StandIn, TestHost, Wanted};

use self::acts::{Act, of_the_sandbox, of_the_world};
use self::spelled::{MARK, secret, spellings};
use super::{binding, check_identical, passes, path, policy, rebind, replay, stored};

/// The actions of a host: a tenant has no more for one trigger.
const BOUND: usize = 20;
/// The logins that go through a flow.
const LOGINS: usize = 3;
/// What is never recorded on a server: only the programs of `latchwork test` report, and those run on no server.
const ELSEWHERE: [&str; 1] = ["call report"];

/// What hosts have shown.
#[derive(Default)]
struct Shown {
    kinds: BTreeSet<String>,
    /// How often a secret was concealed.
    references: usize,
    identical: usize,
    identical_after_restart: usize,
    /// The bytes that were searched for secrets, and how often one was found.
    searched: usize,
    found: usize,
}

#[tokio::test]
async fn hundreds_of_recordings_are_replayed_also_after_a_restart() {
    let began = Instant::now();
    let stand_in = StandIn::start(&json!({"score": 7})).await;
    let mut acts = of_the_world(&stand_in.address.to_string());
    acts.extend(of_the_sandbox());
    let mut shown = Shown::default();
    for some in acts.chunks(BOUND) {
        host_of(&stand_in, some, &mut shown).await;
    }
    let recordings = acts.len() * LOGINS;
    println!(
        "{recordings} recordings of {} actions, {} kinds of step and operation; identical: {} at once, {} after a restart; a changed \
         action differs at its request; {} secrets, {} spellings looked for, found {} times in {} bytes of databases and their logs; {:.1?}",
        acts.len(),
        shown.kinds.len(),
        shown.identical,
        shown.identical_after_restart,
        acts.len(),
        spellings().len(),
        shown.found,
        shown.searched,
        began.elapsed()
    );
    assert!(recordings >= 200, "{recordings}");
    assert!(acts.len() >= 40, "{}", acts.len());
    assert_eq!(
        (shown.identical, shown.identical_after_restart, shown.found),
        (recordings, recordings, 0)
    );
    let expected = kinds().filter(|kind| !ELSEWHERE.contains(&kind.as_str()));
    let expected: BTreeSet<String> = expected.collect();
    assert_eq!(shown.kinds, expected);
    // What they refer to is what they have used.
    assert!(shown.references > 10 * LOGINS, "{}", shown.references);
}

/// A host whose actions these are; the first is changed once all are recorded.
async fn host_of(stand_in: &StandIn, acts: &[Act], shown: &mut Shown) {
    let mut host = TestHost::with(Wanted {
        allow: vec![stand_in.address],
        limits: Limits {
            floating_ms: 200,
            timers: 50,
            ..Limits::default()
        },
        ..Wanted::default()
    })
    .await;
    policy(&host, json!({"mode": "all"})).await;
    let first = record(&host, acts).await;
    let kept = recorded(&host, acts.len() * LOGINS).await;
    let seen = stand_in.seen();
    look_at(&host, &kept, shown).await;
    shown.identical += identical(&host, &kept).await;
    let asks = acts[0].code.contains("/risk?");
    if asks {
        change(&host, &first, &acts[0].code).await;
        check_changed(&host, &kept, &acts[0]).await;
        let sent = seen
            .iter()
            .map(|seen| format!("{}\n{}\n", seen.target, seen.body));
        check_sent(&sent.collect::<String>());
    }
    search(&host, &kept, shown);

    host.restart().await;
    shown.identical_after_restart += identical(&host, &kept).await;
    if asks {
        check_changed(&host, &kept, &acts[0]).await;
    }
    search(&host, &kept, shown);
    assert_eq!(stand_in.seen().len(), seen.len(), "a replay sends nothing");
}

/// Has the action ask another address.
async fn change(host: &TestHost, id: &str, code: &str) {
    let changed = json!({"code": code.replace("/risk?", "/fraud?")});
    deploy(host, "PATCH", &format!("/actions/{id}"), &changed).await;
}

/// Lets each action run in some logins; the id of the first.
async fn record(host: &TestHost, acts: &[Act]) -> String {
    let mut ids = Vec::new();
    for act in acts {
        let body = json!({"name": act.name, "trigger": "post-login", "code": act.code,
            "secrets": {"KEY": secret(&act.name)}});
        ids.push(deploy(host, "POST", "/actions", &body).await);
    }
    let all: Vec<Value> = ids.iter().map(|id| binding(id)).collect();
    rebind(host, |bindings| *bindings = all).await;
    for _ in 0..LOGINS {
        passes(host).await;
    }
    ids.swap_remove(0)
}

/// Makes or changes an action, and deploys it; its id.
async fn deploy(host: &TestHost, method: &str, path: &str, body: &Value) -> String {
    let made = host.admin(method, path, Some(body.clone())).await;
    assert!(made.status < 300, "{}: {}", body["name"], made.body);
    let id = made.text("id");
    let path = format!("/actions/{id}/deploy");
    let deployed = host.admin("POST", &path, None).await;
    assert_eq!(deployed.status, 201, "{}: {}", body["name"], deployed.body);
    id
}

/// All recordings, once there are so many.
async fn recorded(host: &TestHost, count: usize) -> Vec<Value> {
    let mut rows = 0;
    for _ in 0..20_000 {
        let policy = host.admin("GET", "/recording-policy", None).await.json();
        rows = policy["used_rows"].as_u64().unwrap();
        if rows >= count as u64 {
            break;
        }
        tokio::task::yield_now().await;
    }
    assert_eq!(rows, count as u64);
    let mut kept = Vec::new();
    let mut next = Some("0".to_owned());
    while let Some(page) = next {
        let path = format!("/recordings?page={page}");
        let list = host.admin("GET", &path, None).await.json();
        kept.extend(list["recordings"].as_array().unwrap().iter().cloned());
        next = list["next"].as_str().map(str::to_owned);
    }
    assert_eq!(kept.len(), count);
    kept
}

/// What kinds of steps and operations the recordings show, and that they show no secret.
async fn look_at(host: &TestHost, kept: &[Value], shown: &mut Shown) {
    for one in kept {
        let path = path(one, "");
        let answer = host.admin("GET", &path, None).await;
        for spelled in spellings() {
            let stands = answer.body.contains(&spelled);
            assert!(!stands, "{spelled}: {}", answer.body);
        }
        shown.references += answer.body.matches(r#""spelling":"#).count();
        let answer = answer.json();
        let steps = answer["recorded"]["steps"].as_array().unwrap();
        shown.kinds.extend(steps.iter().map(kind));
    }
}

fn kind(step: &Value) -> String {
    let text = |name: &str| step[name].as_str();
    let step = text("step").unwrap();
    match text("operation").or(text("clock")) {
        Some(which) => format!("{step} {which}"),
        None => step.to_owned(),
    }
}

/// All replay identically; how many they are.
async fn identical(host: &TestHost, kept: &[Value]) -> usize {
    for one in kept {
        check_identical(host, one).await;
    }
    kept.len()
}

/// The second version of an action asks for something else, and that is shown.
async fn check_changed(host: &TestHost, kept: &[Value], changed: &Act) {
    let of_it = kept.iter().filter(|one| one["name"] == *changed.name);
    let mut count = 0;
    for one in of_it {
        let other = replay(host, one, Some(json!({"version": 2}))).await;
        assert_eq!(other["verdict"], "different", "{other}");
        let at = usize::try_from(other["at"].as_u64().unwrap()).unwrap();
        let path = path(one, "");
        let whole = host.admin("GET", &path, None).await.json();
        assert_eq!(whole["recorded"]["steps"][at], other["recorded"], "{other}");
        assert!(other["recorded"].to_string().contains("/risk?"), "{other}");
        assert!(other["found"].to_string().contains("/fraud?"), "{other}");
        assert!(
            !spellings()
                .iter()
                .any(|spelled| other.to_string().contains(spelled))
        );
        count += 1;
    }
    assert_eq!(count, LOGINS);
}

/// The actions have used their secrets, and spelled them in these ways.
fn check_sent(sent: &str) {
    let percent = "sk%20live%2F7f3a%2B";
    assert!(sent.contains(percent), "{sent}");
    assert!(sent.contains(MARK), "{sent}");
    let base64 = spellings()
        .into_iter()
        .filter(|one| one.starts_with("c2sgbGl2ZS83ZjNhK"));
    assert_eq!(base64.filter(|one| sent.contains(one)).count(), 1, "{sent}");
}

/// Looks for secrets in the bytes of the database and its log.
fn search(host: &TestHost, kept: &[Value], shown: &mut Shown) {
    let text: String = stored(host).into_iter().map(char::from).collect();
    // What is looked for in the right place is found.
    let id = kept[0]["id"].as_str().unwrap();
    assert!(text.contains(id), "{id} is not in the database");
    shown.searched += text.chars().count();
    let spellings = spellings();
    let found = spellings
        .iter()
        .map(|spelled| text.matches(spelled).count());
    shown.found += found.sum::<usize>();
}

/// The folder of the sandbox's own cases.
fn cases() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../sandbox/cases/js")
}
