//! Files that nobody but their owner may read: tokens, keys.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::error::RemoteError;
use crate::input;

const FILE_BYTES: u64 = 64 * 1024;

/// Reads a file that holds a secret; `None` where there is none. One that others can read is refused.
pub(crate) fn read_private(path: &Path) -> Result<Option<String>, RemoteError> {
    if !path.exists() {
        return Ok(None);
    }
    check_mode(path)?;
    Ok(Some(input::text(path, FILE_BYTES)?))
}

/// Writes a file that only its owner reads, whole or not at all; so is the folder, where it has to be made.
pub(crate) fn write_private(path: &Path, text: &str) -> Result<(), RemoteError> {
    let write = || {
        let mut draft = draft_for(path)?;
        draft.write_all(text.as_bytes())?;
        draft.as_file().sync_all()?;
        draft.persist(path)?;
        Ok(())
    };
    write().map_err(|source| unwritable(path, source))
}

/// The place of a file that is yet to come. What stands there is never overwritten.
pub(crate) struct NewPrivate {
    path: PathBuf,
    draft: NamedTempFile,
}

impl NewPrivate {
    /// Takes the place: nothing stands there, and something can be written there.
    pub(crate) fn begin(path: &Path) -> Result<Self, RemoteError> {
        // A link that leads nowhere stands there as well.
        if path.symlink_metadata().is_ok() {
            return Err(RemoteError::FileExists {
                path: path.to_owned(),
            });
        }
        let draft = draft_for(path).map_err(|source| unwritable(path, source))?;
        Ok(Self {
            path: path.to_owned(),
            draft,
        })
    }

    /// Writes it, for its owner only.
    pub(crate) fn write(mut self, text: &str) -> Result<PathBuf, RemoteError> {
        let written = self.draft.write_all(text.as_bytes());
        written
            .and_then(|()| self.draft.as_file().sync_all())
            .and_then(|()| Ok(self.draft.persist_noclobber(&self.path)?))
            .map_err(|source| unwritable(&self.path, source))?;
        Ok(self.path)
    }
}

fn unwritable(path: &Path, source: std::io::Error) -> RemoteError {
    RemoteError::Unwritable {
        path: path.to_owned(),
        source,
    }
}

/// An empty file beside the path, with mode 0600.
fn draft_for(path: &Path) -> std::io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    make_folder(folder)?;
    NamedTempFile::new_in(folder)
}

#[cfg(unix)]
fn make_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(not(unix))]
fn make_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}

#[cfg(unix)]
fn check_mode(path: &Path) -> Result<(), RemoteError> {
    use std::os::unix::fs::PermissionsExt as _;
    match path.metadata() {
        Ok(metadata) if metadata.permissions().mode() & 0o077 != 0 => Err(RemoteError::Exposed {
            path: path.to_owned(),
        }),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn check_mode(_: &Path) -> Result<(), RemoteError> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn what_is_written_is_read_by_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep").join("key");
        assert_eq!(read_private(&path).unwrap(), None);
        write_private(&path, "one").unwrap();
        write_private(&path, "two").unwrap();
        assert_eq!(read_private(&path).unwrap().as_deref(), Some("two"));
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(&folder.path().join("deep")), 0o700);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(
            read_private(&path),
            Err(RemoteError::Exposed { .. })
        ));
    }

    #[test]
    fn a_new_file_overwrites_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        let (first, second) = (NewPrivate::begin(&path), NewPrivate::begin(&path));
        first.unwrap().write("one").unwrap();
        assert!(matches!(
            second.unwrap().write("two"),
            Err(RemoteError::Unwritable { .. })
        ));
        assert!(matches!(
            NewPrivate::begin(&path),
            Err(RemoteError::FileExists { .. })
        ));
        assert_eq!(read_private(&path).unwrap().as_deref(), Some("one"));
        assert_eq!(folder.path().read_dir().unwrap().count(), 1);
    }
}
