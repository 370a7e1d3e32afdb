//! Packages as ZIP archives: read from strangers, written reproducibly.

use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::{Limits, MemberPath, Members, MembersError, PathError, shipped};

/// Why an archive is not a package.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// Over the limit before anything was unpacked.
    #[error(
        "the archive has {bytes} bytes, more than archive_bytes = {limit}; leave out what the integration does not need"
    )]
    TooLarge {
        /// Its size, in bytes.
        bytes: usize,
        /// The limit, in bytes.
        limit: usize,
    },
    /// No ZIP archive, or one whose parts contradict each other.
    #[error("the archive cannot be read as ZIP: {0}")]
    Malformed(ZipError),
    /// Something stands before the archive, such as a program that unpacks it.
    #[error("the archive does not begin with its first file; pack it anew with `latchwork pack`")]
    Prefixed,
    /// A path that a package cannot have.
    #[error("the file {name:?} has a path that is not allowed: {source}")]
    Path {
        /// The path as it stands in the archive, at most 200 characters of it.
        name: String,
        /// What is wrong with it.
        source: PathError,
    },
    /// A link or a device.
    #[error("`{path}` is not a plain file; links and devices have no place in a package")]
    NotAFile {
        /// Which one.
        path: MemberPath,
    },
    /// Readable with a password only.
    #[error("`{path}` is encrypted")]
    Encrypted {
        /// Which one.
        path: MemberPath,
    },
    /// Its content cannot be unpacked, or its checksum is another.
    #[error("`{path}` cannot be unpacked")]
    Unreadable {
        /// Which one.
        path: MemberPath,
        /// Why.
        source: std::io::Error,
    },
    /// Too much, or twice the same.
    #[error(transparent)]
    Members(#[from] MembersError),
}

/// Takes an archive apart. Nothing is unpacked beyond the limits.
///
/// # Errors
/// What is wrong, with the member that has it.
pub fn read(bytes: &[u8], limits: Limits) -> Result<Members, ArchiveError> {
    if bytes.len() > limits.archive_bytes {
        return Err(ArchiveError::TooLarge {
            bytes: bytes.len(),
            limit: limits.archive_bytes,
        });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(ArchiveError::Malformed)?;
    if archive.offset() != 0 {
        return Err(ArchiveError::Prefixed);
    }
    // Two names for one file, files over one another, or files that the directory conceals: what a reviewer's tool
    // shows and what runs could differ.
    archive
        .validate_header_consistency()
        .map_err(ArchiveError::Malformed)?;
    let mut members = Members::new(limits);
    for index in 0..archive.len() {
        if let Some((path, content)) = member(&mut archive, index, &members)? {
            members.add(path, content)?;
        }
    }
    Ok(members)
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// One member; `None` for a folder, which its files imply.
fn member(
    archive: &mut Archive<'_>,
    index: usize,
    members: &Members,
) -> Result<Option<(MemberPath, Vec<u8>)>, ArchiveError> {
    let file = archive
        .by_index_raw(index)
        .map_err(ArchiveError::Malformed)?;
    let name = String::from_utf8_lossy(file.name_raw()).into_owned();
    let is_folder = file.is_dir();
    let path = MemberPath::parse(
        name.strip_suffix('/')
            .filter(|_| is_folder)
            .unwrap_or(&name),
    );
    let path = path.map_err(|source| ArchiveError::Path {
        name: name.chars().take(200).collect(),
        source,
    })?;
    if file.encrypted() {
        return Err(ArchiveError::Encrypted { path });
    }
    if !is_folder && !is_plain_file(file.unix_mode()) {
        return Err(ArchiveError::NotAFile { path });
    }
    drop(file);
    if is_folder {
        return Ok(None);
    }
    // One byte beyond what is allowed is enough to know that it is too much.
    let most = members.most(&path).saturating_add(1);
    let mut content = Vec::new();
    let mut file = archive.by_index(index).map_err(ArchiveError::Malformed)?;
    let read = file.by_ref().take(most as u64).read_to_end(&mut content);
    match read {
        Ok(_) => Ok(Some((path, content))),
        Err(source) => Err(ArchiveError::Unreadable { path, source }),
    }
}

const FILE_KIND: u32 = 0o170_000;
const PLAIN_FILE: u32 = 0o100_000;

/// Archives made where files have no mode say nothing about it.
fn is_plain_file(mode: Option<u32>) -> bool {
    mode.is_none_or(|mode| matches!(mode & FILE_KIND, 0 | PLAIN_FILE))
}

/// Packs members: the same bytes for the same members.
///
/// # Errors
/// A fault of the ZIP library; members within their limits fit into any archive.
pub fn write(members: &Members) -> Result<Vec<u8>, ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // What is compressed already only takes time.
    let stored = options
        .compression_method(CompressionMethod::Stored)
        .compression_level(None);
    for (path, content) in members.iter() {
        let options = match shipped::is_archive(path.as_str()) {
            true => stored,
            false => options,
        };
        writer.start_file(path.as_str(), options)?;
        writer.write_all(content)?;
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests;
