//! Where the compiled engine and prepared images are kept between two invocations.

use std::fs;
use std::io;
use std::path::Path;

use sandbox::ImageFolder;

use crate::environment;

/// The folder under the user's cache directory and its key; `None` where nothing can be kept, which costs only time.
pub(crate) fn folder() -> Option<ImageFolder> {
    let folder = environment::cache_folder()?;
    let key = key(&folder).ok()?;
    Some(ImageFolder {
        path: folder.join("images"),
        key,
    })
}

/// The key that authenticates what lies in the folder, made on first use, readable by its owner only.
fn key(folder: &Path) -> io::Result<[u8; 32]> {
    make_private_folder(folder)?;
    let path = folder.join("images.key");
    if let Some(key) = read_key(&path)? {
        return Ok(key);
    }
    let fresh: [u8; 32] = rand::random();
    let partial = folder.join(format!("images.key.{}", std::process::id()));
    write_private(&partial, &fresh)?;
    // Two first invocations at once: the link of one fails, and both read the other's key.
    let linked = fs::hard_link(&partial, &path);
    fs::remove_file(&partial)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => read_key(&path)?.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData)),
    }
}

fn read_key(path: &Path) -> io::Result<Option<[u8; 32]>> {
    match fs::read(path) {
        Ok(bytes) => bytes
            .try_into()
            .map(Some)
            .map_err(|_| io::Error::from(io::ErrorKind::InvalidData)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes a folder that its owner alone can read.
#[cfg(unix)]
pub(crate) fn make_private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(unix)]
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)?
        .write_all(bytes)
}

/// Makes a folder.
#[cfg(not(unix))]
pub(crate) fn make_private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(not(unix))]
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::write(path, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_made_once_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("latchwork");
        let first = key(&folder).unwrap();
        assert_eq!(key(&folder).unwrap(), first);
        assert_ne!(first, [0; 32]);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::write(folder.join("images.key"), "short").unwrap();
        assert!(key(&folder).is_err());
    }
}
