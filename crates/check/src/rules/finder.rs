//! What rules look at, and where they put what they find.

use std::collections::BTreeMap;

use bundle::package::ACTION;
use bundle::{Finding, Package, Place};
use contract::Trigger;
use contract::permission::Permissions;

use super::RuleInfo;
use crate::reading::At;

/// A package under a check.
pub(super) struct Subject<'p> {
    pub(super) package: &'p Package,
    pub(super) code: &'p str,
}

impl<'p> Subject<'p> {
    pub(super) fn new(package: &'p Package) -> Self {
        Self {
            package,
            code: package.code(),
        }
    }

    pub(super) fn trigger(&self) -> Trigger {
        self.package.manifest().trigger
    }

    pub(super) fn permissions(&self) -> &'p Permissions {
        &self.package.manifest().permissions
    }

    /// The line of a member in which a quoted text stands first.
    pub(super) fn quoted_line(&self, member: &str, text: &str) -> Option<u32> {
        let content = self.package.members().get(member)?;
        let content = std::str::from_utf8(content).ok()?;
        let quotes = [format!("\"{text}\""), format!("'{text}'")];
        let line = content
            .lines()
            .position(|line| quotes.iter().any(|quoted| line.contains(quoted.as_str())))?;
        u32::try_from(line + 1).ok()
    }
}

/// What one rule finds beyond this count is only counted.
const MOST_OF_A_RULE: usize = 50;

/// What was found so far.
#[derive(Default)]
pub(super) struct Finder(Vec<Finding>);

impl Finder {
    /// Something in the handler's file.
    pub(super) fn in_code(
        &mut self,
        rule: &RuleInfo,
        at: At,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) {
        self.at(rule, ACTION, Some(at), message, mend);
    }

    /// Something in a member, or about all of it.
    pub(super) fn at(
        &mut self,
        rule: &RuleInfo,
        path: &str,
        at: Option<At>,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) {
        self.push(
            rule,
            path,
            at.map(|at| at.line),
            at.map(|at| at.column),
            message.into(),
            mend.into(),
        );
    }

    /// Something in a line of a member.
    pub(super) fn in_line(
        &mut self,
        rule: &RuleInfo,
        path: &str,
        line: Option<u32>,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) {
        self.push(rule, path, line, None, message.into(), mend.into());
    }

    fn push(
        &mut self,
        rule: &RuleInfo,
        path: &str,
        line: Option<u32>,
        column: Option<u32>,
        message: String,
        mend: String,
    ) {
        self.0.push(Finding {
            rule: rule.name.to_owned(),
            severity: rule.severity,
            place: Some(Place {
                path: path.to_owned(),
                line,
                column,
            }),
            message,
            reason: rule.reason.to_owned(),
            mend,
        });
    }

    pub(super) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// All of it, gravest first, then by place, without repetition; of each rule the first places and how many more.
    pub(super) fn sorted(mut self) -> Vec<Finding> {
        let key = |one: &Finding| {
            (
                std::cmp::Reverse(one.severity),
                one.place.clone(),
                one.rule.clone(),
                one.message.clone(),
            )
        };
        self.0.sort_by_cached_key(key);
        self.0.dedup();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        self.0.retain(|one| {
            let count = counts.entry(one.rule.clone()).or_default();
            *count += 1;
            *count <= MOST_OF_A_RULE
        });
        for (rule, count) in counts
            .into_iter()
            .filter(|(_, count)| *count > MOST_OF_A_RULE)
        {
            let last = self.0.iter_mut().rfind(|one| one.rule == rule);
            if let Some(last) = last {
                let more = count - MOST_OF_A_RULE;
                last.message = format!("{} (and the rule finds {more} more)", last.message);
            }
        }
        self.0
    }
}
