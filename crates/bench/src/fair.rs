//! What an execution takes while 50 endless loops of another tenant run, against the same execution on an idle sandbox.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use sandbox::{Prepared, Request, Sandbox};
use serde_json::Value;
use tokio::task::JoinSet;

use crate::sample::{Figures, figures};
use crate::table::Table;
use crate::world::{ACTION, EVENT, NoNetwork, once, prepared, request, sandbox, share};

const LOOPS: usize = 50;
const RUNS: usize = 2_000;
const LOOP: &str = "exports.onExecutePostLogin = () => { for (;;); };";

pub(crate) async fn measure() -> anyhow::Result<()> {
    let sandbox = Arc::new(sandbox().await?);
    let quick = prepared(&sandbox, ACTION).await?;
    let endless = prepared(&sandbox, LOOP).await?;
    let event: Value = serde_json::from_str(EVENT)?;
    time(&sandbox, &quick, &event, RUNS / 10).await?;
    let idle = time(&sandbox, &quick, &event, RUNS).await?;

    let go_on = Arc::new(AtomicBool::new(true));
    let mut loops = JoinSet::new();
    for _ in 0..LOOPS {
        let (sandbox, endless) = (Arc::clone(&sandbox), endless.clone());
        let (event, go_on) = (event.clone(), Arc::clone(&go_on));
        loops.spawn(async move {
            while go_on.load(Ordering::Relaxed) {
                let request = Request {
                    share: share("loops"),
                    ..request(&event, Arc::new(NoNetwork))
                };
                sandbox.execute(&endless, request).await;
            }
        });
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    let beside = time(&sandbox, &quick, &event, RUNS).await?;
    go_on.store(false, Ordering::Relaxed);
    while loops.join_next().await.is_some() {}

    let mut table = Table::new(
        "one execution while 50 endless loops of another tenant run",
        "on an idle sandbox",
    );
    table.add("on an idle sandbox", idle);
    table.add("beside the loops", beside);
    table.print();
    println!(
        "  p99: {:.2}x; what a whole login takes beside the loops stands in the section `login`",
        beside.p99.as_secs_f64() / idle.p99.as_secs_f64(),
    );
    Ok(())
}

async fn time(
    sandbox: &Sandbox,
    action: &Prepared,
    event: &Value,
    runs: usize,
) -> anyhow::Result<Figures> {
    let mut times = Vec::with_capacity(runs);
    for _ in 0..runs {
        let began = Instant::now();
        once(sandbox, action, event).await?;
        times.push(began.elapsed());
    }
    Ok(figures(times))
}
