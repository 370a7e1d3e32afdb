//! The pinned Node, and the cases that are compared with it.

use std::fs;
use std::path::{Path, PathBuf};

/// The program, which `make deps` installs.
pub(crate) fn program() -> PathBuf {
    let machine = match std::env::consts::ARCH {
        "aarch64" => "arm64",
        _ => "x64",
    };
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!(
        "../../tests/node_modules/node-linux-{machine}/bin/node"
    ))
}

/// The files below `cases/node`, in order.
pub(crate) fn cases() -> Vec<PathBuf> {
    let mut files = Vec::new();
    find(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/node"),
        &mut files,
    );
    files.sort();
    files
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            find(&path, files);
        } else if path.extension().is_some_and(|end| end == "js") {
            files.push(path);
        }
    }
}
