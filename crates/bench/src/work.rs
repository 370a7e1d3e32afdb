//! What the host computes for actions, and JSON of a megabyte: the sandbox against Node.

use std::sync::Arc;

use anyhow::{Context as _, ensure};
use contract::{ExecutionOutcome, Limits};
use sandbox::Request;
use serde::Deserialize;
use serde_json::json;

use crate::node;
use crate::world::{NoNetwork, prepared, request, sandbox};

const WORK: &str = include_str!("../work.js");

#[derive(Deserialize)]
struct Told {
    task: String,
    micros: f64,
}

pub(crate) async fn measure() -> anyhow::Result<()> {
    let here = in_sandbox().await?;
    let there = in_node()?;
    println!("\nwhat the host computes for an action");
    println!("  {:<44} {:>12} {:>12}  ratio", "", "sandbox µs", "Node µs");
    for (here, there) in here.iter().zip(&there) {
        ensure!(here.task == there.task, "the tasks differ");
        let ratio = here.micros / there.micros;
        println!(
            "  {:<44} {:>12.1} {:>12.1}  {ratio:.2}x Node",
            here.task, here.micros, there.micros
        );
    }
    Ok(())
}

async fn in_sandbox() -> anyhow::Result<Vec<Told>> {
    let sandbox = sandbox().await?;
    let action = prepared(&sandbox, WORK).await?;
    let limits = Limits {
        cpu_ms: 20_000,
        wall_ms: 20_000,
        ..Limits::default()
    };
    let request = Request {
        limits,
        ..request(&json!({}), Arc::new(NoNetwork))
    };
    let execution = sandbox.execute(&action, request).await.execution;
    ensure!(
        execution.outcome == ExecutionOutcome::Completed,
        "{:?}",
        execution.failure
    );
    let lines = execution.logs.iter();
    lines.map(|line| told(&line.message)).collect()
}

fn in_node() -> anyhow::Result<Vec<Told>> {
    let call = "require(process.argv[1]).onExecutePostLogin()";
    let text = node::printed(&["-e", call], "work.js")?;
    text.lines().map(told).collect()
}

fn told(line: &str) -> anyhow::Result<Told> {
    serde_json::from_str(line).with_context(|| line.to_owned())
}
