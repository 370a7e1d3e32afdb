//! The sandbox's guest: builds it from its sources with the pinned Zig compiler, to compare with the committed file or to replace it.

mod cycles;
mod declared;
mod frame;
mod module;
mod plain;
mod polls;
mod shapes;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use cargo_metadata::MetadataCommand;
use sha2::{Digest, Sha256};

/// The crate whose package carries QuickJS-ng's sources, and the folder in it.
const SOURCES: (&str, &str) = ("rquickjs-sys", "quickjs");
/// Where the guest's own sources and the committed artefact are.
const GUEST: &str = "crates/sandbox/guest";
/// The artefact's name; its digest stands beside it in `engine.wasm.sha256`.
const ARTEFACT: &str = "engine.wasm";

/// What to do with the fresh build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// Fail unless the committed file is the same bytes.
    Compare,
    /// Put it in the committed file's place, with its digest.
    Replace,
}

/// Builds the guest and compares or replaces; the answer is one line for the terminal.
pub(crate) fn build(root: &Path, then: Then) -> Result<String> {
    let fresh = compile(root)?;
    let fresh_digest = digest_line(&fresh);
    let committed = root.join(GUEST).join(ARTEFACT);
    let committed_digest = root.join(GUEST).join(format!("{ARTEFACT}.sha256"));
    if then == Then::Replace {
        fs::write(&committed, &fresh)?;
        fs::write(&committed_digest, &fresh_digest)?;
        return Ok(format!(
            "guest: wrote {GUEST}/{ARTEFACT}, {} bytes",
            fresh.len()
        ));
    }
    let bytes = fs::read(&committed).with_context(|| format!("{GUEST}/{ARTEFACT}"))?;
    let said = fs::read_to_string(&committed_digest)
        .with_context(|| format!("{GUEST}/{ARTEFACT}.sha256"))?;
    if said != digest_line(&bytes) {
        bail!(
            "{GUEST}/{ARTEFACT} is not what {ARTEFACT}.sha256 says; `cargo xtask guest` writes both"
        );
    }
    if bytes != fresh {
        bail!(
            "{GUEST}/{ARTEFACT} is not what its sources give (fresh build: {}); `cargo xtask guest` replaces it",
            fresh_digest.trim()
        );
    }
    Ok(format!(
        "guest: {GUEST}/{ARTEFACT} is what its sources give, {} bytes",
        bytes.len()
    ))
}

fn compile(root: &Path) -> Result<Vec<u8>> {
    let python = root.join(".venv/bin/python");
    ensure!(
        python.exists(),
        "the Zig compiler is missing: run `make deps`, which installs it into .venv"
    );
    let out = root.join("target/guest").join(ARTEFACT);
    fs::create_dir_all(root.join("target/guest"))?;
    let status = Command::new("sh")
        .arg(root.join(GUEST).join("build.sh"))
        .arg(sources(root)?)
        .arg(&out)
        .env("ZIG", format!("{} -m ziglang", python.display()))
        .status()
        .context("running the guest's build")?;
    ensure!(
        status.success(),
        "building the guest failed; the compiler's message stands above"
    );
    let compiled = fs::read(&out).with_context(|| out.display().to_string())?;
    polls::insert(&shapes::rewrite(&compiled)?)
}

/// The folder of QuickJS-ng's sources, at the version Cargo.lock pins.
fn sources(root: &Path) -> Result<PathBuf> {
    let metadata = MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .other_options(vec!["--locked".to_owned()])
        .exec()
        .context("cargo metadata")?;
    let (name, folder) = SOURCES;
    let package = metadata
        .packages
        .iter()
        .find(|package| package.name.as_str() == name);
    let manifest = &package
        .with_context(|| format!("{name} is not in Cargo.lock"))?
        .manifest_path;
    let package = manifest.parent().context("a manifest stands in a folder")?;
    Ok(package.join(folder).into_std_path_buf())
}

fn digest_line(bytes: &[u8]) -> String {
    format!("{}  {ARTEFACT}\n", hex::encode(Sha256::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_line_is_what_sha256sum_writes() {
        let empty =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  engine.wasm\n";
        assert_eq!(digest_line(b""), empty);
    }

    #[test]
    fn without_the_compiler_it_says_how_to_get_it() {
        let error = compile(Path::new("nowhere")).unwrap_err().to_string();
        assert!(error.contains("make deps"), "{error}");
    }
}
