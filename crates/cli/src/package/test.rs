//! `latchwork test`: the package's own tests in the sandbox its action will run in, without a network.

use bundle::report::SpecOutcome;

use super::arguments::TestArguments;
use super::load::{self, Loaded};
use super::sandbox::with_sandbox;
use super::specs;
use crate::exit::Exit;
use crate::terminal::{self, Paint, Waiting};

/// Runs the command.
pub(super) fn test(arguments: &TestArguments) -> anyhow::Result<Exit> {
    let package = match load::folder(&arguments.folder)? {
        Loaded::Package(package, _) => package,
        Loaded::Faulty(findings) => return Ok(load::refuse(&findings, arguments.json)),
    };
    let json = arguments.json;
    let report = with_sandbox(async |sandbox| {
        let waiting = Waiting::begin("running the specs");
        let paint = Paint::for_stdout();
        let mut tell = |test: &_| {
            if !json {
                waiting.above(&specs::line(test, paint));
            }
        };
        Ok(check::specs::run(sandbox, &*package, &mut tell).await)
    })?;
    if json {
        terminal::print_json(&report);
    } else {
        terminal::print(&specs::summary(&report));
    }
    let failed = |outcome| report.tests.iter().any(|test| test.outcome == outcome);
    if report.tests.is_empty() {
        terminal::complain("no test was found: write integration/integration.action.spec.js");
    }
    if failed(SpecOutcome::Failed) || report.tests.is_empty() {
        return Ok(Exit::Failed);
    }
    Ok(Exit::Done)
}
