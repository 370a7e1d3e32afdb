//! The table of permissions: every kind of them, declared or not, tried by plain call, by patched built-ins and by side ways.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it has counted"
)]

mod attempts;
mod besides;
mod places;
#[path = "../support/mod.rs"]
mod support;
mod world;

use std::collections::{BTreeMap, HashMap};

use attempts::{Act, Attempt, MARK};
use contract::method::MethodKind;
use contract::permission::Permissions;
use contract::{Failure, FailureKind, Trigger};
use sandbox::{Prepared, Sandbox, Source};
use support::case::share;
use world::{Tried, capabilities, execute};

const ACT: &str = include_str!("act.js");
const PATCHED: &str = include_str!("patched.js");
const FORGED: &str = include_str!("forged.js");

/// How something is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Way {
    Plain,
    Patched,
    /// A side way that does what a plain call does.
    Route(&'static str),
    /// One that leads nowhere.
    Sideways(&'static str),
}

const READS: &[&str] = &[
    "descriptor",
    "foreignThis",
    "heir",
    "proxy",
    "reflect",
    "lookup",
    "frozen",
    "enumerable",
    "recursion",
    "later",
];
const CALLS: &[&str] = &["apply", "foreignThis", "proxy", "bound", "toJson", "later"];
const REQUESTS: &[&str] = &["request", "text", "url", "later"];
const SIDEWAYS: &[&str] = &[
    "list", "remove", "walk", "flip", "template", "pretend", "late",
];

impl Way {
    fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain | Self::Patched => None,
            Self::Route(name) | Self::Sideways(name) => Some(name),
        }
    }

    fn code(self) -> String {
        match self {
            Self::Plain => ACT.to_owned(),
            Self::Patched => format!("{ACT}{PATCHED}"),
            Self::Route(_) | Self::Sideways(_) => format!("{ACT}{FORGED}"),
        }
    }

    fn column(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Patched => "patched",
            Self::Route(_) | Self::Sideways(_) => "forged",
        }
    }
}

/// Plain, patched, and two side ways, the next of them for each attempt.
fn ways(attempt: &Attempt, number: usize) -> [Way; 4] {
    let routes = match attempt.act {
        Act::Read { .. } => READS,
        Act::Call { .. } => CALLS,
        Act::Fetch { .. } => REQUESTS,
    };
    [
        Way::Plain,
        Way::Patched,
        Way::Route(routes[number % routes.len()]),
        Way::Sideways(SIDEWAYS[number % SIDEWAYS.len()]),
    ]
}

/// Prepares each action once.
struct Actions<'a> {
    sandbox: &'a Sandbox,
    prepared: HashMap<(Trigger, &'static str), Prepared>,
}

impl Actions<'_> {
    async fn of(&mut self, trigger: Trigger, way: Way) -> Prepared {
        if let Some(prepared) = self.prepared.get(&(trigger, way.column())) {
            return prepared.clone();
        }
        let source = Source::new(trigger, way.code());
        let prepared = self.sandbox.prepare(&share("t"), &source).await.unwrap();
        self.prepared
            .insert((trigger, way.column()), prepared.clone());
        prepared
    }
}

/// Whether what was attempted has happened.
fn took_effect(attempt: &Attempt, tried: &Tried) -> bool {
    match &attempt.act {
        Act::Read { .. } => serde_json::to_string(&tried.execution)
            .unwrap()
            .contains(MARK),
        Act::Call { method, .. } if method.kind != MethodKind::Command => tried.says("answered"),
        Act::Call { .. } => tried
            .execution
            .commands
            .iter()
            .any(|command| attempt.act.is(command)),
        Act::Fetch { url } => tried.sent.contains(&url::Url::parse(url).unwrap().into()),
    }
}

/// What is wrong with a try that was declared.
fn declared(attempt: &Attempt, way: Way, tried: &Tried) -> Option<String> {
    let failure = tried.execution.failure.as_ref();
    let is_answered_with_an_error =
        matches!(&attempt.act, Act::Call { method, .. } if method.kind != MethodKind::Command);
    match way {
        // It may have tried other things besides.
        Way::Sideways(_) => None,
        _ if failure.is_some() => Some(format!("failed: {failure:?}")),
        _ if took_effect(attempt, tried) || (is_answered_with_an_error && tried.says("caught")) => {
            None
        }
        _ => Some("had no effect".to_owned()),
    }
}

/// What is wrong with a try that was not declared.
fn undeclared(attempt: &Attempt, way: Way, tried: &Tried) -> Option<String> {
    let failure = tried.execution.failure.as_ref();
    let refused = |failure: Option<&Failure>| {
        failure.is_some_and(|failure| {
            failure.kind == FailureKind::Capability && failure.message.contains(&attempt.refusal)
        })
    };
    if took_effect(attempt, tried) {
        return Some("had its effect".to_owned());
    }
    match (way, &attempt.act) {
        (Way::Sideways("list" | "remove"), Act::Read { .. }) if failure.is_some() => {
            Some("was ended by a listing".to_owned())
        }
        (Way::Sideways(_), _) => None,
        (_, Act::Fetch { .. }) => {
            let recorded = tried
                .execution
                .requests
                .first()
                .and_then(|record| record.error.clone());
            let is_rejected = tried.says("caught ERR_LATCHWORK_CAPABILITY")
                && recorded.is_some_and(|error| error.contains(&attempt.refusal));
            (!is_rejected || failure.is_some()).then(|| "was not rejected".to_owned())
        }
        _ if !refused(failure) => Some(format!("did not end it by name: {failure:?}")),
        _ if tried.says("caught") || tried.says("went on") => Some("was caught".to_owned()),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_done_that_was_not_declared() {
    let sandbox = support::case::sandbox().await;
    let mut actions = Actions {
        sandbox: &sandbox,
        prepared: HashMap::new(),
    };
    let mut wrong = Vec::new();
    let mut counts: BTreeMap<(&str, bool), BTreeMap<&str, usize>> = BTreeMap::new();
    let all = attempts::all();
    for (number, attempt) in all.iter().enumerate() {
        for way in ways(attempt, number) {
            let prepared = actions.of(attempt.trigger, way).await;
            for (is_declared, permissions) in
                [(true, &attempt.declared), (false, &attempt.undeclared)]
            {
                let tried = attempt_once(&sandbox, &prepared, attempt, way, permissions).await;
                let fault = if is_declared {
                    declared(attempt, way, &tried)
                } else {
                    undeclared(attempt, way, &tried)
                };
                if let Some(fault) = fault {
                    let (told, way, trigger) =
                        (attempt.act.told(way.name()), way.column(), attempt.trigger);
                    wrong.push(format!(
                        "{trigger} {way} declared={is_declared} {told}: {fault}\n  {:?}",
                        tried.execution
                    ));
                }
                *counts
                    .entry((attempt.kind, is_declared))
                    .or_default()
                    .entry(way.column())
                    .or_default() += 1;
            }
        }
    }
    report(&counts, wrong.len());
    assert!(
        wrong.is_empty(),
        "{}",
        wrong
            .iter()
            .take(20)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    );
}

async fn attempt_once(
    sandbox: &Sandbox,
    prepared: &Prepared,
    attempt: &Attempt,
    way: Way,
    permissions: &Permissions,
) -> Tried {
    let told = attempt.act.told(way.name());
    let handler = attempt.trigger.handler();
    execute(
        sandbox,
        prepared,
        handler,
        attempt.act.event(),
        &told,
        capabilities(permissions),
    )
    .await
}

fn report(counts: &BTreeMap<(&str, bool), BTreeMap<&str, usize>>, wrong: usize) {
    println!(
        "{:<18} {:<10} {:>7} {:>8} {:>7}",
        "kind", "", "plain", "patched", "forged"
    );
    let mut all = 0;
    for ((kind, is_declared), by_way) in counts {
        let of = |way| by_way.get(way).copied().unwrap_or(0);
        let declared = if *is_declared {
            "declared"
        } else {
            "undeclared"
        };
        println!(
            "{kind:<18} {declared:<10} {:>7} {:>8} {:>7}",
            of("plain"),
            of("patched"),
            of("forged")
        );
        all += by_way.values().sum::<usize>();
    }
    println!("{all} tries, {wrong} wrong");
}
