//! The fault matrix of the examples, as a person reads it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::Command;

fn told(example: &str) -> String {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let output = Command::new(env!("CARGO_BIN_EXE_latchwork"))
        .args(["check", "--faults", "--no-tests"])
        .arg(examples.join(example))
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_situation_shows_what_the_handler_sent_and_printed() {
    let told = told("risk-check");
    for line in [
        "    request: POST https://risk.example/risk -> 500\n    log: Risk check: the service gave no level of risk.\n    gives: access.deny\n",
        "    declared to request risk.example: event.request.ip, ",
        "    service.malformed-body, service.empty-body, ",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    assert!(!told.contains("UNDECLARED"), "{told}");
    assert!(told.contains("\n69 situations, 0 verdicts"), "{told}");
}

#[test]
fn situations_that_are_alike_stand_together() {
    let told = told("member-plan");
    assert!(told.contains("    success, user.without-email, "), "{told}");
    let heads = told.lines().filter(|line| line.contains("  allow    "));
    assert!(heads.count() < 8, "{told}");
}
