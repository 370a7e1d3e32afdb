//! What an operator changes of the rules: how grave a finding is, and which package is excepted from a rule.

use std::collections::BTreeMap;

use bundle::{Finding, Severity};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::rules::{all, rule};

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

/// The rule whose name shares the most words with this one; of several the one that begins most like it.
fn nearest(name: &str) -> Option<&'static str> {
    let shared = |other: &str| {
        name.split(['-', '_'])
            .filter(|word| other.split('-').any(|one| one == *word))
            .count()
    };
    let alike = |other: &str| {
        let both = name.bytes().zip(other.bytes());
        both.take_while(|(one, other)| one == other).count()
    };
    all()
        .map(|rule| rule.name)
        .filter(|other| shared(other) > 0)
        .max_by_key(|other| (shared(other), alike(other)))
}

#[cfg(test)]
mod tests;
