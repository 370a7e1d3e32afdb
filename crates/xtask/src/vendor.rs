//! The npm packages that the sandbox's runtime library carries: bundles each into one file, to compare with the committed one
//! or to replace it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};

use crate::guest::Then;

/// Where the packages are pinned, and what bundles them.
const PACKAGES: &str = "crates/sandbox/packages";
/// Where the bundled files are committed.
const VENDOR: &str = "crates/sandbox/runtime/node/vendor";
/// The digests that stand beside them.
const DIGESTS: &str = "SHA256SUMS";

/// Files by name.
type Files = BTreeMap<String, Vec<u8>>;

/// Bundles and compares or replaces; the answer is one line for the terminal.
pub(crate) fn build(root: &Path, then: Then) -> Result<String> {
    let fresh = bundle(root)?;
    let folder = root.join(VENDOR);
    let committed = read(&folder)?;
    if then == Then::Compare {
        if let Some(name) = difference(&committed, &fresh) {
            bail!(
                "{VENDOR}/{name} is not what {PACKAGES} gives; `cargo xtask vendor` writes the files anew"
            );
        }
        return Ok(format!(
            "vendor: {VENDOR} is what {PACKAGES} gives, {} files",
            fresh.len()
        ));
    }
    for name in committed.keys().filter(|name| !fresh.contains_key(*name)) {
        fs::remove_file(folder.join(name))?;
    }
    fs::create_dir_all(&folder)?;
    for (name, bytes) in &fresh {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(format!("vendor: wrote {} files to {VENDOR}", fresh.len()))
}

/// The bundled files with their digests, made in a folder of their own.
fn bundle(root: &Path) -> Result<Files> {
    let packages = root.join("target/vendor/packages");
    let out = root.join("target/vendor/out");
    for folder in [&packages, &out] {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
    }
    for name in ["package.json", "package-lock.json"] {
        let from = root.join(PACKAGES).join(name);
        fs::copy(&from, packages.join(name)).with_context(|| from.display().to_string())?;
    }
    let mut install = Command::new("npm");
    install.current_dir(&packages).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]);
    run(&mut install, "npm ci")?;
    let mut bundle = Command::new("node");
    let program = root.join(PACKAGES).join("bundle.mjs");
    bundle.arg(program).args([&packages, &out]);
    run(&mut bundle, "bundle.mjs")?;
    let mut files = read(&out)?;
    files.insert(DIGESTS.to_owned(), digests(&files).into_bytes());
    Ok(files)
}

fn run(command: &mut Command, name: &str) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("running {name}"))?;
    ensure!(status.success(), "{name} failed; its message stands above");
    Ok(())
}

fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    if !folder.exists() {
        return Ok(files);
    }
    for entry in fs::read_dir(folder)? {
        let path: PathBuf = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        files.insert(name.into_owned(), fs::read(&path)?);
    }
    Ok(files)
}

/// The first file that is in one set alone or has other bytes.
fn difference<'a>(committed: &'a Files, fresh: &'a Files) -> Option<&'a String> {
    let mut names = committed.keys().chain(fresh.keys());
    names.find(|name| committed.get(*name) != fresh.get(*name))
}

/// As `sha256sum` writes them.
fn digests(files: &Files) -> String {
    let lines = files
        .iter()
        .map(|(name, bytes)| format!("{}  {name}\n", hex::encode(Sha256::digest(bytes))));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(given: &[(&str, &str)]) -> Files {
        let given = given.iter();
        given
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn a_file_that_is_other_missing_or_too_many_is_a_difference() {
        let committed = files(&[("a.js", "1"), ("b.js", "2")]);
        assert_eq!(difference(&committed, &committed), None);
        for other in [
            files(&[("a.js", "1"), ("b.js", "3")]),
            files(&[("a.js", "1")]),
            files(&[("a.js", "1"), ("b.js", "2"), ("c.js", "")]),
        ] {
            let found = difference(&committed, &other).map(String::as_str);
            assert!(matches!(found, Some("b.js" | "c.js")), "{found:?}");
        }
    }

    #[test]
    fn digests_are_as_sha256sum_writes_them() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.js\n";
        assert_eq!(digests(&files(&[("a.js", "")])), empty);
    }
}
