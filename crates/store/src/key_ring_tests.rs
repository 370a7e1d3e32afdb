//! Tests of `key_ring`: made once, closed to others, never replaced under data.

use super::*;

fn open_in(directory: &Path) -> Result<KeyRing, Error> {
    KeyRing::open(
        &KeySource::File(directory.join("latchwork.key")),
        &Database::SqliteFile(directory.join("latchwork.db")),
    )
}

#[test]
fn the_file_is_made_once_and_closed_to_others() {
    let directory = tempfile::tempdir().unwrap();
    let first = open_in(directory.path()).unwrap();
    let again = open_in(directory.path()).unwrap();
    assert_eq!(first.derive("a"), again.derive("a"));
    assert_ne!(first.derive("a"), first.derive("b"));
    let path = directory.path().join("latchwork.key");
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    assert!(matches!(
        open_in(directory.path()),
        Err(Error::KeyFileMode { mode: 0o640, .. })
    ));
}

#[test]
fn no_key_is_made_for_data_that_is_there() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("latchwork.db"), b"data").unwrap();
    assert!(matches!(
        open_in(directory.path()),
        Err(Error::KeyFileGone { .. })
    ));
}

#[test]
fn a_damaged_file_names_the_line() {
    let directory = tempfile::tempdir().unwrap();
    open_in(directory.path()).unwrap();
    let path = directory.path().join("latchwork.key");
    let mut text = fs::read_to_string(&path).unwrap();
    text.push_str("second short\n");
    fs::write(&path, text).unwrap();
    assert!(matches!(
        open_in(directory.path()),
        Err(Error::KeyFileFormat { line: 2, .. })
    ));
}
