//! Every case is recorded and repeated: on the sandbox it ran on and on one that was made anew. Nothing may differ.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it has counted"
)]

mod ends;
#[path = "../support/mod.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use contract::recording::{Difference, Step};
use contract::{Execution, LimitName, Trigger};
use sandbox::{Request, Sandbox, Source, recorded};
use serde_json::{Value, json};
use support::case::{Case, Description, cases, sandbox, share};
use support::node;

/// What a case did, and what passed meanwhile.
struct Record {
    execution: Execution,
    steps: Vec<Step>,
}

async fn record(sandbox: &Sandbox, case: &Case) -> Option<Record> {
    // What does not load has nothing to repeat.
    let prepared = sandbox.prepare(&share("replay"), &case.source).await.ok()?;
    let (executed, recorded) = sandbox.record(&prepared, case.request("replay")).await;
    let mut execution = executed.execution;
    if let Some(floated) = executed.tail.end().await {
        floated.join(&mut execution);
    }
    let steps = recorded.end().await.ok()?;
    Some(Record { execution, steps })
}

/// What must be the same.
fn shown(execution: &Execution) -> Value {
    let failure = execution.failure.as_ref();
    json!({
        "outcome": execution.outcome,
        "commands": execution.commands,
        "logs": execution.logs,
        "late": execution.usage.late_commands,
        "failure": failure.map(|failure| (&failure.kind, &failure.message)),
    })
}

/// A limit on time is met where it is met; what was done until then is compared all the same.
fn is_comparable(execution: &Execution) -> bool {
    let failure = execution.failure.as_ref();
    let limit = failure.and_then(|failure| failure.limit);
    !limit.is_some_and(|hit| matches!(hit.name, LimitName::CpuMs | LimitName::WallMs))
}

async fn repeat(sandbox: &Sandbox, case: &Case, record: &Record, wrong: &mut Vec<String>) {
    let prepared = sandbox.prepare(&share("replay"), &case.source).await;
    let request = case.request("replay");
    let steps = record.steps.clone();
    let replayed = sandbox.replay(&prepared.unwrap(), request, steps).await;
    let replayed = replayed.unwrap();
    let (expected, found) = (shown(&record.execution), shown(&replayed.execution));
    if let Some(difference) = replayed.difference {
        wrong.push(format!("{}: {difference:?}", case.name));
    } else if is_comparable(&record.execution) && expected != found {
        wrong.push(format!("{}:\n  {expected}\n  {found}", case.name));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_recorded_is_repeated_exactly() {
    let first = sandbox().await;
    let mut records = Vec::new();
    let all = cases("js").into_iter().chain(cases("hostile"));
    for case in all.chain(node_cases()) {
        if let Some(record) = record(&first, &case).await {
            records.push((case, record));
        }
    }
    let mut wrong = Vec::new();
    for (case, record) in &records {
        repeat(&first, case, record, &mut wrong).await;
    }
    drop(first);
    let again = sandbox().await;
    for (case, record) in &records {
        repeat(&again, case, record, &mut wrong).await;
    }
    let kinds = kinds(records.iter().map(|(_, record)| record));
    let actions: BTreeSet<_> = records.iter().map(|(case, _)| case.source.code()).collect();
    println!(
        "{} recordings of {} actions, each replayed twice, {} wrong; {kinds:?}",
        records.len(),
        actions.len(),
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(records.len() >= 200, "{}", records.len());
    assert!(actions.len() >= 40, "{}", actions.len());
    let kinds: BTreeSet<String> = kinds.into_keys().collect();
    assert_eq!(kinds, expected());
}

/// What no case has, and why.
const ELSEWHERE: [(&str, &str); 7] = [
    (
        "call report",
        "test programs report, and a case is an action",
    ),
    ("call net.close", NO_CONNECTION),
    ("start net.connect", NO_SERVER),
    ("start net.end", NO_CONNECTION),
    ("start net.read", NO_CONNECTION),
    (
        "start net.tls",
        "no network that these tests record speaks TLS",
    ),
    ("start net.write", NO_CONNECTION),
];
const NO_SERVER: &str =
    "the cases that connect are told of no server here; `sockets.rs` records connections";
const NO_CONNECTION: &str =
    "the network of the cases has no connections; `sockets.rs` records what is done on one";

/// Every kind of step there is but for what no case has.
fn expected() -> BTreeSet<String> {
    let mut all: BTreeSet<String> = recorded::kinds().collect();
    for (kind, why) in ELSEWHERE {
        assert!(
            all.remove(kind),
            "no recording has a {kind} any more: {why}"
        );
    }
    all
}

/// What is compared with Node is recorded as well.
fn node_cases() -> Vec<Case> {
    let case = |file: PathBuf| Case {
        name: file.display().to_string(),
        source: Source::new(Trigger::PostLogin, fs::read_to_string(&file).unwrap()),
        event: json!({}),
        description: Description::default(),
        expected: Value::Null,
    };
    node::cases().into_iter().map(case).collect()
}

/// How many steps of each kind there are.
fn kinds<'a>(records: impl Iterator<Item = &'a Record>) -> BTreeMap<String, usize> {
    let mut kinds = BTreeMap::new();
    for step in records.flat_map(|record| &record.steps) {
        let json = serde_json::to_value(step).unwrap();
        let mut kind = json["step"].as_str().unwrap().to_owned();
        if let Some(which) = json["operation"].as_str().or(json["clock"].as_str()) {
            kind = format!("{kind} {which}");
        }
        *kinds.entry(kind).or_insert(0) += 1;
    }
    kinds
}

const ACTION: &str = "exports.onExecutePostLogin = async (event, api) => {
  const started = Date.now();
  console.log(event.user.email);
  await new Promise((resolve) => setTimeout(resolve, 5));
  api.idToken.setCustomClaim('https://example.com/id', crypto.randomUUID());
  api.cache.set('k', 'v');
};";

/// Records the action, replays what it was changed to.
async fn changed(from: &str, to: &str) -> Option<Difference> {
    replaced(ACTION, &ACTION.replace(from, to)).await
}

/// Records one action, replays another on it.
async fn replaced(recorded: &str, replayed: &str) -> Option<Difference> {
    let sandbox = sandbox().await;
    let mut case = cases("js").remove(0);
    case.event = support::case::standard_event();
    case.source = Source::new(Trigger::PostLogin, recorded);
    let record = record(&sandbox, &case).await.unwrap();
    let changed = Source::new(Trigger::PostLogin, replayed);
    let prepared = sandbox.prepare(&share("replay"), &changed).await.unwrap();
    let request: Request = case.request("replay");
    sandbox
        .replay(&prepared, request, record.steps)
        .await
        .unwrap()
        .difference
}

/// What the cryptography library draws for itself differs from one run to the next.
const DRAWING: &str = "const crypto = require('crypto');
exports.onExecutePostLogin = async () => {
  const { privateKey, publicKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
  console.log(crypto.sign('sha256', Buffer.from('x'), privateKey).toString('hex'));
  const rsa = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
  console.log(crypto.publicEncrypt(rsa.publicKey, Buffer.from('x')).toString('hex'));
  console.log(publicKey.export({ type: 'spki', format: 'pem' }));
};";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_library_draws_is_repeated() {
    assert_eq!(replaced(DRAWING, DRAWING).await, None);
    let difference = replaced(DRAWING, &DRAWING.replace("'P-256'", "'P-384'")).await;
    assert!(matches!(difference.unwrap().found, Some(Step::Call { .. })));
}

/// It looks at the clock while it is loaded, so each execution loads it; loading computes longer than a tick.
const LOADS_SLOWLY: &str = "const began = Date.now();
for (let i = 0; i < 2e6; i++);
exports.onExecutePostLogin = async () => { for (;;); };";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_time_that_ended_a_handler_does_not_end_its_loading() {
    assert_eq!(replaced(LOADS_SLOWLY, LOADS_SLOWLY).await, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_action_differs_where_it_was_changed() {
    assert_eq!(changed("", "").await, None);
    let difference = changed("event.user.email", "event.user.user_id")
        .await
        .unwrap();
    assert_eq!(difference.at, 1);
    let both = [difference.recorded.unwrap(), difference.found.unwrap()];
    let steps: BTreeSet<String> = both
        .iter()
        .map(|step| serde_json::to_value(step).unwrap().to_string())
        .collect();
    assert_eq!(
        steps.into_iter().collect::<Vec<_>>(),
        [
            r#"{"level":"log","step":"log","text":[{"text":"ann@example.com"}]}"#,
            r#"{"level":"log","step":"log","text":[{"text":"auth0|1"}]}"#
        ]
    );
    let difference = changed("api.cache.set('k', 'v');", "").await.unwrap();
    assert!(
        matches!(difference.recorded, Some(Step::Call { .. })),
        "{difference:?}"
    );
    assert!(
        matches!(difference.found, Some(Step::Settled { .. })),
        "{difference:?}"
    );
    let difference = changed("resolve, 5", "resolve, 6").await.unwrap();
    assert!(
        matches!(difference.found, Some(Step::Start { .. })),
        "{difference:?}"
    );
    let throws = "Date.now(); throw new Error('x'); exports.onExecute";
    let difference = changed("exports.onExecute", throws).await.unwrap();
    assert!(
        matches!(difference.found, Some(Step::Settled { thrown: Some(_) })),
        "{difference:?}"
    );
    let difference = changed("api.cache", "await fetch('https://a.example'); api.cache").await;
    assert!(matches!(
        difference.unwrap().found,
        Some(Step::Start { .. })
    ));
}
