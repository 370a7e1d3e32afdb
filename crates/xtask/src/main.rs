//! The repository's own checks and figures: `cargo xtask tidy`, `cargo xtask stats`. The Makefile calls them.
#![forbid(unsafe_code)]
#![allow(
    clippy::print_stdout,
    reason = "a tool of the command line: what it finds goes to standard output"
)]

mod repo;
mod stats;
mod tidy;
mod workspace;

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;

use repo::Repo;
use workspace::Workspace;

/// What the repository asks of itself.
#[derive(Parser)]
#[command(name = "xtask")]
enum Task {
    /// Check what no compiler knows: arrows between crates, pure cores, file sizes, words, documents, lock files.
    Tidy,
    /// Print the median file length, the longest files and functions, and every file over the limit.
    Stats,
}

fn main() -> Result<ExitCode> {
    let task = Task::parse();
    let root = workspace::root()?;
    let repo = Repo::read(&root).context("reading the repository's files")?;
    match task {
        Task::Tidy => {
            let workspace = Workspace::load(&root)?;
            let findings = tidy::check(&repo, &workspace);
            print!("{}", tidy::report(&findings));
            Ok(if findings.is_empty() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            })
        }
        Task::Stats => {
            print!("{}", stats::report(&repo));
            Ok(ExitCode::SUCCESS)
        }
    }
}
