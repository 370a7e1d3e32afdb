//! What is safe to mend is mended, and nothing else: pairs of `fix/`, and every JavaScript file of the repository that
//! somebody wrote.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

use check::fix::fix;
use contract::Trigger;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(
                fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if path.extension().is_some_and(|end| end == "js") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn every_pair_is_mended_as_shown() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fix");
    let mut count = 0;
    for before in files(&folder)
        .iter()
        .filter(|path| path.to_str().unwrap().ends_with(".before.js"))
    {
        let after = before.to_str().unwrap().replace(".before.js", ".after.js");
        let fixed = fix(&fs::read_to_string(before).unwrap(), Trigger::PostLogin);
        assert_eq!(fixed.code, fs::read_to_string(&after).unwrap(), "{after}");
        assert!(!fixed.mended.is_empty(), "{after}");
        count += 1;
    }
    assert!(count >= 5, "{count}");
}

#[test]
fn what_was_written_with_care_stays_as_it_is() {
    let mut examples = files(&root().join("examples"));
    examples.extend(files(&root().join("demo/actions")));
    for path in examples {
        let code = fs::read_to_string(&path).unwrap();
        let fixed = fix(&code, Trigger::PostLogin);
        assert_eq!(fixed.code, code, "{}", path.display());
        assert_eq!(fixed.mended, [], "{}", path.display());
    }
}

#[test]
fn what_was_mended_needs_no_mending() {
    let folders = [
        "crates/check/tests",
        "crates/sandbox/cases",
        "crates/sandbox/runtime",
        "tests/actions",
    ];
    let mut count = 0;
    for path in folders
        .iter()
        .flat_map(|folder| files(&root().join(folder)))
    {
        let Ok(code) = fs::read_to_string(&path) else {
            continue;
        };
        let once = fix(&code, Trigger::PostLogin).code;
        let twice = fix(&once, Trigger::PostLogin);
        assert_eq!(twice.code, once, "{}", path.display());
        count += 1;
    }
    println!("{count} files mended twice");
}

#[test]
fn line_endings_are_mended_even_where_code_cannot_be_read() {
    let fixed = fix("\u{feff}let a = (;\r\nlet b;\r", Trigger::PostLogin);
    assert_eq!(fixed.code, "let a = (;\nlet b;\n");
}
