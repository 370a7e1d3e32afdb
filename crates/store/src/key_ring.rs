//! The master keys: a file made on first start, or bytes from the environment.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use aws_lc_rs::hmac;
use zeroize::Zeroizing;

use crate::seal::{KEY_BYTES, random};
use crate::{Database, Error};

/// Where the master keys come from.
#[derive(Clone)]
pub enum KeySource {
    /// A file of lines `<id> <64 hexadecimal digits>`; the first key seals, all open.
    File(PathBuf),
    /// One key, given by whoever starts the host.
    Bytes {
        /// Its id, kept beside every key it seals.
        id: String,
        /// The key.
        key: [u8; KEY_BYTES],
    },
}

impl std::fmt::Debug for KeySource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Bytes { id, .. } => f
                .debug_struct("Bytes")
                .field("id", id)
                .finish_non_exhaustive(),
        }
    }
}

/// The master keys. They seal nothing but the tenants' data keys.
pub struct KeyRing {
    first: MasterKey,
    others: Vec<MasterKey>,
}

/// One master key.
pub(crate) struct MasterKey {
    pub(crate) id: String,
    pub(crate) key: Zeroizing<[u8; KEY_BYTES]>,
}

impl std::fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyRing(..)")
    }
}

impl KeyRing {
    /// Reads the keys. A missing file is made, mode 0600, unless the data it would have to open is there already.
    pub(crate) fn open(source: &KeySource, database: &Database) -> Result<Self, Error> {
        match source {
            KeySource::Bytes { id, key } => Ok(Self {
                first: MasterKey {
                    id: id.clone(),
                    key: Zeroizing::new(*key),
                },
                others: Vec::new(),
            }),
            KeySource::File(path) => {
                let Database::SqliteFile(file) = database;
                let has_data = fs::metadata(file).is_ok_and(|metadata| metadata.len() > 0);
                match (path.exists(), has_data) {
                    (true, _) => {}
                    (false, true) => {
                        return Err(Error::KeyFileGone {
                            key_file: path.clone(),
                            database: file.clone(),
                        });
                    }
                    (false, false) => create(path)?,
                }
                read(path)
            }
        }
    }

    /// The key that seals.
    pub(crate) fn first(&self) -> &MasterKey {
        &self.first
    }

    /// The key of that id.
    pub(crate) fn find(&self, id: &str) -> Result<&MasterKey, Error> {
        std::iter::once(&self.first)
            .chain(&self.others)
            .find(|key| key.id == id)
            .ok_or_else(|| Error::KeyMissing {
                key_id: id.to_owned(),
            })
    }

    /// A key for another purpose: HMAC-SHA-256 of the label under the first key.
    pub(crate) fn derive(&self, label: &str) -> [u8; KEY_BYTES] {
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.first.key.as_ref());
        let tag = hmac::sign(&key, format!("latchwork derived key\0{label}").as_bytes());
        let mut derived = [0; KEY_BYTES];
        derived
            .iter_mut()
            .zip(tag.as_ref())
            .for_each(|(to, from)| *to = *from);
        derived
    }
}

/// Makes the file whole or not at all: written beside, flushed, then linked into place without replacing one.
fn create(path: &Path) -> Result<(), Error> {
    let failed = |source| Error::KeyFile {
        path: path.to_owned(),
        source,
    };
    let directory = path.parent().unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(directory).map_err(|source| Error::Directory {
        path: directory.to_owned(),
        source,
    })?;
    let id = hex::encode(random::<4>()?);
    let key = Zeroizing::new(random::<KEY_BYTES>()?);
    let line = Zeroizing::new(format!("{id} {}\n", hex::encode(key.as_ref())));
    let beside = path.with_extension(format!("{id}.tmp"));
    let written = (|| {
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&beside)?;
        file.write_all(line.as_bytes())?;
        file.sync_all()?;
        match fs::hard_link(&beside, path) {
            // Another process was first: its key counts.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
            linked => linked,
        }?;
        fs::File::open(directory)?.sync_all()
    })();
    let removed = fs::remove_file(&beside);
    written.and(removed).map_err(failed)
}

fn read(path: &Path) -> Result<KeyRing, Error> {
    let failed = |source| Error::KeyFile {
        path: path.to_owned(),
        source,
    };
    let mode = fs::metadata(path).map_err(failed)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(Error::KeyFileMode {
            path: path.to_owned(),
            mode,
        });
    }
    let text = Zeroizing::new(fs::read_to_string(path).map_err(failed)?);
    let mut keys = Vec::new();
    for (index, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        keys.push(master_key(line).ok_or(Error::KeyFileFormat {
            path: path.to_owned(),
            line: index + 1,
        })?);
    }
    let mut keys = keys.into_iter();
    let first = keys.next().ok_or(Error::KeyFileFormat {
        path: path.to_owned(),
        line: 1,
    })?;
    Ok(KeyRing {
        first,
        others: keys.collect(),
    })
}

fn master_key(line: &str) -> Option<MasterKey> {
    let (id, digits) = line.trim().split_once(' ')?;
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    hex::decode_to_slice(digits.trim(), key.as_mut()).ok()?;
    Some(MasterKey {
        id: id.to_owned(),
        key,
    })
}

#[cfg(test)]
#[path = "key_ring_tests.rs"]
mod tests;
