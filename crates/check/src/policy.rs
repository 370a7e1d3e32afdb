//! What an operator changes of the rules: how grave a finding is, and which package is excepted from a rule.

use std::collections::BTreeMap;

use bundle::{Finding, Severity};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::rules::rule;

/// An operator's policy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// How grave the findings of a rule are, where an operator says otherwise than the rule.
    pub severities: BTreeMap<String, PolicySeverity>,
    /// Packages that a rule is not for.
    pub exceptions: Vec<Exception>,
}

/// How grave a finding is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicySeverity {
    /// It is not to be said.
    Off,
    /// To know.
    Note,
    /// A reviewer decides.
    Warning,
    /// It blocks a submission.
    Error,
}

/// A package that a rule is not for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The package.
    pub slug: String,
    /// The rule.
    pub rule: String,
    /// Why.
    pub because: String,
    /// The last day, in UTC; none for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// Why a text is no policy.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// Not TOML of this shape.
    #[error("the policy cannot be read: {0}")]
    Toml(#[from] toml::de::Error),
    /// Not JSON of this shape.
    #[error("the policy cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// A rule that there is not.
    #[error("the policy names the rule `{name}`, which there is not{}", meant(.like))]
    UnknownRule {
        /// As the policy names it.
        name: String,
        /// The rule that may be meant.
        like: Option<&'static str>,
    },
    /// An exception without a reason.
    #[error("the exception of `{slug}` from `{rule}` says no `because`")]
    NoReason {
        /// The package.
        slug: String,
        /// The rule.
        rule: String,
    },
    /// More than anybody would write.
    #[error("the policy has {count} exceptions; at most {MOST_EXCEPTIONS} are kept")]
    TooMany {
        /// How many.
        count: usize,
    },
}

/// The most exceptions of a policy.
const MOST_EXCEPTIONS: usize = 1_000;

fn meant(like: &Option<&'static str>) -> String {
    like.map(|name| format!("; is `{name}` meant?"))
        .unwrap_or_default()
}

impl Policy {
    /// Reads a policy: JSON if it begins with `{`, else TOML.
    ///
    /// # Errors
    /// When it has another shape, or names a rule that there is not.
    pub fn read(text: &str) -> Result<Self, PolicyError> {
        let policy: Self = if text.trim_start().starts_with('{') {
            serde_json::from_str(text)?
        } else {
            toml::from_str(text)?
        };
        policy.check()?;
        Ok(policy)
    }

    /// Whether it names only rules that there are, and says why it makes exceptions.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), PolicyError> {
        let count = self.exceptions.len();
        if count > MOST_EXCEPTIONS {
            return Err(PolicyError::TooMany { count });
        }
        let excepted = self.exceptions.iter().map(|one| &one.rule);
        for name in self.severities.keys().chain(excepted) {
            if rule(name).is_none() {
                return Err(PolicyError::UnknownRule {
                    name: name.clone(),
                    like: nearest(name),
                });
            }
        }
        match self
            .exceptions
            .iter()
            .find(|one| one.because.trim().is_empty())
        {
            Some(one) => Err(PolicyError::NoReason {
                slug: one.slug.clone(),
                rule: one.rule.clone(),
            }),
            None => Ok(()),
        }
    }

    /// The policy of this moment, in milliseconds since the epoch: without the exceptions that have ended.
    #[must_use]
    pub fn at(&self, now_ms: u64) -> Self {
        let mut policy = self.clone();
        policy
            .exceptions
            .retain(|one| !has_ended(one.until, now_ms));
        policy
    }

    /// The findings of a package as this policy has them. What a package is excepted from stays as a note that says why.
    pub fn apply(&self, findings: Vec<Finding>, slug: &str) -> Vec<Finding> {
        let mut kept: Vec<Finding> = findings
            .into_iter()
            .filter_map(|one| self.tuned(one, slug))
            .collect();
        kept.sort_by_key(|one| std::cmp::Reverse(one.severity));
        kept
    }

    fn tuned(&self, mut finding: Finding, slug: &str) -> Option<Finding> {
        let mut exceptions = self.exceptions.iter();
        if let Some(one) = exceptions.find(|one| one.slug == slug && one.rule == finding.rule) {
            finding.severity = Severity::Note;
            finding.message = format!(
                "{} (excepted by the operator: {})",
                finding.message, one.because
            );
            return Some(finding);
        }
        finding.severity = match self.severities.get(&finding.rule) {
            None => finding.severity,
            Some(PolicySeverity::Off) => return None,
            Some(PolicySeverity::Note) => Severity::Note,
            Some(PolicySeverity::Warning) => Severity::Warning,
            Some(PolicySeverity::Error) => Severity::Error,
        };
        Some(finding)
    }
}

/// Whether the day after the last one has begun.
fn has_ended(until: Option<Date>, now_ms: u64) -> bool {
    let end = until
        .and_then(|last| last.tomorrow().ok())
        .and_then(|day| day.to_zoned(TimeZone::UTC).ok())
        .map(|moment| moment.timestamp().as_millisecond());
    end.is_some_and(|end| i64::try_from(now_ms).is_ok_and(|now| now >= end))
}

/// The rule whose name shares the most words with this one.
fn nearest(name: &str) -> Option<&'static str> {
    let shared = |other: &str| {
        name.split(['-', '_'])
            .filter(|word| other.split('-').any(|one| one == *word))
            .count()
    };
    let names = crate::rules::RULES.iter().map(|rule| rule.name);
    names
        .max_by_key(|other| shared(other))
        .filter(|other| shared(other) > 0)
}

#[cfg(test)]
mod tests {
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
}
