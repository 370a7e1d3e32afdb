//! What was downloaded once: archives by their digest, and what registries said of packages.
//!
//! Several processes may use one folder. A file is written beside its place and then moved there, and what is read is
//! checked, so that nobody ever takes a half-written or changed file for a whole one.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use aws_lc_rs::digest;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{BuildError, Integrity, PackageName};

/// How much is kept, in bytes. What was written first goes first.
const KEPT_BYTES: u64 = 2 << 30;

/// A folder for downloads.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

/// What a registry said of a package, and the tag to ask again with.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) etag: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// The first line of such a file.
#[derive(Serialize, Deserialize)]
struct Head {
    etag: Option<String>,
    sha256: String,
}

impl Cache {
    /// A folder, which need not exist yet.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// An archive, if it is there and still the one meant. One that was changed is removed.
    pub(crate) fn archive(&self, integrity: &Integrity) -> Option<Vec<u8>> {
        let path = self.archive_path(integrity);
        let bytes = fs::read(&path).ok()?;
        if integrity.verify(&bytes).is_ok() {
            return Some(bytes);
        }
        // If it cannot be removed it is replaced by the next download, or found wrong again.
        let _ = fs::remove_file(&path);
        None
    }

    pub(crate) fn keep_archive(
        &self,
        integrity: &Integrity,
        bytes: &[u8],
    ) -> Result<(), BuildError> {
        write(&self.archive_path(integrity), &[bytes])
    }

    pub(crate) fn packument(&self, registry: &Url, name: &PackageName) -> Option<Said> {
        let mut bytes = fs::read(self.packument_path(registry, name)).ok()?;
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let body = bytes.split_off(end + 1);
        let head: Head = serde_json::from_slice(&bytes).ok()?;
        (head.sha256 == sha256(&body)).then_some(Said {
            etag: head.etag,
            body,
        })
    }

    pub(crate) fn keep_packument(
        &self,
        registry: &Url,
        name: &PackageName,
        said: &Said,
    ) -> Result<(), BuildError> {
        let (etag, sha256) = (said.etag.clone(), sha256(&said.body));
        let path = self.packument_path(registry, name);
        let head = serde_json::to_vec(&Head { etag, sha256 }).map_err(io::Error::from);
        let head = head.map_err(|source| BuildError::Cache {
            path: path.clone(),
            source,
        })?;
        write(&path, &[&head, b"\n", &said.body])
    }

    fn archive_path(&self, integrity: &Integrity) -> PathBuf {
        let (algorithm, digest) = integrity.key();
        let (start, rest) = digest.split_at(2);
        self.folder
            .join("archives")
            .join(algorithm)
            .join(start)
            .join(rest)
    }

    /// By a digest: names differ in case only, and not every file system sees that.
    fn packument_path(&self, registry: &Url, name: &PackageName) -> PathBuf {
        let key = sha256(format!("{registry} {name}").as_bytes());
        let (start, rest) = key.split_at(2);
        self.folder.join("packuments").join(start).join(rest)
    }

    /// Removes the oldest files until the rest is no more than is kept. What cannot be removed stays.
    pub(crate) fn trim(&self) {
        self.trim_to(KEPT_BYTES);
    }

    fn trim_to(&self, most: u64) {
        let mut files = Vec::new();
        collect(&self.folder, &mut files);
        files.sort();
        let mut total: u64 = files.iter().map(|(_, _, bytes)| bytes).sum();
        for (_, path, bytes) in files {
            if total <= most {
                return;
            }
            if fs::remove_file(path).is_ok() {
                total -= bytes;
            }
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<(SystemTime, PathBuf, u64)>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => collect(&entry.path(), files),
            Ok(metadata) if metadata.is_file() => {
                let written = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                files.push((written, entry.path(), metadata.len()));
            }
            _ => {}
        }
    }
}

fn sha256(bytes: &[u8]) -> String {
    hex::encode(digest::digest(&digest::SHA256, bytes))
}

fn write(path: &Path, parts: &[&[u8]]) -> Result<(), BuildError> {
    let done = || {
        let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        for part in parts {
            file.write_all(part)?;
        }
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    done().map_err(|source| BuildError::Cache {
        path: path.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn integrity(bytes: &[u8]) -> Integrity {
        Integrity::of(bytes)
    }

    #[test]
    fn an_archive_that_was_changed_is_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().join("new"));
        let wanted = integrity(b"abc");
        assert_eq!(cache.archive(&wanted), None);
        cache.keep_archive(&wanted, b"abc").unwrap();
        assert_eq!(cache.archive(&wanted).as_deref(), Some(&b"abc"[..]));
        fs::write(cache.archive_path(&wanted), b"abd").unwrap();
        assert_eq!(cache.archive(&wanted), None);
        assert!(!cache.archive_path(&wanted).exists());
    }

    #[test]
    fn a_packument_belongs_to_its_registry_and_is_checked() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().to_owned());
        let name = PackageName::parse("@a/b").unwrap();
        let (one, other) = (
            Url::parse("https://a.example/").unwrap(),
            Url::parse("https://b.example/").unwrap(),
        );
        let said = Said {
            etag: Some("\"1\"".into()),
            body: b"{}\n{}".to_vec(),
        };
        cache.keep_packument(&one, &name, &said).unwrap();
        let found = cache.packument(&one, &name).unwrap();
        assert_eq!((found.etag, found.body), (said.etag, said.body));
        assert!(cache.packument(&other, &name).is_none());
        let path = cache.packument_path(&one, &name);
        let mut bytes = fs::read(&path).unwrap();
        *bytes.last_mut().unwrap() = b']';
        fs::write(path, bytes).unwrap();
        assert!(cache.packument(&one, &name).is_none());
    }

    #[test]
    fn the_oldest_go_first_and_only_as_many_as_must() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().to_owned());
        let archives: Vec<[u8; 10]> = vec![[1; 10], [2; 10], [3; 10]];
        for (at, bytes) in archives.iter().enumerate() {
            let wanted = integrity(bytes);
            cache.keep_archive(&wanted, bytes).unwrap();
            let file = fs::File::options()
                .write(true)
                .open(cache.archive_path(&wanted))
                .unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(at as u64))
                .unwrap();
        }
        let left = || {
            archives
                .iter()
                .filter(|bytes| cache.archive(&integrity(*bytes)).is_some())
                .count()
        };
        cache.trim_to(30);
        assert_eq!(left(), 3);
        cache.trim_to(29);
        assert_eq!(left(), 2);
        assert!(cache.archive(&integrity(&archives[0])).is_none());
    }
}
