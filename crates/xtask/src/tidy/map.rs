//! The documents tell the truth about the tree: each path they name exists, and ARCHITECTURE.md names each crate.

use super::Finding;
use crate::repo::Repo;
use crate::workspace::Workspace;

/// The documents whose paths are checked. ADRs are history and may name what has gone.
const DOCUMENTS: &[&str] = &[
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "README.md",
    "SECURITY.md",
];

/// The map.
const MAP: &str = "ARCHITECTURE.md";

/// What a path in a document begins with.
const ROOTS: &[&str] = &[
    "crates/",
    "demo/",
    "docs/",
    "examples/",
    "fuzz/",
    "tests/",
    "tools/",
    "web/",
    ".ci/",
    ".cargo/",
];

/// Checks that the documents exist, their paths exist, and the map is whole.
pub(crate) fn check(repo: &Repo, workspace: &Workspace) -> Vec<Finding> {
    let mut findings = Vec::new();
    for document in DOCUMENTS {
        let Some(text) = repo.file(document).and_then(|file| file.text()) else {
            findings.push(Finding::new(*document, "is missing", "write it"));
            continue;
        };
        for (line, path) in paths(text) {
            if !repo.has(&path) {
                findings.push(Finding::new(
                    format!("{document}:{line}"),
                    format!("names `{path}`, which does not exist"),
                    "correct the path, or take the sentence out",
                ));
            }
        }
    }
    let map = repo
        .file(MAP)
        .and_then(|file| file.text())
        .unwrap_or_default();
    let unnamed = workspace
        .crates
        .iter()
        .filter(|one| !map.contains(&format!("`{}`", one.name)));
    findings.extend(unnamed.map(|one| {
        Finding::new(
            MAP,
            format!("does not name the crate `{}`", one.name),
            "add its row to the map: what it does, what it does not",
        )
    }));
    findings
}

/// The paths a document names between backquotes or as the target of a link, with their lines.
fn paths(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let quoted = line.split('`').skip(1).step_by(2);
        let linked = line
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        for word in quoted.chain(linked) {
            let path = word.split('#').next().unwrap_or(word).trim_end_matches('/');
            let is_path = ROOTS.iter().any(|root| word.starts_with(root))
                && !path.contains([' ', '*', '<', '{', '…']);
            if is_path {
                found.push((at + 1, path.to_owned()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Crate;

    fn documents(map: &str) -> Repo {
        Repo::of(&[
            (MAP, map),
            ("CONTRIBUTING.md", ""),
            ("README.md", ""),
            ("SECURITY.md", ""),
            ("crates/flow/src/run.rs", ""),
        ])
    }

    #[test]
    fn a_path_that_is_gone_is_found_and_others_are_not() {
        let map = "See `crates/flow/src/run.rs`, `crates/flow/`,\n[it](crates/flow/src/gone.rs#why), `/api/v1`, `application/json`.\n";
        let findings = check(&documents(map), &Workspace::default());
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(findings[0].place, "ARCHITECTURE.md:2");
        assert!(findings[0].what.contains("crates/flow/src/gone.rs"));
    }

    #[test]
    fn every_crate_is_on_the_map_and_every_document_is_there() {
        let workspace = Workspace {
            crates: vec![Crate {
                name: "flow".to_owned(),
                ..Crate::default()
            }],
        };
        assert_eq!(check(&documents("| `flow` | runs |"), &workspace), []);
        assert_eq!(check(&documents("flow"), &workspace).len(), 1);
        assert_eq!(
            check(&Repo::default(), &Workspace::default()).len(),
            DOCUMENTS.len()
        );
    }
}
