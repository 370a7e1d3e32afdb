//! Lockfiles: what they give again, and which are refused.

use build::{BuildError, Limits, Lock, LockError};
use serde_json::json;

use crate::{both, online, quiet, started};

#[tokio::test]
async fn a_lock_gives_the_same_bytes_and_asks_about_nothing() {
    let (registry, cache) = started().await;
    registry.publish(
        "a",
        "1.0.0",
        json!({ "dependencies": { "b": "^1" } }),
        &[("index.js", "1")],
    );
    registry.publish("b", "1.0.0", json!({}), &[]);
    let (lock, first) = both(&online(&registry, &cache), &[("a", "^1")])
        .await
        .unwrap();
    // Newer versions do not matter to a lock.
    registry.publish("a", "1.9.0", json!({}), &[("index.js", "9")]);
    registry.asked();
    let lock = Lock::read(&lock.to_json(), &Limits::DEFAULT).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let second = online(&registry, &elsewhere)
        .fetch(&lock, &quiet)
        .await
        .unwrap();
    assert_eq!(second.tree, first.tree);
    assert_eq!(registry.paths(), ["/a/-/a-1.0.0.tgz", "/b/-/b-1.0.0.tgz"]);
    // And with its own cache nothing is asked at all.
    let third = online(&registry, &elsewhere)
        .fetch(&lock, &quiet)
        .await
        .unwrap();
    assert_eq!((third.tree, registry.paths().len()), (first.tree, 0));
}

#[test]
fn lockfiles_that_lead_elsewhere_are_refused() {
    let lock = |packages: serde_json::Value| {
        let text = json!({ "lockfileVersion": 3, "packages": packages }).to_string();
        Lock::read(&text, &Limits::DEFAULT)
    };
    let digest = "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==";
    let sound = json!({ "version": "1.0.0", "integrity": digest });
    assert_eq!(
        lock(json!({ "": {}, "node_modules/a": sound }))
            .unwrap()
            .packages(),
        1
    );
    let dev = json!({ "version": "1.0.0", "dev": true });
    assert_eq!(
        lock(json!({ "node_modules/a": dev })).unwrap().packages(),
        0
    );
    for place in [
        "a",
        "node_modules/",
        "node_modules/../a",
        "node_modules/a/../b",
        "node_modules/a/b",
        "/node_modules/a",
    ] {
        let error = lock(json!({ place: sound })).unwrap_err();
        assert!(
            matches!(error, BuildError::Lock(LockError::Place { .. })),
            "{place}: {error}"
        );
    }
    for (entry, expected) in [
        (
            json!({ "version": "1.0.0" }),
            "node_modules/a has no integrity; write the lockfile anew",
        ),
        (
            json!({ "integrity": digest }),
            "node_modules/a has no version",
        ),
        (
            json!({ "link": true, "resolved": "a" }),
            "node_modules/a is a folder of a workspace; depend on a version that is published in the registry",
        ),
        (
            json!({ "version": "1.0.0", "resolved": "git+ssh://git@x.example/a.git#1" }),
            "node_modules/a is a git repository, which no registry vouches for; depend on a version that is published in the registry",
        ),
    ] {
        let error = lock(json!({ "node_modules/a": entry })).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("the lockfile cannot be used: {expected}")
        );
    }
}

#[test]
fn old_and_large_lockfiles_are_refused() {
    let error = Lock::read(
        r#"{"lockfileVersion":1,"dependencies":{}}"#,
        &Limits::DEFAULT,
    )
    .unwrap_err();
    assert!(matches!(
        error,
        BuildError::Lock(LockError::Version { version: 1 })
    ));
    let limits = Limits {
        lock_bytes: 4,
        packages: 1,
        ..Limits::DEFAULT
    };
    assert!(matches!(
        Lock::read("{   }", &limits),
        Err(BuildError::Lock(LockError::TooLarge { .. }))
    ));
}
