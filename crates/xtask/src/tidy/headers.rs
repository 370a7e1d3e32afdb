//! Every source file opens by saying what it is, and every `lib.rs` forbids `unsafe` but the sandbox's.

use super::Finding;
use crate::repo::Repo;

/// How each kind of file opens.
const OPENINGS: &[(&str, &[&str])] = &[
    ("rs", &["//! "]),
    ("js", &["// ", "'use strict';\n// "]),
    ("mjs", &["// "]),
    ("py", &["\"\"\""]),
    ("c", &["// ", "/* "]),
    ("sh", &["#!/bin/sh\n# "]),
];

/// Folders of code that is data: actions as strangers write them, and the line whose digest a page's policy names.
const FOREIGN: &[&str] = &[
    "crates/sandbox/cases/",
    "crates/bench/",
    "crates/pages/templates/",
    "tests/actions/",
];

/// The one crate that may say `unsafe`.
const UNSAFE_CRATE: &str = "crates/sandbox/src/lib.rs";

/// Finds files without their first line, and library roots without the lint.
pub(crate) fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (kind, openings) in OPENINGS {
        for (path, text) in repo
            .texts(&[kind])
            .filter(|(path, _)| *kind == "rs" || !is_foreign(path))
        {
            if !openings.iter().any(|opening| text.starts_with(opening)) {
                findings.push(Finding::new(
                    format!("{path}:1"),
                    "does not open by saying what it is",
                    format!(
                        "let it begin with `{}` and one sentence",
                        openings.first().unwrap_or(&"").trim_end().escape_debug()
                    ),
                ));
            }
        }
    }
    let roots = repo
        .texts(&["rs"])
        .filter(|(path, _)| path.ends_with("/src/lib.rs") && *path != UNSAFE_CRATE);
    for (path, _) in roots.filter(|(_, text)| !text.contains("#![forbid(unsafe_code)]")) {
        findings.push(Finding::new(
            path,
            "does not forbid unsafe code",
            "add `#![forbid(unsafe_code)]` below its `//!` lines",
        ));
    }
    findings
}

fn is_foreign(path: &str) -> bool {
    FOREIGN.iter().any(|folder| path.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_open_with_what_they_are() {
        let repo = Repo::of(&[
            ("crates/a/src/b.rs", "use c;\n"),
            ("crates/a/src/c.rs", "//! C.\n"),
            ("crates/sandbox/cases/loop/action.js", "for (;;) {}\n"),
            ("tools/need.sh", "#!/bin/sh\nset -eu\n"),
        ]);
        let places: Vec<_> = check(&repo)
            .into_iter()
            .map(|finding| finding.place)
            .collect();
        assert_eq!(places, ["crates/a/src/b.rs:1", "tools/need.sh:1"]);
    }

    #[test]
    fn library_roots_forbid_unsafe_but_one() {
        let text = "//! A.\n";
        let repo = Repo::of(&[
            ("crates/a/src/lib.rs", text),
            ("crates/sandbox/src/lib.rs", text),
        ]);
        let places: Vec<_> = check(&repo)
            .into_iter()
            .map(|finding| finding.place)
            .collect();
        assert_eq!(places, ["crates/a/src/lib.rs"]);
    }
}
