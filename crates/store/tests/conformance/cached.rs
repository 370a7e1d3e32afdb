//! Which secrets stand in a cache, and how long the versions are there whose they are.

use std::collections::BTreeSet;

use contract::{Command, Trigger};
use store::*;
use tenant::*;

use crate::actions::{created, deleted, deployed, secrets, version_is_there};
use crate::fixture::*;
use crate::records::{cache, finished_run, set};

const HOUR_MS: u64 = account::LOGIN_TRANSACTION_MS;

/// These keys, each with the secret `KEY` of a version.
fn marks(all: &[(&str, &str)]) -> CacheMarks {
    let all = all.iter().map(|(key, version)| {
        let secret = CachedSecret {
            version: ActionVersionId::new(*version),
            name: "KEY".to_owned(),
        };
        ((*key).to_owned(), BTreeSet::from([secret]))
    });
    all.collect()
}

async fn write(store: &Store, writes: Vec<Command>, marks: CacheMarks, now_ms: u64) {
    let mut run = finished_run(&format!("r{now_ms}"), writes);
    run.cache[0].marks = marks;
    store.runs_finish(&acme(), &[run], now_ms).await.unwrap();
}

/// An action with one version for each of these, the first made at 0 and each 1 ms later.
async fn action_with(store: &Store, versions: usize) {
    created(store, "a1", Trigger::PostLogin).await;
    for (version, now_ms) in (0..versions).zip(0..) {
        deployed(store, "a1", &format!("v{version}"), now_ms).await;
    }
}

#[tokio::test]
async fn a_mark_goes_with_its_entry_and_stays_with_those_that_others_write() {
    let fixture = open().await;
    let store = &fixture.store;
    let writes = vec![set("a", "v", 100), set("b", "v", 100), set("c", "v", 100)];
    let all = [("a", "v1"), ("b", "v1"), ("c", "v2")];
    write(store, writes, marks(&all), 1).await;
    assert_eq!(cache(store, 2).await.marks, marks(&all));
    let delete = Command::CacheDelete { key: "b".into() };
    write(store, vec![set("a", "v", 100), delete], marks(&[]), 3).await;
    assert_eq!(cache(store, 4).await.marks, marks(&[("c", "v2")]));
    write(store, vec![set("a", "v", 100)], marks(&[("a", "v3")]), 5).await;
    let left = marks(&[("a", "v3"), ("c", "v2")]);
    assert_eq!(cache(store, 6).await.marks, left);
    // Of an entry that goes for want of room the mark goes too.
    let more = (0..19).map(|n| set(&format!("k{n}"), "v", 200)).collect();
    write(store, more, marks(&[]), 7).await;
    let left = cache(store, 8).await.marks;
    assert_eq!(left.len(), 1, "{left:?}");
}

#[tokio::test]
async fn a_version_stays_as_long_as_a_cache_may_hold_a_secret_of_it() {
    let fixture = open().await;
    let store = &fixture.store;
    action_with(store, 1).await;
    let ends = 3 * HOUR_MS;
    write(store, vec![set("k", "v", ends)], marks(&[("k", "v0")]), 1).await;
    deleted(store, "a1", Deletion::Unbound, 5).await;
    let until = ends + HOUR_MS;
    for (now_ms, purged) in [(5 + HOUR_MS, 0), (until - 1, 0), (until, 1)] {
        let gone = store.purge_expired(now_ms, 9).await.unwrap();
        assert_eq!(gone.action_versions, purged, "{now_ms}");
        assert_eq!(version_is_there(store, "v0").await, purged == 0, "{now_ms}");
    }
}

#[tokio::test]
async fn at_the_limit_a_version_of_which_a_cache_holds_a_secret_does_not_go() {
    let fixture = open().await;
    let store = &fixture.store;
    action_with(store, 51).await;
    let ends = 3 * HOUR_MS;
    write(store, vec![set("k", "v", ends)], marks(&[("k", "v0")]), 60).await;
    deployed(store, "a1", "late", 2 * HOUR_MS).await;
    assert!(version_is_there(store, "v0").await);
    assert!(!version_is_there(store, "v1").await);
    deployed(store, "a1", "later", ends + HOUR_MS).await;
    assert!(!version_is_there(store, "v0").await);
}

#[tokio::test]
async fn secrets_of_many_versions_are_read_at_once_and_what_is_gone_is_left_out() {
    let fixture = open().await;
    let store = &fixture.store;
    action_with(store, 2).await;
    let versions = ["v1", "gone", "v0"].map(ActionVersionId::new);
    let opened = store
        .action_versions_secrets(&acme(), &versions)
        .await
        .unwrap();
    let expected = ["v1", "v0"].map(|id| (ActionVersionId::new(id), secrets("one")));
    assert_eq!(opened, expected);
}
