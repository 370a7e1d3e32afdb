//! What holds for any sequence of commands.

use contract::method::{self, MethodKind, Shape};
use contract::{Command, Failure, FailureKind, Trigger};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::fixture::{START, back, execution, run_of};
use crate::{Decision, Next, Outcome, Run};

/// One command of every kind.
pub(super) fn samples() -> Vec<Command> {
    let mut samples: Vec<Command> = Vec::new();
    for trigger in Trigger::ALL {
        for method in method::methods(trigger)
            .iter()
            .filter(|method| method.kind == MethodKind::Command)
        {
            if samples
                .iter()
                .all(|sample| sample.type_name() != method.path)
            {
                let args = method
                    .params
                    .iter()
                    .map(|param| sample(param.shape))
                    .collect();
                samples.push(Command::from_call(trigger, method.path, args).unwrap());
            }
        }
    }
    samples.push(Command::CacheSet {
        key: "k".to_owned(),
        value: "v".to_owned(),
        expires_at: START,
    });
    samples.push(Command::CacheDelete {
        key: "k".to_owned(),
    });
    assert_eq!(samples.len(), Command::TYPE_NAMES.len());
    samples
}

fn sample(shape: Shape) -> Value {
    match shape {
        Shape::Text => json!("https://a.example"),
        Shape::Number => json!(1),
        Shape::Boolean => json!(true),
        Shape::Json | Shape::Scalar => json!("x"),
        Shape::Texts => json!(["x"]),
        Shape::Object | Shape::Query => json!({"a": 1}),
        Shape::OneOf(words) => json!(words[0]),
        Shape::Factor(words) => json!({"type": words[0]}),
        Shape::Factors(words) => json!([{"type": words[0]}]),
        Shape::Options(fields) => fields
            .iter()
            .map(|field| (field.name.to_owned(), sample(field.shape)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

/// Any command: a sample, or one with text of any kind in it.
fn any_command() -> impl Strategy<Value = Command> {
    let texts = (any::<String>(), any::<String>(), 0..8_usize);
    let wild = texts.prop_map(|(a, b, kind)| match kind {
        0 => Command::AccessDeny {
            code: Some(a),
            reason: Some(b),
            user_message: None,
        },
        1 => Command::AccessTokenSetCustomClaim {
            name: a,
            value: b.into(),
        },
        2 => Command::IdTokenSetCustomClaim {
            name: a,
            value: b.into(),
        },
        3 => Command::AccessTokenAddScope { scope: a },
        4 => Command::UserSetUserMetadata {
            key: a,
            value: b.into(),
        },
        5 => Command::TransactionSetMetadata {
            key: a,
            value: b.into(),
        },
        6 => Command::CacheSet {
            key: a,
            value: b,
            expires_at: START,
        },
        _ => Command::RedirectSendUserTo {
            url: format!("https://{a}"),
            query: Some([(a, b.into())].into()),
        },
    });
    prop_oneof![proptest::sample::select(samples()), wild]
}

type Story = Vec<(Vec<Command>, bool)>;

fn any_story() -> impl Strategy<Value = Story> {
    let execution = (
        proptest::collection::vec(any_command(), 0..6),
        proptest::bool::weighted(0.2),
    );
    proptest::collection::vec(execution, 1..12)
}

/// Plays the story, empty executions after its end, saving and resuming at every suspension.
fn play(trigger: Trigger, policy: &str, story: &Story) -> Outcome {
    let mut run = run_of(trigger, &[policy; 3]);
    let mut story = story.iter();
    loop {
        match run.next(START) {
            Next::Execute(_) => {
                let (commands, fails) = story.next().cloned().unwrap_or_default();
                let failure = fails.then(|| Failure::new(FailureKind::Error, "Error: thrown"));
                run.fold(&execution(commands, failure)).unwrap();
            }
            Next::Suspend(suspension) => {
                assert!(suspension.redirect.location("s1").contains("state=s1"));
                run = Run::load(&run.save().unwrap()).unwrap();
                run.resume(START, back()).unwrap();
            }
            Next::Done(outcome) => return *outcome,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_commands_comes_to_an_end(story in any_story(), trigger in proptest::sample::select(Trigger::ALL.to_vec())) {
        let trigger = if trigger == Trigger::CredentialsExchange { trigger } else { Trigger::PostLogin };
        for policy in ["block", "continue"] {
            let outcome = play(trigger, policy, &story);
            if matches!(outcome.decision, Decision::Fail(_) | Decision::InteractionRequired) {
                prop_assert!(outcome.user_metadata.is_empty() && outcome.app_metadata.is_empty());
            }
            if outcome.decision != Decision::Allow {
                prop_assert!(outcome.claims.access_token.is_empty() && outcome.scopes.is_empty());
            }
        }
    }

    #[test]
    fn a_deny_always_wins(mut commands in proptest::collection::vec(any_command(), 0..6), at in any::<prop::sample::Index>(), fails in any::<bool>()) {
        commands.insert(at.index(commands.len() + 1), super::fixture::deny("no"));
        for policy in ["block", "continue"] {
            let outcome = play(Trigger::PostLogin, policy, &vec![(commands.clone(), fails)]);
            prop_assert!(matches!(outcome.decision, Decision::Deny(_)), "{:?}", outcome.decision);
        }
    }
}
