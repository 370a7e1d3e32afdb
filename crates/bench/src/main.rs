//! `make bench`: what executions, logins and tokens cost, as ratios between figures of one run.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "figures are what this program is for")]

mod cpu;
mod fair;
mod fresh;
mod host;
mod login;
mod machine;
mod native;
mod node;
mod packages;
mod ready;
mod recording;
mod restart;
mod sample;
mod table;
mod tokens;
mod waiting;
mod work;
mod world;

use table::Table;

fn main() -> anyhow::Result<()> {
    let only = std::env::args().nth(1);
    let runs = |name: &str| only.as_deref().is_none_or(|only| only == name);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    if only.as_deref() == Some(restart::SERVE) {
        return runtime.block_on(restart::serve());
    }
    machine::print();
    if runs("execution") {
        let mut table = Table::new(
            "one execution of a realistic action on a 2 kB event",
            "native warm",
        );
        native::measure(&mut table)?;
        runtime.block_on(fresh::measure(&mut table))?;
        node::measure(&mut table)?;
        table.print();
    }
    if runs("flow") {
        runtime.block_on(fresh::measure_chain())?;
    }
    if runs("ready") {
        runtime.block_on(ready::measure())?;
    }
    if runs("waiting") {
        runtime.block_on(waiting::measure())?;
    }
    if runs("tokens") {
        runtime.block_on(tokens::measure())?;
    }
    if runs("login") {
        runtime.block_on(login::measure())?;
    }
    if runs("recording") {
        runtime.block_on(recording::measure())?;
    }
    if runs("restart") {
        runtime.block_on(restart::measure())?;
    }
    if runs("work") {
        runtime.block_on(work::measure())?;
    }
    if runs("cpu") {
        runtime.block_on(cpu::measure())?;
    }
    if runs("fair") {
        runtime.block_on(fair::measure())?;
    }
    // The last, for it needs a registry: without one all others have been measured.
    if runs("packages") {
        runtime.block_on(packages::measure())?;
    }
    Ok(())
}
