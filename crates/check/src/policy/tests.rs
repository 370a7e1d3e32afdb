//! What a policy does, and what is none.

use super::*;

const TOML: &str = r#"
[severities]
loose-equality = "error"
log-always = "off"

[[exceptions]]
slug = "risk-check"
rule = "deny-in-catch"
because = "The customer agreed in writing."
until = "2026-12-31"
"#;

fn finding(rule: &str) -> Finding {
    Finding {
        rule: rule.to_owned(),
        severity: Severity::Warning,
        place: None,
        message: "Found.".to_owned(),
        reason: String::new(),
        mend: String::new(),
    }
}

fn severities(policy: &Policy, slug: &str) -> Vec<(String, Severity)> {
    let findings = ["loose-equality", "log-always", "deny-in-catch"].map(finding);
    let kept = policy.apply(findings.into(), slug);
    kept.into_iter()
        .map(|one| (one.rule, one.severity))
        .collect()
}

#[test]
fn severities_and_exceptions_hold_for_the_package_that_is_named() {
    let policy = Policy::read(TOML).unwrap();
    let named = |rule: &str, severity| (rule.to_owned(), severity);
    assert_eq!(
        severities(&policy, "risk-check"),
        [
            named("loose-equality", Severity::Error),
            named("deny-in-catch", Severity::Note)
        ]
    );
    assert_eq!(
        severities(&policy, "other"),
        [
            named("loose-equality", Severity::Error),
            named("deny-in-catch", Severity::Warning)
        ]
    );
    let excepted = policy.apply(vec![finding("deny-in-catch")], "risk-check");
    assert!(
        excepted[0]
            .message
            .ends_with("(excepted by the operator: The customer agreed in writing.)")
    );
}

#[test]
fn an_exception_ends_with_its_last_day() {
    let policy = Policy::read(TOML).unwrap();
    let new_year_ms = 1_798_761_600_000;
    assert_eq!(policy.at(new_year_ms - 1).exceptions.len(), 1);
    assert_eq!(policy.at(new_year_ms).exceptions.len(), 0);
}

#[test]
fn json_says_the_same() {
    let policy = Policy::read(TOML).unwrap();
    let json = serde_json::to_string(&policy).unwrap();
    assert_eq!(Policy::read(&json).unwrap(), policy);
}

#[test]
fn what_is_no_policy_is_refused_by_name() {
    for (text, expected) in [
        (
            "[severities]\nlose-equality = \"off\"",
            "the policy names the rule `lose-equality`, which there is not; is `loose-equality` meant?",
        ),
        (
            "[severities]\nfail-open = \"off\"",
            "the policy names the rule `fail-open`, which there is not; is `fails-open` meant?",
        ),
        (
            "[severities]\ndependency-license = \"off\"",
            "the policy names the rule `dependency-license`, which there is not; is `dependency-licence` meant?",
        ),
        (
            "[[exceptions]]\nslug = \"a\"\nrule = \"evil\"\nbecause = \"b\"",
            "the policy names the rule `evil`, which there is not",
        ),
        (
            "[[exceptions]]\nslug = \"a\"\nrule = \"eval\"\nbecause = \" \"",
            "the exception of `a` from `eval` says no `because`",
        ),
    ] {
        assert_eq!(Policy::read(text).unwrap_err().to_string(), expected);
    }
    for text in [
        "[severities]\neval = \"mild\"",
        "severity = 1",
        "{\"a\": 1}",
        "[[exceptions]]\nslug = \"a\"",
    ] {
        assert!(Policy::read(text).is_err(), "{text}");
    }
    let one = Exception {
        slug: "a".into(),
        rule: "eval".into(),
        because: "b".into(),
        until: None,
    };
    let policy = Policy {
        exceptions: vec![one; MOST_EXCEPTIONS + 1],
        ..Policy::default()
    };
    assert!(
        policy
            .check()
            .unwrap_err()
            .to_string()
            .contains("1001 exceptions")
    );
}

#[test]
fn what_the_fault_matrix_finds_can_be_tuned() {
    for (_, name, reason) in crate::faults::RULES {
        assert_eq!(rule(name).map(|rule| rule.reason), Some(reason), "{name}");
    }
    assert!(rule(crate::faults::NOTES).is_some());
}
