//! Every verdict of the fault matrix has packages that trigger it and ones that come close and do not: a folder of
//! `faults/` for each rule, a folder in it for each case, with `found` and `close`. `//: cell NAME` in `found` is the cell
//! that proves it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "matrix/cells.rs"]
mod cells;
#[path = "matrix/hostile.rs"]
mod hostile;
#[allow(dead_code, reason = "rules use the rest")]
mod support;

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use bundle::report::{FaultKind, FaultReport, SpecReport};
use bundle::{Package, Severity};
use check::Code;
use check::faults::{NOTES, RULES, findings, run};
use sandbox::{ImageFolder, Sandbox, Settings};
use support::{Parts, package_in};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults")
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut folders: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

/// A sandbox whose prepared images outlive the test.
async fn sandbox() -> Sandbox {
    let settings = Settings {
        images: Some(ImageFolder {
            path: Path::new(env!("CARGO_TARGET_TMPDIR")).join("check"),
            key: [7; 32],
        }),
        // Each reserves address space, and many tests share that of a process.
        executions: 200,
        executions_per_tenant: 100,
        ..Settings::default()
    };
    Sandbox::new(settings).await.unwrap()
}

async fn matrix(sandbox: &Sandbox, folder: &Path, stem: &str) -> FaultReport {
    let package = Parts::read(folder, stem).package();
    let package = package.unwrap_or_else(|errors| panic!("{}: {errors:?}", folder.display()));
    run_of(sandbox, &package, None, &mut |_, _| {}).await
}

async fn run_of(
    sandbox: &Sandbox,
    package: &Package,
    specs: Option<&SpecReport>,
    tell: &mut (dyn FnMut(usize, usize) + Send),
) -> FaultReport {
    let source = Code::read(package).unwrap().source;
    run(sandbox, package, &source, specs, tell).await
}

/// A report in few words.
fn told(report: &FaultReport) -> String {
    let cells = report.cells.iter();
    let cells = cells.map(|cell| format!("{} {:?} {:?}", cell.name, cell.outcome, cell.failure));
    let verdicts = report.verdicts.iter();
    let verdicts = verdicts.map(|one| format!("{:?}: {}", one.kind, one.message));
    let lines: Vec<_> = verdicts.chain(report.notes.clone()).chain(cells).collect();
    lines.join("\n    ")
}

#[test]
fn every_verdict_has_cases() {
    let names: BTreeSet<_> = RULES
        .iter()
        .map(|(_, name, _)| (*name).to_owned())
        .collect();
    let folders: BTreeSet<_> = folders_in(&folder())
        .iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(names, folders);
}

#[tokio::test]
async fn every_verdict_is_found_where_it_is_and_not_where_it_is_not() {
    let sandbox = sandbox().await;
    let (mut wrong, mut cases) = (Vec::new(), 0);
    for (kind, rule, _) in RULES {
        for case in folders_in(&folder().join(rule)) {
            cases += 1;
            let report = matrix(&sandbox, &case, "found").await;
            let own = |report: &FaultReport| {
                let own = report.verdicts.iter().filter(|one| one.kind == kind);
                own.cloned().collect::<Vec<_>>()
            };
            let code = fs::read_to_string(case.join("found.js")).unwrap();
            let cell = code
                .lines()
                .find_map(|line| line.strip_prefix("//: cell "))
                .unwrap();
            if !own(&report).iter().any(|one| one.cell == cell) {
                wrong.push(format!("{}: {cell}: {}", case.display(), told(&report)));
            }
            for verdict in own(&report) {
                let proof = report.cells.iter().find(|one| one.name == verdict.cell);
                assert!(proof.is_some(), "{verdict:?}");
            }
            let report = matrix(&sandbox, &case, "close").await;
            if !own(&report).is_empty() {
                wrong.push(format!(
                    "{}: close is found: {}",
                    case.display(),
                    told(&report)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    println!(
        "{} verdicts, {cases} packages that trigger one and {cases} that come close and do not",
        RULES.len()
    );
}

#[tokio::test]
async fn the_examples_have_a_whole_matrix_and_no_verdict() {
    let sandbox = sandbox().await;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    for folder in folders_in(&root) {
        let package = package_in(&folder);
        let began = Instant::now();
        let report = run_of(&sandbox, &package, None, &mut |_, _| {}).await;
        println!(
            "{}: {} cells in {:?}; {:?}",
            package.manifest().slug,
            report.cells.len(),
            began.elapsed(),
            report.notes
        );
        let names: BTreeSet<_> = report.cells.iter().map(|cell| &cell.name).collect();
        assert_eq!(names.len(), report.cells.len(), "a name stands twice");
        assert_eq!(
            report.verdicts,
            [],
            "{}: {}",
            folder.display(),
            told(&report)
        );
    }
}

#[test]
fn every_kind_of_verdict_is_a_rule() {
    let kinds: Vec<FaultKind> = RULES.iter().map(|(kind, ..)| *kind).collect();
    for kind in &kinds {
        // A new kind does not compile here until it has a rule, and its folder of cases.
        let name = match kind {
            FaultKind::CanBeBypassed => "can-be-bypassed",
            FaultKind::FailsOpen => "fails-open",
            FaultKind::Leaks => "leaks",
            FaultKind::ExposesInternals => "exposes-internals",
            FaultKind::FailsSilently => "fails-silently",
        };
        assert!(
            RULES
                .iter()
                .any(|(own, rule, _)| own == kind && *rule == name)
        );
    }
    assert_eq!(kinds.iter().collect::<HashSet<_>>().len(), 5);
}

#[tokio::test]
async fn a_matrix_that_had_to_guess_says_so_and_one_that_did_not_does_not() {
    let sandbox = sandbox().await;
    let noted = |report: &FaultReport| {
        let findings = findings(report).into_iter();
        findings.filter(|one| one.rule == NOTES).count()
    };
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/matrix");
    assert_eq!(noted(&matrix(&sandbox, &tests, "service").await), 1);
    assert_eq!(noted(&matrix(&sandbox, &tests, "whole").await), 0);
}

#[tokio::test]
async fn verdicts_are_warnings_and_a_secret_that_leaks_is_an_error() {
    let sandbox = sandbox().await;
    let graveness = |report: &FaultReport, rule: &str| {
        let findings = findings(report).into_iter();
        let own = findings.filter(|one| one.rule == rule);
        own.map(|one| one.severity).max()
    };
    let report = matrix(&sandbox, &folder().join("leaks/secret-in-log"), "found").await;
    assert_eq!(graveness(&report, "leaks"), Some(Severity::Error));
    let report = matrix(&sandbox, &folder().join("leaks/person-in-log"), "found").await;
    assert_eq!(graveness(&report, "leaks"), Some(Severity::Warning));
    let report = matrix(&sandbox, &folder().join("fails-open/service"), "found").await;
    assert_eq!(graveness(&report, "fails-open"), Some(Severity::Warning));
    assert_eq!(report.verdicts[0].kind, FaultKind::FailsOpen);
}
