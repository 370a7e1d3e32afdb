//! From source to ready, and from a restart to the first execution with a hundred actions.

use std::sync::Arc;
use std::time::Instant;

use anyhow::ensure;
use contract::ExecutionOutcome;
use sandbox::{ImageFolder, Sandbox, Settings};

use crate::fresh::prepared;
use crate::sample::figures;
use crate::table::Table;
use crate::world::{ACTION, EVENT, NoNetwork, request};

const ACTIONS: usize = 100;

pub(crate) async fn measure() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let settings = Settings {
        images: Some(ImageFolder {
            path: folder.path().to_owned(),
            key: [7; 32],
        }),
        ..Settings::default()
    };
    let began = Instant::now();
    let sandbox = Sandbox::new(settings.clone()).await?;
    let first_start = began.elapsed();
    let mut times = Vec::new();
    for number in 0..ACTIONS {
        let began = Instant::now();
        prepared(&sandbox, &format!("{ACTION}\n// {number}")).await?;
        times.push(began.elapsed());
    }
    drop(sandbox);
    let began = Instant::now();
    let sandbox = Sandbox::new(settings).await?;
    let restart = began.elapsed();
    let event = serde_json::from_str(EVENT)?;
    let mut opened = Vec::new();
    for number in 0..ACTIONS {
        let began = Instant::now();
        let action = prepared(&sandbox, &format!("{ACTION}\n// {number}")).await?;
        let executed = sandbox
            .execute(&action, request(&event, Arc::new(NoNetwork)))
            .await;
        ensure!(executed.execution.outcome == ExecutionOutcome::Completed);
        opened.push(began.elapsed());
    }
    let all_opened = began.elapsed();
    let mut table = Table::new("source to ready", "");
    table.add("source to ready (aim 50 ms)", figures(times));
    table.add(
        "first execution after a restart, from disk",
        figures(opened),
    );
    table.print();
    println!(
        "  first start, nothing on disk: {first_start:?}; restart: {restart:?}; restart and one execution of each of {ACTIONS} actions: {all_opened:?}"
    );
    let bytes: u64 = std::fs::read_dir(folder.path())?
        .filter_map(|entry| entry.ok()?.metadata().ok())
        .map(|meta| meta.len())
        .sum();
    println!(
        "  on disk for {ACTIONS} actions and the compiled engine: {:.1} MB",
        bytes as f64 / 1e6
    );
    Ok(())
}
