//! The sandbox: a fresh instance for every execution.

use std::time::Instant;

use serde_json::Value;

use crate::sample::figures;
use crate::table::Table;
use crate::world::{ACTION, EVENT, once, prepared, sandbox};

const RUNS: usize = 3_000;
const CHAIN: usize = 10;

pub(crate) async fn measure(table: &mut Table) -> anyhow::Result<()> {
    let sandbox = sandbox().await?;
    let action = prepared(&sandbox, ACTION).await?;
    let empty = prepared(&sandbox, "exports.onExecutePostLogin = () => {};").await?;
    let event: Value = serde_json::from_str(EVENT)?;
    let (mut inside, mut outside, mut nothing) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..RUNS + RUNS / 10 {
        let began = Instant::now();
        once(&sandbox, &empty, &event).await?;
        let empty_took = began.elapsed();
        let began = Instant::now();
        let cpu_us = once(&sandbox, &action, &event).await?;
        if round >= RUNS / 10 {
            outside.push(began.elapsed());
            inside.push(std::time::Duration::from_micros(cpu_us));
            nothing.push(empty_took);
        }
    }
    table.add("sandbox, fresh, processor time", figures(inside));
    table.add("sandbox, fresh, as its caller waits", figures(outside));
    table.add(
        "sandbox, fresh, an action that does nothing",
        figures(nothing),
    );
    Ok(())
}

/// A flow of ten actions against one.
pub(crate) async fn measure_chain() -> anyhow::Result<()> {
    let sandbox = sandbox().await?;
    let mut actions = Vec::new();
    for number in 0..CHAIN {
        actions.push(prepared(&sandbox, &format!("{ACTION}\n// {number}")).await?);
    }
    let event: Value = serde_json::from_str(EVENT)?;
    let (mut one, mut ten) = (Vec::new(), Vec::new());
    for _ in 0..500 {
        let began = Instant::now();
        for action in &actions {
            let began = Instant::now();
            once(&sandbox, action, &event).await?;
            one.push(began.elapsed());
        }
        ten.push(began.elapsed());
    }
    let mut table = Table::new("a flow of ten different actions", "one action");
    table.add("one action", figures(one));
    table.add("ten actions in order", figures(ten));
    table.print();
    Ok(())
}
