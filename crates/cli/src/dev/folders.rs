//! The folders in which a save matters: one and those below it, without what is installed, built, hidden or ignored.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

/// As many folders are watched.
pub(super) const MOST_FOLDERS: usize = 1_000;
/// Folders of these names hold what nobody writes by hand.
const LEFT_OUT: [&str; 3] = ["node_modules", ".git", "target"];
/// The endings of files that a run may depend on.
const ENDINGS: [&str; 7] = ["js", "cjs", "mjs", "ts", "cts", "mts", "json"];

/// More folders than are watched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{} has more than {MOST_FOLDERS} folders below it; keep the action in a folder of its own, or name in .gitignore what need not be watched",
    root.display()
)]
pub(super) struct TooMany {
    root: PathBuf,
}

/// The folder and those below it.
pub(super) fn below(root: &Path) -> Result<BTreeSet<PathBuf>, TooMany> {
    let mut folders = BTreeSet::from([root.to_owned()]);
    for entry in walk(root).build().flatten() {
        if !entry.file_type().is_some_and(|kind| kind.is_dir()) {
            continue;
        }
        folders.insert(entry.into_path());
        if folders.len() > MOST_FOLDERS {
            let root = root.to_owned();
            return Err(TooMany { root });
        }
    }
    Ok(folders)
}

/// Whether a folder has a file of its own that a run may depend on.
pub(super) fn has_any(folder: &Path) -> bool {
    let mut walk = walk(folder);
    let mut entries = walk.max_depth(Some(1)).build().flatten();
    entries.any(|entry| entry.depth() == 1 && has_ending(entry.path()))
}

/// Whether a run may depend on a file. One that is gone has nobody to say that it is ignored.
pub(super) fn may_matter(file: &Path) -> bool {
    let Some(folder) = file.parent().filter(|_| has_ending(file)) else {
        return false;
    };
    let mut walk = walk(folder);
    let mut entries = walk.max_depth(Some(1)).build().flatten();
    !file.exists() || entries.any(|entry| entry.path() == file)
}

fn has_ending(file: &Path) -> bool {
    let ending = file.extension().and_then(OsStr::to_str);
    ending.is_some_and(|ending| ENDINGS.contains(&ending))
}

fn walk(root: &Path) -> WalkBuilder {
    let mut walk = WalkBuilder::new(root);
    // A folder that is no repository yet has a .gitignore all the same.
    walk.require_git(false).filter_entry(|entry| {
        let name = entry.file_name().to_str();
        entry.depth() == 0 || !name.is_some_and(|name| LEFT_OUT.contains(&name))
    });
    walk
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_is_installed_built_hidden_or_ignored_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in ["node_modules/a", ".git/b", "target/c", ".d", "e/f", "g/h"] {
            fs::create_dir_all(root.join(name)).unwrap();
        }
        fs::write(root.join(".gitignore"), "g/\n*.gen.json\n").unwrap();
        let expected = ["", "e", "e/f"].map(|name| match name {
            "" => root.to_owned(),
            name => root.join(name),
        });
        assert_eq!(below(root).unwrap(), expected.into());
        for (name, expected) in [
            ("e/a.ts", true),
            ("e/a.mts", true),
            ("e/a.gen.json", false),
            ("e/.a.json", false),
            ("e/a.md", false),
        ] {
            fs::write(root.join(name), "").unwrap();
            assert_eq!(may_matter(&root.join(name)), expected, "{name}");
        }
        assert!(may_matter(&root.join("e/gone.js")));
        assert!(has_any(&root.join("e")) && !has_any(&root.join("e/f")));
    }

    #[test]
    fn one_folder_too_many_is_said() {
        let folder = tempfile::tempdir().unwrap();
        for number in 1..MOST_FOLDERS {
            fs::create_dir(folder.path().join(number.to_string())).unwrap();
        }
        assert_eq!(below(folder.path()).unwrap().len(), MOST_FOLDERS);
        fs::create_dir(folder.path().join("1/more")).unwrap();
        let told = below(folder.path()).unwrap_err().to_string();
        assert!(told.contains("more than 1000 folders"), "{told}");
    }
}
