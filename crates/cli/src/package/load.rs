//! A package from a folder or a file, or everything that is wrong with it.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;
use build::Mode;
use bundle::{Finding, Limits, Package, PackageError};

use super::findings;
use super::{folder, shipped};
use crate::exit::Exit;
use crate::refusal::Refusal;
use crate::terminal;

/// What a place holds.
pub(crate) enum Loaded {
    /// A package, and what of the folder stays at home.
    Package(Box<Package>, Vec<String>),
    /// No package: why.
    Faulty(Vec<Finding>),
}

/// Reads a folder as a package, with the npm packages it depends on.
pub(crate) fn folder(path: &Path, mode: Mode) -> anyhow::Result<Loaded> {
    let read = folder::read(path)?;
    // No registry is asked for a folder that is no package otherwise.
    if let Err(errors) = Package::read(read.members.clone())
        && !errors
            .iter()
            .all(|error| matches!(error, PackageError::NoLock { .. }))
    {
        return Ok(faulty(&errors));
    }
    let members = shipped::complete(path, read.members, mode)?;
    Ok(match Package::read(members) {
        Ok(package) => Loaded::Package(Box::new(package), read.left_out),
        Err(errors) => faulty(&errors),
    })
}

/// Reads a folder or a packed file as a package.
pub(crate) fn folder_or_file(path: &Path, mode: Mode) -> anyhow::Result<Loaded> {
    if !path.is_file() {
        return folder(path, mode);
    }
    // One byte beyond the limit is enough to know that it is too much.
    let most = Limits::DEFAULT.archive_bytes as u64 + 1;
    let mut bytes = Vec::new();
    let unreadable = || format!("cannot read {}", path.display());
    let file = fs::File::open(path).with_context(unreadable)?;
    file.take(most)
        .read_to_end(&mut bytes)
        .with_context(unreadable)?;
    Ok(match Package::from_archive(&bytes, Limits::DEFAULT) {
        Ok(package) => Loaded::Package(Box::new(package), Vec::new()),
        Err(errors) => faulty(&errors),
    })
}

/// Has a package that is to leave this machine refused where its npm packages would be elsewhere.
pub(crate) fn whole(loaded: Loaded) -> Loaded {
    match loaded {
        Loaded::Package(package, left_out) => match check::Code::read(&package) {
            Ok(_) => Loaded::Package(package, left_out),
            Err(error) => faulty(&[error]),
        },
        faulty @ Loaded::Faulty(_) => faulty,
    }
}

fn faulty(errors: &[PackageError]) -> Loaded {
    Loaded::Faulty(check::rules::refusals(errors))
}

/// Says why a place holds no package.
pub(crate) fn refuse(found: &[Finding], json: bool) -> Exit {
    if json {
        let message = "there is no package that can be read; the findings say what to correct";
        terminal::print_json_line(&Refusal::of_package(found, message));
    } else {
        terminal::complain(&findings::text(found, terminal::Paint::for_stderr()));
    }
    Exit::Failed
}
