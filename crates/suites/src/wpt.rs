//! Web platform tests: each file with its harness as one program, and the result of each of its tests.

mod meta;

use std::fs;
use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use crate::Plan;
use crate::folders::{files_below, text_of};
use crate::guest::{Guest, Program, Ran};
use crate::outcome::{Case, Outcome, keep};
use crate::pool::run_all;
use meta::Meta;

/// The name of the suite and of its results.
pub(crate) const NAME: &str = "wpt";

/// The parts that concern what actions have.
const AREAS: &[&str] = &[
    "url",
    "encoding",
    "streams",
    "WebCryptoAPI",
    "fetch/api/headers",
    "dom/abort",
    "dom/events",
    "html/webappapis/atob",
    "html/webappapis/structured-clone",
    "html/webappapis/timers",
    "html/webappapis/microtask-queuing",
    "hr-time",
    "compression",
    "console",
    "FileAPI/blob",
    "FileAPI/file",
    "performance-timeline",
    "user-timing",
    "webidl",
    "webmessaging/broadcastchannel",
];

/// The world before the harness; `PLACE` is where the test would lie.
const ENVIRONMENT: &str = include_str!("wpt/environment.js");
/// Behind the harness: results are kept until there is somebody to report them to.
const LISTEN: &str = include_str!("wpt/listen.js");
/// A file of theirs that needs what an action has not, and ours in its place.
const SHARED_MEMORY: (&str, &str) = ("common/sab.js", include_str!("wpt/sab.js"));
/// The value of the whole.
const ENTRY: &str = include_str!("wpt/entry.js");

/// A result of the harness.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Report {
    /// Of one test.
    Test {
        name: String,
        status: u8,
        message: Option<String>,
    },
    /// Of the file.
    End { status: u8, message: Option<String> },
}

/// A file in one of its variants.
struct Test {
    area: &'static str,
    /// From the folder of all.
    path: String,
    /// What its address ends with, such as `?include=file`.
    variant: String,
    meta: Meta,
    text: String,
}

/// Runs the suite and keeps its results.
pub(crate) async fn run(plan: &Plan, guest: &Guest) -> Result<()> {
    let folder = plan
        .folders
        .suite(crate::node::FOLDER)?
        .join("test/fixtures/wpt");
    let harness = text_of(&folder.join("resources/testharness.js"))?;
    let (tests, mut cases) = tests(plan, &folder)?;
    let ran = run_all(NAME, tests, plan.at_once, |test| {
        let (folder, harness) = (&folder, &harness);
        async move {
            let text = program(&test, folder, harness)?;
            let answers = Some(folder.clone());
            let ran = guest
                .run(Program {
                    text,
                    files: None,
                    answers,
                })
                .await;
            Ok(judge(&test, &ran))
        }
    });
    cases.extend(ran.await?.into_iter().flatten());
    if plan.only.is_some() {
        for case in &cases {
            println!("{}: {:?}", case.name, case.outcome);
        }
        return Ok(());
    }
    keep(&plan.folders, NAME, &cases)
}

/// The files in their variants, and those that do not run.
fn tests(plan: &Plan, folder: &Path) -> Result<(Vec<Test>, Vec<Case>)> {
    let (mut tests, mut absent) = (Vec::new(), Vec::new());
    for &area in AREAS {
        let place = folder.join(area);
        if !place.is_dir() {
            let why = "this part does not travel with Node";
            absent.push(case(area, format!("{area}/"), Outcome::absent(why)));
            continue;
        }
        for name in files_below(&place, "")? {
            let path = format!("{area}/{name}");
            if !plan.takes(&path) || meta::is_no_test(&path) {
                continue;
            }
            if !path.ends_with(".any.js") {
                let why = "a page, a worker or a window";
                absent.push(case(area, path, Outcome::absent(why)));
                continue;
            }
            let text = text_of(&place.join(&name))?;
            let meta = Meta::read(&text);
            for variant in meta.variants() {
                tests.push(Test {
                    area,
                    path: path.clone(),
                    variant,
                    meta: meta.clone(),
                    text: text.clone(),
                });
            }
        }
    }
    Ok((tests, absent))
}

/// One text, so that what one file of it declares is there for the next, as among the files of a page.
fn program(test: &Test, folder: &Path, harness: &str) -> Result<String> {
    let place = format!("http://web-platform.test/{}{}", test.path, test.variant);
    let mut text = ENVIRONMENT.replace("PLACE", &serde_json::to_string(&place)?);
    for part in [harness, LISTEN] {
        text.push_str(part);
        text.push('\n');
    }
    for source in &test.meta.sources {
        let path = meta::beside(&test.path, source);
        text.push('\n');
        if path == SHARED_MEMORY.0 {
            text.push_str(SHARED_MEMORY.1);
        } else if let Ok(bytes) = fs::read(folder.join(path)) {
            // A file that is not there is missed by the test, which then says so.
            text.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
    text.push('\n');
    text.push_str(&test.text);
    text.push_str("\n;");
    text.push_str(ENTRY);
    Ok(text)
}

fn case(area: &str, name: String, outcome: Outcome) -> Case {
    let area = area.to_owned();
    Case {
        area,
        name,
        outcome,
    }
}

fn judge(test: &Test, ran: &Ran) -> Vec<Case> {
    let file = format!("{}{}", test.path, test.variant);
    let (mut cases, mut end) = (Vec::new(), None);
    for report in &ran.reports {
        match serde_json::from_str(report) {
            Ok(Report::Test {
                name,
                status,
                message,
            }) => {
                let outcome = outcome_of(status, message.as_deref());
                cases.push(case(test.area, format!("{file}: {name}"), outcome));
            }
            Ok(Report::End { status, message }) => end = Some((status, message)),
            Err(error) => end = Some((1, Some(error.to_string()))),
        }
    }
    let whole = match (&ran.failure, end) {
        (Some(failure), _) if ran.stalled() => {
            Outcome::failed(&format!("it did not come to its end: {}", failure.message))
        }
        (Some(failure), _) => Outcome::failed(&failure.message),
        (None, Some((0, _))) => Outcome::Passed,
        (None, Some((_, message))) => Outcome::failed(&message.unwrap_or_default()),
        (None, None) => Outcome::failed("the harness did not end"),
    };
    // That the file as a whole went well is no test of its own.
    if whole != Outcome::Passed {
        cases.push(case(test.area, file, whole));
    }
    cases
}

/// What tests for browsers use, and Node has not either.
const OF_BROWSERS: &[&str] = &[
    "FileReader",
    "XMLHttpRequest",
    "document",
    "window",
    "VideoFrame",
    "WebAssembly",
];

fn browsers_own(message: &str) -> Option<&'static str> {
    let missing = |name: &&&str| message.contains(&format!("{name} is not defined"));
    OF_BROWSERS.iter().find(missing).copied()
}

/// The harness's codes: passed, failed, timed out, not run, a condition not met.
fn outcome_of(status: u8, message: Option<&str>) -> Outcome {
    match status {
        0 => Outcome::Passed,
        2 => Outcome::failed("timed out"),
        3 => Outcome::failed("not run"),
        4 => Outcome::absent(format!(
            "its own condition: {}",
            message.unwrap_or("not met")
        )),
        _ => match browsers_own(message.unwrap_or_default()) {
            Some(name) => Outcome::absent(format!("{name}, which browsers have")),
            None => Outcome::failed(message.unwrap_or_default()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(reports: &[&str]) -> Vec<(String, Outcome)> {
        let test = Test {
            area: "url",
            path: "url/a.any.js".to_owned(),
            variant: "?x".to_owned(),
            meta: Meta::default(),
            text: String::new(),
        };
        let ran = Ran {
            failure: None,
            reports: reports.iter().map(|&report| report.to_owned()).collect(),
            logs: Vec::new(),
        };
        let cases = judge(&test, &ran).into_iter();
        cases.map(|case| (case.name, case.outcome)).collect()
    }

    #[test]
    fn a_file_that_does_not_end_is_a_failure_besides_its_tests() {
        let passed = r#"{"kind":"test","name":"n","status":0,"message":null}"#;
        let end = r#"{"kind":"end","status":0,"message":null}"#;
        let name = "url/a.any.js?x: n".to_owned();
        assert_eq!(judged(&[passed, end]), [(name.clone(), Outcome::Passed)]);
        let without = judged(&[passed]);
        assert_eq!(without[0], (name, Outcome::Passed));
        assert_eq!(without[1].0, "url/a.any.js?x");
        assert!(matches!(without[1].1, Outcome::Failed(_)));
    }

    #[test]
    fn every_code_of_the_harness_but_the_first_is_no_success() {
        for status in 1..6 {
            assert_ne!(outcome_of(status, Some("m")), Outcome::Passed, "{status}");
        }
        let browsers = outcome_of(1, Some("FileReader is not defined"));
        assert!(matches!(browsers, Outcome::Absent(_)), "{browsers:?}");
    }
}
