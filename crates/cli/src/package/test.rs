//! `latchwork test`: the package's own tests in the sandbox its action will run in, without a network.
//!
//! A folder without a manifest is run as well: it is a template as partners have it.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use build::Mode;
use bundle::package::{ACTION, MANIFEST};
use bundle::report::{SpecOutcome, SpecTest};
use bundle::{Finding, Form, Members};
use check::specs::{AfterFailure, Options, Ran, SnapshotMode, SpecInput};
use contract::Trigger;

use super::arguments::TestArguments;
use super::detect::{self, TEMPLATE};
use super::folder::{self, SpecFolder};
use super::load::{self, Loaded};
use super::{shipped, specs, written};
use crate::exit::Exit;
use crate::local::with_sandbox;
use crate::packages;
use crate::refusal::Fault;
use crate::terminal::{self, Paint, Waiting};

/// Runs the command.
pub(super) fn test(arguments: &TestArguments) -> anyhow::Result<Exit> {
    let mode = packages::mode(arguments.offline);
    let tested = match tested(&arguments.folder, mode)? {
        Ok(tested) => tested,
        Err(findings) => return Ok(load::refuse(&findings, arguments.json)),
    };
    let SpecFolder { members, snapshots } = folder::read_specs(&arguments.folder)?;
    let packages = match &tested.form {
        Some(form) => check::packages_of_specs(form, &tested.members, &members),
        None => Ok(None),
    };
    let packages = match packages {
        Ok(packages) => packages,
        Err(error) => {
            let findings = check::rules::refusals(&[error]);
            return Ok(load::refuse(&findings, arguments.json));
        }
    };
    let input = SpecInput {
        trigger: tested.trigger,
        members: &members,
        packages: packages.as_ref(),
    };
    let options = Options {
        snapshots,
        ..options(arguments)
    };
    let json = arguments.json;
    let ran = with_sandbox(async |sandbox| {
        let waiting = Waiting::begin("running the specs");
        let paint = Paint::for_stdout();
        let mut tell = |test: &SpecTest| {
            if !json {
                waiting.above(&specs::line(test, paint));
            }
        };
        Ok(check::specs::run_with(&options, sandbox, input, &mut tell).await)
    })?;
    write(arguments, &ran)?;
    tell(&ran, json);
    let failed = |test: &SpecTest| test.outcome == SpecOutcome::Failed;
    Ok(
        match ran.report.tests.is_empty() || ran.report.tests.iter().any(failed) {
            true => Exit::Failed,
            false => Exit::Done,
        },
    )
}

/// What is tested: a package, or a template without a manifest.
struct Tested {
    trigger: Trigger,
    /// The form, if it can be read.
    form: Option<Form>,
    /// All files, npm packages included.
    members: Members,
}

/// What stands in the folder; else what is wrong with the package.
fn tested(folder: &Path, mode: Mode) -> anyhow::Result<Result<Tested, Vec<Finding>>> {
    if folder.is_dir() && !folder.join(MANIFEST).exists() {
        let members = shipped::complete(folder, folder::read(folder)?.members, mode)?;
        let text = |path| members.get(path).map(String::from_utf8_lossy);
        let code = text(ACTION)
            .with_context(|| format!("{} has neither {MANIFEST} nor {ACTION}", folder.display()))?;
        let found = detect::detect(&code, text(TEMPLATE).as_deref())?;
        return Ok(Ok(Tested {
            trigger: found.trigger,
            form: shipped::form_of(&members),
            members,
        }));
    }
    Ok(match load::folder(folder, mode)? {
        Loaded::Package(package, _) => Ok(Tested {
            trigger: package.manifest().trigger,
            form: Some(package.form().clone()),
            members: package.members().clone(),
        }),
        Loaded::Faulty(findings) => Err(findings),
    })
}

fn options(arguments: &TestArguments) -> Options {
    Options {
        snapshot_mode: match (arguments.update_snapshots, arguments.ci) {
            (true, _) => SnapshotMode::All,
            (_, true) => SnapshotMode::None,
            _ => SnapshotMode::New,
        },
        title: arguments.test_name_pattern.clone(),
        paths: arguments.specs.clone(),
        after_failure: match arguments.bail {
            true => AfterFailure::Stop,
            false => AfterFailure::GoOn,
        },
        ..Options::default()
    }
}

/// Writes snapshots, and the files that were asked for.
fn write(arguments: &TestArguments, ran: &Ran) -> anyhow::Result<()> {
    for file in &ran.snapshots {
        if let Some(text) = file.text.as_ref().filter(|_| !arguments.ci) {
            put(&arguments.folder.join(&file.path), text)?;
        }
    }
    if let Some(folder) = &arguments.coverage_dir {
        put(&folder.join("lcov.info"), &written::lcov(&ran.lines))?;
    }
    if let Some(place) = &arguments.junit {
        put(place, &written::junit(&ran.report))?;
    }
    Ok(())
}

fn put(place: &Path, text: &str) -> anyhow::Result<()> {
    let told = || Fault::writing(place);
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).with_context(told)?;
    }
    fs::write(place, text).with_context(told)
}

fn tell(ran: &Ran, json: bool) {
    match json {
        true => terminal::print_json(&ran.report),
        false => {
            for file in &ran.snapshots {
                if let Some(line) = specs::snapshots(file) {
                    terminal::print(&line);
                }
            }
            terminal::print(&specs::summary(&ran.report));
        }
    }
    if ran.report.tests.is_empty() {
        terminal::complain(
            "no test was found: write integration/integration.action.spec.js, or name another SPEC",
        );
    }
}
