//! Node's own tests of the modules that actions have, one execution for each file.

mod files;
mod select;

use anyhow::{Context as _, Result};
use sandbox::ProgramFiles;
use serde::Deserialize;

use crate::Plan;
use crate::folders::text_of;
use crate::guest::{Guest, Program, Ran};
use crate::outcome::{Case, Outcome, keep};
use crate::pool::run_all;

/// The name of the suite and of its results.
pub(crate) const NAME: &str = "node";
/// The folder of Node's sources, which has the web platform tests too.
pub(crate) const FOLDER: &str = "node";

/// The program around a test; `FILE` is the test's path.
const ENTRY: &str = include_str!("node/entry.js");
/// How many tests wait at once: most of their time they wait for timers.
const AT_ONCE: usize = 8;

/// What a test reports when it has run to its end.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Report {
    skipped: Option<String>,
    unmet: Vec<String>,
    exit_code: Option<serde_json::Value>,
}

/// Runs the suite and keeps its results.
pub(crate) async fn run(plan: &Plan, guest: &Guest) -> Result<()> {
    let folder = plan.folders.suite(FOLDER)?.join("test");
    let files = files::gather(&folder)?;
    let names = crate::folders::files_below(&folder.join("parallel"), "js")?;
    let tests: Vec<(&'static str, String)> = names
        .into_iter()
        .filter(|name| plan.takes(name))
        .filter_map(|name| Some((select::module_of(&name)?, name)))
        .collect();
    let cases = run_all(NAME, tests, plan.at_once.max(AT_ONCE), |(area, name)| {
        let (files, path) = (&files, folder.join("parallel").join(&name));
        async move {
            let outcome = match select::absent(&name, &text_of(&path)?) {
                Some(why) => Outcome::absent(why),
                None => judge(&guest.run(program(&name, files)?).await),
            };
            let area = area.to_owned();
            Ok(Case {
                area,
                name,
                outcome,
            })
        }
    });
    let cases = cases.await?;
    if plan.only.is_some() {
        for case in &cases {
            println!("{} {}: {:?}", case.area, case.name, case.outcome);
        }
        return Ok(());
    }
    keep(&plan.folders, NAME, &cases)
}

fn program(name: &str, files: &ProgramFiles) -> Result<Program> {
    let path = serde_json::to_string(&format!("/test/parallel/{name}")).context("a path")?;
    Ok(Program {
        text: ENTRY.replace("FILE", &path),
        files: Some(files.clone()),
        answers: None,
    })
}

/// A test has passed when it ran to its end, what it expected has come, and nothing was thrown that nobody caught.
fn judge(ran: &Ran) -> Outcome {
    if let Some(failure) = &ran.failure {
        return Outcome::failed(&failure.message);
    }
    let report = ran
        .reports
        .first()
        .map(|text| serde_json::from_str::<Report>(text));
    let Some(Ok(report)) = report else {
        return Outcome::failed("it did not run to its end");
    };
    if let Some(uncaught) = ran.uncaught() {
        return Outcome::failed(uncaught);
    }
    if let Some(why) = report.skipped {
        return Outcome::absent(format!("its own condition: {why}"));
    }
    if let Some(unmet) = report.unmet.first() {
        return Outcome::failed(unmet);
    }
    match report.exit_code {
        Some(code) if code != 0 && !code.is_null() => Outcome::failed(&format!("exit code {code}")),
        _ => Outcome::Passed,
    }
}

#[cfg(test)]
mod tests {
    use contract::{Failure, FailureKind, LogLevel, LogLine};

    use super::*;

    fn ran(report: &str, printed: &str) -> Ran {
        Ran {
            failure: None,
            reports: vec![report.to_owned()],
            logs: vec![LogLine {
                level: LogLevel::Error,
                message: printed.to_owned(),
            }],
        }
    }

    #[test]
    fn a_test_passes_only_when_all_of_it_has() {
        assert_eq!(judge(&ran(r#"{"unmet":[]}"#, "a line")), Outcome::Passed);
        for (report, printed) in [
            (r#"{"unmet":["f was called 0 times, not exactly 1"]}"#, ""),
            (r#"{"unmet":[]}"#, "Uncaught Error: x"),
            (r#"{"unmet":[],"exitCode":1}"#, ""),
            ("", ""),
        ] {
            assert!(
                matches!(judge(&ran(report, printed)), Outcome::Failed(_)),
                "{report} {printed}"
            );
        }
        let mut thrown = ran(r#"{"unmet":[]}"#, "");
        thrown.failure = Some(Failure::new(FailureKind::Error, "Error: x"));
        assert_eq!(judge(&thrown), Outcome::Failed("Error: x".to_owned()));
        let skipped = ran(r#"{"skipped":"no ICU"}"#, "");
        assert!(matches!(judge(&skipped), Outcome::Absent(_)));
    }
}
