//! `make suites`: runs suites that others wrote in the sandbox as it ships, and writes `docs/suites.md`.
#![forbid(unsafe_code)]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool of the command line: results to standard output, its own failure to the other"
)]

mod folders;
mod guest;
mod node;
mod outcome;
mod page;
mod pool;
mod test262;
mod world;
mod wpt;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, ValueEnum};

use folders::Folders;
use guest::Guest;

/// Runs suites that others wrote in the sandbox.
#[derive(Parser)]
#[command(name = "suites")]
struct Arguments {
    /// Which suites; all when none is named.
    suites: Vec<Suite>,
    /// Run only the files whose path contains this, print what each came to, and write nothing.
    #[arg(long)]
    only: Option<String>,
    /// How many files are under way at once.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=256))]
    at_once: u16,
}

/// A suite.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Suite {
    /// ECMA's, against the native engine.
    Test262,
    /// Node's own tests.
    Node,
    /// The web platform tests that travel with Node.
    Wpt,
    /// No suite: writes the page from the results that are there.
    Page,
}

/// What to run, and how.
pub(crate) struct Plan {
    pub(crate) folders: Folders,
    /// What a path must contain.
    pub(crate) only: Option<String>,
    pub(crate) at_once: usize,
}

impl Plan {
    /// Whether this file is to run.
    pub(crate) fn takes(&self, path: &str) -> bool {
        self.only.as_ref().is_none_or(|only| path.contains(only))
    }
}

fn main() -> ExitCode {
    match perform(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("suites: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(arguments: Arguments) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(run(arguments))
}

async fn run(arguments: Arguments) -> Result<()> {
    let plan = Plan {
        folders: Folders::find()?,
        only: arguments.only,
        at_once: usize::from(arguments.at_once),
    };
    let asked = |suite| arguments.suites.is_empty() || arguments.suites.contains(&suite);
    let guest = Guest::start().await?;
    if asked(Suite::Test262) {
        test262::run(&plan, &guest).await?;
    }
    if asked(Suite::Node) {
        node::run(&plan, &guest).await?;
    }
    if asked(Suite::Wpt) {
        wpt::run(&plan, &guest).await?;
    }
    if plan.only.is_none() {
        page::write(&plan.folders)?;
    }
    Ok(())
}
