//! A partner's release in a run: what it was granted, what it was pinned to, its own cache.

use std::sync::Arc;

use contract::cache::{CacheRecord, CacheSnapshot};
use contract::permission::Permissions;
use contract::{Command, Failure, FailureKind, Trigger};
use serde_json::{Value, json};
use tenant::{InstallationId, ReleaseId};

use super::fixture::{START, back, binding, commands, context, due, event, execution, summary};
use crate::view::Origin;
use crate::{
    Binding, Caches, CodeId, Flow, Next, Outcome, Pinned, PinnedRelease, Run, RunContext, RunId,
};

fn permissions() -> Permissions {
    serde_json::from_value(json!({
        "api": [
            {"method": "access.deny", "reason": "r"},
            {"method": "cache.set", "reason": "r"},
            {"method": "accessToken.setCustomClaim", "names": ["{configuration.CLAIM}"], "reason": "r"},
            {"method": "redirect.sendUserTo", "reason": "r"},
        ],
        "redirects": [{"host": "pages.acme.example", "reason": "r"}],
    }))
    .unwrap()
}

/// The installation `i{index}` of a release.
fn installed(index: usize, policy: &str, permissions: Permissions) -> Binding {
    let configuration = [("CLAIM", "https://acme.example/tier")];
    Binding {
        code: Pinned::Release(Arc::new(PinnedRelease {
            installation: InstallationId::new(format!("i{index}")),
            release: ReleaseId::new("sha256:0"),
            configuration: configuration
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
            permissions,
            refused: None,
        })),
        ..binding(index, policy)
    }
}

fn refused(index: usize, policy: &str) -> Binding {
    let mut binding = installed(index, policy, permissions());
    if let Pinned::Release(pinned) = &mut binding.code {
        let failure = Failure::new(FailureKind::Release, "recalled");
        Arc::make_mut(pinned).refused = Some(failure);
    }
    binding
}

fn start(bindings: Vec<Binding>, context: RunContext) -> Run {
    let flow = Flow::new(Trigger::PostLogin, bindings).unwrap();
    Run::start(RunId::new("r1"), flow, event(Trigger::PostLogin), context).unwrap()
}

fn end(run: &mut Run) -> Outcome {
    match run.next(START) {
        Next::Done(outcome) => *outcome,
        other => panic!("the run is not over: {other:?}"),
    }
}

/// What a run of one release comes to that sends these commands.
fn check(policy: &str, sent: &str, throws: bool, expected: &str) {
    let mut run = start(vec![installed(0, policy, permissions())], context());
    let failure = throws.then(|| Failure::new(FailureKind::Error, "Error: thrown"));
    run.fold(&execution(commands(Trigger::PostLogin, sent), failure))
        .unwrap();
    assert_eq!(summary(&end(&mut run)), expected, "{sent}");
}

const CLAIM: &str = r#"accessToken.setCustomClaim ["https://acme.example/tier", 1]"#;
const FOREIGN_CLAIM: &str = r#"accessToken.setCustomClaim ["other", 1]"#;
const UNDECLARED: &str = r#"user.setAppMetadata ["a", 1]"#;
const DENY: &str = r#"access.deny ["no"]"#;

/// The sandbox stops such a call where it is made; one that comes to the fold was forged.
#[test]
fn a_command_that_was_not_granted_fails_the_step_and_has_no_effect() {
    let why = "api.user.setAppMetadata is not among the permissions: declare the method `user.setAppMetadata`";
    check(
        "block",
        CLAIM,
        false,
        r#"allow; access {"https://acme.example/tier":1}; applied"#,
    );
    check(
        "block",
        &format!("{CLAIM}; {UNDECLARED}"),
        false,
        &format!("fail {why}; dropped"),
    );
    check(
        "continue",
        &format!("{CLAIM}; {UNDECLARED}"),
        false,
        "allow; dropped",
    );
    check(
        "block",
        FOREIGN_CLAIM,
        false,
        "fail api.accessToken.setCustomClaim may not write `other`: declare it among the names of `accessToken.setCustomClaim`; dropped",
    );
    check(
        "block",
        r#"redirect.sendUserTo ["https://evil.example/"]"#,
        false,
        "fail evil.example:443 is not among the permissions: declare its host among the redirects; dropped",
    );
    check("block", UNDECLARED, true, "fail Error: thrown; dropped");
}

#[test]
fn a_refusal_counts_only_where_it_was_granted() {
    check(
        "continue",
        &format!("{UNDECLARED}; {DENY}"),
        false,
        "deny no; denied",
    );
    // Of the tenant's own actions a revocation blocks whatever the policy; this release may not revoke.
    check(
        "continue",
        r#"session.revoke ["why"]"#,
        false,
        "allow; dropped",
    );
    let mut run = start(
        vec![installed(0, "continue", Permissions::default())],
        context(),
    );
    run.fold(&execution(commands(Trigger::PostLogin, DENY), None))
        .unwrap();
    assert_eq!(summary(&end(&mut run)), "allow; dropped");
}

#[test]
fn a_permission_without_its_value_grants_nothing() {
    let mut release = installed(0, "block", permissions());
    if let Pinned::Release(pinned) = &mut release.code {
        Arc::make_mut(pinned).configuration.clear();
    }
    let mut run = start(vec![release], context());
    run.fold(&execution(commands(Trigger::PostLogin, DENY), None))
        .unwrap();
    let ended = summary(&end(&mut run));
    assert!(
        ended.starts_with("fail the permission {configuration.CLAIM}"),
        "{ended}"
    );
}

#[test]
fn a_release_refused_when_the_run_began_fails_as_its_binding_says() {
    for (policy, expected) in [
        ("continue", "allow; dropped applied"),
        ("block", "fail recalled; dropped"),
    ] {
        let mut run = start(vec![refused(0, policy), binding(1, "block")], context());
        if policy == "continue" {
            assert_eq!(due(&mut run).index, 1);
            run.fold(&execution(Vec::new(), None)).unwrap();
        }
        assert_eq!(summary(&end(&mut run)), expected);
    }
    // Also behind a redirect of an earlier step: what was known at the start is no surprise.
    let mut run = start(vec![binding(0, "block"), refused(1, "continue")], context());
    let away = r#"redirect.sendUserTo ["https://a.example"]"#;
    run.fold(&execution(commands(Trigger::PostLogin, away), None))
        .unwrap();
    assert!(!Run::load(&run.save().unwrap()).unwrap().steps().is_empty());
    run.resume(START, back()).unwrap();
    assert!(run.has_resumed());
    run.fold(&execution(Vec::new(), None)).unwrap();
    assert_eq!(summary(&end(&mut run)), "allow; suspended applied dropped");
}

#[test]
fn a_saved_run_keeps_what_it_is_pinned_to() {
    let mut run = start(vec![installed(0, "block", permissions())], context());
    let away = r#"redirect.sendUserTo ["https://pages.acme.example/x"]"#;
    run.fold(&execution(commands(Trigger::PostLogin, away), None))
        .unwrap();
    let loaded = Run::load(&run.save().unwrap()).unwrap();
    assert_eq!(loaded, run);
    let code = &loaded.flow().bindings()[0].code;
    assert_eq!(code.origin(), Origin::Installed);
    assert_eq!(
        loaded.steps()[0].code,
        CodeId::Release {
            installation_id: InstallationId::new("i0"),
            release: ReleaseId::new("sha256:0"),
        }
    );
    assert_eq!(
        serde_json::to_value(&loaded.steps()[0].code).unwrap(),
        json!({"installation_id": "i0", "release": "sha256:0"})
    );
}

fn held(value: &str) -> CacheSnapshot {
    let record = CacheRecord {
        value: value.to_owned(),
        expires_at: START + 1,
    };
    CacheSnapshot {
        entries: [("k".to_owned(), record)].into(),
    }
}

fn set(value: &str) -> Command {
    let set = json!({"type": "cache.set", "key": "k", "value": value, "expires_at": START + 1});
    serde_json::from_value::<Command>(set).unwrap()
}

#[test]
fn each_installation_has_its_own_cache() {
    let mut caches = Caches::default();
    *caches.of_mut(None) = held("own");
    *caches.of_mut(Some(&InstallationId::new("i1"))) = held("first");
    let context = RunContext {
        caches,
        ..context()
    };
    let bindings = vec![
        binding(0, "block"),
        installed(1, "block", permissions()),
        installed(2, "block", permissions()),
        binding(3, "block"),
        installed(1, "block", permissions()),
    ];
    let mut run = start(bindings, context);
    let mut seen = Vec::new();
    for index in 0..5 {
        let step = due(&mut run);
        let value = step
            .cache
            .entries
            .get("k")
            .map(|record| record.value.as_str());
        seen.push(value.unwrap_or("-").to_owned());
        run.fold(&execution(vec![set(&format!("w{index}"))], None))
            .unwrap();
    }
    assert_eq!(seen, ["own", "first", "-", "w0", "w1"]);
    let writes = serde_json::to_value(end(&mut run).cache_writes).unwrap();
    let count = |writes: &Value| writes.as_array().unwrap().len();
    assert_eq!(count(&writes["own"]), 2);
    assert_eq!(count(&writes["installed"]["i1"]), 2);
    assert_eq!(count(&writes["installed"]["i2"]), 1);
}
