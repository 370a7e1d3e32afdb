//! Every rule finds what it is for and leaves what comes close: a folder of `rules/` for each, with `found` and `close`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bundle::package::ACTION;
use check::rules::{FOUND_BY_RUNNING, RULES, RuleInfo};
use support::Parts;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

#[test]
fn every_rule_has_a_pair_and_every_pair_a_rule() {
    let names: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(names.len(), RULES.len(), "a name stands twice");
    let entries = fs::read_dir(folder()).unwrap();
    let folders: BTreeSet<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(folders, names);
    for name in &names {
        for stem in ["found", "close"] {
            let mut files = fs::read_dir(folder().join(name)).unwrap();
            let has = files.any(|file| {
                let file = file.unwrap().file_name().into_string().unwrap();
                file.strip_prefix(stem)
                    .is_some_and(|rest| rest.starts_with('.'))
            });
            assert!(has, "rules/{name} has no {stem}");
        }
    }
}

/// The lines of the code in which a rule finds something, and how often it does elsewhere.
fn found(rule: &RuleInfo, parts: &Parts) -> (Vec<u32>, usize) {
    let findings = parts.findings();
    let own: Vec<_> = findings
        .iter()
        .filter(|one| one.rule == rule.name)
        .collect();
    for one in &own {
        assert_eq!(one.severity, rule.severity, "{}", rule.name);
        assert!(
            !one.message.is_empty() && !one.mend.is_empty() && !one.reason.is_empty(),
            "{one:?}"
        );
    }
    let places = own.iter().filter_map(|one| one.place.as_ref());
    let in_code: BTreeSet<u32> = places
        .filter(|place| place.path == ACTION)
        .filter_map(|place| place.line)
        .collect();
    (in_code.into_iter().collect(), own.len())
}

/// Whether what the rule finds is no package at all.
fn refuses(rule: &RuleInfo) -> bool {
    let named = [
        "archive",
        "manifest",
        "form",
        "text-encoding",
        "dependency-lock",
    ];
    named.contains(&rule.name)
        || rule.name.starts_with("member-")
        || ["permission-configuration", "diagram-missing"].contains(&rule.name)
}

#[test]
fn every_rule_finds_what_it_is_for_and_leaves_what_comes_close() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let folder = folder().join(rule.name);
        let parts = Parts::read(&folder, "found");
        let (lines, count) = found(rule, &parts);
        let marked = parts.marked_lines();
        if count == 0 || (!marked.is_empty() && lines != marked) {
            wrong.push(format!(
                "{}: found in {lines:?}, marked {marked:?}: {:#?}",
                rule.name,
                parts.findings()
            ));
        }
        assert!(
            refuses(rule) || parts.is_package(),
            "{}: found is no package",
            rule.name
        );
        let parts = Parts::read(&folder, "close");
        assert!(
            refuses(rule) || parts.is_package(),
            "{}: close is no package",
            rule.name
        );
        if found(rule, &parts).1 > 0 {
            let all = parts.findings();
            let own: Vec<_> = all.iter().filter(|one| one.rule == rule.name).collect();
            wrong.push(format!(
                "{}: what comes close is found: {own:#?}",
                rule.name
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    println!(
        "{0} rules, {0} packages that trigger one and {0} that come close and do not",
        RULES.len()
    );
}

/// Their pairs stand elsewhere: of specs in `specs/packages.rs`, of verdicts in `faults/`, of notes in `faults.rs`.
#[test]
fn every_rule_that_runs_the_package_has_its_pairs_elsewhere() {
    let specs = [
        "spec-missing",
        "spec-fails",
        "success-path-untested",
        "coverage-low",
    ];
    let verdicts = check::faults::RULES.iter().map(|(_, name, _)| *name);
    let elsewhere: BTreeSet<_> = verdicts
        .chain(specs)
        .chain([check::faults::NOTES])
        .collect();
    let running: BTreeSet<_> = FOUND_BY_RUNNING.iter().map(|rule| rule.name).collect();
    assert_eq!(running, elsewhere);
}

#[test]
fn names_are_kebab_case_and_every_rule_says_what_and_why() {
    for rule in check::rules::all() {
        assert!(
            rule.name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
            "{}",
            rule.name
        );
        assert!(
            !rule.about.ends_with('.') && rule.reason.ends_with('.'),
            "{}",
            rule.name
        );
        assert_eq!(check::rules::rule(rule.name), Some(rule));
    }
}

#[test]
fn the_examples_have_nothing_to_mend() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    for name in ["consent", "member-plan", "risk-check"] {
        let package = support::package_in(&examples.join(name));
        let findings = check::rules::findings(&package, &check::Policy::default());
        let grave: Vec<_> = findings
            .iter()
            .filter(|one| one.severity > bundle::Severity::Note)
            .collect();
        assert!(grave.is_empty(), "{name}: {grave:#?}");
    }
}
