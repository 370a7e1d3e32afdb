//! File sizes: 300 lines is the aim (`cargo xtask stats` reports it), 500 the ratchet.

use super::Finding;
use crate::repo::Repo;

/// What a file should stay under.
pub(crate) const AIM_LINES: usize = 300;

/// What a file may not exceed, tests included.
pub(crate) const LIMIT_LINES: usize = 500;

/// The kinds of files that are measured.
const MEASURED_KINDS: &[&str] = &[
    "rs", "c", "h", "js", "mjs", "ts", "tsx", "py", "css", "html", "sh",
];

/// Files that may be longer, with the lines they have and why. The number only ever goes down.
const LONGER: &[(&str, usize, &str)] = &[];

/// The files whose size is somebody's choice, with their text.
pub(crate) fn measured(repo: &Repo) -> impl Iterator<Item = (&str, &str)> {
    repo.texts(MEASURED_KINDS)
}

/// Finds every file over the limit, and every exception that is no longer needed.
pub(crate) fn check(repo: &Repo) -> Vec<Finding> {
    let over = measured(repo).filter_map(|(path, text)| {
        let lines = text.lines().count();
        let limit = LONGER
            .iter()
            .find(|(longer, _, _)| *longer == path)
            .map_or(LIMIT_LINES, |(_, limit, _)| *limit);
        (lines > limit).then(|| {
            Finding::new(
                path,
                format!("{lines} lines; the limit is {limit}"),
                "split it by the noun or the step it hides",
            )
        })
    });
    let needless = LONGER.iter().filter(|(path, _, _)| {
        repo.file(path)
            .and_then(|file| file.text())
            .is_none_or(|text| text.lines().count() <= LIMIT_LINES)
    });
    let needless = needless.map(|(path, _, _)| {
        Finding::new(
            *path,
            "is excepted from the limit and need not be",
            "take it out of LONGER in crates/xtask/src/tidy/sizes.rs",
        )
    });
    over.chain(needless).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_past_the_limit_is_found() {
        let (at, past) = ("x\n".repeat(LIMIT_LINES), "x\n".repeat(LIMIT_LINES + 1));
        let repo = Repo::of(&[
            ("a/at.rs", &at),
            ("a/past.rs", &past),
            ("vendor/past.js", &past),
            ("docs/past.md", &past),
        ]);
        let findings = check(&repo);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(
            (findings[0].place.as_str(), findings[0].what.as_str()),
            ("a/past.rs", "501 lines; the limit is 500")
        );
    }
}
