//! `latchwork check`: the findings that the server makes of a submission, made here.

use std::path::Path;

use anyhow::ensure;

use super::arguments::CheckArguments;
use super::load::{self, Loaded};
use super::{faults, findings, fix, specs};
use crate::exit::Exit;
use crate::local::with_sandbox;
use crate::packages;
use crate::shown::shipped_table;
use crate::terminal::{self, Paint, Waiting};
use bundle::report::SpecTest;
use bundle::{Package, Report};
use check::rules::{FOUND_IN_DEPENDENCIES, RULES};
use check::{Against, Checked, Extent, Policy, Progress};

/// Runs the command.
pub(super) fn check(arguments: &CheckArguments) -> anyhow::Result<Exit> {
    if arguments.rules {
        return Ok(list_rules());
    }
    if let Some(advisories) = &arguments.osv {
        ensure!(
            advisories.exists(),
            "there is no {}; name a file or a folder of advisories",
            advisories.display()
        );
    }
    let mode = packages::mode(arguments.offline);
    let mut loaded = load::folder_or_file(&arguments.package, mode)?;
    if let (true, Loaded::Package(package, _)) = (arguments.fix, &loaded) {
        fix::mend(&arguments.package, package)?;
        loaded = load::folder(&arguments.package, mode)?;
    }
    let package = match loaded {
        Loaded::Package(package, _) => package,
        Loaded::Faulty(findings) => return Ok(load::refuse(&findings, arguments.json)),
    };
    let extent = Extent {
        specs: !arguments.no_tests,
        faults: arguments.faults,
    };
    let Checked { report, missed } = run(&package, extent, arguments.osv.as_deref())?;
    for missed in missed {
        let text = format!("warning: {:#}", anyhow::Error::from(missed));
        terminal::complain(&terminal::harmless(&text));
    }
    if arguments.json {
        terminal::print_json(&report);
    } else {
        terminal::print(&text(&report, Paint::for_stdout()));
    }
    Ok(if report.blocks() {
        Exit::Failed
    } else {
        Exit::Done
    })
}

fn run(package: &Package, extent: Extent, osv: Option<&Path>) -> anyhow::Result<Checked> {
    with_sandbox(async |sandbox| {
        let mut told = Told(Waiting::begin("checking"));
        let policy = Policy::default();
        let against = Against {
            advisories: osv,
            ..Against::policy(&policy)
        };
        Ok(check::check(sandbox, package, extent, against, &mut told).await)
    })
}

/// Says on the terminal what goes on.
struct Told(Waiting);

impl Progress for Told {
    fn test_ended(&mut self, test: &SpecTest) {
        let title = terminal::harmless(&test.titles.join(" > "));
        self.0.now(format!("running the specs: {title}"));
    }

    fn situations_tried(&mut self, tried: usize, all: usize) {
        self.0
            .now(format!("what can go wrong: {tried} of {all} situations"));
    }
}

/// The report as a person reads it: what is wrong first.
pub(crate) fn text(report: &Report, paint: Paint) -> String {
    let mut parts = Vec::new();
    if let Some(matrix) = &report.faults {
        parts.push(faults::text(matrix, paint));
    }
    if let Some(ran) = &report.specs {
        parts.push(specs::summary(ran));
    }
    if !report.packages.is_empty() {
        parts.push(shipped_table(&report.packages).trim_end().to_owned());
    }
    parts.push(findings::text(&report.findings, paint));
    parts.join("\n\n")
}

fn list_rules() -> Exit {
    let mut text = String::new();
    for rule in RULES.iter().chain(FOUND_IN_DEPENDENCIES) {
        let severity = findings::word(rule.severity);
        text.push_str(&format!(
            "{severity:8}{}\n        {}\n",
            rule.name, rule.about
        ));
    }
    terminal::print(&text);
    Exit::Done
}
