//! What a test came to, and how results are kept.

use std::fs;

use anyhow::{Context as _, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::folders::Folders;

/// The most that is kept of why a test failed.
const MOST_WHY_CHARS: usize = 240;

/// How a test ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// As it should.
    Passed,
    /// Not so; the first line of why.
    Failed(String),
    /// It did not run: it needs what an action has not.
    Absent(String),
}

impl Outcome {
    /// A failure, with the first line of what was said, and the next ones where it only leads to them.
    pub(crate) fn failed(why: &str) -> Self {
        let mut text = String::new();
        for line in why.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(line);
            let leads_on = text.ends_with(':')
                || text.contains("Expected values")
                || text.contains("Mismatch");
            if !leads_on || text.len() > MOST_WHY_CHARS {
                break;
            }
        }
        if text.is_empty() {
            text.push_str("no reason given");
        }
        Self::Failed(text.chars().take(MOST_WHY_CHARS).collect())
    }

    /// What did not run, and for which reason.
    pub(crate) fn absent(why: impl Into<String>) -> Self {
        Self::Absent(why.into())
    }
}

/// One test of a suite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Case {
    /// The part of the suite that it belongs to.
    pub(crate) area: String,
    /// Its name within the suite.
    pub(crate) name: String,
    /// How it ended.
    pub(crate) outcome: Outcome,
}

/// How many tests came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) absent: usize,
}

impl Count {
    /// Counts these.
    pub(crate) fn of<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> Self {
        let mut count = Self::default();
        for outcome in outcomes {
            match outcome {
                Outcome::Passed => count.passed += 1,
                Outcome::Failed(_) => count.failed += 1,
                Outcome::Absent(_) => count.absent += 1,
            }
        }
        count
    }

    /// Those that ran.
    pub(crate) fn ran(self) -> usize {
        self.passed + self.failed
    }

    /// The share of those that ran that passed, as `98.7 %`; never rounded up to all of them.
    pub(crate) fn share(self) -> String {
        share(self.passed, self.ran())
    }
}

/// A share in percent with one decimal, rounded down.
pub(crate) fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "-".to_owned();
    }
    let tenths = part * 1_000 / whole;
    format!("{}.{} %", tenths / 10, tenths % 10)
}

/// Keeps the results of a suite for the page, and in which guest they were had.
pub(crate) fn keep<T: Serialize>(folders: &Folders, suite: &str, results: &T) -> Result<()> {
    let path = folders.results(suite);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&path, serde_json::to_vec(results)?).with_context(|| path.display().to_string())?;
    let guest = folders.guest(suite);
    fs::write(&guest, sandbox::guest_digest()).with_context(|| guest.display().to_string())
}

/// The digest of the guest that a suite was run in, when it has been run and that was noted.
pub(crate) fn ran_in(folders: &Folders, suite: &str) -> Option<String> {
    fs::read_to_string(folders.guest(suite)).ok()
}

/// The results of a suite, when it has been run.
pub(crate) fn kept<T: DeserializeOwned>(folders: &Folders, suite: &str) -> Result<Option<T>> {
    let path = folders.results(suite);
    if !path.exists() {
        return Ok(None);
    }
    let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
    let results = serde_json::from_slice(&bytes)
        .with_context(|| format!("{}: run the suite again", path.display()))?;
    Ok(Some(results))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failure_in_many_is_not_rounded_away() {
        assert_eq!(share(99_999, 100_000), "99.9 %");
        assert_eq!(share(3, 3), "100.0 %");
        assert_eq!(share(0, 0), "-");
    }

    #[test]
    fn why_is_the_first_line_that_says_something() {
        let expected = Outcome::Failed("TypeError: no".to_owned());
        assert_eq!(Outcome::failed("\n  TypeError: no \n at x"), expected);
        let led = Outcome::Failed("AssertionError: 1 !== 2".to_owned());
        assert_eq!(Outcome::failed("AssertionError:\n\n1 !== 2\n at x"), led);
        let Outcome::Failed(long) = Outcome::failed(&"é".repeat(1_000)) else {
            panic!("a failure");
        };
        assert_eq!(long.chars().count(), MOST_WHY_CHARS);
    }
}
