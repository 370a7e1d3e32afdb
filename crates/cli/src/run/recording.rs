//! `run --record`: the file that says what passed between an action and the world.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use contract::recording::{Recording, SecretVersion};
use contract::secrets::Secrets;
use tempfile::NamedTempFile;

use crate::refusal::Fault;

/// How much of a recording's file is read at all: a recording is shorter than this, also in base64.
pub(crate) const CEILING_BYTES: u64 = 64 * 1024 * 1024;

/// The place of a recording that is yet to come. What stands there is never overwritten.
pub(super) struct Place {
    path: PathBuf,
    draft: NamedTempFile,
}

impl Place {
    /// Takes the place: nothing stands there, and something can be written there.
    pub(super) fn begin(path: &Path) -> anyhow::Result<Self> {
        ensure!(
            path.symlink_metadata().is_err(),
            "{} exists already; name another file with --record, or remove it",
            path.display()
        );
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let draft = NamedTempFile::new_in(folder);
        Ok(Self {
            draft: draft.with_context(|| Fault::writing(path))?,
            path: path.to_owned(),
        })
    }

    /// Writes it, for its owner only: it holds the event.
    pub(super) fn write(mut self, recording: &Recording) -> anyhow::Result<()> {
        let text = serde_json::to_string_pretty(recording)?;
        let written = self.draft.write_all(text.as_bytes());
        let kept = written.and_then(|()| Ok(self.draft.persist_noclobber(&self.path)?));
        kept.with_context(|| Fault::writing(&self.path))?;
        Ok(())
    }
}

/// The secrets as a recording names them.
pub(super) fn versions(secrets: &BTreeMap<String, String>) -> Vec<SecretVersion> {
    let version =
        |(name, value): (&String, &String)| SecretVersion::of(name, value, &rand::random());
    secrets.iter().map(version).collect()
}

/// The values by which references are made and resolved.
pub(crate) fn values(secrets: &BTreeMap<String, String>) -> Secrets {
    let pairs = secrets.iter();
    Secrets::new(pairs.map(|(name, value)| (name.as_str(), value.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_there_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.json");
        std::fs::write(&path, "kept").unwrap();
        let error = Place::begin(&path).err().unwrap().to_string();
        assert!(error.contains("exists already"), "{error}");
    }
}
