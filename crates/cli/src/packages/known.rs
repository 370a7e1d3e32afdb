//! `latchwork packages`: licences, bill of materials and known vulnerabilities of what an action or a folder requires.

use std::path::{Path, PathBuf};

use anyhow::ensure;
use build::{Action, Inventory, Licence, Subject, Tree};
use bundle::Finding;
use clap::{Args, Subcommand};
use sandbox::FILE_NAME;
use serde::Serialize;

use super::kept::Kept;
use super::{Given, fetched, file_name, licence_table, locked, wanted};
use crate::exit::Exit;
use crate::input;
use crate::package::findings;
use crate::refusal;
use crate::run::SOURCE_CEILING_BYTES;
use crate::terminal::{self, Paint};

/// What is to be known of packages.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 0 done; 1 if `audit` found anything; 2 if the packages cannot be had, or on wrong use."
)]
pub(crate) struct PackagesArguments {
    #[command(subcommand)]
    command: PackagesCommand,
    /// Prints JSON on standard output
    #[arg(long, global = true)]
    json: bool,
    /// Fetches no packages: those that earlier runs have fetched must do
    #[arg(long, global = true)]
    offline: bool,
}

#[derive(Debug, Subcommand)]
enum PackagesCommand {
    /// Lists each package with its licence
    Licences {
        /// An action's file, or a folder with configuration.json or package.json
        #[arg(default_value = ".")]
        path: PathBuf,
        /// Prints the texts of the licences, to hand on with the code
        #[arg(long)]
        texts: bool,
    },
    /// Prints the bill of materials: CycloneDX 1.6 in JSON
    Sbom {
        /// An action's file, or a folder with configuration.json or package.json
        #[arg(default_value = ".")]
        path: PathBuf,
    },
    /// Holds the packages against known vulnerabilities
    Audit {
        /// An action's file, or a folder with configuration.json or package.json
        #[arg(default_value = ".")]
        path: PathBuf,
        /// Advisories in the OSV format: one file, a folder of them, or an archive such as the all.zip of npm that osv.dev
        /// publishes
        #[arg(long, value_name = "FILE|DIR")]
        osv: PathBuf,
    },
}

/// What `licences --json` prints.
#[derive(Serialize)]
struct Licences<'a> {
    licences: &'a [Licence],
}

/// What `audit --json` prints.
#[derive(Serialize)]
struct Audit<'a> {
    packages: usize,
    findings: &'a [Finding],
}

/// The packages of a file or a folder.
struct Known {
    name: String,
    declared: Vec<String>,
    tree: Tree,
}

/// Runs the command.
pub(crate) fn packages(arguments: &PackagesArguments) -> Exit {
    perform(arguments).unwrap_or_else(|error| refusal::tell(&error, arguments.json))
}

fn perform(arguments: &PackagesArguments) -> anyhow::Result<Exit> {
    let runtime = super::runtime()?;
    let given = Given {
        offline: arguments.offline,
        ..Given::default()
    };
    let known = |path| runtime.block_on(known(path, &given));
    match &arguments.command {
        PackagesCommand::Licences { path, texts } => {
            let licences = build::licences(&known(path)?.tree);
            match (arguments.json, texts) {
                (true, _) => terminal::print_json(&Licences {
                    licences: &licences,
                }),
                (false, true) => terminal::print(&build::licence_text(&licences)),
                (false, false) => {
                    let listed = licences.iter();
                    terminal::print(&licence_table(
                        listed.map(|one| (&*one.name, &*one.version, one.license.as_deref())),
                    ));
                }
            }
            Ok(Exit::Done)
        }
        PackagesCommand::Sbom { path } => {
            let known = known(path)?;
            let declared: Vec<&str> = known.declared.iter().map(String::as_str).collect();
            let subject = Subject {
                name: &known.name,
                version: "0",
            };
            terminal::print(&build::sbom(subject, &declared, &known.tree));
            Ok(Exit::Done)
        }
        PackagesCommand::Audit { path, osv } => audit(&known(path)?, osv, arguments.json),
    }
}

fn audit(known: &Known, osv: &Path, json: bool) -> anyhow::Result<Exit> {
    let found = build::vulnerabilities(&Inventory::of_tree(&known.tree), osv)?;
    let findings: Vec<Finding> = found.iter().map(build::Vulnerability::finding).collect();
    let packages = known.tree.packages.len();
    if json {
        terminal::print_json(&Audit {
            packages,
            findings: &findings,
        });
    } else {
        terminal::print(&format!(
            "{}\n{} looked at.",
            findings::text(&findings, Paint::for_stdout()),
            findings::counted(packages, "package")
        ));
    }
    Ok(match findings.is_empty() {
        true => Exit::Done,
        false => Exit::Failed,
    })
}

/// The packages of an action's file by what it requires, those of a folder by its manifest.
async fn known(path: &Path, given: &Given) -> anyhow::Result<Known> {
    let (file, names) = match path.is_dir() {
        true => wanted::of_folder(path)?,
        false => {
            let text = input::text(path, SOURCE_CEILING_BYTES)?;
            let action = Action {
                name: FILE_NAME,
                file: file_name(path),
                text: &text,
                ..Action::default()
            };
            (path.to_owned(), build::required(&action)?.packages)
        }
    };
    let name = std::path::absolute(path)?;
    let name = name.file_name().and_then(|name| name.to_str());
    ensure!(
        name.is_some(),
        "{} has no name that can be read",
        path.display()
    );
    let mut known = Known {
        name: name.unwrap_or_default().to_owned(),
        declared: names.iter().cloned().collect(),
        tree: Tree::default(),
    };
    if !names.is_empty() {
        let wanted = wanted::wanted(&file, &names)?;
        let (lock, registry) = locked(&Kept::open(), &file, &wanted, given).await?;
        known.tree = fetched(&file, &lock, registry, given).await?;
    }
    Ok(known)
}
