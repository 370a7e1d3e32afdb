//! Thousands of executions that wait for a slow server at once: what each costs in memory, and what an execution that
//! waits for nothing takes meanwhile.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::ensure;
use contract::ExecutionOutcome;
use contract::outbound::{OutboundError, OutboundHead, OutboundRequest};
use sandbox::{Outbound, OutboundResponse};
use tokio::task::JoinSet;

use crate::sample::figures;
use crate::table::Table;
use crate::world::{ACTION, EVENT, once, prepared, request, sandbox};

const WAITING: usize = 5_000;
const SLOW: Duration = Duration::from_secs(12);
const SLOW_ACTION: &str = r#"
exports.onExecutePostLogin = async (event, api) => {
  const answer = await fetch("https://slow.example/risk", { method: "POST", body: JSON.stringify({ ip: event.request.ip }) });
  api.accessToken.setCustomClaim("https://example.com/risk", (await answer.json()).risk);
};
"#;

pub(crate) async fn measure() -> anyhow::Result<()> {
    let sandbox = Arc::new(sandbox().await?);
    let slow = prepared(&sandbox, SLOW_ACTION).await?;
    let quick = prepared(&sandbox, ACTION).await?;
    let event: serde_json::Value = serde_json::from_str(EVENT)?;
    let before = private_kib()?;
    let mut waiting = JoinSet::new();
    let began = Instant::now();
    for _ in 0..WAITING {
        let (sandbox, slow, event) = (Arc::clone(&sandbox), slow.clone(), event.clone());
        waiting.spawn(async move {
            sandbox
                .execute(&slow, request(&event, Arc::new(SlowServer)))
                .await
        });
    }
    tokio::time::sleep(Duration::from_secs(4)).await;
    let during = private_kib()?;
    let mut times = Vec::new();
    for _ in 0..1_000 {
        let began = Instant::now();
        once(&sandbox, &quick, &event).await?;
        times.push(began.elapsed());
    }
    ensure!(
        began.elapsed() < SLOW,
        "the machine was too slow to measure while all wait"
    );
    let mut completed = 0;
    while let Some(executed) = waiting.join_next().await {
        completed += usize::from(executed?.execution.outcome == ExecutionOutcome::Completed);
    }
    let mut table = Table::new("while 5 000 executions wait for a slow server", "");
    table.add("an execution that waits for nothing", figures(times));
    table.print();
    let each = (during.saturating_sub(before)) as f64 / WAITING as f64 / 1024.0;
    println!(
        "  private memory of each that waits: {each:.3} MB (aim 0.3); {completed} of {WAITING} completed after {:?}",
        began.elapsed()
    );
    Ok(())
}

/// Memory that this process shares with nobody.
fn private_kib() -> anyhow::Result<u64> {
    let text = std::fs::read_to_string("/proc/self/smaps_rollup")?;
    Ok(text
        .lines()
        .filter(|line| line.starts_with("Private_"))
        .filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok())
        .sum())
}

struct SlowServer;

impl Outbound for SlowServer {
    fn send(
        &self,
        request: OutboundRequest,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<OutboundResponse, OutboundError>> + Send>>
    {
        Box::pin(async move {
            tokio::time::sleep(SLOW).await;
            let body = futures_util::stream::iter([Ok(r#"{"risk": 3}"#.into())]);
            Ok(OutboundResponse {
                head: OutboundHead {
                    status: 200,
                    status_text: "OK".to_owned(),
                    url: request.url,
                    redirected: false,
                    headers: Vec::new(),
                },
                body: Box::pin(body),
            })
        })
    }
}
