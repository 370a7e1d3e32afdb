//! Folders and files for their owner only: they hold addresses, sessions, password hashes and keys.

use std::fs::{DirBuilder, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use crate::Error;

/// Makes the folder, and those above it, unless they are there.
pub(crate) fn directory(path: &Path) -> Result<(), Error> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|source| failed(path, source))
}

/// Makes an empty file unless there is one. What SQLite puts beside it takes over its mode.
pub(crate) fn file(path: &Path) -> Result<(), Error> {
    let mut options = OpenOptions::new();
    let opened = options.append(true).create(true).mode(0o600).open(path);
    opened.map(drop).map_err(|source| failed(path, source))
}

fn failed(path: &Path, source: std::io::Error) -> Error {
    Error::Directory {
        path: path.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn nobody_else_may_read() {
        let root = std::env::temp_dir().join(format!("latchwork-private-{}", std::process::id()));
        let folder = root.join("data");
        directory(&folder).unwrap();
        file(&folder.join("rows.db")).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join("rows.db")), 0o600);
        std::fs::remove_dir_all(&root).unwrap();
    }
}
