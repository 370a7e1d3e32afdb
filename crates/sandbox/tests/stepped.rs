//! In stepped time an execution waits for seconds and takes none, and every run of it is the same.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::sync::Arc;
use std::time::{Duration, Instant};

use contract::outbound::{OutboundError, OutboundRequest};
use contract::{Execution, LimitName, Trigger};
use futures_util::future::BoxFuture;
use sandbox::{Host, OutboundResponse, Request, Sandbox, Source, SteppedTime};
use support::case::{cases, sandbox, share};

/// A network that never answers, and time that moves when everything waits.
#[derive(Default)]
struct Stepped(SteppedTime);

impl Host for Stepped {
    fn now_ms(&self) -> f64 {
        1_800_000_000_000.0 + self.monotonic_ms()
    }

    fn monotonic_ms(&self) -> f64 {
        self.0.elapsed().as_secs_f64() * 1e3
    }

    fn random(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }

    fn sleep(&self, ms: u64) -> BoxFuture<'static, ()> {
        self.0.sleep(Duration::from_millis(ms))
    }

    fn send(
        &self,
        _request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>> {
        Box::pin(std::future::pending())
    }

    fn stepped(&self) -> Option<&SteppedTime> {
        Some(&self.0)
    }
}

async fn run(sandbox: &Sandbox, code: &str) -> (Execution, Vec<String>) {
    let share = share("stepped");
    let source = Source::new(Trigger::PostLogin, code);
    let prepared = sandbox.prepare(&share, &source).await.unwrap();
    let request = Request {
        host: Arc::new(Stepped::default()),
        ..cases("canary").pop().unwrap().request("stepped")
    };
    let executed = sandbox.execute(&prepared, request).await;
    let mut execution = executed.execution;
    if let Some(floated) = executed.tail.end().await {
        floated.join(&mut execution);
    }
    let lines = execution.logs.iter().map(|line| line.message.clone());
    let lines = lines.collect();
    (execution, lines)
}

#[tokio::test]
async fn seconds_pass_in_no_time_and_in_their_order() {
    let (sandbox, began) = (sandbox().await, Instant::now());
    let (execution, lines) = run(
        &sandbox,
        "exports.onExecutePostLogin = async () => {
            const began = performance.now();
            const at = (what) => console.log(what, Math.round(performance.now() - began));
            setTimeout(at, 19000, 'floats');
            setTimeout(at, 5000, 'second');
            setTimeout(() => setTimeout(at, 200, 'third'), 4900);
            const given_up = setTimeout(at, 100, 'never');
            clearTimeout(given_up);
            await fetch('https://silent.example/', { signal: AbortSignal.timeout(3000) })
                .catch((error) => at(error.name));
            const waits = [800, 700, 900].map((ms) => new Promise((ended) => setTimeout(ended, ms)));
            await Promise.all(waits);
            at('all');
            await new Promise((ended) => setTimeout(ended, 10000));
            at('settles');
        };",
    )
    .await;
    assert_eq!(execution.failure, None);
    assert_eq!(
        lines,
        [
            "TimeoutError 3000",
            "all 3900",
            "second 5000",
            "third 5100",
            "settles 13900",
            "[1 requests and timers that nobody awaited were cut: floating_ms = 5000]",
        ]
    );
    assert_eq!(execution.requests[0].duration_us, None, "it was given up");
    assert!(began.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn what_waits_for_ever_meets_the_limit_at_once() {
    let (sandbox, began) = (sandbox().await, Instant::now());
    let (execution, _) = run(
        &sandbox,
        "exports.onExecutePostLogin = () => fetch('https://silent.example/');",
    )
    .await;
    let limit = execution.failure.unwrap().limit.unwrap();
    assert_eq!((limit.name, limit.value), (LimitName::WallMs, 20_000));
    assert_eq!(execution.usage.wall_us, 20_000_000);
    assert!(began.elapsed() < Duration::from_secs(10));
}
