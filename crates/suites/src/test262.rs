//! test262, file by file, in the guest and in the native engine of the same sources.

mod front;
mod list;
mod native;
mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::Plan;
use crate::folders::text_of;
use crate::guest::{Guest, Program, Ran};
use crate::outcome::{Outcome, keep};
use crate::pool::run_all;
use front::Front;
use list::Configuration;
use program::Harness;

/// The name of the suite, of its folder and of its results.
pub(crate) const NAME: &str = "test262";

/// In which mode a test runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Mode {
    /// As it stands.
    Sloppy,
    /// With `"use strict"` before it.
    Strict,
}

/// A test in one mode, in both engines.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Compared {
    /// The file, from `test/`.
    pub(crate) path: String,
    pub(crate) mode: Mode,
    pub(crate) guest: Outcome,
    /// What the native engine said against it, if anything.
    pub(crate) native: Option<String>,
}

/// What is kept of the suite.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Results {
    pub(crate) compared: Vec<Compared>,
    /// Files of features that QuickJS-ng's own list skips, and files it leaves out.
    pub(crate) skipped: usize,
}

/// A file that is to run.
struct Test {
    path: String,
    text: String,
    front: Front,
    mode: Mode,
}

/// Runs the suite and keeps its results.
pub(crate) async fn run(plan: &Plan, guest: &Guest) -> Result<()> {
    let folder = plan.folders.suite(NAME)?;
    let configuration = Configuration::read(&plan.folders.engine)?;
    let (tests, skipped) = tests(plan, &folder, &configuration)?;
    let native = match plan.only {
        // A few files are looked at for what the guest says.
        Some(_) => BTreeMap::new(),
        None => native::run(&plan.folders)?,
    };
    let harness = Harness::new(&folder);
    let compared = run_all(NAME, tests, plan.at_once, |test| {
        let (native, harness) = (&native, &harness);
        async move {
            let outcome = one(guest, harness, &test).await?;
            let native = native.get(&(test.path.clone(), test.mode));
            Ok(Compared {
                native: native.cloned(),
                path: test.path,
                mode: test.mode,
                guest: outcome,
            })
        }
    });
    let compared = compared.await?;
    if plan.only.is_some() {
        for one in &compared {
            println!("{} {:?}: {:?}", one.path, one.mode, one.guest);
        }
        return Ok(());
    }
    keep(&plan.folders, NAME, &Results { compared, skipped })
}

/// The tests, in each mode they ask for, and how many files are skipped in both engines.
fn tests(plan: &Plan, folder: &Path, configuration: &Configuration) -> Result<(Vec<Test>, usize)> {
    let (mut tests, mut skipped) = (Vec::new(), 0);
    let files = crate::folders::files_below(&folder.join("test"), ".js")?;
    for path in files.into_iter().filter(|path| plan.takes(path)) {
        if path.ends_with("_FIXTURE.js") {
            continue;
        }
        let text = text_of(&folder.join("test").join(&path))?;
        let front = Front::read(&text);
        if configuration.skips(&path, &front) {
            skipped += 1;
            continue;
        }
        for mode in front.modes() {
            tests.push(Test {
                path: path.clone(),
                text: text.clone(),
                front: front.clone(),
                mode,
            });
        }
    }
    Ok((tests, skipped))
}

async fn one(guest: &Guest, harness: &Harness, test: &Test) -> Result<Outcome> {
    if let Some(why) = list::absent(&test.path, &test.front, &test.text) {
        return Ok(Outcome::absent(why));
    }
    let text = harness.program(&test.front, test.mode, &test.text)?;
    let ran = guest
        .run(Program {
            text,
            ..Program::default()
        })
        .await;
    Ok(judge(&test.front, &ran))
}

/// Whether the program did what its test says it does.
fn judge(front: &Front, ran: &Ran) -> Outcome {
    let failure = ran.failure.as_ref();
    let thrown = failure.map(|failure| failure.message.as_str());
    match (&front.negative, thrown) {
        (Some(expected), Some(thrown)) => {
            match thrown.split(':').next() == Some(expected.as_str()) {
                true => Outcome::Passed,
                false => Outcome::failed(&format!("expected {expected}, but: {thrown}")),
            }
        }
        (Some(expected), None) => {
            Outcome::failed(&format!("expected {expected}, which did not come"))
        }
        (None, Some(thrown)) => Outcome::failed(thrown),
        (None, None) if front.has("async") => asynchronous(&ran.reports),
        (None, None) => Outcome::Passed,
    }
}

/// An asynchronous test prints once that it is done.
fn asynchronous(reports: &[String]) -> Outcome {
    let lines: BTreeSet<&str> = reports.iter().flat_map(|report| report.lines()).collect();
    let failed = lines
        .iter()
        .find(|line| line.starts_with("Test262:AsyncTestFailure"));
    let printed = |line: &str| {
        reports
            .iter()
            .flat_map(|report| report.lines())
            .filter(|one| *one == line)
            .count()
    };
    match (failed, printed("Test262:AsyncTestComplete")) {
        (Some(failed), _) => Outcome::failed(failed),
        (None, 1) => Outcome::Passed,
        (None, 0) => Outcome::failed("$DONE() was not called"),
        (None, _) => Outcome::failed("$DONE() was called more than once"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reports(text: &str) -> Vec<String> {
        vec![text.to_owned()]
    }

    #[test]
    fn an_asynchronous_test_is_done_exactly_once() {
        let done = "Test262:AsyncTestComplete\n";
        assert_eq!(asynchronous(&reports(done)), Outcome::Passed);
        for text in [
            "",
            "something\n",
            &done.repeat(2),
            "Test262:AsyncTestFailure: x\n",
        ] {
            assert!(
                matches!(asynchronous(&reports(text)), Outcome::Failed(_)),
                "{text}"
            );
        }
    }

    #[test]
    fn an_error_that_is_expected_must_come_and_be_that_one() {
        let front = Front::read("/*---\nnegative:\n  phase: parse\n  type: SyntaxError\n---*/");
        let ran = |message: Option<&str>| Ran {
            failure: message.map(|message| {
                contract::Failure::new(contract::FailureKind::Syntax, message.to_owned())
            }),
            reports: Vec::new(),
            logs: Vec::new(),
        };
        assert_eq!(judge(&front, &ran(Some("SyntaxError: x"))), Outcome::Passed);
        assert!(matches!(
            judge(&front, &ran(Some("TypeError: x"))),
            Outcome::Failed(_)
        ));
        assert!(matches!(judge(&front, &ran(None)), Outcome::Failed(_)));
    }
}
