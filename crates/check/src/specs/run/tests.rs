//! The bounds of all specs of a package together, and what a run counts.

use bundle::report::SpecOutcome;
use bundle::{MemberPath, Members};
use contract::Trigger;
use sandbox::Settings;

use super::*;

fn package(files: &[(&str, &str)]) -> Members {
    let mut members = Members::new(bundle::Limits::DEFAULT);
    for (path, content) in files {
        let path = MemberPath::parse(path).unwrap();
        members.add(path, content.as_bytes().to_vec()).unwrap();
    }
    members
}

async fn check(left: Left, files: &[(&str, &str)]) -> SpecReport {
    let settings = Settings {
        executions: 4,
        executions_per_tenant: 4,
        ..Settings::default()
    };
    let sandbox = Sandbox::new(settings).await.unwrap();
    let members = package(files);
    let input = SpecInput {
        trigger: Trigger::PostLogin,
        members: &members,
        packages: None,
    };
    run_within(left, &Options::default(), &sandbox, input, &mut |_| {})
        .await
        .report
}

const TWO_FILES: &[(&str, &str)] = &[
    (
        "integration/a.spec.js",
        "test('waits', () => new Promise((resolve) => setTimeout(resolve, 400)));",
    ),
    (
        "integration/b.spec.js",
        "test.each([...'abcdef'])('%s', () => { throw new Error('x'.repeat(900)); });",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn files_beyond_the_time_of_all_do_not_run() {
    let left = Left {
        wall: Duration::from_millis(300),
        report_bytes: 100_000,
    };
    let report = check(left, TWO_FILES).await;
    let told: Vec<_> = report
        .tests
        .iter()
        .map(|test| (test.outcome, test.failure.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told.iter()
            .all(|(outcome, _)| *outcome == SpecOutcome::Failed)
    );
    assert!(told[0].1.contains("its limit wall_ms = "), "{told:?}");
    assert!(
        told[1]
            .1
            .starts_with("the specs of a package may take 180 s together")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_beyond_the_room_of_all_are_not_taken() {
    let left = Left {
        wall: Duration::from_secs(20),
        report_bytes: 5_000,
    };
    let report = check(left, TWO_FILES).await;
    let outcomes: Vec<_> = report.tests.iter().map(|test| test.outcome).collect();
    let failed = outcomes.iter().filter(|one| **one == SpecOutcome::Failed);
    assert_eq!(outcomes[0], SpecOutcome::Passed);
    assert!(failed.count() >= 2, "{outcomes:?}");
    assert_eq!(outcomes.last(), Some(&SpecOutcome::Skipped));
    assert!(report.tests.iter().any(|test| {
        let told = test.failure.as_deref().unwrap_or_default();
        told.starts_with("the tests had more to report than")
    }));
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_are_covered_by_any_spec_and_missed_by_all() {
    let action = "'use strict';
const helper = (a) =>
  a + 1;
exports.onExecutePostLogin = async (event) => {
  if (event.first) return helper(1);
  else if (event.second) {
    return 2;
  }
  for (const one of event.list) console.log(one); return 3;
};
function unused() {
  return 4;
}
";
    let spec = |event: &str| {
        format!("test('a', () => require('./integration.action').onExecutePostLogin({event}));")
    };
    let (first, second) = (spec("{ first: true }"), spec("{ second: true }"));
    let left = Left {
        wall: Duration::from_secs(20),
        report_bytes: 100_000,
    };
    let files = [
        ("integration/integration.action.js", action),
        ("integration/a.spec.js", first.as_str()),
        ("integration/b.spec.js", second.as_str()),
    ];
    let report = check(left, &files).await;
    assert!(
        report
            .tests
            .iter()
            .all(|test| test.outcome == SpecOutcome::Passed),
        "{report:?}"
    );
    let Coverage {
        lines,
        covered,
        missed,
    } = report.coverage;
    assert_eq!((lines, covered, missed), (8, 6, vec![9, 12]));
}

#[test]
fn failures_beyond_the_room_of_all_are_shortened() {
    let test = |bytes: usize| SpecTest {
        path: String::new(),
        titles: Vec::new(),
        outcome: SpecOutcome::Failed,
        failure: Some("x".repeat(bytes)),
        calls: Vec::new(),
        wall_us: 0,
    };
    let mut tests = [test(500), test(300), test(501), test(100)];
    shorten(&mut tests, 1_000);
    let lengths = tests.map(|test| test.failure.unwrap().len());
    assert_eq!(lengths, [500, 300, 200, 100]);
}
