//! The repository's own checks and figures: `cargo xtask tidy`, `cargo xtask stats`. The Makefile calls them.
#![forbid(unsafe_code)]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool of the command line: findings to standard output, its own failure to the other"
)]

mod guest;
mod repo;
mod stats;
mod tidy;
mod vendor;
mod workspace;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;

use guest::Then;
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
    /// Build the sandbox's guest from its sources and put it in the committed file's place.
    Guest {
        /// Change nothing; fail unless the committed file is the same bytes.
        #[arg(long)]
        check: bool,
    },
    /// Bundle the npm packages that the sandbox's runtime library carries.
    Vendor {
        /// Change nothing; fail unless the committed files are the same bytes.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    perform(Task::parse()).unwrap_or_else(|error| {
        eprintln!("xtask: {error:#}");
        ExitCode::FAILURE
    })
}

fn perform(task: Task) -> Result<ExitCode> {
    let root = workspace::root()?;
    match task {
        Task::Tidy => {
            let findings = tidy::check(&read(&root)?, &Workspace::load(&root)?);
            print!("{}", tidy::report(&findings));
            return Ok(if findings.is_empty() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            });
        }
        Task::Stats => print!("{}", stats::report(&read(&root)?)),
        Task::Guest { check } => println!("{}", guest::build(&root, then(check))?),
        Task::Vendor { check } => println!("{}", vendor::build(&root, then(check))?),
    }
    Ok(ExitCode::SUCCESS)
}

fn then(check: bool) -> Then {
    if check { Then::Compare } else { Then::Replace }
}

fn read(root: &Path) -> Result<Repo> {
    Repo::read(root).context("reading the repository's files")
}
