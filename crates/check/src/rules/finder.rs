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
/// Beyond this count it is not even sorted in.
const MOST_HELD: usize = 1_000;
/// The longest message or mend, in characters.
const MOST_CHARS: usize = 600;

/// What was found so far.
#[derive(Default)]
pub(super) struct Finder {
    found: Vec<Finding>,
    counts: BTreeMap<&'static str, usize>,
}

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
        let count = self.counts.entry(rule.name).or_default();
        *count += 1;
        if *count > MOST_HELD {
            return;
        }
        self.found.push(Finding {
            rule: rule.name.to_owned(),
            severity: rule.severity,
            place: Some(Place {
                path: path.to_owned(),
                line,
                column,
            }),
            message: shortened(message),
            reason: rule.reason.to_owned(),
            mend: shortened(mend),
        });
    }

    pub(super) fn extend(&mut self, other: Self) {
        self.found.extend(other.found);
        for (rule, count) in other.counts {
            *self.counts.entry(rule).or_default() += count;
        }
    }

    /// All of it, gravest first, then by place, without repetition; of each rule the first places and how many more.
    pub(super) fn sorted(self) -> Vec<Finding> {
        let mut found = self.found;
        let key = |one: &Finding| {
            (
                std::cmp::Reverse(one.severity),
                one.place.clone(),
                one.rule.clone(),
                one.message.clone(),
            )
        };
        found.sort_by_cached_key(key);
        found.dedup();
        let not_held = self.counts.into_iter().map(|(rule, count)| {
            let more = count.saturating_sub(MOST_HELD);
            (rule.to_owned(), more)
        });
        first_of_each(found, not_held.collect())
    }
}

/// Findings from elsewhere, as many and as long as those of a [`Finder`].
pub(crate) fn bounded(mut findings: Vec<Finding>) -> Vec<Finding> {
    for one in &mut findings {
        one.message = shortened(std::mem::take(&mut one.message));
        one.mend = shortened(std::mem::take(&mut one.mend));
    }
    first_of_each(findings, BTreeMap::new())
}

/// The first findings of each rule; the last of them says how many more there are, with those that are not in the list.
fn first_of_each(mut findings: Vec<Finding>, mut more: BTreeMap<String, usize>) -> Vec<Finding> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    findings.retain(|one| {
        let count = counts.entry(one.rule.clone()).or_default();
        *count += 1;
        *count <= MOST_OF_A_RULE
    });
    for (rule, count) in counts {
        *more.entry(rule).or_default() += count.saturating_sub(MOST_OF_A_RULE);
    }
    for (rule, more) in more.into_iter().filter(|(_, more)| *more > 0) {
        let last = findings.iter_mut().rfind(|one| one.rule == rule);
        if let Some(last) = last {
            last.message = format!("{} (and the rule finds {more} more)", last.message);
        }
    }
    findings
}

/// A text that is no longer than anybody reads.
pub(crate) fn shortened(text: String) -> String {
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
