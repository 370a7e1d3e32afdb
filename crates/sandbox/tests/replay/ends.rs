//! Every way in which an execution ends, recorded and replayed: by the same action, which does the same, and by changed ones,
//! which differ in the place where they were changed.

mod rows;

use std::sync::Arc;

use contract::permission::{Capabilities, Permissions};
use contract::recording::{Difference, Step};
use contract::{Execution, Limits, Trigger};
use sandbox::{NoSteps, Sandbox, Source};
use serde_json::json;

use self::rows::{AS_EVER, BY_DOING, BY_ITSELF, BY_TIME, End, LITTLE_TIME, Place};
use super::record;
use crate::support::case::{Case, cases, sandbox, share, standard_event};

/// One sandbox for all: to compile the guest takes longer than to end in every way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_end_is_met_again_and_a_changed_action_differs_where_it_was_changed() {
    let sandbox = sandbox().await;
    for end in [BY_ITSELF, BY_DOING, BY_TIME].into_iter().flatten() {
        check(&sandbox, end).await;
    }
    what_a_changed_module_does_while_it_loads_differs(&sandbox).await;
    another_field_that_was_not_granted_is_another_end(&sandbox).await;
    what_does_not_begin_has_no_steps(&sandbox).await;
}

async fn check(sandbox: &Sandbox, end: &End) {
    let case = case(end.body, end.limits);
    let recorded = record(sandbox, &case).await.unwrap();
    assert_eq!(name(&recorded.execution), end.name, "{}", end.body);
    let same = replay(sandbox, &case, end.body, &recorded.steps).await;
    assert_eq!(same, None, "{} does not do the same", end.body);
    for (from, to, expected) in end.changes {
        let changed = end.body.replace(from, to);
        assert_ne!(changed, end.body, "there is no {from}");
        let found = replay(sandbox, &case, &changed, &recorded.steps).await;
        let found = found.as_ref().map(place);
        assert_eq!(found, *expected, "{} -> {changed}", end.body);
    }
}

/// Its module is loaded before its handler begins, whenever that was ended.
async fn what_a_changed_module_does_while_it_loads_differs(sandbox: &Sandbox) {
    let case = case("for (;;);", LITTLE_TIME);
    let recorded = record(sandbox, &case).await.unwrap();
    let changed = format!("Date.now(); {}", code("for (;;);"));
    let found = replay_code(sandbox, &case, &changed, &recorded.steps).await;
    assert_eq!(found.as_ref().map(place), Some((0, "ended", "clock")));
}

async fn what_does_not_begin_has_no_steps(sandbox: &Sandbox) {
    let case = case("console.log('never');", AS_EVER);
    let prepared = sandbox.prepare(&share("ends"), &case.source).await.unwrap();
    let mut request = case.request("ends");
    request.event = json!({"user": "x".repeat(2 << 20)});
    let (executed, recorded) = sandbox.record(&prepared, request).await;
    assert_eq!(name(&executed.execution), "event_bytes");
    assert_eq!(recorded.end().await, Err(NoSteps::NotBegun));
    let throws = format!("if (Date.now() > 0) throw new Error('no'); {}", code(""));
    let throws = Source::new(Trigger::PostLogin, throws);
    let prepared = sandbox.prepare(&share("ends"), &throws).await.unwrap();
    let (_, recorded) = sandbox.record(&prepared, case.request("ends")).await;
    assert_eq!(recorded.end().await, Err(NoSteps::NotBegun));
}

async fn another_field_that_was_not_granted_is_another_end(sandbox: &Sandbox) {
    let case = case("console.log(event.user.email);", AS_EVER);
    let source = &case.source;
    let prepared = sandbox.prepare(&share("ends"), source).await.unwrap();
    let request = || {
        let granted = Permissions::default().grant(&Default::default()).unwrap();
        let mut request = case.request("ends");
        request.capabilities = Capabilities::Only(Arc::new(granted));
        request
    };
    let (executed, recorded) = sandbox.record(&prepared, request()).await;
    assert_eq!(name(&executed.execution), "capability");
    let steps = recorded.end().await.unwrap();
    for (field, expected) in [
        ("user.email", None),
        ("tenant.id", Some((0, "ended", "ended"))),
    ] {
        let code = code("console.log(event.user.email);").replace("user.email", field);
        let changed = Source::new(Trigger::PostLogin, code);
        let prepared = sandbox.prepare(&share("ends"), &changed).await.unwrap();
        let replayed = sandbox.replay(&prepared, request(), steps.clone()).await;
        let found = replayed.unwrap().difference;
        assert_eq!(found.as_ref().map(place), expected, "{field}");
    }
}

fn code(body: &str) -> String {
    format!("exports.onExecutePostLogin = async (event, api) => {{ {body} }};")
}

fn case(body: &str, limits: fn(&mut Limits)) -> Case {
    let mut case = cases("js").remove(0);
    case.source = Source::new(Trigger::PostLogin, code(body));
    case.event = standard_event();
    limits(&mut case.description.limits);
    case.description.fetch = serde_json::from_value(json!([
        {"match": {"url": "https://slow.example/?wait=0*"}, "respond": {"text": "x"}},
        {"match": {"url": "https://slow.example/"}, "respond": {"text": "x", "delay_ms": 60_000}},
    ]))
    .unwrap();
    case
}

/// What an execution came to.
fn name(execution: &Execution) -> String {
    let text = |value: serde_json::Value| value.as_str().unwrap().to_owned();
    match &execution.failure {
        Some(failure) => match failure.limit {
            Some(hit) => hit.name.as_str().to_owned(),
            None => text(json!(failure.kind)),
        },
        None => text(json!(execution.outcome)),
    }
}

async fn replay(sandbox: &Sandbox, case: &Case, body: &str, steps: &[Step]) -> Option<Difference> {
    replay_code(sandbox, case, &code(body), steps).await
}

async fn replay_code(
    sandbox: &Sandbox,
    case: &Case,
    code: &str,
    steps: &[Step],
) -> Option<Difference> {
    let source = Source::new(Trigger::PostLogin, code);
    let prepared = sandbox.prepare(&share("ends"), &source).await.unwrap();
    let replayed = sandbox.replay(&prepared, case.request("ends"), steps.to_vec());
    replayed.await.unwrap().difference
}

fn place(difference: &Difference) -> Place {
    let kind = |step: &Option<Step>| match step {
        None => "nothing",
        Some(Step::Clock { .. }) => "clock",
        Some(Step::Random { .. }) => "random",
        Some(Step::Log { .. }) => "log",
        Some(Step::Command { .. }) => "command",
        Some(Step::Call { .. }) => "call",
        Some(Step::Start { .. }) => "start",
        Some(Step::Cancel { .. }) => "cancel",
        Some(Step::Delivered { .. }) => "delivered",
        Some(Step::Settled { .. }) => "settled",
        Some(Step::Cut { .. }) => "cut",
        Some(Step::Ended { .. }) => "ended",
    };
    (
        difference.at,
        kind(&difference.recorded),
        kind(&difference.found),
    )
}
