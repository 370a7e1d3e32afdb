//! Files written whole or not at all.

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;

use crate::refusal::Fault;

/// Writes beside the target first: a writing that is cut off leaves no half file in its place.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    put(path, bytes).with_context(|| Fault::writing(path))
}

fn put(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut draft = tempfile::NamedTempFile::new_in(folder)?;
    draft.write_all(bytes)?;
    draft.as_file().sync_all()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(draft.path(), std::fs::Permissions::from_mode(0o644))?;
    }
    draft.persist(path)?;
    Ok(())
}
