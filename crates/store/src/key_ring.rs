//! The master keys: a file made on first start, or bytes from the environment.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use aws_lc_rs::hmac;
use zeroize::Zeroizing;

use crate::seal::{KEY_BYTES, random};
use crate::{Database, Error, private};

/// Where the master keys come from.
#[derive(Clone)]
pub enum KeySource {
    /// A file of lines `<id> <64 hexadecimal digits>`; the first key seals, all open.
    File(PathBuf),
    /// Keys given by whoever starts the host, who also rotates them: a new one first, the one before among the
    /// former ones until a start has resealed what it sealed.
    Given {
        /// The key that seals.
        first: GivenKey,
        /// Keys that only open.
        former: Vec<GivenKey>,
    },
}

/// A master key given by whoever starts the host.
#[derive(Clone)]
pub struct GivenKey {
    /// Its id, kept beside every key it seals.
    pub id: String,
    /// The key.
    pub key: [u8; KEY_BYTES],
}

impl std::fmt::Debug for GivenKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GivenKey")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for KeySource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Given { first, former } => {
                f.debug_tuple("Given").field(first).field(former).finish()
            }
        }
    }
}

/// The master keys. They seal nothing but the tenants' data keys.
pub struct KeyRing {
    first: MasterKey,
    others: Vec<MasterKey>,
}

/// One master key.
#[derive(Clone)]
pub(crate) struct MasterKey {
    pub(crate) id: String,
    pub(crate) key: Zeroizing<[u8; KEY_BYTES]>,
}

impl From<&GivenKey> for MasterKey {
    fn from(given: &GivenKey) -> Self {
        Self {
            id: given.id.clone(),
            key: Zeroizing::new(given.key),
        }
    }
}

impl MasterKey {
    /// A new key of random bits.
    fn generate() -> Result<Self, Error> {
        Ok(Self {
            id: hex::encode(random::<4>()?),
            key: Zeroizing::new(random::<KEY_BYTES>()?),
        })
    }

    fn line(&self) -> Zeroizing<String> {
        let digits = Zeroizing::new(hex::encode(self.key.as_ref()));
        Zeroizing::new(format!("{} {}\n", self.id, digits.as_str()))
    }
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
            KeySource::Given { first, former } => Ok(Self {
                first: MasterKey::from(first),
                others: former.iter().map(MasterKey::from).collect(),
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

    /// The same keys behind a new one that seals from now on.
    pub(crate) fn with_new_first(&self) -> Result<Self, Error> {
        let mut others = vec![self.first.clone()];
        others.extend(self.others.iter().cloned());
        Ok(Self {
            first: MasterKey::generate()?,
            others,
        })
    }

    /// The key that seals and those of `ids`; then the ids of the ones left out.
    pub(crate) fn only(&self, ids: &[String]) -> (Self, Vec<String>) {
        let (kept, gone): (Vec<_>, Vec<_>) = self
            .others
            .iter()
            .cloned()
            .partition(|key| ids.contains(&key.id));
        let ring = Self {
            first: self.first.clone(),
            others: kept,
        };
        (ring, gone.into_iter().map(|key| key.id).collect())
    }

    /// Replaces the key file, whole or not at all.
    pub(crate) fn write(&self, path: &Path) -> Result<(), Error> {
        let mut text = self.first.line();
        self.others
            .iter()
            .for_each(|key| text.push_str(&key.line()));
        write_beside(path, &text, |beside| fs::rename(beside, path))
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

/// Makes the file whole or not at all, without replacing one.
fn create(path: &Path) -> Result<(), Error> {
    let directory = path.parent().unwrap_or_else(|| Path::new("."));
    private::directory(directory)?;
    let line = MasterKey::generate()?.line();
    write_beside(path, &line, |beside| {
        match fs::hard_link(beside, path) {
            // Another process was first: its key counts.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
            linked => linked,
        }?;
        fs::remove_file(beside)
    })
}

/// Writes a file of mode 0600 beside `path`, flushed, and lets `place` put it into its place.
fn write_beside(
    path: &Path,
    text: &str,
    place: impl FnOnce(&Path) -> std::io::Result<()>,
) -> Result<(), Error> {
    let directory = path.parent().unwrap_or_else(|| Path::new("."));
    let beside = path.with_extension(format!("{}.tmp", hex::encode(random::<4>()?)));
    let written = (|| {
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        place(&beside)?;
        fs::File::open(directory)?.sync_all()
    })();
    written.map_err(|source| {
        // What is left of a write that failed is of no use; the first error is the one to tell.
        let _ = fs::remove_file(&beside);
        Error::KeyFile {
            path: path.to_owned(),
            source,
        }
    })
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
