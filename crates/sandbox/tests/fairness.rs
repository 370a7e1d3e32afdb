//! One tenant's endless loops take its own turns of the processor and nobody else's. What is asserted is order and
//! number, not time: `make bench` measures the times, in its section `fair`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it has counted"
)]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use contract::outbound::{OutboundError, OutboundErrorKind, OutboundRequest};
use contract::{ExecutionOutcome, LimitName, Limits, Trigger};
use futures_util::future::BoxFuture;
use sandbox::{Host, OutboundResponse, Prepared, Request, Sandbox, Share, Source};
use support::case::{cases, sandbox, share};
use tokio::sync::watch;
use tokio::task::JoinSet;

const LOOPS: usize = 50;
/// As many of the loops may have met their limit by the time the others are done. Were the processor shared by
/// execution and not by tenant, nearly all of them would have.
const ENDED_AT_MOST: usize = LOOPS / 10;
const LOOP_CPU_MS: u64 = 100;
/// What waits between its slices is ended by time as well.
const LOOP_WALL_MS: u64 = 10_000;
const OTHERS: usize = 200;

/// Counts who has begun (an action begins by asking for the time) and answers no request until it is told to.
struct Doorkeeper {
    begun: watch::Sender<usize>,
    is_open: watch::Sender<bool>,
}

impl Doorkeeper {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            begun: watch::Sender::new(0),
            is_open: watch::Sender::new(false),
        })
    }

    async fn all_have_begun(&self, count: usize) {
        let mut begun = self.begun.subscribe();
        begun.wait_for(|&begun| begun >= count).await.unwrap();
    }
}

impl Host for Doorkeeper {
    fn now_ms(&self) -> f64 {
        self.begun.send_modify(|begun| *begun += 1);
        0.0
    }

    fn monotonic_ms(&self) -> f64 {
        0.0
    }

    fn random(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }

    fn sleep(&self, ms: u64) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(std::time::Duration::from_millis(ms)))
    }

    fn send(
        &self,
        _request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>> {
        let mut is_open = self.is_open.subscribe();
        Box::pin(async move {
            is_open.wait_for(|&is_open| is_open).await.unwrap();
            let kind = OutboundErrorKind::Refused;
            Err(OutboundError::new(kind, "the door is open"))
        })
    }
}

async fn prepared(sandbox: &Sandbox, share: &Share, code: &str) -> Prepared {
    let source = Source::new(Trigger::PostLogin, code);
    sandbox.prepare(share, &source).await.unwrap()
}

fn request(share: Share, host: Arc<Doorkeeper>) -> Request {
    let mut case = cases("canary").pop().unwrap();
    case.description.limits = Limits {
        cpu_ms: LOOP_CPU_MS,
        wall_ms: LOOP_WALL_MS,
        ..Limits::default()
    };
    Request {
        share,
        host,
        ..case.request("")
    }
}

fn installation(name: &str) -> Share {
    Share {
        installation: Some(name.into()),
        ..share("tenant")
    }
}

/// While `code` runs `LOOPS` times for one, the other's executions end.
async fn check(greedy: Share, code: &str, modest: Share) {
    let sandbox = Arc::new(sandbox().await);
    let host = Doorkeeper::new();
    let greedy_action = prepared(&sandbox, &greedy, code).await;
    let ended = Arc::new(AtomicUsize::new(0));
    let mut loops = JoinSet::new();
    for _ in 0..LOOPS {
        let (sandbox, ended) = (Arc::clone(&sandbox), Arc::clone(&ended));
        let action = greedy_action.clone();
        let request = request(greedy.clone(), Arc::clone(&host));
        loops.spawn(async move {
            let execution = sandbox.execute(&action, request).await.execution;
            ended.fetch_add(1, Ordering::SeqCst);
            execution
        });
    }
    host.all_have_begun(LOOPS).await;
    let before = ended.load(Ordering::SeqCst);
    let action = "exports.onExecutePostLogin = async (event, api) => { api.access.deny(event.user.email); };";
    let modest_action = prepared(&sandbox, &modest, action).await;
    for _ in 0..OTHERS {
        let request = request(modest.clone(), Arc::clone(&host));
        let execution = sandbox.execute(&modest_action, request).await.execution;
        assert_eq!(execution.outcome, ExecutionOutcome::Denied);
        assert_eq!(execution.failure, None);
    }
    let meanwhile = ended.load(Ordering::SeqCst) - before;
    println!("{OTHERS} executions ended while {meanwhile} of {LOOPS} loops did");
    assert!(meanwhile <= ENDED_AT_MOST, "{meanwhile} of {LOOPS}");
    while let Some(execution) = loops.join_next().await {
        let failure = execution.unwrap().failure.unwrap();
        let limit = failure.limit.unwrap().name;
        assert!(matches!(limit, LimitName::CpuMs | LimitName::WallMs));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn endless_loops_of_one_tenant_do_not_hold_up_another() {
    let code = "exports.onExecutePostLogin = () => { Date.now(); for (;;); };";
    check(share("greedy"), code, share("modest")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn endless_loops_of_one_installation_do_not_hold_up_another() {
    let code = "exports.onExecutePostLogin = () => { Date.now(); for (;;); };";
    check(installation("greedy"), code, installation("modest")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_small_slices_of_one_tenant_do_not_hold_up_another() {
    let code = "exports.onExecutePostLogin = async () => {
        Date.now();
        for (;;) await new Promise((resolve) => setImmediate(resolve));
    };";
    check(share("greedy"), code, share("modest")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_tenant_cannot_take_every_place() {
    const PLACES: usize = 150;
    let sandbox = Arc::new(sandbox().await);
    let host = Doorkeeper::new();
    let waits = "exports.onExecutePostLogin = async () => {
        Date.now();
        await fetch('https://api.example/').catch(() => {});
    };";
    let action = prepared(&sandbox, &share("greedy"), waits).await;
    let mut waiting = JoinSet::new();
    for _ in 0..PLACES {
        let (sandbox, action) = (Arc::clone(&sandbox), action.clone());
        let request = request(share("greedy"), Arc::clone(&host));
        waiting.spawn(async move { sandbox.execute(&action, request).await.execution });
    }
    host.all_have_begun(PLACES).await;
    let greedy = || request(share("greedy"), Arc::clone(&host));
    let refused = sandbox.execute(&action, greedy()).await.execution;
    let limit = refused.failure.unwrap().limit.unwrap();
    assert_eq!((limit.name, limit.value), (LimitName::Executions, 150));
    let code = "exports.onExecutePostLogin = () => {};";
    let modest = prepared(&sandbox, &share("modest"), code).await;
    let request = request(share("modest"), Arc::clone(&host));
    let execution = sandbox.execute(&modest, request).await.execution;
    assert_eq!(execution.outcome, ExecutionOutcome::Completed);

    host.is_open.send_replace(true);
    while let Some(execution) = waiting.join_next().await {
        assert_eq!(execution.unwrap().outcome, ExecutionOutcome::Completed);
    }
    let again = sandbox.execute(&action, greedy()).await.execution;
    assert_eq!(again.outcome, ExecutionOutcome::Completed);
}

/// What a thread has done before does not count against the action that it loads next.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn threads_that_have_worked_long_load_as_ever() {
    let settings = sandbox::Settings {
        threads: 1,
        executions: 10,
        executions_per_tenant: 10,
        ..sandbox::Settings::default()
    };
    let sandbox = Sandbox::new(settings).await.unwrap();
    let host = Doorkeeper::new();
    let code = "exports.onExecutePostLogin = () => { for (;;); };";
    let action = prepared(&sandbox, &share("greedy"), code).await;
    let mut request = request(share("greedy"), host);
    request.limits.cpu_ms = 2_100;
    let execution = sandbox.execute(&action, request).await.execution;
    assert_eq!(execution.outcome, ExecutionOutcome::Failed);
    let busy = "for (let i = 0; i < 2e5; i++) Math.sqrt(i); exports.onExecutePostLogin = () => {};";
    prepared(&sandbox, &share("modest"), busy).await;
}
