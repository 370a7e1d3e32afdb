//! What of a package comes into the tree, and what does not.

use std::sync::Mutex;

use build::{BuildError, Integrity, Limits, Mode, Notice, Progress, licences};
use serde_json::json;

use crate::{both, declared, online, quiet, started};

#[tokio::test]
async fn a_tree_is_resolved_fetched_and_told_about() {
    let (registry, cache) = started().await;
    registry.publish(
        "@s/a",
        "1.0.0",
        json!({ "dependencies": { "b": "^1" }, "license": "MIT" }),
        &[("index.js", "exports.a = 1")],
    );
    registry.publish(
        "b",
        "1.2.0",
        json!({ "hasInstallScript": true, "licenses": [{ "type": "MIT" }, "ISC"] }),
        &[("lib/b.js", "b")],
    );
    let seen = Mutex::new(Vec::new());
    let client = online(&registry, &cache);
    let lock = client
        .resolve(&declared(&[("@s/a", "latest")]), &quiet)
        .await
        .unwrap();
    let note = |progress| seen.lock().unwrap().push(progress);
    let fetched = client.fetch(&lock, &note).await.unwrap();
    let packages = &fetched.tree.packages;
    assert_eq!(
        packages.keys().collect::<Vec<_>>(),
        ["node_modules/@s/a", "node_modules/b"]
    );
    let (a, b) = (&packages["node_modules/@s/a"], &packages["node_modules/b"]);
    assert_eq!(
        (a.name.as_str(), a.version.as_str(), a.license.as_deref()),
        ("@s/a", "1.0.0", Some("MIT"))
    );
    assert_eq!(*a.files["index.js"], *b"exports.a = 1");
    assert_eq!(
        (b.license.as_deref(), &*b.files["lib/b.js"]),
        (Some("(MIT OR ISC)"), &b"b"[..])
    );
    let Notice::InstallScript { package, version } = &fetched.notices[0] else {
        panic!("{:?}", fetched.notices);
    };
    assert_eq!((package.as_str(), version.as_str()), ("b", "1.2.0"));
    assert_eq!(
        *seen.lock().unwrap(),
        [
            Progress::Fetching { done: 1, total: 2 },
            Progress::Fetching { done: 2, total: 2 }
        ]
    );
    let accepts = registry
        .asked()
        .into_iter()
        .map(|asked| asked.headers["accept"].clone());
    assert_eq!(
        accepts
            .filter(|accept| accept.starts_with("application/vnd.npm.install-v1+json"))
            .count(),
        2
    );
}

#[tokio::test]
async fn native_modules_are_refused_and_optional_ones_left_out() {
    let (registry, cache) = started().await;
    registry.publish("gyp", "1.0.0", json!({}), &[("binding.gyp", "{}")]);
    registry.publish(
        "built",
        "2.0.0",
        json!({}),
        &[("prebuilds/linux/x.node", "")],
    );
    registry.publish("mac", "1.0.0", json!({ "os": ["darwin"] }), &[]);
    registry.publish("cpu", "1.0.0", json!({ "cpu": ["x64"] }), &[]);
    registry.publish(
        "tests",
        "1.0.0",
        json!({}),
        &[("test/binding.gyp", "{}"), ("node", "")],
    );
    let all = json!({ "gyp": "1", "built": "2", "mac": "1", "cpu": "1" });
    registry.publish(
        "a",
        "1.0.0",
        json!({ "optionalDependencies": all, "dependencies": { "tests": "1" } }),
        &[],
    );
    let client = online(&registry, &cache);
    let said = async |name| both(&client, &[(name, "*")]).await.unwrap_err().to_string();
    assert_eq!(
        said("gyp").await,
        "gyp@1.0.0 is a native module (binding.gyp), which the sandbox cannot load; use a package in plain JavaScript"
    );
    assert!(said("built").await.contains("(prebuilds/linux/x.node)"));
    assert_eq!(
        said("mac").await,
        "mac@1.0.0 is made for certain machines only (os: darwin); use a package in plain JavaScript"
    );
    registry.publish(
        "deep",
        "1.0.0",
        json!({ "dependencies": { "gyp": "1" } }),
        &[],
    );
    registry.publish(
        "top",
        "1.0.0",
        json!({ "dependencies": { "deep": "1" } }),
        &[],
    );
    assert!(said("top").await.ends_with("(required by top > deep)"));
    let (lock, fetched) = both(&client, &[("a", "1")]).await.unwrap();
    // The lockfile holds them, as npm's own does: whoever installs from it elsewhere gets them.
    assert_eq!(lock.packages(), 6);
    assert_eq!(
        fetched.tree.packages.keys().collect::<Vec<_>>(),
        ["node_modules/a", "node_modules/tests"]
    );
    assert_eq!(fetched.notices.len(), 2);
}

#[tokio::test]
async fn what_a_package_brings_along_has_its_own_place() {
    let (registry, cache) = started().await;
    let inner = r#"{"name":"in","version":"3.0.0","license":"ISC"}"#;
    registry.publish(
        "a",
        "1.0.0",
        json!({ "dependencies": { "in": "*" }, "bundleDependencies": ["in"] }),
        &[
            ("node_modules/in/package.json", inner),
            ("node_modules/in/lib/x.js", "x"),
            ("node_modules/in/node_modules/@s/deep/package.json", "{}"),
            ("node_modules/stray", ""),
        ],
    );
    let (_, fetched) = both(&online(&registry, &cache), &[("a", "1")])
        .await
        .unwrap();
    let packages = &fetched.tree.packages;
    assert_eq!(
        packages.keys().collect::<Vec<_>>(),
        [
            "node_modules/a",
            "node_modules/a/node_modules/in",
            "node_modules/a/node_modules/in/node_modules/@s/deep"
        ]
    );
    let bundled = &packages["node_modules/a/node_modules/in"];
    assert_eq!(
        (
            bundled.version.as_str(),
            bundled.license.as_deref(),
            &bundled.integrity
        ),
        ("3.0.0", Some("ISC"), &None)
    );
    assert_eq!(*bundled.files["lib/x.js"], *b"x");
    assert_eq!(
        packages["node_modules/a"].files.keys().collect::<Vec<_>>(),
        ["package.json"]
    );
}

#[tokio::test]
async fn limits_are_met_and_passed_by_the_next() {
    let (registry, cache) = started().await;
    registry.publish("a", "1.0.0", json!({}), &[("index.js", "0123456789")]);
    let (lock, fetched) = both(&online(&registry, &cache), &[("a", "1")])
        .await
        .unwrap();
    let bytes: usize = fetched
        .tree
        .packages
        .values()
        .flat_map(|package| package.files.values())
        .map(|file| file.len())
        .sum();
    let with = |limits| registry.client(cache.path(), Mode::Online, "", limits);
    let limits = Limits {
        total_bytes: bytes,
        files: 2,
        ..Limits::DEFAULT
    };
    assert!(with(limits).fetch(&lock, &quiet).await.is_ok());
    let error = with(Limits {
        total_bytes: bytes - 1,
        ..limits
    })
    .fetch(&lock, &quiet)
    .await
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "the files of all packages come to more than total_bytes = {}; the largest is a@1.0.0 with {bytes} bytes",
            bytes - 1
        )
    );
    let error = with(Limits { files: 1, ..limits })
        .fetch(&lock, &quiet)
        .await
        .unwrap_err();
    assert!(matches!(error, BuildError::TooManyFiles { limit: 1 }));
    let fresh = tempfile::tempdir().unwrap();
    let small = registry.client(
        fresh.path(),
        Mode::Online,
        "",
        Limits {
            packument_bytes: 10,
            ..limits
        },
    );
    let mut small_limits = limits;
    small_limits.archive.archive_bytes = 10;
    let error = both(&small, &[("a", "1")]).await.unwrap_err().to_string();
    assert_eq!(
        error,
        "what the registry says of a is larger than 10 bytes; use a smaller package"
    );
    let small = registry.client(fresh.path(), Mode::Online, "", small_limits);
    let error = small.fetch(&lock, &quiet).await.unwrap_err().to_string();
    assert_eq!(
        error,
        "a@1.0.0 is larger than 10 bytes; use a smaller package"
    );
}

/// `ms` and `ee-first` (both MIT, their licences inside) as the public registry has them.
#[tokio::test]
async fn packages_of_the_public_registry_are_what_it_says() {
    let (registry, cache) = started().await;
    let published = [
        (
            "ms",
            "2.1.3",
            &include_bytes!("../fixtures/ms-2.1.3.tgz")[..],
            "sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==",
        ),
        (
            "ee-first",
            "1.1.1",
            &include_bytes!("../fixtures/ee-first-1.1.1.tgz")[..],
            "sha512-WMwm9LhRUo+WUaRN+vRuETqG89IgZphVSNkdFgeb6sS/E4OrDIN7t48CAewSHXc6C8lefD8KKfr5vY61brQlow==",
        ),
    ];
    for (name, version, archive, integrity) in published {
        assert_eq!(Integrity::of(archive).to_string(), integrity);
        registry.publish_archive(name, version, json!({}), archive.to_vec());
    }
    let client = online(&registry, &cache);
    let (_, fetched) = both(&client, &[("ms", "^2"), ("ee-first", "*")])
        .await
        .unwrap();
    let ms = &fetched.tree.packages["node_modules/ms"];
    assert_eq!(
        ms.files.keys().collect::<Vec<_>>(),
        ["index.js", "license.md", "package.json", "readme.md"]
    );
    assert_eq!(ms.files["index.js"].len(), 3024);
    let all = licences(&fetched.tree);
    let named: Vec<_> = all
        .iter()
        .map(|one| (one.name.as_str(), one.license.as_deref()))
        .collect();
    assert_eq!(named, [("ee-first", Some("MIT")), ("ms", Some("MIT"))]);
    assert!(
        all.iter()
            .all(|one| one.text.contains("Permission is hereby granted"))
    );
}
