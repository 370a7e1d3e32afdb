//! `latchwork check --fix`: what is safe to mend is mended in the folder's own files.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use bundle::Package;
use bundle::package::ACTION;
use check::fix::fix;
use contract::Trigger;

use super::findings::{at, counted};
use super::write::write_whole;
use crate::refusal::Fault;
use crate::terminal;

/// Mends the handler's file and its specs, and says what was mended.
pub(super) fn mend(folder: &Path, package: &Package) -> anyhow::Result<()> {
    if !folder.is_dir() {
        bail!(
            "--fix mends the files of a folder; {} is none",
            folder.display()
        );
    }
    let trigger = package.manifest().trigger;
    let mut mended = mend_file(folder, ACTION, package.code(), trigger)?;
    for (path, text) in package.specs() {
        mended += mend_file(folder, path.as_str(), text, trigger)?;
    }
    terminal::complain(&format!("mended: {}", counted(mended, "finding")));
    Ok(())
}

/// How many findings of one file were mended.
fn mend_file(folder: &Path, path: &str, text: &str, trigger: Trigger) -> anyhow::Result<usize> {
    let fixed = fix(text, trigger);
    if fixed.code == text {
        return Ok(0);
    }
    let place = folder.join(path);
    let permissions = fs::metadata(&place).map(|about| about.permissions());
    write_whole(&place, fixed.code.as_bytes())?;
    if let Ok(permissions) = permissions {
        fs::set_permissions(&place, permissions).with_context(|| Fault::writing(&place))?;
    }
    for finding in &fixed.mended {
        let line = finding.place.as_ref().and_then(|place| place.line);
        let told = bundle::Place {
            path: path.to_owned(),
            line,
            column: None,
        };
        let message = terminal::harmless(&finding.message);
        terminal::complain(&format!(
            "mended {} [{}]: {message}",
            at(&told),
            finding.rule
        ));
    }
    Ok(fixed.mended.len())
}
