//! Node.js, as other hosts run such code.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use serde::Deserialize;

use crate::sample::figures;
use crate::table::Table;

#[derive(Deserialize)]
struct Report {
    version: String,
    warm: Vec<u64>,
    context: Vec<u64>,
}

/// What Node prints, called with these arguments and one of our files behind them.
pub(crate) fn printed(arguments: &[&str], file: &str) -> anyhow::Result<String> {
    let output = Command::new("node")
        .args(arguments)
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(file))
        .output()
        .context("node: install Node.js 20 or newer")?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8(output.stdout)?)
}

pub(crate) fn measure(table: &mut Table) -> anyhow::Result<()> {
    let report: Report = serde_json::from_str(&printed(&[], "node.js")?)?;
    let times = |times: Vec<u64>| figures(times.into_iter().map(Duration::from_nanos).collect());
    println!("Node {}", report.version);
    table.add("Node, warm, one shared context", times(report.warm));
    table.add("Node, a new vm context each time", times(report.context));
    Ok(())
}
