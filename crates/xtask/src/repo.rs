//! The repository's files as values, so that every check is a function of text and can be tested on three lines of it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// One file: its path from the repository's root with `/` between the parts, and its bytes.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

impl File {
    /// The text, or `None` when the bytes are not UTF-8.
    pub(crate) fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }

    /// The last part of the path.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// What follows the last dot of the name; empty without one.
    pub(crate) fn kind(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, kind)| kind)
    }

    /// Whether others wrote it: copied in whole, named in a `SHA256SUMS` beside it.
    pub(crate) fn is_vendored(&self) -> bool {
        self.path.split('/').any(|part| part == "vendor")
    }
}

/// All files that are the project's: what `.gitignore` leaves.
#[derive(Debug, Default)]
pub(crate) struct Repo {
    pub(crate) files: Vec<File>,
}

impl Repo {
    /// Reads every file under `root` that `.gitignore` does not name, in the order of their paths.
    pub(crate) fn read(root: &Path) -> Result<Repo> {
        let mut files = Vec::new();
        let walk = ignore::WalkBuilder::new(root)
            .hidden(false)
            .require_git(false)
            .git_global(false)
            .filter_entry(|entry| entry.file_name() != ".git")
            .build();
        for entry in walk {
            let entry = entry?;
            if !entry.file_type().is_some_and(|kind| kind.is_file()) {
                continue;
            }
            let parts: Vec<_> = entry
                .path()
                .strip_prefix(root)?
                .iter()
                .map(|part| part.to_string_lossy())
                .collect();
            let bytes =
                fs::read(entry.path()).with_context(|| entry.path().display().to_string())?;
            files.push(File {
                path: parts.join("/"),
                bytes,
            });
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Repo { files })
    }

    /// The file at `path`, if there is one.
    pub(crate) fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Whether `path` names a file or a folder that holds one.
    pub(crate) fn has(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.files
            .iter()
            .any(|file| file.path == path || file.path.starts_with(&folder))
    }

    /// The files whose name ends in one of `kinds` and that others did not write, with their text.
    pub(crate) fn texts<'a>(
        &'a self,
        kinds: &'a [&str],
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files
            .iter()
            .filter(|file| kinds.contains(&file.kind()) && !file.is_vendored())
            .filter_map(|file| Some((file.path.as_str(), file.text()?)))
    }

    /// A repository of these files; for tests.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Repo {
        let files = files.iter().map(|(path, text)| File {
            path: (*path).to_owned(),
            bytes: text.as_bytes().to_vec(),
        });
        Repo {
            files: files.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_knows_its_name_kind_and_whether_it_is_vendored() {
        let repo = Repo::of(&[("demo/vendor/library.min.js", ""), ("Makefile", "")]);
        assert_eq!(
            (repo.files[0].name(), repo.files[0].kind()),
            ("library.min.js", "js")
        );
        assert!(repo.files[0].is_vendored());
        assert_eq!(
            (repo.files[1].name(), repo.files[1].kind()),
            ("Makefile", "")
        );
        assert!(!repo.files[1].is_vendored());
    }

    #[test]
    fn folders_exist_when_they_hold_a_file() {
        let repo = Repo::of(&[("crates/flow/src/lib.rs", "")]);
        assert!(
            repo.has("crates/flow")
                && repo.has("crates/flow/")
                && repo.has("crates/flow/src/lib.rs")
        );
        assert!(!repo.has("crates/flo") && !repo.has("crates/flow/src/run.rs"));
    }
}
