//! What an execution hands back: a list of commands (objects) and calls (arrays `[path, arguments...]`), folded by a
//! flow of two actions. Whatever it holds, the run ends, survives being saved, and keeps the protocol's claims its own.
#![no_main]

use contract::cache::CacheSnapshot;
use contract::event::{
    CredentialsExchangeEvent, Event, LoginRequest, PostChangePasswordEvent, PostLoginEvent,
    PostUserRegistrationEvent, PreUserRegistrationEvent, SendPhoneMessageEvent,
};
use contract::{Command, Execution, Trigger, Usage};
use flow::{
    Binding, ContinueRequest, Decision, Flow, FlowLimits, Interaction, Next, Outcome, Run,
    RunContext, RunId, claims,
};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use tenant::{ActionId, ActionVersionId, BindingId, FailurePolicy};

const NOW: u64 = 1_800_000_000_000;

fuzz_target!(|data: &[u8]| {
    let Ok(list) = serde_json::from_slice::<Vec<Value>>(data) else {
        return;
    };
    for trigger in Trigger::ALL {
        let commands: Vec<Command> = list
            .iter()
            .filter_map(|value| command(trigger, value))
            .collect();
        let saved = serde_json::to_vec(&commands).expect("commands are JSON");
        assert_eq!(
            serde_json::from_slice::<Vec<Command>>(&saved).expect("their own JSON"),
            commands
        );
        let refuses = commands
            .iter()
            .any(|command| command.refuses() && command.is_allowed_in(trigger));
        let execution = Execution::new(commands, None, vec![], vec![], Usage::default());
        let outcome = run(trigger, &execution);
        assert!(!refuses || outcome.decision != Decision::Allow);
        check(trigger, &outcome);
    }
});

fn command(trigger: Trigger, value: &Value) -> Option<Command> {
    match value {
        Value::Array(call) => {
            let (path, arguments) = call.split_first()?;
            let command = Command::from_call(trigger, path.as_str()?, arguments.to_vec()).ok()?;
            assert!(command.is_allowed_in(trigger));
            Some(command)
        }
        _ => serde_json::from_value(value.clone()).ok(),
    }
}

fn run(trigger: Trigger, execution: &Execution) -> Outcome {
    let flow = Flow::new(
        trigger,
        vec![
            binding("b1", FailurePolicy::Continue),
            binding("b2", FailurePolicy::Block),
        ],
    );
    let context = RunContext {
        interaction: Interaction::Interactive,
        started_at_ms: NOW,
        cache: CacheSnapshot::default(),
        limits: FlowLimits::default(),
    };
    let mut run = Run::start(
        RunId::new("r"),
        flow.expect("a flow"),
        event(trigger),
        context,
    )
    .expect("a run");
    // Ten suspensions and two steps are the most a run may take.
    for _ in 0..100 {
        match run.next(NOW) {
            Next::Execute(_) => run.fold(execution).expect("a step is due"),
            Next::Suspend(suspension) => {
                assert!(
                    suspension
                        .redirect
                        .location("st&te")
                        .contains("state=st%26te")
                );
                let saved = run.save().expect("a run is saved");
                let again = Run::load(&saved).expect("its own bytes");
                assert_eq!(again, run);
                run = again;
                let request = ContinueRequest {
                    request: LoginRequest::default(),
                    cache: CacheSnapshot::default(),
                };
                run.resume(NOW, request).expect("a suspended run");
            }
            Next::Done(outcome) => return *outcome,
        }
    }
    panic!("the run does not end");
}

fn check(trigger: Trigger, outcome: &Outcome) {
    for claims in [&outcome.claims.access_token, &outcome.claims.id_token] {
        assert!(claims.keys().all(|name| claims::is_settable(name)));
    }
    let scopes = outcome.scopes.apply(&["openid".to_owned()]);
    let distinct: std::collections::BTreeSet<&String> = scopes.iter().collect();
    assert_eq!(distinct.len(), scopes.len());
    assert_eq!(
        outcome.public_error(trigger, "ref").is_none(),
        outcome.decision == Decision::Allow
    );
}

fn binding(id: &str, failure_policy: FailurePolicy) -> Binding {
    Binding {
        id: BindingId::new(id),
        action: ActionId::new(id),
        version: ActionVersionId::new(id),
        name: id.into(),
        failure_policy,
        budget_ms: None,
    }
}

fn event(trigger: Trigger) -> Event {
    match trigger {
        Trigger::PostLogin => Event::PostLogin(Box::new(PostLoginEvent::default())),
        Trigger::CredentialsExchange => {
            Event::CredentialsExchange(Box::new(CredentialsExchangeEvent::default()))
        }
        Trigger::PreUserRegistration => {
            Event::PreUserRegistration(Box::new(PreUserRegistrationEvent::default()))
        }
        Trigger::PostUserRegistration => {
            Event::PostUserRegistration(Box::new(PostUserRegistrationEvent::default()))
        }
        Trigger::PostChangePassword => {
            Event::PostChangePassword(Box::new(PostChangePasswordEvent::default()))
        }
        Trigger::SendPhoneMessage => {
            Event::SendPhoneMessage(Box::new(SendPhoneMessageEvent::default()))
        }
    }
}
