//! Recordings: kept within the policy's bounds, sealed, listed, purged when their time is over.

use contract::Trigger;
use serde_json::json;
use store::*;
use tenant::{RecordingMode, RecordingPolicy, TenantId};

use crate::fixture::*;

fn entry(n: u64) -> RecordingEntry {
    RecordingEntry {
        tenant: acme(),
        id: format!("rec_{n}"),
        run: format!("run_{}", n / 2),
        step: n % 2,
        trigger: match n % 2 {
            0 => Trigger::PostLogin,
            _ => Trigger::CredentialsExchange,
        },
        code: format!("a{}", n % 3),
        outcome: "failed".into(),
        bytes: 5,
        created_at_ms: 100 + n,
        expires_at_ms: 1_000 + n,
        summary: json!({"name": format!("NAMEMARK {n}")}),
    }
}

fn policy(rows: u64, bytes: u64) -> RecordingPolicy {
    RecordingPolicy {
        rows,
        bytes,
        ..RecordingPolicy::default()
    }
}

async fn ids(store: &Store, tenant: &TenantId, filter: RecordingFilter) -> Vec<String> {
    let listed = store.recordings_list(tenant, &filter, Page::FIRST).await;
    listed.unwrap().into_iter().map(|one| one.id).collect()
}

#[tokio::test]
async fn a_recording_comes_back_whole_also_after_a_restart() {
    let mut fixture = open().await;
    let bounds = policy(10, 1_000);
    let store = &fixture.store;
    store
        .recording_write(&entry(1), b"BODYMARK", &bounds)
        .await
        .unwrap();
    let again = store.recording_write(&entry(1), b"x", &bounds).await;
    assert!(matches!(again, Err(Error::AlreadyExists { .. })));
    store.data_key_rotate(&acme(), 7).await.unwrap();
    fixture = fixture.restart().await;
    let store = &fixture.store;
    let (found, recorded) = store
        .recording_find(&acme(), "rec_1")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(recorded, b"BODYMARK");
    assert_eq!(
        found,
        RecordingEntry {
            bytes: 8,
            ..entry(1)
        }
    );
    let other = TenantId::new("globex");
    assert_eq!(store.recording_find(&other, "rec_1").await.unwrap(), None);
    assert!(
        ids(store, &other, RecordingFilter::default())
            .await
            .is_empty()
    );
    let file = std::fs::read(fixture.directory.path().join("latchwork.db")).unwrap();
    let wal = std::fs::read(fixture.directory.path().join("latchwork.db-wal")).unwrap_or_default();
    let bytes = [file, wal].concat();
    for mark in ["BODYMARK", "NAMEMARK"] {
        assert!(!bytes.windows(8).any(|part| part == mark.as_bytes()));
    }
}

#[tokio::test]
async fn the_policy_bounds_rows_and_bytes() {
    let fixture = open().await;
    let store = &fixture.store;
    let full = |result| matches!(result, Err(Error::RecordingsFull { .. }));
    let write = async |n, bounds| store.recording_write(&entry(n), b"12345", &bounds).await;
    write(1, policy(2, 100)).await.unwrap();
    write(2, policy(2, 100)).await.unwrap();
    assert!(full(write(3, policy(2, 100)).await));
    assert!(full(write(3, policy(9, 14)).await));
    write(3, policy(9, 15)).await.unwrap();
    let total = store.recordings_total(&acme()).await.unwrap();
    assert_eq!(total, RecordedTotal { rows: 3, bytes: 15 });
    let other = store.recordings_total(&TenantId::new("globex")).await;
    assert_eq!(other.unwrap(), RecordedTotal::default());
    store
        .recording_delete(&acme(), "rec_3", &audit("delete"))
        .await
        .unwrap();
    write(4, policy(9, 15)).await.unwrap();
    let gone = store
        .recording_delete(&acme(), "rec_3", &audit("again"))
        .await;
    assert!(matches!(gone, Err(Error::NotFound { .. })));
}

#[tokio::test]
async fn a_list_has_what_was_asked_for_newest_first() {
    let fixture = open().await;
    let store = &fixture.store;
    for n in 0..6 {
        let written = store
            .recording_write(&entry(n), b"x", &policy(10, 1_000))
            .await;
        written.unwrap();
    }
    let all = RecordingFilter::default();
    let check = async |filter: RecordingFilter, expected: &[u64]| {
        let expected: Vec<String> = expected.iter().map(|n| format!("rec_{n}")).collect();
        assert_eq!(ids(store, &acme(), filter).await, expected);
    };
    check(all.clone(), &[5, 4, 3, 2, 1, 0]).await;
    let trigger = Some(Trigger::PostLogin);
    check(
        RecordingFilter {
            trigger,
            ..all.clone()
        },
        &[4, 2, 0],
    )
    .await;
    let code = Some("a1".to_owned());
    check(
        RecordingFilter {
            code,
            ..all.clone()
        },
        &[4, 1],
    )
    .await;
    let run = Some("run_1".to_owned());
    check(RecordingFilter { run, ..all.clone() }, &[3, 2]).await;
    let outcome = Some("denied".to_owned());
    check(
        RecordingFilter {
            outcome,
            ..all.clone()
        },
        &[],
    )
    .await;
    let (from_ms, until_ms) = (Some(101), Some(104));
    let between = RecordingFilter {
        from_ms,
        until_ms,
        ..all
    };
    check(between, &[3, 2, 1]).await;
}

#[tokio::test]
async fn recordings_end_when_their_policy_said() {
    let fixture = open().await;
    let store = &fixture.store;
    for n in 0..3 {
        let written = store
            .recording_write(&entry(n), b"x", &policy(10, 1_000))
            .await;
        written.unwrap();
    }
    assert_eq!(store.purge_expired(999, 9).await.unwrap().recordings, 0);
    assert_eq!(store.purge_expired(1_001, 1).await.unwrap().recordings, 2);
    assert_eq!(
        ids(store, &acme(), RecordingFilter::default()).await,
        ["rec_2"]
    );
}

#[tokio::test]
async fn a_policy_is_set_and_changes_nothing_else() {
    let fixture = open().await;
    let store = &fixture.store;
    let wanted = RecordingPolicy {
        mode: RecordingMode::Sample { per_mille: 20 },
        redact: vec!["event.user.email".parse().unwrap()],
        ..RecordingPolicy::default()
    };
    let set = store
        .recording_policy_set(&acme(), &wanted, &audit("policy"))
        .await;
    set.unwrap();
    let mut expected = tenant("acme");
    expected.settings.recording = wanted.clone();
    assert_eq!(store.tenant_find(&acme()).await.unwrap(), Some(expected));
    let days = RecordingPolicy { days: 31, ..wanted };
    let refused = store
        .recording_policy_set(&acme(), &days, &audit("more"))
        .await;
    assert!(matches!(refused, Err(Error::Tenant(_))));
    let nobody = TenantId::new("nobody");
    let nobodys = RecordingPolicy::default();
    let missing = store
        .recording_policy_set(&nobody, &nobodys, &audit("none"))
        .await;
    assert!(matches!(missing, Err(Error::NotFound { .. })));
}
