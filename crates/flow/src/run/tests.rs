//! Runs as text: one line per execution, `policy: command [arguments]; ...`, and what the run came to.
//!
//! `throw` stands for an error of the action. A line `back:` is the continue handler after a redirect.

mod fixture;
mod limits;
mod property;
mod release;
mod suspend;

use fixture::{check, outcome};

#[test]
fn claims_scopes_and_metadata_accumulate_in_order() {
    check(
        r#"
        block: accessToken.setCustomClaim ["plan", "gold"]; idToken.setCustomClaim ["n", null]; accessToken.addScope ["write"]
        block: accessToken.setCustomClaim ["plan", "iron"]; user.setUserMetadata ["a", 1]; accessToken.removeScope ["read"]
        block: user.setUserMetadata ["a", null]; user.setAppMetadata ["b", {"c": [2]}]
        "#,
        r#"allow; access {"plan":"iron"}; id {"n":null}; scopes openid write; user {"a":null}; app {"b":{"c":[2]}}; applied applied applied"#,
    );
}

#[test]
fn a_restricted_claim_is_ignored_and_fails_nothing() {
    check(
        r#"block: accessToken.setCustomClaim ["sub", "x"]; idToken.setCustomClaim ["https://x.auth0.com/a", 1]; idToken.setCustomClaim ["ok", 1]"#,
        r#"allow; id {"ok":1}; applied"#,
    );
}

#[test]
fn a_deny_ends_the_flow_and_writes_metadata() {
    check(
        r#"
        block: user.setAppMetadata ["a", 1]; accessToken.setCustomClaim ["b", 1]
        block: user.setUserMetadata ["c", 1]; access.deny ["no"]; access.deny ["later"]; user.setUserMetadata ["d", 1]
        block: user.setUserMetadata ["never", 1]
        "#,
        r#"deny no; user {"c":1,"d":1}; app {"a":1}; applied denied"#,
    );
}

#[test]
fn a_deny_stands_when_the_action_fails_afterwards_but_its_commands_do_not() {
    for policy in ["block", "continue"] {
        check(
            &format!(
                r#"
                block: user.setAppMetadata ["a", 1]
                {policy}: user.setUserMetadata ["c", 1]; access.deny ["no"]; throw
                "#
            ),
            r#"deny no; app {"a":1}; applied denied"#,
        );
    }
}

#[test]
fn a_deny_stands_beside_a_command_the_host_lacks() {
    check(
        r#"continue: multifactor.enable ["any"]; user.setUserMetadata ["c", 1]; access.deny ["no"]"#,
        "deny no; denied",
    );
}

#[test]
fn a_failure_blocks_and_drops_all_metadata() {
    check(
        r#"
        block: user.setAppMetadata ["a", 1]; cache.set ["k", "v", 5]
        block: user.setUserMetadata ["c", 1]; cache.set ["l", "w", 5]; throw
        block: access.deny ["never"]
        "#,
        "fail Error: thrown; cache k; applied dropped",
    );
}

#[test]
fn a_failure_that_may_continue_drops_the_step_alone() {
    check(
        r#"
        block: user.setAppMetadata ["a", 1]
        continue: user.setAppMetadata ["b", 1]; accessToken.addScope ["x"]; throw
        block: user.setAppMetadata ["c", 1]
        "#,
        r#"allow; app {"a":1,"c":1}; applied dropped applied"#,
    );
}

#[test]
fn a_command_the_host_lacks_fails_by_name() {
    let lacking = r#"user.setAppMetadata ["b", 1]; multifactor.enable ["any"]"#;
    check(
        &format!("block: {lacking}"),
        "fail api.multifactor.enable: this host cannot carry the command out yet; dropped",
    );
    check(&format!("continue: {lacking}"), "allow; dropped");
}

#[test]
fn a_step_that_cannot_be_executed_blocks_whatever_the_policy() {
    let mut run = fixture::run(&["continue", "continue"]);
    fixture::fold(&mut run, r#"user.setAppMetadata ["a", 1]"#);
    let gone = contract::Failure::new(contract::FailureKind::Internal, "gone");
    run.block(gone.clone()).unwrap();
    assert!(matches!(run.block(gone), Err(crate::Error::NotExecuting)));
    let crate::Next::Done(outcome) = run.next(fixture::START) else {
        panic!("the run is over")
    };
    assert!(
        matches!(&outcome.decision, crate::Decision::Fail(failed) if failed.failure.message == "gone"),
        "{outcome:?}"
    );
    assert!(outcome.app_metadata.iter().next().is_none());
    assert_eq!(outcome.steps[1].effect, crate::StepEffect::Dropped);
    assert_eq!(outcome.steps[1].failure.as_ref().unwrap().message, "gone");
}

#[test]
fn a_refusal_the_host_lacks_refuses_whatever_the_policy() {
    for command in [
        r#"session.revoke ["why"]"#,
        r#"refreshToken.revoke ["why"]"#,
        r#"validation.error ["c", "m"]"#,
    ] {
        let name = command.split(' ').next().unwrap();
        check(
            &format!("continue: {command}"),
            &format!("fail api.{name}: this host cannot carry the command out yet; dropped"),
        );
        check(
            &format!("continue: {command}; throw"),
            "fail Error: thrown; dropped",
        );
    }
}

#[test]
fn a_scope_that_is_none_fails_by_name() {
    check(
        r#"block: accessToken.addScope ["a\"b"]"#,
        "fail api.accessToken.addScope: a scope must be printable ASCII without quotes and backslashes (RFC 6749, section 3.3); dropped",
    );
}

#[test]
fn an_empty_flow_allows() {
    check("", "allow");
}

#[test]
fn a_deny_of_another_trigger_is_a_failure() {
    let run = fixture::run_of(contract::Trigger::PostChangePassword, &["block"]);
    let command = fixture::deny("no");
    let outcome = outcome(run, &[fixture::execution(vec![command], None)]);
    assert!(
        matches!(outcome.decision, crate::Decision::Fail(_)),
        "{outcome:?}"
    );
}

#[test]
fn later_steps_see_what_the_reference_shows_them() {
    let mut run = fixture::run_of(contract::Trigger::CredentialsExchange, &["block", "block"]);
    let step = fixture::due(&mut run);
    assert_eq!(
        step.event["accessToken"],
        serde_json::json!({"customClaims": {}, "scope": ["openid", "read"]})
    );
    assert!(!step.can_redirect);
    let commands = fixture::commands(
        contract::Trigger::CredentialsExchange,
        r#"accessToken.setCustomClaim ["a", 1]; cache.set ["k", "v", 5]"#,
    );
    run.fold(&fixture::execution(commands, None)).unwrap();
    let step = fixture::due(&mut run);
    assert_eq!(
        step.event["accessToken"]["customClaims"],
        serde_json::json!({"a": 1})
    );
    assert_eq!(step.cache.entries.keys().collect::<Vec<_>>(), ["k"]);
}

#[test]
fn transaction_metadata_is_seen_and_deleted() {
    let mut run = fixture::run(&["block"; 3]);
    for (command, expected) in [
        (
            r#"transaction.setMetadata ["a", "b"]; transaction.setMetadata ["n", 1.5]"#,
            serde_json::json!({"was": true, "a": "b", "n": 1.5}),
        ),
        (
            r#"transaction.setMetadata ["a", null]; transaction.setMetadata ["was", null]"#,
            serde_json::json!({"n": 1.5}),
        ),
    ] {
        fixture::fold(&mut run, command);
        assert_eq!(
            fixture::due(&mut run).event["transaction"]["metadata"],
            expected
        );
    }
}

#[test]
fn records_name_commands_and_keep_failures() {
    let outcome = outcome(
        fixture::run(&["continue"]),
        &[fixture::parse(
            "user.setUserMetadata [\"secret\", \"value\"]; throw",
        )],
    );
    let record = &outcome.steps[0];
    assert_eq!(record.commands, ["user.setUserMetadata"]);
    assert_eq!(record.handler, "onExecutePostLogin");
    assert_eq!(record.failure.as_ref().unwrap().message, "Error: thrown");
    assert!(!serde_json::to_string(record).unwrap().contains("value"));
}
