//! `latchwork pack`: the folder as one file, the same bytes whoever packs it and when.

use std::path::PathBuf;

use anyhow::Context as _;
use bundle::{Digest, Package, archive};
use serde::Serialize;

use super::arguments::PackArguments;
use super::load::{self, Loaded};
use super::write::write_whole;
use crate::exit::Exit;
use crate::packages;
use crate::refusal::Fault;
use crate::terminal;

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Packed {
    file: PathBuf,
    digest: Digest,
    bytes: usize,
    slug: String,
    version: String,
    members: Vec<String>,
    left_out: Vec<String>,
}

/// Runs the command.
pub(super) fn pack(arguments: &PackArguments) -> anyhow::Result<Exit> {
    let mode = packages::mode(arguments.offline);
    let loaded = load::whole(load::folder(&arguments.folder, mode)?);
    let (package, left_out) = match loaded {
        Loaded::Package(package, left_out) => (*package, left_out),
        Loaded::Faulty(findings) => return Ok(load::refuse(&findings, arguments.json)),
    };
    let bytes = archive::write(package.members());
    let bytes = bytes.context(Fault::new("the package cannot be packed"))?;
    let file = arguments
        .output
        .clone()
        .unwrap_or_else(|| default_name(&package));
    write_whole(&file, &bytes)?;
    let packed = Packed {
        digest: package.digest(),
        bytes: bytes.len(),
        slug: package.manifest().slug.as_str().to_owned(),
        version: package.manifest().version.to_string(),
        members: package
            .members()
            .iter()
            .map(|(path, _)| path.to_string())
            .collect(),
        left_out,
        file,
    };
    if arguments.json {
        terminal::print_json(&packed);
    } else {
        show(&packed);
    }
    Ok(Exit::Done)
}

fn show(packed: &Packed) {
    for path in &packed.left_out {
        terminal::complain(&format!("left out: {path} does not belong into a package"));
    }
    terminal::print(&format!(
        "{}  {} bytes, {} files\n{}",
        packed.file.display(),
        packed.bytes,
        packed.members.len(),
        packed.digest
    ));
}

fn default_name(package: &Package) -> PathBuf {
    let manifest = package.manifest();
    PathBuf::from(format!(
        "{}-{}.zip",
        manifest.slug.as_str(),
        manifest.version
    ))
}
