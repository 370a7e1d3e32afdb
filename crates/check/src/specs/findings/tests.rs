//! Every finding on specs: what brings it about, and what comes close.

use bundle::report::Coverage;
use contract::permission::{ApiPermission, HostPermission};

use super::*;

fn permissions(methods: &[&str], hosts: &[&str]) -> Permissions {
    let reason = String::new;
    Permissions {
        api: methods
            .iter()
            .map(|&method| ApiPermission {
                method: method.to_owned(),
                names: Vec::new(),
                reason: reason(),
            })
            .collect(),
        hosts: hosts
            .iter()
            .map(|host| HostPermission {
                host: host.parse().unwrap(),
                reason: reason(),
            })
            .collect(),
        ..Permissions::default()
    }
}

fn test(outcome: SpecOutcome, calls: &[(bool, &[&str], u32)]) -> SpecTest {
    SpecTest {
        path: "integration/a.spec.js".to_owned(),
        titles: vec!["block".to_owned(), "test".to_owned()],
        outcome,
        failure: None,
        calls: calls
            .iter()
            .map(|(settled, methods, answered_requests)| HandlerCall {
                handler: "onExecutePostLogin".to_owned(),
                settled: *settled,
                methods: methods.iter().map(|&method| method.to_owned()).collect(),
                answered_requests: *answered_requests,
            })
            .collect(),
        wall_us: 0,
    }
}

fn names(report: &SpecReport, permissions: &Permissions) -> Vec<String> {
    let found = of(report, permissions, true).into_iter();
    found.map(|finding| finding.rule).collect()
}

/// Whether a passing test with this one call shows the success path.
fn shows(methods: &[&str], hosts: &[&str], call: (bool, &[&str], u32)) -> bool {
    let report = SpecReport {
        tests: vec![test(SpecOutcome::Passed, &[call])],
        ..SpecReport::default()
    };
    let found = names(&report, &permissions(methods, hosts));
    assert!(found.is_empty() || found == ["success-path-untested"]);
    found.is_empty()
}

#[test]
fn the_success_path_ends_without_refusal_and_issues_something_declared() {
    let claims = &["idToken.setCustomClaim", "access.deny"][..];
    let hosts = &["api.acme.com"][..];
    assert!(shows(claims, &[], (true, &["idToken.setCustomClaim"], 0)));
    assert!(!shows(claims, &[], (true, &[], 0)), "issues nothing");
    assert!(
        !shows(claims, &[], (false, &["idToken.setCustomClaim"], 0)),
        "throws"
    );
    assert!(
        !shows(claims, &[], (true, &["accessToken.addScope"], 0)),
        "undeclared"
    );
    assert!(!shows(claims, &[], (true, &["cache.set"], 0)));
    for refusal in REFUSING {
        let call: (bool, &[&str], u32) = (true, &["idToken.setCustomClaim", refusal], 1);
        assert!(!shows(claims, hosts, call), "{refusal}");
    }
    assert!(shows(&[], hosts, (true, &[], 1)), "an answered request");
    assert!(!shows(&[], hosts, (true, &[], 0)));
    assert!(shows(claims, hosts, (true, &[], 1)));
}

#[test]
fn a_gate_shows_its_success_path_by_letting_pass() {
    for methods in [
        &[][..],
        &["access.deny"],
        &["access.deny", "cache.get", "cache.set"],
    ] {
        assert!(shows(methods, &[], (true, &[], 0)));
        assert!(!shows(methods, &[], (false, &[], 0)));
        assert!(!shows(methods, &[], (true, &["access.deny"], 0)));
    }
}

#[test]
fn only_tests_that_pass_show_anything() {
    let call: (bool, &[&str], u32) = (true, &[], 0);
    for outcome in [SpecOutcome::Skipped, SpecOutcome::Failed] {
        let report = SpecReport {
            tests: vec![test(outcome, &[call])],
            ..SpecReport::default()
        };
        let found = names(&report, &Permissions::default());
        assert!(found.contains(&"success-path-untested".to_owned()));
    }
}

#[test]
fn every_failure_has_its_finding_and_place() {
    let mut first = test(SpecOutcome::Failed, &[]);
    first.failure = Some(
        "integration/a.spec.js says no\n    at integration/x.js:1:1\n    at f (integration/a.spec.js:12:5)"
            .to_owned(),
    );
    let mut second = test(SpecOutcome::Failed, &[]);
    second.titles.clear();
    let report = SpecReport {
        tests: vec![first, test(SpecOutcome::Passed, &[(true, &[], 0)]), second],
        ..SpecReport::default()
    };
    let found = of(&report, &Permissions::default(), true);
    assert_eq!(found.len(), 2, "{found:#?}");
    let place = found[0].place.as_ref().unwrap();
    assert_eq!((place.line, place.column), (Some(12), Some(5)));
    assert!(found[0].message.starts_with("`block > test` fails: "));
    assert!(found[0].blocks() && found[1].blocks());
    assert_eq!(found[1].place.as_ref().unwrap().line, None);
    assert_eq!(found[1].message, "the file fails: it failed");
}

#[test]
fn low_coverage_warns_one_line_below_the_bound() {
    let with = |covered| SpecReport {
        tests: vec![test(SpecOutcome::Passed, &[(true, &[], 0)])],
        coverage: Coverage {
            lines: 10,
            covered,
            missed: (covered + 1..=10).collect(),
        },
        ..SpecReport::default()
    };
    assert!(names(&with(6), &Permissions::default()).is_empty());
    let found = of(&with(5), &Permissions::default(), true);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].rule.as_str(), found[0].blocks()),
        ("coverage-low", false)
    );
    assert_eq!(
        found[0].message,
        "the tests run 5 of the handler's 10 lines, 50 %; they do not run lines 6, 7, 8, 9, 10"
    );
    assert_eq!(found[0].place.as_ref().unwrap().line, Some(6));
}

#[test]
fn a_package_without_specs_is_told_so_and_no_more() {
    let found = of(&SpecReport::default(), &Permissions::default(), false);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule, "spec-missing");
}

#[test]
fn what_refuses_is_named_as_the_contract_names_it() {
    for name in REFUSING {
        assert!(contract::Command::TYPE_NAMES.contains(name), "{name}");
    }
}
