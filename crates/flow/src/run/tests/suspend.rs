//! Redirects: leaving, coming back, and what is left when it goes wrong.

use serde_json::json;

use super::fixture::{START, back, check, context, due, fold, parse, run, run_of, start};
use crate::{Decision, Error, Interaction, Next, Run, RunContext};

const REDIRECT: &str =
    r#"redirect.sendUserTo ["https://a.example/check?x=1", {"query": {"token": "t"}}]"#;

#[test]
fn a_redirect_suspends_after_the_action_and_the_same_action_goes_on() {
    check(
        &format!(
            r#"
            block: accessToken.setCustomClaim ["before", 1]
            block: {REDIRECT}; accessToken.setCustomClaim ["with", 1]; user.setUserMetadata ["a", 1]
            back: accessToken.setCustomClaim ["after", 1]
            block: accessToken.setCustomClaim ["last", 1]
            "#
        ),
        r#"allow; access {"after":1,"before":1,"last":1,"with":1}; user {"a":1}; applied suspended applied applied"#,
    );
}

#[test]
fn leaving_and_coming_back() {
    let mut run = run(&["block", "block"]);
    fold(
        &mut run,
        &format!(r#"{REDIRECT}; cache.set ["k", "v", 5]; transaction.setMetadata ["t", 1]"#),
    );
    let Next::Suspend(suspension) = run.next(START) else {
        panic!("it suspends")
    };
    assert_eq!(
        suspension.redirect.location("s1"),
        "https://a.example/check?x=1&token=t&state=s1"
    );
    assert_eq!(suspension.cache_writes.iter().count(), 1);
    assert!(matches!(run.fold(&parse("")), Err(Error::NotExecuting)));

    let mut run = Run::load(&run.save().unwrap()).unwrap();
    run.resume(START + 3_600_000, back()).unwrap();
    let Next::Execute(step) = run.next(START + 3_600_001) else {
        panic!("it goes on")
    };
    assert_eq!(
        (step.index, step.handler, step.wall_ms),
        (0, "onContinuePostLogin", 19_999)
    );
    assert_eq!(step.event["request"]["query"], json!({"state": "s1"}));
    assert_eq!(step.event["request"]["method"], "POST");
    assert_eq!(
        step.event["transaction"]["metadata"],
        json!({"was": true, "t": 1})
    );
    run.fold(&parse("")).unwrap();
    let step = due(&mut run);
    assert_eq!((step.index, step.handler), (1, "onExecutePostLogin"));
    assert_eq!(step.event["request"]["query"], json!({"state": "s1"}));
    run.fold(&parse("")).unwrap();
    let Next::Done(outcome) = run.next(START) else {
        panic!("it ends")
    };
    assert!(
        outcome.cache_writes.is_empty(),
        "they were handed out when it suspended"
    );
}

#[test]
fn a_step_that_fails_after_its_redirect_loses_both_halves() {
    let fixture = |policy: &str| {
        format!(
            r#"
            block: user.setUserMetadata ["kept", 1]
            {policy}: {REDIRECT}; user.setUserMetadata ["first", 1]
            back: user.setUserMetadata ["second", 1]; {REDIRECT}
            back: throw
            "#
        )
    };
    check(
        &fixture("continue"),
        r#"allow; user {"kept":1}; applied suspended suspended dropped"#,
    );
    check(
        &fixture("block"),
        "fail Error: thrown; applied suspended suspended dropped",
    );
}

#[test]
fn precedence_is_deny_then_failure_then_suspend() {
    check(
        &format!(r#"block: {REDIRECT}; access.deny ["no"]"#),
        "deny no; denied",
    );
    check(&format!("continue: {REDIRECT}; throw"), "allow; dropped");
}

#[test]
fn without_a_browser_a_redirect_ends_in_interaction_required() {
    for policy in ["block", "continue"] {
        let context = RunContext {
            interaction: Interaction::NonInteractive,
            ..context()
        };
        let mut run = start(contract::Trigger::PostLogin, &["block", policy], context);
        assert!(!due(&mut run).can_redirect);
        fold(&mut run, r#"user.setUserMetadata ["a", 1]"#);
        fold(&mut run, REDIRECT);
        let Next::Done(outcome) = run.next(START) else {
            panic!("it ends")
        };
        assert_eq!(outcome.decision, Decision::InteractionRequired);
        assert!(outcome.user_metadata.is_empty());
        assert!(
            outcome.steps[1]
                .failure
                .as_ref()
                .unwrap()
                .message
                .contains("interaction_required")
        );
    }
}

#[test]
fn an_eleventh_suspension_blocks_whatever_the_policy() {
    let mut run = run(&["continue"]);
    for _ in 0..10 {
        fold(&mut run, REDIRECT);
        run.resume(START, back()).unwrap();
    }
    fold(&mut run, REDIRECT);
    let Next::Done(outcome) = run.next(START) else {
        panic!("it ends")
    };
    let Decision::Fail(failed) = outcome.decision else {
        panic!("it fails")
    };
    assert_eq!(failed.failure.limit.unwrap().value, 10);
}

#[test]
fn a_run_ends_after_an_hour() {
    let mut run = run(&["block"]);
    fold(&mut run, REDIRECT);
    assert_eq!(run.expires_at_ms(), START + 3_600_000);
    let error = run.clone().resume(START + 3_600_001, back()).unwrap_err();
    assert!(
        matches!(
            error,
            Error::Expired {
                age_ms: 3_600_001,
                ..
            }
        ),
        "{error}"
    );
    run.resume(START + 3_600_000, back()).unwrap();
}

#[test]
fn only_a_suspended_run_resumes() {
    let mut run = run_of(contract::Trigger::CredentialsExchange, &["block"]);
    assert!(matches!(
        run.resume(START, back()),
        Err(Error::NotSuspended)
    ));
}

#[test]
fn a_saved_run_of_another_version_or_place_is_refused() {
    let mut run = run(&["block"]);
    fold(&mut run, REDIRECT);
    let saved = String::from_utf8(run.save().unwrap()).unwrap();
    assert_eq!(Run::load(saved.as_bytes()).unwrap(), run);
    let other = saved.replacen(r#""version":2"#, r#""version":3"#, 1);
    assert!(matches!(
        Run::load(other.as_bytes()),
        Err(Error::OtherVersion {
            expected: 2,
            found: 3
        })
    ));
    let beyond = saved.replacen(r#""index":0"#, r#""index":1"#, 1);
    assert!(matches!(
        Run::load(beyond.as_bytes()),
        Err(Error::NoSuchStep { index: 1, steps: 1 })
    ));
    assert!(matches!(Run::load(b"{"), Err(Error::Unreadable(_))));
}
