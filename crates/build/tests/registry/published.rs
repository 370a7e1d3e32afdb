//! Whether what goes along with a partner's package is what a registry publishes.

use std::collections::BTreeSet;

use build::{Archive, BuildError, Instead, Limits, Lock, Mode, Registry};
use bundle::{MemberPath, Members};
use serde_json::json;

use crate::{declared, online, quiet, started};

/// What goes along of `tiny`, and of what it requires.
async fn carried(client: &Registry) -> (Lock, Members) {
    let wanted = declared(&[("tiny", "^1")]);
    let lock = client.resolve(&wanted, &quiet).await.unwrap();
    let mut members = Members::new(bundle::Limits::DEFAULT);
    for Archive { path, bytes } in client.archives(&lock, &quiet).await.unwrap() {
        let path = MemberPath::parse(&path).unwrap();
        members.add(path, bytes).unwrap();
    }
    (lock, members)
}

#[tokio::test]
async fn another_archive_of_a_name_and_none_at_all_are_told_apart() {
    let (registry, cache) = started().await;
    let requires = json!({"dependencies": {"inner": "^1"}});
    registry.publish("tiny", "1.0.0", requires, &[]);
    registry.publish("inner", "1.0.0", json!({}), &[]);
    let client = online(&registry, &cache);
    let (lock, members) = carried(&client).await;
    let found = client.unpublished(&lock, &members).await.unwrap();
    assert_eq!(found, BTreeSet::new());

    let (other, other_cache) = started().await;
    other.publish("tiny", "1.0.0", json!({"description": "another"}), &[]);
    let offline = other.client(other_cache.path(), Mode::Offline, "", Limits::DEFAULT);
    let error = offline.unpublished(&lock, &members).await.unwrap_err();
    assert!(matches!(error, BuildError::Offline { .. }), "{error}");
    let asked = online(&other, &other_cache);
    let found = asked.unpublished(&lock, &members).await.unwrap();
    let found: Vec<_> = found
        .iter()
        .map(|one| (one.package.as_str(), one.version.as_str(), one.instead))
        .collect();
    assert_eq!(
        found,
        [
            ("inner", "1.0.0", Instead::Nothing),
            ("tiny", "1.0.0", Instead::OtherArchive),
        ]
    );
}
