//! Records, caches, attempts, keys, and the purge.

use account::{AttemptLimit, RateKey};
use contract::{Command, Trigger};
use serde_json::json;
use store::*;

use crate::fixture::*;

/// The namespace that these runs write to.
const NAMESPACE: &str = "credentials-exchange";

pub(crate) fn finished_run(id: &str, writes: Vec<Command>) -> FinishedRun {
    FinishedRun {
        record: RunRecord {
            tenant: acme(),
            id: id.into(),
            trigger: Trigger::CredentialsExchange,
            status: RunStatus::Final,
            body: json!({"id": id}),
            created_at_ms: 5,
            updated_at_ms: 5,
        },
        cache: vec![CacheChange {
            namespace: NAMESPACE.into(),
            writes,
            marks: CacheMarks::new(),
        }],
    }
}

pub(crate) fn set(key: &str, value: &str, expires_at: u64) -> Command {
    Command::CacheSet {
        key: key.into(),
        value: value.into(),
        expires_at,
    }
}

/// Runs that ended at 5.
async fn finished(store: &Store, runs: &[FinishedRun]) {
    store.runs_finish(&acme(), runs, 5).await.unwrap();
}

/// What the cache of these runs holds.
pub(crate) async fn cache(store: &Store, now_ms: u64) -> HeldCache {
    let namespaces = [NAMESPACE.to_owned()];
    let held = store.caches_find(&acme(), &namespaces, now_ms).await;
    held.unwrap().remove(0)
}

#[tokio::test]
async fn cache_writes_of_many_runs_are_merged_and_the_last_wins() {
    let fixture = open().await;
    let store = &fixture.store;
    let runs = [
        finished_run("r1", vec![set("a", "1", 100), set("b", "1", 50)]),
        finished_run("r2", vec![set("a", "2", 100)]),
    ];
    finished(store, &runs).await;
    let namespaces = ["post-login", NAMESPACE].map(str::to_owned);
    let caches = store.caches_find(&acme(), &namespaces, 60).await.unwrap();
    assert!(caches[0].cache.entries.is_empty());
    assert_eq!(
        caches[1]
            .cache
            .entries
            .iter()
            .map(|(key, one)| (key.as_str(), one.value.as_str()))
            .collect::<Vec<_>>(),
        [("a", "2")]
    );
    assert_eq!(
        store.runs_list(&acme(), Page::FIRST).await.unwrap().len(),
        2
    );
}

#[tokio::test]
async fn a_cache_over_its_limit_loses_what_ends_first() {
    let fixture = open().await;
    let store = &fixture.store;
    let writes = (0..21)
        .map(|n| set(&format!("k{n:02}"), "v", 100 + n))
        .collect();
    finished(store, &[finished_run("r1", writes)]).await;
    let entries = cache(store, 6).await.cache.entries;
    assert_eq!(entries.len(), 20);
    assert!(!entries.contains_key("k00"));
}

#[tokio::test]
async fn attempts_count_under_every_key_or_none() {
    let fixture = open().await;
    let store = &fixture.store;
    let (one, two) = (RateKey::ip(&acme(), "1"), RateKey::sign_up_ip(&acme(), "1"));
    let (wide, narrow) = (
        AttemptLimit {
            attempts: 9,
            window_ms: 100,
        },
        AttemptLimit {
            attempts: 1,
            window_ms: 100,
        },
    );
    let keys = [(one.clone(), wide), (two.clone(), narrow)];
    assert!(store.attempt(&keys, 0).await.unwrap().is_ok());
    assert_eq!(
        store
            .attempt(&keys, 10)
            .await
            .unwrap()
            .unwrap_err()
            .retry_after_ms,
        90
    );
    let last = AttemptLimit {
        attempts: 2,
        window_ms: 100,
    };
    assert!(
        store
            .attempt(&[(one.clone(), last)], 20)
            .await
            .unwrap()
            .is_ok()
    );
    assert!(store.attempt(&[(one, last)], 20).await.unwrap().is_err());
    store.attempt_forgive(&[two]).await.unwrap();
    assert!(store.attempt(&keys, 30).await.unwrap().is_ok());
}

#[tokio::test]
async fn a_purge_deletes_what_ended_and_no_more_than_asked() {
    let fixture = open().await;
    let store = &fixture.store;
    for n in 0..5 {
        store
            .login_begin(&transaction(&format!("t{n}"), n), &origin())
            .await
            .unwrap();
    }
    let end = account::LOGIN_TRANSACTION_MS + 3;
    assert_eq!(
        store.purge_batch(end, 1).await.unwrap().login_transactions,
        1
    );
    // Three more have ended, which takes more than one batch.
    assert_eq!(store.purge_expired(end, 2).await.unwrap().total(), 3);
    assert_eq!(store.purge_expired(end, 2).await.unwrap().total(), 0);
    let kept = store
        .login_find(&acme(), &account::TransactionId::new("t4"), 10)
        .await
        .unwrap();
    assert!(kept.is_some());
    finished(store, &[finished_run("r1", vec![set("a", "1", 100)])]).await;
    let ten_days = 10 * 24 * 60 * 60 * 1_000;
    assert_eq!(store.purge_expired(4 + ten_days, 9).await.unwrap().runs, 0);
    assert_eq!(store.purge_expired(5 + ten_days, 9).await.unwrap().runs, 1);
}
