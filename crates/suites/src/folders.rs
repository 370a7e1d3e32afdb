//! Where the suites lie, where results are kept, and how a file is read.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use cargo_metadata::MetadataCommand;

/// The package that carries QuickJS-ng's sources, and their folder in it.
const ENGINE: (&str, &str) = ("rquickjs-sys", "quickjs");

/// The folders of one run.
pub(crate) struct Folders {
    /// The repository.
    pub(crate) root: PathBuf,
    /// QuickJS-ng's sources, at the version Cargo.lock pins.
    pub(crate) engine: PathBuf,
}

impl Folders {
    /// Finds the repository that the command is given in.
    pub(crate) fn find() -> Result<Self> {
        let metadata = MetadataCommand::new()
            .other_options(vec!["--locked".to_owned()])
            .exec()
            .context("cargo metadata")?;
        let (name, folder) = ENGINE;
        let package = metadata
            .packages
            .iter()
            .find(|package| package.name.as_str() == name)
            .with_context(|| format!("{name} is not in Cargo.lock"))?;
        let above = package.manifest_path.parent();
        Ok(Self {
            root: metadata.workspace_root.into_std_path_buf(),
            engine: above
                .context("a manifest stands in a folder")?
                .join(folder)
                .into_std_path_buf(),
        })
    }

    /// Everything of ours that is not committed.
    pub(crate) fn work(&self) -> PathBuf {
        self.root.join("target/suites")
    }

    /// A suite's folder, which `make suites` fetches.
    pub(crate) fn suite(&self, name: &str) -> Result<PathBuf> {
        let folder = self.work().join(name);
        ensure!(
            folder.is_dir(),
            "{} is missing: run `make suites`, or `tools/suites.sh fetch`, which says what to do without a network",
            folder.display()
        );
        Ok(folder)
    }

    /// The file that holds the results of a suite.
    pub(crate) fn results(&self, suite: &str) -> PathBuf {
        self.work().join("results").join(format!("{suite}.json"))
    }

    /// The file that holds the digest of the guest that a suite was run in.
    pub(crate) fn guest(&self, suite: &str) -> PathBuf {
        self.results(suite).with_extension("guest")
    }
}

/// The text of a file; what is not UTF-8 in it is replaced.
pub(crate) fn text_of(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The files below a folder whose names end so, as paths from it with `/`, in order.
pub(crate) fn files_below(folder: &Path, end: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![String::new()];
    while let Some(at) = open.pop() {
        let here = folder.join(&at);
        let entries = fs::read_dir(&here).with_context(|| here.display().to_string())?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = match at.as_str() {
                "" => name,
                at => format!("{at}/{name}"),
            };
            if entry.file_type()?.is_dir() {
                open.push(path);
            } else if path.ends_with(end) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
