//! What an execution has used of the host's memory is given back when it is over, however deep it went.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it has measured"
)]

mod support;

use std::sync::Arc;
use std::time::{Duration, Instant};

use contract::Trigger;
use futures_util::future::join_all;
use sandbox::{LiveHost, NoOutbound, Request, Source};
use support::case::{cases, sandbox, share};

/// How many executions are deep at once.
const EXECUTIONS: usize = 100;
/// What may stay in memory of the stack of each: what is kept so that the next need not ask the system for it.
const KEPT_BYTES: u64 = 96 << 10;
/// The size of a stack, by which it is told from other memory.
const STACK_BYTES: u64 = 26 << 20;

/// Deep in the engine's own frames, which take the most of a stack: a text is parsed at every level.
const ACTION: &str = "
let deepest = 0;
const down = (depth) => {
  if (deepest > 0) return;
  try { JSON.parse('[1]', () => down(depth + 1)); } catch { deepest = depth; }
};
exports.onExecutePostLogin = async () => {
  down(0);
  console.log(deepest > 100);
  await new Promise((resolve) => setTimeout(resolve, 300));
};";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deep_executions_leave_no_stack_behind() {
    let sandbox = sandbox().await;
    let source = Source::new(Trigger::PostLogin, ACTION);
    let prepared = sandbox.prepare(&share("stacks"), &source).await.unwrap();
    let request = || Request {
        host: Arc::new(LiveHost::new(Arc::new(NoOutbound))),
        ..cases("canary").pop().unwrap().request("stacks")
    };
    let run = || sandbox.execute(&prepared, request());
    assert_eq!(run().await.execution.failure, None);
    let executed = join_all((0..EXECUTIONS).map(|_| run())).await;
    for executed in executed {
        assert_eq!(executed.execution.failure, None);
        assert_eq!(executed.execution.logs[0].message, "true");
    }
    // Who is told the outcome is told before the last of an execution is gone.
    let mut each = resident_of_each();
    let began = Instant::now();
    while each > KEPT_BYTES && began.elapsed() < Duration::from_secs(5) {
        tokio::time::sleep(Duration::from_millis(20)).await;
        each = resident_of_each();
    }
    println!("{each} bytes stay of the stack of each of {EXECUTIONS} deep executions");
    assert!(each <= KEPT_BYTES, "{each} bytes stay of each execution");
}

/// How much of the stack of each execution is in memory.
fn resident_of_each() -> u64 {
    let maps = std::fs::read_to_string("/proc/self/smaps").unwrap();
    let kilobytes = |line: &str, name: &str| {
        let value = line.strip_prefix(name)?.trim().strip_suffix("kB")?;
        value.trim().parse::<u64>().ok()
    };
    let sizes = maps.lines().filter_map(|line| kilobytes(line, "Size:"));
    let resident = maps.lines().filter_map(|line| kilobytes(line, "Rss:"));
    let stacks = sizes.zip(resident);
    let stacks = stacks.filter(|(size, _)| size * 1024 == STACK_BYTES);
    let stacks: Vec<u64> = stacks.map(|(_, resident)| resident * 1024).collect();
    assert!(stacks.len() >= EXECUTIONS, "{} stacks", stacks.len());
    stacks.iter().sum::<u64>() / EXECUTIONS as u64
}
