//! The rules no compiler knows. Each check is a file and a function from the repository's text to findings.

mod arrows;
mod decisions;
mod headers;
mod locks;
mod machine;
mod map;
mod purity;
pub(crate) mod sizes;
mod words;

use std::fmt::Write as _;

use crate::repo::Repo;
use crate::workspace::Workspace;

/// One thing to mend.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    /// A path, with `:line` where there is one.
    pub(crate) place: String,
    /// What is wrong.
    pub(crate) what: String,
    /// What to do about it.
    pub(crate) next: String,
}

impl Finding {
    fn new(place: impl Into<String>, what: impl Into<String>, next: impl Into<String>) -> Finding {
        Finding {
            place: place.into(),
            what: what.into(),
            next: next.into(),
        }
    }
}

/// Every check, in the order a reader would want them.
pub(crate) fn check(repo: &Repo, workspace: &Workspace) -> Vec<Finding> {
    let mut findings = arrows::check(workspace);
    findings.extend(purity::check(repo, workspace));
    findings.extend(sizes::check(repo));
    findings.extend(headers::check(repo));
    findings.extend(map::check(repo, workspace));
    findings.extend(words::check(repo));
    findings.extend(decisions::check(repo));
    findings.extend(machine::check(repo));
    findings.extend(locks::check(repo));
    findings
}

/// The findings as text for a terminal; one line of praise without any.
pub(crate) fn report(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "tidy: nothing to mend\n".to_owned();
    }
    let mut out = String::new();
    for (at, finding) in findings.iter().enumerate() {
        let _ = writeln!(out, "{}: {}", finding.place, finding.what);
        let is_last_of_its_kind = findings
            .get(at + 1)
            .is_none_or(|after| after.next != finding.next);
        if is_last_of_its_kind {
            let _ = writeln!(out, "    {}", finding.next);
        }
    }
    let _ = writeln!(out, "tidy: {} to mend", findings.len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_where_what_and_once_what_next() {
        let findings = [
            Finding::new("a.rs:3", "names b", "move it"),
            Finding::new("a.rs:4", "names c", "move it"),
        ];
        assert_eq!(
            report(&findings),
            "a.rs:3: names b\na.rs:4: names c\n    move it\ntidy: 2 to mend\n"
        );
        assert_eq!(report(&[]), "tidy: nothing to mend\n");
    }
}
