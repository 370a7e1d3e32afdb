//! Decisions are numbered without gaps, have their four parts, and are all in the list.

use super::Finding;
use crate::repo::Repo;

/// Where they are.
const FOLDER: &str = "docs/adr/";

/// The parts each has, in order.
const PARTS: &[&str] = &["## Context", "## Decision", "## Refused", "## Consequence"];

/// Checks names, numbers, parts and the list in README.md beside them.
pub(crate) fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    let list = repo
        .file("docs/adr/README.md")
        .and_then(|file| file.text())
        .unwrap_or_default();
    let decisions = repo
        .texts(&["md"])
        .filter(|(path, _)| path.starts_with(FOLDER) && !path.ends_with("/README.md"));
    for (at, (path, text)) in decisions.enumerate() {
        let name = path.trim_start_matches(FOLDER);
        let number = format!("{:04}", at + 1);
        if !name.starts_with(&format!("{number}-")) {
            findings.push(Finding::new(
                path,
                format!("is decision {number} by its place"),
                "number decisions from 0001 without gap or double",
            ));
        }
        let title = format!("# {}: ", name.split('-').next().unwrap_or_default());
        if !text.starts_with(&title) {
            findings.push(Finding::new(
                path,
                "has no title with its number",
                format!("begin with `{title}` and the decision in a few words"),
            ));
        }
        let mut rest = text;
        for part in PARTS {
            match rest.split_once(&format!("\n{part}\n")) {
                Some((_, after)) => rest = after,
                None => findings.push(Finding::new(
                    path,
                    format!("has no `{part}` in its place"),
                    format!("the parts are, in order: {}", PARTS.join(", ")),
                )),
            }
        }
        if !list.contains(name) {
            findings.push(Finding::new(
                "docs/adr/README.md",
                format!("does not list {name}"),
                "add a line with a link",
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str =
        "# 0001: One\n\n## Context\nx\n## Decision\nx\n## Refused\nx\n## Consequence\nx\n";

    #[test]
    fn a_whole_decision_in_the_list_is_fine() {
        let repo = Repo::of(&[
            ("docs/adr/0001-one.md", WHOLE),
            ("docs/adr/README.md", "[1](0001-one.md)"),
        ]);
        assert_eq!(check(&repo), []);
    }

    #[test]
    fn gaps_missing_parts_and_unlisted_ones_are_found() {
        let second = "# 0003: Three\n\n## Context\nx\n## Refused\nx\n## Decision\nx\n";
        let repo = Repo::of(&[
            ("docs/adr/0001-one.md", WHOLE),
            ("docs/adr/0003-three.md", second),
            ("docs/adr/README.md", "0001-one.md"),
        ]);
        let what: Vec<_> = check(&repo)
            .into_iter()
            .map(|finding| finding.what)
            .collect();
        assert_eq!(
            what,
            [
                "is decision 0002 by its place",
                "has no `## Refused` in its place",
                "has no `## Consequence` in its place",
                "does not list 0003-three.md"
            ]
        );
    }
}
