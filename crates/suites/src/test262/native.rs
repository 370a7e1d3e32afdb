//! The native engine: `run-test262.c` of the sources that the guest is made of, built with the machine's C compiler.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use super::Mode;
use crate::folders::{Folders, text_of};

const SOURCES: &[&str] = &[
    "run-test262.c",
    "quickjs.c",
    "quickjs-libc.c",
    "dtoa.c",
    "libregexp.c",
    "libunicode.c",
];

/// What the native engine says, kept beside the sources it was said of: they do not change, so nor does this.
const KEPT: &str = "native-test262.txt";

/// What the native engine fails, and what it says of each.
pub(super) fn run(folders: &Folders) -> Result<BTreeMap<(String, Mode), String>> {
    let work = folders.work();
    let kept = work.join("results").join(KEPT);
    let first = format!("{}\n", folders.engine.display());
    if let Ok(text) = fs::read_to_string(&kept)
        && let Some(said) = text.strip_prefix(&first)
    {
        return checked(said);
    }
    let runner = build(folders, &work)?;
    let said = said(folders, &work, &runner)?;
    if let Some(folder) = kept.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&kept, first + &said)?;
    checked(&said)
}

/// What it printed, with its count of failures as the last line.
fn said(folders: &Folders, work: &Path, runner: &Path) -> Result<String> {
    let configuration = work.join("test262.conf");
    let text = text_of(&folders.engine.join("test262.conf"))?;
    // With a list of known errors only new ones would be told, and a remark behind a value is taken for a part of it.
    let lines = text
        .lines()
        .filter(|line| !line.starts_with("errorfile="))
        .map(|line| line.split(" #").next().unwrap_or(line));
    fs::write(&configuration, lines.collect::<Vec<_>>().join("\n") + "\n")?;
    eprintln!("suites: running test262 in the native engine, which takes a minute or two");
    let output = Command::new(runner)
        .args(["-c", "test262.conf", "-a", "-t", "2"])
        .current_dir(work)
        .output()
        .with_context(|| runner.display().to_string())?;
    let said = String::from_utf8_lossy(&output.stdout);
    let result = String::from_utf8_lossy(&output.stderr);
    let last = result.lines().last().unwrap_or("nothing");
    ensure!(
        last.starts_with("Result: "),
        "the native engine ended early; it says {last}"
    );
    Ok(format!("{said}{last}\n"))
}

/// The failures that are named, which must be as many as are counted.
fn checked(said: &str) -> Result<BTreeMap<(String, Mode), String>> {
    let failures = parse(said);
    let counted = counted(said);
    ensure!(
        counted == Some(failures.len()),
        "the native engine counts {counted:?} failures and names {}",
        failures.len()
    );
    Ok(failures)
}

fn build(folders: &Folders, work: &Path) -> Result<PathBuf> {
    let runner = work.join("run-test262");
    eprintln!("suites: building the native engine");
    let status = Command::new("cc")
        .args(["-O2", "-w", "-D_GNU_SOURCE", "-funsigned-char", "-o"])
        .arg(&runner)
        .args(SOURCES.iter().map(|name| folders.engine.join(name)))
        .args(["-lm", "-lpthread", "-ldl"])
        .status()
        .context("cc: on Debian, apt-get install gcc libc6-dev")?;
    ensure!(
        status.success(),
        "building run-test262.c failed; the compiler's message stands above"
    );
    Ok(runner)
}

/// Lines such as `test262/test/a/b.js:3: strict mode: SyntaxError: what`.
fn parse(said: &str) -> BTreeMap<(String, Mode), String> {
    let failure = |line: &str| {
        let (path, rest) = line.strip_prefix("test262/test/")?.split_once(".js:")?;
        let (_, why) = rest.split_once(": ")?;
        let (mode, why) = match why.strip_prefix("strict mode: ") {
            Some(why) => (Mode::Strict, why),
            None => (Mode::Sloppy, why),
        };
        Some(((format!("{path}.js"), mode), why.to_owned()))
    };
    said.lines().filter_map(failure).collect()
}

/// The count of `Result: 12/345 errors, ...`.
fn counted(result: &str) -> Option<usize> {
    let (_, behind) = result.split_once("Result: ")?;
    behind.split('/').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_native_runner_prints_is_understood() {
        let said = "test262/test/a/b.js:27: SyntaxError: invalid\ntest262/test/a/c.js:3: strict mode: Test262Error: no: x\nnoise\n";
        let failures = parse(said);
        assert_eq!(
            failures[&("a/b.js".to_owned(), Mode::Sloppy)],
            "SyntaxError: invalid"
        );
        assert_eq!(
            failures[&("a/c.js".to_owned(), Mode::Strict)],
            "Test262Error: no: x"
        );
        assert_eq!(failures.len(), 2);
        assert_eq!(
            counted("x\nResult: 38/43034 errors, 4802 excluded\n"),
            Some(38)
        );
    }
}
