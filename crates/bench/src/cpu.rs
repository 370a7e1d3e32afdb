//! JavaScript that only computes: a fresh sandbox against native QuickJS, the same programs, in turn.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use contract::{ExecutionOutcome, Limits};
use rquickjs::{Context, Ctx, Function, Object, Runtime};
use rustix::time::{ClockId, clock_gettime};
use sandbox::{Prepared, Request, Sandbox};
use serde_json::json;

use crate::world::{NoNetwork, prepared, request, sandbox};

/// The programs: each exports `work`, whose result is the same everywhere.
const PROGRAMS: [(&str, &str); 8] = [
    ("arrays", include_str!("../programs/arrays.js")),
    ("calls", include_str!("../programs/calls.js")),
    ("json", include_str!("../programs/json.js")),
    ("maps", include_str!("../programs/maps.js")),
    ("numbers", include_str!("../programs/numbers.js")),
    ("objects", include_str!("../programs/objects.js")),
    ("sha256", include_str!("../programs/sha256.js")),
    ("strings", include_str!("../programs/strings.js")),
];
/// How often each runs in either; the quickest counts, so that what else the machine does is left out.
const ROUNDS: usize = 15;

pub(crate) async fn measure() -> anyhow::Result<()> {
    let sandbox = sandbox().await?;
    println!("\nJavaScript that only computes, processor time");
    println!(
        "  {:<44} {:>12} {:>12}  ratio",
        "", "sandbox µs", "native µs"
    );
    let mut product = 1.0;
    for (name, program) in PROGRAMS {
        let (here, there) = both(&sandbox, program)
            .await
            .with_context(|| name.to_owned())?;
        let ratio = here.as_secs_f64() / there.as_secs_f64();
        product *= ratio;
        println!(
            "  {name:<44} {:>12} {:>12}  {ratio:.2}x native",
            here.as_micros(),
            there.as_micros()
        );
    }
    let mean = f64::powf(product, 1.0 / PROGRAMS.len() as f64);
    println!("  {:<70}  {mean:.2}x native", "geometric mean");
    Ok(())
}

/// The quickest of several runs in the sandbox and in native QuickJS.
async fn both(sandbox: &Sandbox, program: &str) -> anyhow::Result<(Duration, Duration)> {
    let action = format!(
        "{program}\nexports.onExecutePostLogin = () => console.log(JSON.stringify(exports.work()));"
    );
    let action = prepared(sandbox, &action).await?;
    let runtime = Runtime::new()?;
    let context = Context::full(&runtime)?;
    context.with(|ctx| -> anyhow::Result<()> {
        let load = format!("globalThis.exports = {{}}; {program}");
        Ok(ctx.eval::<(), _>(format!("(() => {{ {load} }})()"))?)
    })?;
    let (mut here, mut there) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        let (took, result) = in_sandbox(sandbox, &action).await?;
        let (native_took, native_result) = context.with(|ctx| natively(&ctx))?;
        ensure!(result == native_result, "{result} and {native_result}");
        here = here.min(took);
        there = there.min(native_took);
    }
    Ok((here, there))
}

async fn in_sandbox(sandbox: &Sandbox, action: &Prepared) -> anyhow::Result<(Duration, String)> {
    let limits = Limits {
        cpu_ms: 20_000,
        wall_ms: 60_000,
        ..Limits::default()
    };
    let request = Request {
        limits,
        ..request(&json!({}), Arc::new(NoNetwork))
    };
    let execution = sandbox.execute(action, request).await.execution;
    ensure!(
        execution.outcome == ExecutionOutcome::Completed,
        "{:?}",
        execution.failure
    );
    let line = execution.logs.first().context("a result")?;
    let took = Duration::from_micros(execution.usage.cpu_us);
    Ok((took, line.message.clone()))
}

fn natively(ctx: &Ctx<'_>) -> anyhow::Result<(Duration, String)> {
    let exports: Object = ctx.globals().get("exports")?;
    let work: Function = exports.get("work")?;
    let began = thread_time();
    let result: i64 = work.call(())?;
    Ok((thread_time() - began, result.to_string()))
}

fn thread_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        time.tv_sec.unsigned_abs(),
        u32::try_from(time.tv_nsec).unwrap_or(0),
    )
}
