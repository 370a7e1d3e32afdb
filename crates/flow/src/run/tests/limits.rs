//! Each limit, one past it.

use contract::{Failure, FailureKind, LimitName, Trigger};
use serde_json::json;

use super::fixture::{self, START, binding, context, event, execution, outcome, run};
use crate::{Decision, Error, Flow, HOSTED, Next, Run, RunId, is_hosted};

/// Folds one command and says which limit, if any, it met.
fn met(commands: &[serde_json::Value]) -> Result<(), (Option<LimitName>, String)> {
    let commands = commands
        .iter()
        .map(|command| serde_json::from_value(command.clone()).unwrap());
    let outcome = outcome(run(&["block"]), &[execution(commands.collect(), None)]);
    match outcome.decision {
        Decision::Allow => Ok(()),
        Decision::Fail(failed) => Err((
            failed.failure.limit.map(|limit| limit.name),
            failed.failure.message,
        )),
        other => panic!("{other:?}"),
    }
}

fn check(command: impl Fn(usize) -> Vec<serde_json::Value>, fits: usize, limit: Option<LimitName>) {
    assert_eq!(met(&command(fits)), Ok(()));
    let (name, message) = met(&command(fits + 1)).unwrap_err();
    assert_eq!(name, limit, "{message}");
    assert!(message.contains("at most"), "{message}");
}

#[test]
fn claims() {
    let command = |size| {
        vec![json!({"type": "idToken.setCustomClaim", "name": "a", "value": "x".repeat(size)})]
    };
    check(
        command,
        102_400 - r#"{"a":""}"#.len(),
        Some(LimitName::ClaimsBytes),
    );
}

#[test]
fn metadata() {
    for name in ["user.setUserMetadata", "user.setAppMetadata"] {
        let command = |size| vec![json!({"type": name, "key": "a", "value": "x".repeat(size)})];
        check(
            command,
            32_768 - r#"{"a":""}"#.len(),
            Some(LimitName::MetadataBytes),
        );
    }
}

#[test]
fn transaction_metadata() {
    let set = |key: &str, size: usize| json!({"type": "transaction.setMetadata", "key": key, "value": "x".repeat(size)});
    check(|size| vec![set(&"ä".repeat(size), 1)], 64, None);
    check(|size| vec![set("a", size)], 8_190, None);
    let fits = 16_384 - r#"{"a":"","b":"","c":"","was":true}"#.len() - 2 * 8_000;
    check(
        |size| vec![set("a", 8_000), set("b", 8_000), set("c", size)],
        fits,
        Some(LimitName::TransactionMetadataBytes),
    );
}

#[test]
fn transaction_values_are_scalars_that_javascript_holds() {
    let set =
        |value| met(&[json!({"type": "transaction.setMetadata", "key": "a", "value": value})]);
    for value in [
        json!(9_007_199_254_740_991_u64),
        json!(-0.5),
        json!(true),
        json!(""),
    ] {
        assert_eq!(set(value), Ok(()));
    }
    for value in [json!(9_007_199_254_740_992_u64), json!([]), json!({})] {
        assert!(
            set(value)
                .unwrap_err()
                .1
                .starts_with("api.transaction.setMetadata: the value must be")
        );
    }
}

#[test]
fn scopes() {
    let command = |count| {
        (0..count)
            .map(|index| json!({"type": "accessToken.addScope", "scope": format!("s{index}")}))
            .collect()
    };
    check(command, 100, Some(LimitName::Scopes));
}

#[test]
fn bindings() {
    let flow = |count: usize| {
        Flow::new(
            Trigger::PostLogin,
            (0..count).map(|index| binding(index, "block")).collect(),
        )
    };
    assert!(flow(20).is_ok());
    assert!(matches!(
        flow(21),
        Err(Error::TooManyBindings {
            limit: 20,
            actual: 21,
            ..
        })
    ));
    let other = Run::start(
        RunId::new("r"),
        flow(1).unwrap(),
        event(Trigger::CredentialsExchange),
        context(),
    );
    assert!(matches!(other, Err(Error::OtherTrigger { .. })));
}

#[test]
fn time() {
    let mut run = run(&["continue", "continue"]);
    let Next::Execute(step) = run.next(START + 19_999) else {
        panic!("a step is due")
    };
    assert_eq!(step.wall_ms, 1);
    let Next::Done(outcome) = run.next(START + 20_000) else {
        panic!("no time is left")
    };
    assert_eq!(outcome.steps.len(), 2);
    for step in outcome.steps {
        assert_eq!(step.failure.unwrap().limit.unwrap().name, LimitName::WallMs);
    }
    let mut blocked = fixture::run(&["block", "block"]);
    let Next::Done(outcome) = blocked.next(START + 20_000) else {
        panic!("no time is left")
    };
    assert!(matches!(outcome.decision, Decision::Fail(_)));
    assert_eq!(outcome.steps.len(), 1);
}

#[test]
fn a_binding_has_its_own_share_of_the_time() {
    let mut own = binding(0, "block");
    own.budget_ms = Some(500);
    let flow = Flow::new(Trigger::PostLogin, vec![own]).unwrap();
    let mut run = Run::start(RunId::new("r"), flow, event(Trigger::PostLogin), context()).unwrap();
    assert_eq!(fixture::due(&mut run).wall_ms, 500);
}

#[test]
fn what_is_hosted_is_what_is_folded() {
    assert!(HOSTED.is_sorted());
    for command in super::property::samples() {
        let name = command.type_name();
        let trigger = command.triggers()[0];
        let run = fixture::run_of(trigger, &["block"]);
        let outcome = outcome_or_suspension(run, execution(vec![command], None));
        assert_eq!(
            !outcome.contains("cannot carry"),
            is_hosted(name),
            "{name}: {outcome}"
        );
    }
}

fn outcome_or_suspension(mut run: Run, execution: contract::Execution) -> String {
    run.fold(&execution).unwrap();
    format!("{:?}", run.next(START))
}

/// What is too much beside what the user has shows only when it is written, and is a step's failure then too.
#[test]
fn metadata_that_cannot_be_written_fails_the_last_step_that_set_it() {
    let first = r#"accessToken.setCustomClaim ["b", 1]; user.setUserMetadata ["a", 1]"#;
    let second = r#"user.setAppMetadata ["c", 1]; user.setUserMetadata ["d", 1]"#;
    for (policy, third, expected) in [
        ("block", "", "fail too large; applied dropped applied"),
        (
            "continue",
            "",
            r#"allow; access {"b":1}; applied dropped applied"#,
        ),
        (
            "block",
            r#"access.deny ["no"]"#,
            "deny no; applied dropped denied",
        ),
    ] {
        let run = run(&["block", policy, "block"]);
        let flow = run.flow().clone();
        let ended = outcome(run, &[first, second, third].map(fixture::parse));
        let failure = Failure::new(FailureKind::Limit, "too large");
        let ended = ended.without_metadata(&flow, "user.setUserMetadata", failure);
        assert_eq!(fixture::summary(&ended), expected);
        assert_eq!(
            ended.steps[1].failure.as_ref().unwrap().message,
            "too large"
        );
    }
}
