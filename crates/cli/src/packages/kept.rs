//! What was found out is kept: the versions an action was first run with, and actions with their packages as one file.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use build::{Action, Limits, Lock};
use sha2::{Digest as _, Sha256};

use super::wanted::Wanted;
use crate::{environment, images};

/// As many are kept of each kind; what was written first goes first.
const MOST_FILES: usize = 100;

/// The folder; none where nothing can be kept, which costs only time.
pub(super) struct Kept(Option<PathBuf>);

impl Kept {
    pub(super) fn open() -> Self {
        let folder = environment::cache_folder()
            .filter(|folder| images::make_private_folder(folder).is_ok());
        Self(folder.map(|folder| folder.join("packages")))
    }

    /// The versions that this file was run with, when it wanted the same.
    pub(super) fn lock(&self, file: &Path, wanted: &Wanted) -> Option<Lock> {
        let path = self.lock_path(file, wanted)?;
        let text = fs::read_to_string(path).ok()?;
        Lock::read(&text, &Limits::DEFAULT).ok()
    }

    /// Keeps the versions.
    pub(super) fn keep_lock(&self, file: &Path, wanted: &Wanted, lock: &Lock) {
        if let Some(path) = self.lock_path(file, wanted) {
            write(&path, lock.to_json().as_bytes());
        }
    }

    /// An action with its packages.
    pub(super) fn linked(&self, key: &str) -> Option<Vec<u8>> {
        fs::read(self.0.as_ref()?.join("linked").join(key)).ok()
    }

    /// Keeps one.
    pub(super) fn keep_linked(&self, key: &str, bytes: &[u8]) {
        if let Some(folder) = &self.0 {
            write(&folder.join("linked").join(key), bytes);
        }
    }

    fn lock_path(&self, file: &Path, wanted: &Wanted) -> Option<PathBuf> {
        let file = std::path::absolute(file).ok()?;
        let name = digest(&[
            file.as_os_str().as_encoded_bytes(),
            wanted.text().as_bytes(),
        ]);
        Some(self.0.as_ref()?.join("locks").join(format!("{name}.json")))
    }
}

/// What names an action with its packages: what they are made of, and the version of this program, which stands for the
/// linker.
pub(super) fn key(action: &Action<'_>, lock: Option<&Lock>) -> String {
    let lock = lock.map(Lock::to_json).unwrap_or_default();
    let mut parts = vec![
        env!("CARGO_PKG_VERSION"),
        action.file,
        action.text,
        lock.as_str(),
    ];
    for (name, text) in &action.shared {
        parts.extend([name.as_str(), text.as_str()]);
    }
    digest(&parts.iter().map(|part| part.as_bytes()).collect::<Vec<_>>())
}

fn digest(parts: &[&[u8]]) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update((part.len() as u64).to_le_bytes());
        sha.update(part);
    }
    hex::encode(sha.finalize())
}

/// Writes whole or not at all; that nothing was kept is no error.
fn write(path: &Path, bytes: &[u8]) {
    let Some(folder) = path.parent() else {
        return;
    };
    let written = fs::create_dir_all(folder)
        .and_then(|()| tempfile::NamedTempFile::new_in(folder))
        .and_then(|mut file| file.write_all(bytes).map(|()| file));
    if let Ok(file) = written {
        let _ = file.persist(path);
        prune(folder);
    }
}

fn prune(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let written = |entry: &fs::DirEntry| entry.metadata().and_then(|data| data.modified());
    let mut files: Vec<(SystemTime, PathBuf)> = entries
        .filter_map(|entry| Some((written(&entry).ok()?, entry.path())))
        .collect();
    files.sort();
    let surplus = files.len().saturating_sub(MOST_FILES);
    for (_, path) in files.into_iter().take(surplus) {
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_first_goes_first() {
        let folder = tempfile::tempdir().unwrap();
        for at in 0..=MOST_FILES {
            write(&folder.path().join(format!("{at:03}")), b"x");
        }
        let mut names: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names.len(), MOST_FILES);
        assert!(names.contains(&format!("{MOST_FILES:03}")));
    }
}
