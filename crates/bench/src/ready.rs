//! From source to ready, and from a restart to the first execution with a hundred actions.

use std::time::Instant;

use sandbox::Sandbox;

use crate::sample::figures;
use crate::table::Table;
use crate::world::{ACTION, EVENT, bytes_in, keeping_images, once, prepared};

const ACTIONS: usize = 100;

pub(crate) async fn measure() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let settings = keeping_images(folder.path());
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
        once(&sandbox, &action, &event).await?;
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
    println!(
        "  on disk for {ACTIONS} actions and the compiled engine: {:.1} MB",
        bytes_in(folder.path())? as f64 / 1e6
    );
    Ok(())
}
