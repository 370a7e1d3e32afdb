//! What is kept on disk so that a restart compiles nothing: the compiled engine and prepared images. Each file carries a
//! MAC under the server's key over its name and content; one that does not check is discarded and made again.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

use aws_lc_rs::hmac::{self, HMAC_SHA256};
use sha2::{Digest, Sha256};
use wasmtime::{Engine, Module};

use crate::SandboxError;
use crate::deserialize;
use crate::host::fill_random;
use crate::modules;
use crate::prepare;
use crate::settings::ImageFolder;
use crate::vm::{ENGINE_WASM, LIBRARY};

const MAC_BYTES: usize = 32;
/// Writing a draft takes milliseconds: one that is older than this was left by a process that was killed.
const OLD_DRAFT: Duration = Duration::from_secs(600);

/// SHA-256 of the guest in hexadecimal: of the engine, its library, the library's tables and its modules.
pub fn guest_digest() -> &'static str {
    static DIGEST: LazyLock<String> = LazyLock::new(|| {
        let mut digest = Sha256::new();
        digest.update(ENGINE_WASM);
        digest.update(LIBRARY);
        digest.update(prepare::tables());
        modules::texts().for_each(|text| digest.update(text));
        hex::encode(digest.finalize())
    });
    &DIGEST
}

/// The folder of artefacts, or nothing where none is kept.
pub(crate) struct Artefacts {
    folder: Option<PathBuf>,
    key: hmac::Key,
    /// An image made by another guest is none of ours.
    guest: &'static str,
}

impl Artefacts {
    pub(crate) fn open(folder: Option<&ImageFolder>) -> Result<Self, SandboxError> {
        if let Some(folder) = folder {
            make_private_folder(&folder.path)
                .and_then(|()| remove_old_drafts(&folder.path))
                .map_err(|source| SandboxError::ImageFolder {
                    path: folder.path.clone(),
                    source,
                })?;
        }
        Ok(Self {
            folder: folder.map(|folder| folder.path.clone()),
            key: hmac::Key::new(HMAC_SHA256, &folder.map_or([0; 32], |folder| folder.key)),
            guest: guest_digest(),
        })
    }

    /// A compiled module, from disk where it has been compiled by the same Wasmtime for the same processor.
    pub(crate) fn compiled(
        &self,
        engine: &Engine,
        name: &str,
        wasm: impl FnOnce() -> Result<Vec<u8>, SandboxError>,
    ) -> Result<Module, SandboxError> {
        let name = format!("{name}-{}-{:016x}.cwasm", self.guest, compatibility(engine));
        if let Some(bytes) = self.read(&name)
            && let Ok(module) = deserialize::module(engine, &bytes)
        {
            return Ok(module);
        }
        let module = Module::new(engine, wasm()?).map_err(SandboxError::engine("compilation"))?;
        if self.folder.is_some() {
            let bytes = module
                .serialize()
                .map_err(SandboxError::engine("serialisation"))?;
            self.write(&name, &bytes);
        }
        Ok(module)
    }

    /// The image of this name.
    pub(crate) fn image(&self, name: &str) -> Option<Vec<u8>> {
        self.read(&self.image_name(name))
    }

    pub(crate) fn keep_image(&self, name: &str, bytes: &[u8]) {
        self.write(&self.image_name(name), bytes);
    }

    fn image_name(&self, name: &str) -> String {
        format!("{name}-{}.image", self.guest)
    }

    fn read(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.folder.as_ref()?.join(name);
        let mut bytes = fs::read(&path).ok()?;
        let at = bytes.len().checked_sub(MAC_BYTES)?;
        let mac = bytes.split_off(at);
        if hmac::verify(&self.key, &signed(name, &bytes), &mac).is_ok() {
            return Some(bytes);
        }
        tracing::warn!(path = %path.display(), "a prepared file fails its check and is made again");
        None
    }

    /// Failing to keep a file costs time at the next start and nothing else, so it is only reported.
    fn write(&self, name: &str, bytes: &[u8]) {
        let Some(folder) = &self.folder else { return };
        let mut unique = [0; 8];
        fill_random(&mut unique);
        let draft = folder.join(format!(".{}", hex::encode(unique)));
        let mac = hmac::sign(&self.key, &signed(name, bytes));
        let written = private_file(&draft).and_then(|mut file| {
            file.write_all(bytes)?;
            file.write_all(mac.as_ref())?;
            fs::rename(&draft, folder.join(name))
        });
        if let Err(error) = written {
            let _ = fs::remove_file(&draft);
            tracing::warn!(%error, name, "a prepared file cannot be kept");
        }
    }
}

/// The MAC covers the name, so that no file can stand in for another.
fn signed(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut signed = Vec::with_capacity(name.len() + 1 + bytes.len());
    signed.extend_from_slice(name.as_bytes());
    signed.push(0);
    signed.extend_from_slice(bytes);
    signed
}

/// Names Wasmtime's version, its settings and the processor's features.
fn compatibility(engine: &Engine) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    engine.precompile_compatibility_hash().hash(&mut hasher);
    hasher.finish()
}

fn private_file(path: &Path) -> io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
}

fn make_private_folder(path: &PathBuf) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
}

fn remove_old_drafts(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_draft = entry.file_name().to_string_lossy().starts_with('.');
        let changed = entry.metadata().and_then(|metadata| metadata.modified());
        let age = changed.ok().and_then(|time| time.elapsed().ok());
        if is_draft && age.is_some_and(|age| age > OLD_DRAFT) {
            // Another process may have been quicker.
            let _ = fs::remove_file(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_of_a_killed_process_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let names = [".fresh", ".left", "kept"];
        for name in names {
            let file = private_file(&folder.path().join(name)).unwrap();
            if name != ".fresh" {
                file.set_modified(std::time::UNIX_EPOCH).unwrap();
            }
        }
        let settings = ImageFolder {
            path: folder.path().to_owned(),
            key: [1; 32],
        };
        Artefacts::open(Some(&settings)).unwrap();
        let is_there = names.map(|name| folder.path().join(name).exists());
        assert_eq!(is_there, [true, false, true]);
    }
}
