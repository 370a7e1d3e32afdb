//! Nothing names a place that exists on one machine only.

use super::Finding;
use crate::repo::Repo;

/// First parts of absolute paths that belong to a person or a machine.
const PLACES: &[&str] = &["work", "root", "home", "farm", "Users"];

/// Files that hold foreign paths on purpose: hostile actions try them.
const EXEMPT: &[&str] = &["crates/sandbox/cases/"];

/// Finds absolute paths into someone's folders in every text file.
pub(crate) fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    let files = repo.files.iter().filter(|file| {
        !file.is_vendored() && !EXEMPT.iter().any(|folder| file.path.starts_with(folder))
    });
    for (path, text) in files.filter_map(|file| Some((&file.path, file.text()?))) {
        for (at, line) in text.lines().enumerate() {
            if let Some(place) = PLACES.iter().find(|place| names(line, place)) {
                findings.push(Finding::new(
                    format!("{path}:{}", at + 1),
                    format!("names a path under /{place}, which other machines do not have"),
                    "name it from the repository's root, or make it an argument",
                ));
            }
        }
    }
    findings
}

/// Whether the line holds `/place/` at the start of a path.
fn names(line: &str, place: &str) -> bool {
    let needle = format!("/{place}/");
    line.match_indices(&needle).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        let after = line
            .get(at + needle.len()..)
            .and_then(|after| after.chars().next());
        before.is_none_or(|letter| !letter.is_alphanumeric() && !"./_-~}{)>*".contains(letter))
            && after.is_some_and(|letter| letter.is_alphanumeric() || letter == '.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_one_machine_is_found_and_a_relative_one_is_not() {
        assert!(names(&["see `", "root", "x`"].join("/"), "root"));
        assert!(names(&["", "home", "ann"].join("/"), "home"));
        for before in ["crates", ".", "https://a"] {
            assert!(!names(&[before, "root", "x"].join("/"), "root"));
        }
        assert!(!names("/roots/x", "root"));
        let text = ["", "work", "main"].join("/");
        assert_eq!(check(&Repo::of(&[("a.md", &text)])).len(), 1);
    }
}
