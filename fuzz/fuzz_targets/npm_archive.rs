//! What a registry hands out. The first byte says what the rest is: a package as gzip, a TAR still to be packed, so that it is
//! reached as well, a lockfile, or answers of a registry that are resolved. What is read stays within the limits and inside
//! the package; a package is linked with an action that asks for all ways into it; a lockfile is written as it was read.
#![no_main]

use std::collections::BTreeMap;
use std::io::Write as _;

use build::archive::{self, Limits};
use build::{Action, Dependencies, Files, Lock, Package, Subject, Tree};
use flate2::Compression;
use flate2::write::GzEncoder;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

/// Small, so that archives which pass them are found.
const LIMITS: Limits = Limits {
    archive_bytes: 64 << 10,
    unpacked_bytes: 128 << 10,
    entries: 16,
};
/// The same for what is resolved.
const TREE: build::Limits = build::Limits {
    packages: 30,
    lock_bytes: 64 << 10,
    ..build::Limits::DEFAULT
};
/// An action that asks for every way into a package.
const ACTION: &str = "const a = require('left'), b = require('left/sub'), c = require('left/package.json');
exports.onExecutePostLogin = async () => [await import('left'), await import('left/deep/er.js'), require('#own')];";

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    match first % 4 {
        0 => package(rest),
        1 => {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(rest).expect("memory takes all");
            package(&encoder.finish().expect("memory takes all"));
        }
        2 => lockfile(rest),
        _ => answers(rest),
    }
});

fn package(packed: &[u8]) {
    let Ok(files) = archive::read(packed, LIMITS) else {
        return;
    };
    assert!(files.len() <= LIMITS.entries);
    let total: usize = files.values().map(|content| content.len()).sum();
    assert!(total <= LIMITS.unpacked_bytes);
    for path in files.keys() {
        let mut names = path.split('/');
        assert!(
            names.all(|name| !matches!(name, "" | "." | "..")),
            "{path:?}"
        );
        assert!(!path.contains(['\\', '\0']));
    }
    linked(files);
}

/// Its `package.json` decides where requests lead and how files are read.
fn linked(files: Files) {
    let manifest = files
        .get("package.json")
        .map(AsRef::as_ref)
        .unwrap_or(b"{}");
    if let Ok(manifest) = serde_json::from_slice::<Value>(manifest) {
        let _ = Dependencies::from_manifest(&manifest);
    }
    let package = Package {
        name: "left".to_owned(),
        version: "1.0.0".to_owned(),
        integrity: None,
        license: Some("MIT".to_owned()),
        files,
    };
    let place = "node_modules/left".to_owned();
    let tree = Tree {
        packages: BTreeMap::from([(place, package)]),
    };
    let action = Action {
        name: "action.js",
        file: "action.js",
        text: ACTION,
        ..Action::default()
    };
    let linked = build::link(&action, &tree).expect("the action itself is well formed");
    for (path, file) in &linked.files {
        let asked = file.requires.values().chain(file.imports.values());
        for target in asked {
            assert!(
                linked.files.contains_key(target),
                "{path} asks for {target}"
            );
        }
    }
    let licences = build::licences(&tree);
    assert!(!licences.is_empty() && !build::licence_text(&licences).is_empty());
    let subject = Subject {
        name: "action",
        version: "1",
    };
    let bill = build::sbom(subject, &["left"], &tree);
    assert!(serde_json::from_str::<Value>(&bill).is_ok());
}

fn lockfile(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    match Lock::read(text, &TREE) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(lock) => whole(&lock),
    }
}

/// Its own text is read as the same lock.
fn whole(lock: &Lock) {
    let written = lock.to_json();
    let limits = build::Limits {
        lock_bytes: 1 << 20,
        packages: 1_000,
        ..TREE
    };
    let again = Lock::read(&written, &limits).expect("its own text");
    assert_eq!(again.to_json(), written);
    assert_eq!(again.packages(), lock.packages());
}

fn answers(bytes: &[u8]) {
    let Ok(Value::Object(answers)) = serde_json::from_slice::<Value>(bytes) else {
        return;
    };
    let answers: BTreeMap<String, Vec<u8>> = answers
        .into_iter()
        .map(|(name, answer)| (name, answer.to_string().into_bytes()))
        .collect();
    let asked = [("left", "^1"), ("right", "*"), ("alias", "npm:left@1 || 2")];
    let dependencies = Dependencies::parse(asked).expect("what may be asked");
    match build::offline::resolve(&dependencies, &answers, TREE) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(lock) => {
            assert!(lock.packages() <= TREE.packages);
            whole(&lock);
        }
    }
}
