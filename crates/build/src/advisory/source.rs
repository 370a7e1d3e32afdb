//! Where advisories come from: a file, a folder, or the archive that OSV publishes.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::{Advisory, AdvisoryError, LARGEST, MOST};

/// Hands on every advisory of a database.
pub(super) fn each(path: &Path, to: &mut dyn FnMut(Advisory)) -> Result<(), AdvisoryError> {
    let failed = |source| AdvisoryError::Read {
        path: path.to_owned(),
        source,
    };
    if fs::metadata(path).map_err(failed)?.is_dir() {
        return in_folder(path, to);
    }
    let mut file = File::open(path).map_err(failed)?;
    let mut start = [0; 2];
    let is_zip = file.read_exact(&mut start).is_ok() && start == *b"PK";
    if is_zip {
        return in_archive(path, file, to);
    }
    in_file(path, to)
}

fn in_folder(folder: &Path, to: &mut dyn FnMut(Advisory)) -> Result<(), AdvisoryError> {
    let failed = |source| AdvisoryError::Read {
        path: folder.to_owned(),
        source,
    };
    let mut count = 0;
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|end| end == "json") {
            count += 1;
            within(count)?;
            in_file(&path, to)?;
        }
    }
    Ok(())
}

fn in_file(path: &Path, to: &mut dyn FnMut(Advisory)) -> Result<(), AdvisoryError> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|source| AdvisoryError::Read {
        path: path.to_owned(),
        source,
    })?;
    to(read(&name, path, file)?);
    Ok(())
}

fn in_archive(path: &Path, file: File, to: &mut dyn FnMut(Advisory)) -> Result<(), AdvisoryError> {
    let failed = |source: zip::result::ZipError| AdvisoryError::Read {
        path: path.to_owned(),
        source: io::Error::other(source),
    };
    let mut archive = zip::ZipArchive::new(io::BufReader::new(file)).map_err(failed)?;
    within(archive.len())?;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(failed)?;
        let name = entry.name().map_err(failed)?.into_owned();
        if entry.is_file() && name.ends_with(".json") {
            to(read(&name, path, entry)?);
        }
    }
    Ok(())
}

fn within(count: usize) -> Result<(), AdvisoryError> {
    if count > MOST {
        return Err(AdvisoryError::TooMany { limit: MOST });
    }
    Ok(())
}

fn read(name: &str, path: &Path, from: impl Read) -> Result<Advisory, AdvisoryError> {
    let name: String = name.chars().take(300).collect();
    let mut bytes = Vec::new();
    let failed = |source| AdvisoryError::Read {
        path: path.to_owned(),
        source,
    };
    from.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(AdvisoryError::TooLarge {
            name,
            limit: LARGEST,
        });
    }
    serde_json::from_slice(&bytes).map_err(|source| AdvisoryError::Malformed { name, source })
}
