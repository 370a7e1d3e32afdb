//! Whether what goes along with a partner's package is what a registry publishes.

use std::collections::BTreeSet;

use build::{Archive, BuildError, Instead, Limits, Lock, Mode, Registry};
use bundle::{MemberPath, Members};
use serde_json::json;

use crate::stand_in::StandIn;
use crate::{declared, online, quiet, started};

/// Publishes `tiny`, and what it requires.
fn publish(registry: &StandIn) {
    let requires = json!({"dependencies": {"inner": "^1"}});
    registry.publish("tiny", "1.0.0", requires, &[]);
    registry.publish("inner", "1.0.0", json!({}), &[]);
}

/// What goes along where this is declared.
async fn carried(client: &Registry, pairs: &[(&str, &str)]) -> (Lock, Members) {
    let lock = client.resolve(&declared(pairs), &quiet).await.unwrap();
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
    publish(&registry);
    let client = online(&registry, &cache);
    let (lock, members) = carried(&client, &[("tiny", "^1")]).await;
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

#[tokio::test]
async fn a_registry_is_asked_once_about_all_versions_of_a_package() {
    let (registry, cache) = started().await;
    publish(&registry);
    registry.publish("inner", "2.0.0", json!({}), &[]);
    let client = online(&registry, &cache);
    let (lock, members) = carried(&client, &[("tiny", "^1"), ("inner", "^2")]).await;
    registry.asked();
    let found = client.unpublished(&lock, &members).await.unwrap();
    assert_eq!(found, BTreeSet::new());
    assert_eq!(registry.paths(), ["/inner", "/tiny"]);
}
