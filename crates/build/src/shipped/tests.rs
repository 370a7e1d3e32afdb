//! Packages that go along, and what keeps them from it.

use bundle::form::Dependency;
use bundle::{Limits as PackageLimits, MemberPath};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use super::*;
use crate::Integrity;

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    for (path, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        let path = format!("package/{path}");
        builder
            .append_data(&mut header, path, content.as_bytes())
            .unwrap();
    }
    builder.into_inner().unwrap().finish().unwrap()
}

/// `tiny` 1.0.0 with this in its `package.json`.
fn tiny(more: &Value) -> Vec<u8> {
    let mut manifest = json!({"name": "tiny", "version": "1.0.0", "license": "MIT"});
    for (key, value) in more.as_object().unwrap() {
        manifest[key] = value.clone();
    }
    archive(&[
        ("package.json", &manifest.to_string()),
        ("index.js", "exports.one = 1;\n"),
    ])
}

const PATH: &str = "packages/tiny-1.0.0.tgz";

/// What is sent: the lockfile's integrity of `tiny`, what it declares, and archives.
struct Sent {
    declared: &'static str,
    integrity: String,
    archives: Vec<(&'static str, Vec<u8>)>,
}

impl Sent {
    fn of(archive: Vec<u8>) -> Self {
        Self {
            declared: "^1.0.0",
            integrity: Integrity::of(&archive).to_string(),
            archives: vec![(PATH, archive)],
        }
    }

    fn read(&self) -> Result<Option<Shipped>, ShippedError> {
        let lock = json!({"lockfileVersion": 3, "packages": {
            "": {"dependencies": {"tiny": "^1.0.0"}},
            "node_modules/tiny": {"version": "1.0.0", "integrity": self.integrity},
        }});
        let mut members = Members::new(PackageLimits::DEFAULT);
        let mut add = |path: &str, bytes: &[u8]| {
            members
                .add(MemberPath::parse(path).unwrap(), bytes.to_vec())
                .unwrap();
        };
        add(LOCK, lock.to_string().as_bytes());
        for (path, bytes) in &self.archives {
            add(path, bytes);
        }
        let dependency = |name: &str| Dependency {
            name: name.to_owned(),
            version: self.declared.to_owned(),
        };
        let form = Form {
            dependencies: vec![dependency("tiny")],
            ..Form::default()
        };
        Shipped::read(&form, &members)
    }

    #[track_caller]
    fn refused(&self, expected: &str) {
        let told = self.read().unwrap_err().to_string();
        assert!(told.contains(expected), "{told}");
        assert!(
            told.contains("; ") || told.contains("was expected"),
            "no way out: {told}"
        );
    }
}

#[test]
fn packages_are_read_listed_and_linked() {
    let shipped = Sent::of(tiny(&json!({}))).read().unwrap().unwrap();
    let told = shipped.packages();
    let [one] = told.as_slice() else {
        panic!("{told:?}");
    };
    assert_eq!((one.name.as_str(), one.version.as_str()), ("tiny", "1.0.0"));
    assert_eq!(
        (one.license.as_deref(), one.declared, one.files),
        (Some("MIT"), true, 2)
    );
    assert!(one.archive_bytes > 0 && one.bytes > 0 && one.integrity.is_some());
    let code = "exports.one = require('tiny').one;";
    let bytes = shipped.link("action.js", code).unwrap();
    assert_eq!(bytes, shipped.link("action.js", code).unwrap());
    let linked = bundle::Linked::read(&bytes).unwrap();
    assert!(linked.files.contains_key("/node_modules/tiny/index.js"));
    assert!(
        Shipped::read(&Form::default(), &Members::new(PackageLimits::DEFAULT))
            .unwrap()
            .is_none()
    );
}

#[test]
fn what_is_not_what_the_lockfile_says_is_refused() {
    let sound = || Sent::of(tiny(&json!({})));
    let mut tampered = sound();
    tampered.archives = vec![(PATH, tiny(&json!({"description": "another"})))];
    tampered.refused("tiny@1.0.0: the archive is not the one meant");
    let mut missing = sound();
    missing.archives.clear();
    missing.refused("`packages/tiny-1.0.0.tgz` is missing");
    let mut more = sound();
    more.archives
        .push(("packages/other-1.0.0.tgz", archive(&[])));
    more.refused("`packages/other-1.0.0.tgz` is of no package");
    let mut newer = sound();
    newer.declared = "^2.0.0";
    newer.refused("it does not hold tiny ^2.0.0");
    Sent::of(tiny(&json!({"name": "evil"}))).refused("it is \"evil\" in version \"1.0.0\"");
    Sent::of(tiny(&json!({"version": "1.0.1"}))).refused("version \"1.0.1\"");
}

#[test]
fn native_modules_are_refused_and_install_scripts_told() {
    let manifest = json!({"name": "tiny", "version": "1.0.0"}).to_string();
    let native = archive(&[("package.json", &manifest), ("binding.gyp", "{}")]);
    Sent::of(native).refused("tiny@1.0.0 is a native module (binding.gyp)");
    let steps = json!({"scripts": {"test": "x", "postinstall": "x"}});
    let shipped = Sent::of(tiny(&steps)).read().unwrap().unwrap();
    let [one] = shipped.install_scripts.as_slice() else {
        panic!("{:?}", shipped.install_scripts);
    };
    assert_eq!((one.package.as_str(), one.step), ("tiny", "postinstall"));
}

#[test]
fn what_a_package_brings_with_it_is_listed_and_bounded() {
    let manifest = json!({"name": "tiny", "version": "1.0.0"}).to_string();
    let inner = |name: &str| json!({"name": name, "version": "2.0.0"}).to_string();
    let bringing = |inner: &str| {
        archive(&[
            ("package.json", &manifest),
            ("node_modules/inner/package.json", inner),
        ])
    };
    let shipped = Sent::of(bringing(&inner("inner"))).read().unwrap().unwrap();
    let told: Vec<_> = shipped
        .packages()
        .into_iter()
        .map(|one| (one.name, one.declared, one.archive_bytes > 0))
        .collect();
    assert_eq!(
        told,
        [
            ("inner".to_owned(), false, false),
            ("tiny".to_owned(), true, true)
        ]
    );
    Sent::of(bringing(&inner(&"a".repeat(300)))).refused("says of itself that it is \"aaa");
}

#[test]
fn an_archive_of_zeros_stops_early() {
    let manifest = json!({"name": "tiny", "version": "1.0.0"}).to_string();
    let zeros = "\0".repeat(8 << 20);
    let bomb = archive(&[("package.json", &manifest), ("zeros", &zeros)]);
    assert!(bomb.len() < 32 << 10, "{}", bomb.len());
    let told = Sent::of(bomb).read().unwrap_err().to_string();
    assert!(
        told.contains("unpacks to more than unpacked_bytes"),
        "{told}"
    );
}
