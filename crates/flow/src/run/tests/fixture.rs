//! The text form of a run, and its inhabitants.

use std::collections::BTreeMap;

use contract::event::{
    AccessTokenSoFar, CredentialsExchangeEvent, Event, LoginRequest, LoginTransaction,
    PostChangePasswordEvent, PostLoginEvent, Request,
};
use contract::{Command, Execution, Failure, FailureKind, Trigger, Usage};
use serde_json::{Map, Value, json};
use tenant::{ActionId, ActionVersionId, BindingId, FailurePolicy};

use crate::{
    Binding, Caches, ContinueRequest, Decision, Flow, FlowLimits, Interaction, Next, Outcome,
    Pinned, Run, RunContext, RunId, Step, StepEffect,
};

/// When runs of tests start.
pub(super) const START: u64 = 1_800_000_000_000;

pub(super) fn binding(index: usize, policy: &str) -> Binding {
    Binding {
        id: BindingId::new(format!("b{index}")),
        code: Pinned::Own {
            action: ActionId::new(format!("a{index}")),
            version: ActionVersionId::new(format!("v{index}")),
        },
        name: format!("Action {index}"),
        failure_policy: if policy == "continue" {
            FailurePolicy::Continue
        } else {
            FailurePolicy::Block
        },
        budget_ms: None,
    }
}

pub(super) fn context() -> RunContext {
    RunContext {
        interaction: Interaction::Interactive,
        started_at_ms: START,
        caches: Caches::default(),
        limits: FlowLimits::default(),
    }
}

pub(super) fn event(trigger: Trigger) -> Event {
    match trigger {
        Trigger::PostLogin => Event::PostLogin(Box::new(PostLoginEvent {
            transaction: Some(LoginTransaction {
                metadata: Map::from_iter([("was".to_owned(), json!(true))]),
                ..LoginTransaction::default()
            }),
            ..PostLoginEvent::default()
        })),
        Trigger::CredentialsExchange => {
            Event::CredentialsExchange(Box::new(CredentialsExchangeEvent {
                access_token: AccessTokenSoFar {
                    custom_claims: Map::new(),
                    scope: vec!["openid".to_owned(), "read".to_owned()],
                },
                ..CredentialsExchangeEvent::default()
            }))
        }
        _ => Event::PostChangePassword(Box::<PostChangePasswordEvent>::default()),
    }
}

pub(super) fn start(trigger: Trigger, policies: &[&str], context: RunContext) -> Run {
    let bindings = policies
        .iter()
        .enumerate()
        .map(|(index, policy)| binding(index, policy));
    let flow = Flow::new(trigger, bindings.collect()).unwrap();
    Run::start(RunId::new("r1"), flow, event(trigger), context).unwrap()
}

pub(super) fn run_of(trigger: Trigger, policies: &[&str]) -> Run {
    start(trigger, policies, context())
}

pub(super) fn run(policies: &[&str]) -> Run {
    run_of(Trigger::PostLogin, policies)
}

pub(super) fn deny(reason: &str) -> Command {
    Command::AccessDeny {
        code: None,
        reason: Some(reason.to_owned()),
        user_message: None,
    }
}

pub(super) fn execution(commands: Vec<Command>, failure: Option<Failure>) -> Execution {
    Execution::new(commands, failure, Vec::new(), Vec::new(), Usage::default())
}

/// `name [arguments]; name [arguments]`; a cache write takes key, value and expiry.
pub(super) fn commands(trigger: Trigger, text: &str) -> Vec<Command> {
    let calls = text
        .split("; ")
        .map(str::trim)
        .filter(|call| !call.is_empty() && *call != "throw");
    calls
        .map(|call| {
            let (name, args) = call.split_once(' ').unwrap();
            let args: Vec<Value> = serde_json::from_str(args).unwrap();
            match name {
                "cache.set" => serde_json::from_value(
                    json!({"type": name, "key": args[0], "value": args[1], "expires_at": args[2]}),
                )
                .unwrap(),
                "cache.delete" => {
                    serde_json::from_value(json!({"type": name, "key": args[0]})).unwrap()
                }
                _ => Command::from_call(trigger, name, args).unwrap(),
            }
        })
        .collect()
}

pub(super) fn parse(text: &str) -> Execution {
    let thrown = text.split("; ").any(|call| call.trim() == "throw");
    let failure = thrown.then(|| Failure::new(FailureKind::Error, "Error: thrown"));
    execution(commands(Trigger::PostLogin, text), failure)
}

pub(super) fn due(run: &mut Run) -> Step {
    match run.next(START) {
        Next::Execute(step) => *step,
        other => panic!("no step is due: {other:?}"),
    }
}

pub(super) fn fold(run: &mut Run, text: &str) {
    due(run);
    run.fold(&parse(text)).unwrap();
}

pub(super) fn back() -> ContinueRequest {
    let query = Map::from_iter([("state".to_owned(), json!("s1"))]);
    ContinueRequest {
        request: LoginRequest {
            base: Request {
                method: "POST".to_owned(),
                ..Request::default()
            },
            query,
            ..LoginRequest::default()
        },
        caches: Caches::default(),
    }
}

/// Folds the executions, coming back from every redirect, until the run is done.
pub(super) fn outcome(mut run: Run, executions: &[Execution]) -> Outcome {
    let mut executions = executions.iter();
    loop {
        match run.next(START) {
            Next::Execute(_) => run
                .fold(executions.next().expect("another execution"))
                .unwrap(),
            Next::Suspend(_) => {
                run = Run::load(&run.save().unwrap()).unwrap();
                run.resume(START, back()).unwrap();
            }
            Next::Done(outcome) => return *outcome,
        }
    }
}

pub(super) fn check(fixture: &str, expected: &str) {
    let lines = fixture
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let lines: Vec<(&str, &str)> = lines.map(|line| line.split_once(':').unwrap()).collect();
    let policies: Vec<&str> = lines
        .iter()
        .map(|(policy, _)| *policy)
        .filter(|policy| *policy != "back")
        .collect();
    let executions: Vec<Execution> = lines.iter().map(|(_, commands)| parse(commands)).collect();
    assert_eq!(summary(&outcome(run(&policies), &executions)), expected);
}

pub(super) fn summary(outcome: &Outcome) -> String {
    let mut parts = vec![match &outcome.decision {
        Decision::Allow => "allow".to_owned(),
        Decision::Deny(denial) => format!("deny {}", denial.reason.as_deref().unwrap_or_default()),
        Decision::Fail(failed) => format!("fail {}", failed.failure.message),
        Decision::InteractionRequired => "interaction_required".to_owned(),
    }];
    let mut part = |name: &str, text: String| {
        if !text.is_empty() && text != "{}" {
            parts.push(format!("{name} {text}"));
        }
    };
    let json = |value: Value| value.to_string();
    part("access", json(outcome.claims.access_token.clone().into()));
    part("id", json(outcome.claims.id_token.clone().into()));
    if !outcome.scopes.is_empty() {
        part(
            "scopes",
            outcome
                .scopes
                .apply(&["openid".to_owned(), "read".to_owned()])
                .join(" "),
        );
    }
    part(
        "user",
        json(json!(
            outcome.user_metadata.iter().collect::<BTreeMap<_, _>>()
        )),
    );
    part(
        "app",
        json(json!(
            outcome.app_metadata.iter().collect::<BTreeMap<_, _>>()
        )),
    );
    let keys: Vec<&str> = outcome.cache_writes.iter().map(cache_key).collect();
    part("cache", keys.join(" "));
    let effects: Vec<&str> = outcome
        .steps
        .iter()
        .map(|step| effect(step.effect))
        .collect();
    if !effects.is_empty() {
        parts.push(effects.join(" "));
    }
    parts.join("; ")
}

fn cache_key(command: &Command) -> &str {
    match command {
        Command::CacheSet { key, .. } | Command::CacheDelete { key } => key,
        other => panic!("no cache write: {other:?}"),
    }
}

const fn effect(effect: StepEffect) -> &'static str {
    match effect {
        StepEffect::Applied => "applied",
        StepEffect::Suspended => "suspended",
        StepEffect::Denied => "denied",
        StepEffect::Dropped => "dropped",
    }
}
