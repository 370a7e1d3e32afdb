//! Packages written as texts, with what their specs come to.

use std::path::Path;

use contract::Trigger;

use crate::support::{fixture, lines, run};

/// Runs every case; a case tells all that is wrong with it at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_case_comes_to_what_it_expects() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specs/cases");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let mut wrong = Vec::new();
    for path in &paths {
        let text = std::fs::read_to_string(path).unwrap();
        let (package, expected) = text.split_once("--- expected\n").unwrap();
        let report = run(Trigger::PostLogin, &fixture(package)).await;
        let mut found = lines(&report);
        found.extend(
            report
                .logs
                .iter()
                .map(|line| format!("log: {}", line.message)),
        );
        let found = found.join("\n");
        if found != expected.trim_end() {
            let name = path.file_name().unwrap().display();
            wrong.push(format!("{name}\n{found}\n\nexpected\n{expected}"));
        }
    }
    println!("{} cases, {} wrong", paths.len(), wrong.len());
    assert!(
        !paths.is_empty() && wrong.is_empty(),
        "{}",
        wrong.join("\n")
    );
}
