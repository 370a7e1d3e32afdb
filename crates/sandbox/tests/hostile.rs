//! Every folder below `cases/hostile` is an action that means harm. It ends as its case says, twice over, and while it
//! floats and after it has ended an honest action of another tenant, in the same pool, gives the same bytes as ever.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it has counted"
)]

mod support;

use std::sync::Arc;

use contract::{Execution, LimitName};
use sandbox::{Prepared, Request, Sandbox, Settings};
use support::case::{Case, cases, share};
use support::differences;
use support::network::Network;
use support::still::StillHost;

/// So few that every execution runs where another has just run.
const EXECUTIONS: u32 = 8;
const EXECUTIONS_PER_TENANT: u32 = 4;

async fn small_pool() -> Sandbox {
    let settings = Settings {
        threads: 2,
        executions: EXECUTIONS,
        executions_per_tenant: EXECUTIONS_PER_TENANT,
        ..Settings::default()
    };
    Sandbox::new(settings).await.unwrap()
}

/// The honest action and what it gave before anybody did harm.
struct Canary {
    case: Case,
    prepared: Prepared,
    song: String,
    sung: usize,
}

impl Canary {
    async fn new(sandbox: &Sandbox) -> Self {
        let case = cases("canary").pop().unwrap();
        let prepared = sandbox
            .prepare(&share("canary"), &case.source)
            .await
            .unwrap();
        let mut canary = Self {
            case,
            prepared,
            song: String::new(),
            sung: 0,
        };
        let execution = canary.execute(sandbox).await;
        let mut found = Vec::new();
        let value = serde_json::to_value(&execution).unwrap();
        differences("", &canary.case.expected, &value, &mut found);
        assert!(found.is_empty(), "{found:?}\n{value}");
        canary.song = song(&execution);
        canary
    }

    async fn execute(&self, sandbox: &Sandbox) -> Execution {
        let request = self.request("canary");
        sandbox.execute(&self.prepared, request).await.execution
    }

    fn request(&self, tenant: &str) -> Request {
        let network = Arc::new(Network(self.case.description.fetch.clone()));
        Request {
            host: Arc::new(StillHost(network)),
            ..self.case.request(tenant)
        }
    }

    async fn sings_as_ever(&mut self, sandbox: &Sandbox, after: &str) {
        let song = song(&self.execute(sandbox).await);
        assert_eq!(song, self.song, "after {after}");
        self.sung += 1;
    }
}

/// All that an execution gives back but how long it took.
fn song(execution: &Execution) -> String {
    serde_json::to_string(&(
        execution.outcome,
        &execution.commands,
        &execution.failure,
        &execution.logs,
    ))
    .unwrap()
}

/// Runs the case twice, each time with a canary while it floats and one behind it. What does not load is not run again.
async fn run_twice(case: &Case, sandbox: &Sandbox, canary: &mut Canary) -> Vec<Execution> {
    let prepared = match sandbox.prepare(&share("hostile"), &case.source).await {
        Ok(prepared) => prepared,
        Err(failure) => return vec![Execution::failed(failure)],
    };
    let mut executions = Vec::new();
    for _ in 0..2 {
        let executed = sandbox.execute(&prepared, case.request("hostile")).await;
        canary.sings_as_ever(sandbox, &case.name).await;
        let mut execution = executed.execution;
        if let Some(floated) = executed.tail.end().await {
            floated.join(&mut execution);
            canary.sings_as_ever(sandbox, &case.name).await;
        }
        executions.push(execution);
    }
    executions
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_actions_harm_nobody_else() {
    let sandbox = Arc::new(small_pool().await);
    let mut canary = Canary::new(&sandbox).await;
    let all = cases("hostile");
    let mut wrong = Vec::new();
    let mut executions = 0;
    for case in &all {
        for execution in run_twice(case, &sandbox, &mut canary).await {
            executions += 1;
            let value = serde_json::to_value(&execution).unwrap();
            let mut found = Vec::new();
            differences("", &case.expected, &value, &mut found);
            if !found.is_empty() {
                let found = found.join("\n  ");
                wrong.push(format!("{}\n  {found}\n  {value}", case.name));
            }
        }
        canary.sings_as_ever(&sandbox, &case.name).await;
    }
    println!(
        "{} hostile cases, executed {executions} times, {} wrong; {} canaries, all alike",
        all.len(),
        wrong.len(),
        canary.sung
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    every_place_is_given_back(&sandbox, &canary).await;
}

/// As many at once as there are places, again and again: a place that was lost would be missing.
async fn every_place_is_given_back(sandbox: &Arc<Sandbox>, canary: &Canary) {
    let places = ["canary", "hostile"]
        .into_iter()
        .flat_map(|tenant| std::iter::repeat_n(tenant, EXECUTIONS_PER_TENANT as usize));
    for _ in 0..100 {
        let together = places
            .clone()
            .map(|tenant| execute_when_there_is_a_place(sandbox, canary, tenant));
        for execution in futures_util::future::join_all(together).await {
            assert_eq!(song(&execution), canary.song);
        }
    }
}

/// An execution holds its place for a moment longer than its caller waits.
async fn execute_when_there_is_a_place(
    sandbox: &Sandbox,
    canary: &Canary,
    tenant: &str,
) -> Execution {
    for _ in 0..100_000 {
        let request = canary.request(tenant);
        let execution = sandbox.execute(&canary.prepared, request).await.execution;
        let limit = execution.failure.as_ref().and_then(|failure| failure.limit);
        if limit.is_none_or(|limit| limit.name != LimitName::Executions) {
            return execution;
        }
        tokio::task::yield_now().await;
    }
    panic!("a place of {tenant} was lost");
}
