//! Packages from folders and from texts, and one sandbox for all.

use std::path::Path;

use bundle::report::{SpecOutcome, SpecReport, SpecTest};
use bundle::{Limits, MemberPath, Members};
use check::specs::SpecInput;
use contract::Trigger;
use sandbox::{Sandbox, Settings};
use tokio::sync::OnceCell;

static SANDBOX: OnceCell<Sandbox> = OnceCell::const_new();

/// The sandbox of this test program.
pub(crate) async fn sandbox() -> &'static Sandbox {
    SANDBOX
        .get_or_init(|| async {
            let settings = Settings {
                executions: 50,
                executions_per_tenant: 50,
                ..Settings::default()
            };
            Sandbox::new(settings).await.unwrap()
        })
        .await
}

/// Files written one below the other, each under a line `--- path`.
pub(crate) fn fixture(text: &str) -> Members {
    let mut members = Members::new(Limits::DEFAULT);
    for part in format!("\n{text}").split("\n--- ").skip(1) {
        let (path, content) = part.split_once('\n').unwrap();
        let path = MemberPath::parse(path.trim()).unwrap();
        members.add(path, content.as_bytes().to_vec()).unwrap();
    }
    members
}

/// All files below a folder, relative to this crate.
pub(crate) fn members_of_folder(folder: &str) -> Members {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut members = Members::new(Limits::DEFAULT);
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap();
            let content = std::fs::read(&path).unwrap();
            members
                .add(MemberPath::parse(name).unwrap(), content)
                .unwrap();
        }
    }
    members
}

/// Runs the specs. What was told on the way is what the report says.
pub(crate) async fn run(trigger: Trigger, members: &Members) -> SpecReport {
    let mut told: Vec<SpecTest> = Vec::new();
    let input = SpecInput {
        trigger,
        members,
        packages: None,
    };
    let mut tell = |test: &SpecTest| told.push(test.clone());
    let report = check::specs::run(sandbox().await, input, &mut tell).await;
    assert_eq!(report.tests, told);
    report
}

/// A line for each test: its outcome and titles, then what it said.
pub(crate) fn lines(report: &SpecReport) -> Vec<String> {
    report.tests.iter().map(line).collect()
}

fn line(test: &SpecTest) -> String {
    let outcome = match test.outcome {
        SpecOutcome::Passed => "passed",
        SpecOutcome::Failed => "failed",
        SpecOutcome::Skipped => "skipped",
    };
    let told = test.failure.as_ref().map(|text| format!(": {text}"));
    let titles = test.titles.join(" > ");
    format!("{outcome} {titles}{}", told.unwrap_or_default())
}
