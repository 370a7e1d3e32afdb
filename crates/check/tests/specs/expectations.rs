//! A table of expectations: ours hold and fail as Jest's do.

use std::fmt::Write as _;

use bundle::report::SpecOutcome;
use contract::Trigger;

use crate::support::{fixture, run};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_expectation_holds_or_fails_as_in_jest() {
    let table: Vec<_> = include_str!("expectations.txt")
        .lines()
        .filter_map(|line| line.split_once(' ').filter(|(verdict, _)| *verdict != "#"))
        .collect();
    let mut spec = String::from("--- integration/table.spec.js\n");
    for (at, (_, expectation)) in table.iter().enumerate() {
        let _ = writeln!(
            spec,
            "test('{at}', async () => {{ await ({expectation}); }});"
        );
    }
    let report = run(Trigger::PostLogin, &fixture(&spec)).await;
    assert_eq!(report.tests.len(), table.len(), "{:?}", report.tests.last());
    let mut wrong = Vec::new();
    for ((verdict, expectation), test) in table.iter().zip(&report.tests) {
        let found = match test.outcome {
            SpecOutcome::Passed => "pass",
            _ => "fail",
        };
        if found != *verdict {
            wrong.push(format!("{expectation}\n  {:?}", test.failure));
        }
        // What fails says so in more than its own name.
        let told = test.failure.as_deref().unwrap_or("passed");
        assert!(
            told.len() > 5 && !told.contains("is not a function"),
            "{told}"
        );
    }
    println!("{} expectations, {} wrong", table.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
