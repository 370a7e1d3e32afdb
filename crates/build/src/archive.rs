//! Packages as registries hand them out: TAR in gzip, read from strangers.

use std::io::{self, Read};
use std::ops::Range;

use flate2::bufread::GzDecoder;
use tar::{Archive, Entry, EntryType};

use crate::tree::Files;

/// The longest path, in bytes.
const LONGEST_PATH: usize = 512;

/// The most parts of a gzip file that are looked at. Nearly all have one.
const PARTS: usize = 64;

/// What a part of a gzip file begins with (RFC 1952, section 2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The bounds of one npm package. Each is met by a package and passed by the next larger one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The archive, in bytes.
    pub archive_bytes: usize,
    /// The archive without compression, in bytes.
    pub unpacked_bytes: usize,
    /// How many entries it may have.
    pub entries: usize,
}

impl Limits {
    /// Room for `aws-sdk` 2 (11.8 MB, unpacked 100 MB, 2 287 entries), the largest package that actions are known to use.
    pub const DEFAULT: Self = Self {
        archive_bytes: 32 << 20,
        unpacked_bytes: 128 << 20,
        entries: 20_000,
    };
}

/// Why an archive is not read.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// Over the limit before anything was unpacked.
    #[error("the archive has {bytes} bytes, more than archive_bytes = {limit}")]
    TooLarge {
        /// Its size, in bytes.
        bytes: usize,
        /// The limit, in bytes.
        limit: usize,
    },
    /// Over the limit while it was unpacked.
    #[error("the archive unpacks to more than unpacked_bytes = {limit}")]
    UnpacksTooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// Over the limit.
    #[error("the archive has more than entries = {limit}")]
    TooMany {
        /// The limit.
        limit: usize,
    },
    /// No gzip, no TAR, or cut off.
    #[error("the archive cannot be read as TAR in gzip")]
    Malformed(#[source] io::Error),
    /// A path that leaves the package or that not every system can hold.
    #[error("the file {name:?} of the archive has a path that is not allowed")]
    Path {
        /// The path as it stands in the archive, at most 200 characters of it.
        name: String,
    },
    /// A device, a pipe or a sparse file.
    #[error("{name:?} in the archive is neither a file nor a folder")]
    NotAFile {
        /// Its path, at most 200 characters of it.
        name: String,
    },
}

/// Takes an archive apart in memory. Nothing is unpacked beyond the limits.
///
/// # Errors
/// What is wrong, with the file that has it.
pub fn read(bytes: &[u8], limits: Limits) -> Result<Files, ArchiveError> {
    let unpacked = unpack(bytes, limits)?;
    let mut files = Files::new();
    let mut archive = Archive::new(unpacked.as_slice());
    let entries = archive.entries().map_err(ArchiveError::Malformed)?;
    for (at, entry) in entries.enumerate() {
        if at >= limits.entries {
            return Err(ArchiveError::TooMany {
                limit: limits.entries,
            });
        }
        let entry = entry.map_err(ArchiveError::Malformed)?;
        if let Some((path, content)) = file(&entry, &unpacked)? {
            // Of two files with one path npm keeps the later one.
            files.insert(path, content.into());
        }
    }
    Ok(files)
}

fn unpack(bytes: &[u8], limits: Limits) -> Result<Vec<u8>, ArchiveError> {
    if bytes.len() > limits.archive_bytes {
        return Err(ArchiveError::TooLarge {
            bytes: bytes.len(),
            limit: limits.archive_bytes,
        });
    }
    // One byte beyond what is allowed is enough to know that it is too much.
    let most = limits.unpacked_bytes.saturating_add(1);
    let mut unpacked = Vec::new();
    let mut rest = bytes;
    // Behind the first part only another part counts: some archives are padded, and npm passes over that.
    for at in 0..PARTS {
        if at > 0 && !rest.starts_with(&GZIP) {
            return Ok(unpacked);
        }
        let mut part = GzDecoder::new(rest);
        part.by_ref()
            .take((most - unpacked.len()) as u64)
            .read_to_end(&mut unpacked)
            .map_err(ArchiveError::Malformed)?;
        if unpacked.len() > limits.unpacked_bytes {
            return Err(ArchiveError::UnpacksTooLarge {
                limit: limits.unpacked_bytes,
            });
        }
        rest = part.into_inner();
    }
    Err(ArchiveError::Malformed(io::ErrorKind::InvalidData.into()))
}

/// A file's path and content; `None` for a folder, which its files imply, and for a link, which npm leaves out as well.
fn file<'a>(
    entry: &Entry<'_, &[u8]>,
    unpacked: &'a [u8],
) -> Result<Option<(String, &'a [u8])>, ArchiveError> {
    let raw = entry.path_bytes();
    let shown = || String::from_utf8_lossy(&raw).chars().take(200).collect();
    match entry.header().entry_type() {
        EntryType::Regular | EntryType::Continuous => {}
        EntryType::Directory | EntryType::Link | EntryType::Symlink | EntryType::XGlobalHeader => {
            return Ok(None);
        }
        _ => return Err(ArchiveError::NotAFile { name: shown() }),
    }
    let path = inside(&raw).ok_or_else(|| ArchiveError::Path { name: shown() })?;
    let content = place(entry).and_then(|place| unpacked.get(place));
    let content = content
        .ok_or_else(|| ArchiveError::Malformed(io::Error::from(io::ErrorKind::UnexpectedEof)))?;
    Ok(Some((path, content)))
}

fn place(entry: &Entry<'_, &[u8]>) -> Option<Range<usize>> {
    let start = usize::try_from(entry.raw_file_position()).ok()?;
    let end = start.checked_add(usize::try_from(entry.size()).ok()?)?;
    Some(start..end)
}

/// The path below the archive's one folder, which is mostly called `package`, but not always.
fn inside(raw: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(raw).ok()?;
    let is_plain = |found: char| !found.is_control() && found != '\\';
    if text.len() > LONGEST_PATH || text.starts_with('/') || !text.chars().all(is_plain) {
        return None;
    }
    // As npm reads them, `a//b` and `a/./b` are `a/b`; what ends in a slash is no file.
    let mut names = text.split('/').filter(|name| !matches!(*name, "" | "."));
    names.next()?;
    let names: Vec<&str> = names.collect();
    let leaves = text.split('/').any(|name| name == "..");
    (!names.is_empty() && !leaves && !text.ends_with('/')).then(|| names.join("/"))
}

#[cfg(test)]
mod tests;
