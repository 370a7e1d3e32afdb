//! A partner's folder as the members of a package: what belongs is taken, what does not stays at home.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use bundle::{Limits, MemberPath, Members, MembersError, Package};
use check::specs::MOST_SNAPSHOT_BYTES;

/// How many entries of a folder are looked at.
const MOST_ENTRIES: usize = 10_000;
/// The folders whose files may belong.
const FOLDERS: &[&str] = &["integration", "media", "faults", "deploy"];

/// What a folder holds.
#[derive(Debug)]
pub(crate) struct Folder {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// What belongs into a package.
    pub(crate) members: Members,
    /// Files of those folders that do not belong and stay at home.
    pub(crate) left_out: Vec<String>,
}

/// Why a folder cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FolderError {
    #[error("there is no folder {}; name the folder of your integration", path.display())]
    Missing { path: PathBuf },
    #[error("{} is a file; name the folder of your integration", path.display())]
    NotAFolder { path: PathBuf },
    #[error("cannot read {}: {cause}", path.display())]
    Unreadable { path: PathBuf, cause: io::Error },
    #[error("{} is a link or a device; put the file itself there", path.display())]
    NotAFile { path: PathBuf },
    #[error("{} has more than {MOST_ENTRIES} entries; keep dependencies and builds elsewhere", path.display())]
    TooMany { path: PathBuf },
    #[error(transparent)]
    Members(#[from] MembersError),
}

/// The folders that specs may stand on beside those of a package.
const SPEC_FOLDERS: &[&str] = &["integration", "__mocks__", "examples"];
const SNAPSHOT_FOLDER: &str = "__snapshots__";

/// What specs stand on: the code and the data of a folder, its manual mocks and its examples, and the snapshots.
#[derive(Debug)]
pub(crate) struct SpecFolder {
    /// What can be required.
    pub(crate) members: Members,
    /// The text of snapshot files, by path.
    pub(crate) snapshots: BTreeMap<String, String>,
}

/// Reads what specs stand on.
pub(crate) fn read_specs(path: &Path) -> Result<SpecFolder, FolderError> {
    let mut reader = Reader::of(path, SPEC_FOLDERS)?;
    reader.belongs = |path| {
        let is_code = [".js", ".cjs", ".json"]
            .iter()
            .any(|end| path.ends_with(end));
        is_code && path.contains('/')
    };
    reader.look_into(path, "")?;
    let mut snapshots = BTreeMap::new();
    for left_out in reader.folder.left_out {
        let folder = left_out.rsplit('/').nth(1);
        if folder != Some(SNAPSHOT_FOLDER) || !left_out.ends_with(".snap") {
            continue;
        }
        let place = path.join(&left_out);
        let text = snapshot(&place).map_err(|cause| unreadable(&place, cause))?;
        snapshots.insert(left_out, text);
    }
    Ok(SpecFolder {
        members: reader.folder.members,
        snapshots,
    })
}

/// The text of a snapshot file within its limit.
fn snapshot(place: &Path) -> io::Result<String> {
    let mut text = String::new();
    let file = fs::File::open(place)?;
    file.take(MOST_SNAPSHOT_BYTES + 1)
        .read_to_string(&mut text)?;
    if text.len() as u64 > MOST_SNAPSHOT_BYTES {
        let told = format!("a snapshot file may have {MOST_SNAPSHOT_BYTES} bytes");
        return Err(io::Error::other(told));
    }
    Ok(text)
}

/// Reads a folder within the limits of a package.
pub(crate) fn read(path: &Path) -> Result<Folder, FolderError> {
    let mut reader = Reader::of(path, FOLDERS)?;
    reader.look_into(path, "")?;
    Ok(reader.folder)
}

fn check_folder(path: &Path) -> Result<(), FolderError> {
    let about = fs::metadata(path).map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => FolderError::Missing {
            path: path.to_owned(),
        },
        _ => unreadable(path, cause),
    })?;
    if !about.is_dir() {
        return Err(FolderError::NotAFolder {
            path: path.to_owned(),
        });
    }
    Ok(())
}

struct Reader {
    folder: Folder,
    entries: usize,
    /// The folders that are looked into.
    folders: &'static [&'static str],
    /// Whether a path belongs.
    belongs: fn(&str) -> bool,
}

impl Reader {
    fn of(path: &Path, folders: &'static [&'static str]) -> Result<Self, FolderError> {
        check_folder(path)?;
        Ok(Self {
            folder: Folder {
                path: path.to_owned(),
                members: Members::new(Limits::DEFAULT),
                left_out: Vec::new(),
            },
            entries: 0,
            folders,
            belongs: Package::belongs,
        })
    }

    fn look_into(&mut self, folder: &Path, below: &str) -> Result<(), FolderError> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).map_err(|cause| unreadable(folder, cause))? {
            let entry = entry.map_err(|cause| unreadable(folder, cause))?;
            self.entries += 1;
            if self.entries > MOST_ENTRIES {
                return Err(FolderError::TooMany {
                    path: self.folder.path.clone(),
                });
            }
            names.push(entry.file_name());
        }
        names.sort();
        for name in names {
            let place = folder.join(&name);
            // A name that is no text belongs to no package.
            let Some(name) = name.to_str() else { continue };
            self.look_at(&place, &format!("{below}{name}"))?;
        }
        Ok(())
    }

    fn look_at(&mut self, place: &Path, path: &str) -> Result<(), FolderError> {
        let about = fs::symlink_metadata(place).map_err(|cause| unreadable(place, cause))?;
        let is_hidden = path
            .rsplit('/')
            .next()
            .is_some_and(|name| name.starts_with('.'));
        if about.is_dir() {
            let (first, rest) = path.split_once('/').unwrap_or((path, ""));
            let is_wanted = self.folders.contains(&first)
                && !rest.split('/').any(|name| name == "node_modules");
            return match is_wanted && !is_hidden {
                true => self.look_into(place, &format!("{path}/")),
                false => Ok(()),
            };
        }
        let belongs = (self.belongs)(path).then(|| MemberPath::parse(path).ok());
        let Some(member) = belongs.flatten() else {
            if path.contains('/') && !is_hidden {
                self.folder.left_out.push(path.to_owned());
            }
            return Ok(());
        };
        if !about.is_file() {
            return Err(FolderError::NotAFile {
                path: place.to_owned(),
            });
        }
        let content = content(place).map_err(|cause| unreadable(place, cause))?;
        Ok(self.folder.members.add(member, content)?)
    }
}

/// One byte beyond the limit is enough to know that it is too much.
fn content(place: &Path) -> io::Result<Vec<u8>> {
    let most = Limits::DEFAULT.member_bytes as u64 + 1;
    let mut content = Vec::new();
    fs::File::open(place)?
        .take(most)
        .read_to_end(&mut content)?;
    Ok(content)
}

fn unreadable(path: &Path, cause: io::Error) -> FolderError {
    FolderError::Unreadable {
        path: path.to_owned(),
        cause,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, path: &str, content: &str) {
        let place = folder.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, content).unwrap();
    }

    #[test]
    fn what_belongs_is_taken_and_the_rest_stays_at_home() {
        let folder = tempfile::tempdir().unwrap();
        for path in [
            "latchwork.toml",
            "integration/integration.action.js",
            "integration/integration.action.spec.js",
            "media/256x256-logo.png",
            "faults/risk.json",
            "README.md",
            "Makefile",
            ".env",
            "deploy/.env",
            "deploy/template.json",
            "media/source.psd",
            "examples/risk/integration.action.js",
            "integration/node_modules/a/index.js",
            "node_modules/a/index.js",
        ] {
            write(folder.path(), path, path);
        }
        let read = read(folder.path()).unwrap();
        let paths: Vec<&str> = read.members.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "README.md",
                "deploy/template.json",
                "faults/risk.json",
                "integration/integration.action.js",
                "integration/integration.action.spec.js",
                "latchwork.toml",
                "media/256x256-logo.png",
            ]
        );
        assert_eq!(read.left_out, ["media/source.psd"]);
    }

    #[test]
    fn links_missing_folders_and_files_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = folder.path().join("nowhere");
        assert!(
            read(&nowhere)
                .unwrap_err()
                .to_string()
                .contains("there is no folder")
        );
        write(folder.path(), "file", "x");
        let file = folder.path().join("file");
        assert!(read(&file).unwrap_err().to_string().contains("is a file"));
        fs::create_dir(folder.path().join("media")).unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("/etc/hostname", folder.path().join("media/a.png")).unwrap();
            let told = read(folder.path()).unwrap_err().to_string();
            assert!(told.contains("media/a.png is a link"), "{told}");
        }
    }

    #[test]
    fn one_byte_more_than_a_member_may_have_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        write(
            folder.path(),
            "media/a.png",
            &"a".repeat(Limits::DEFAULT.member_bytes + 1),
        );
        let told = read(folder.path()).unwrap_err().to_string();
        assert!(told.contains("media/a.png"), "{told}");
    }
}
