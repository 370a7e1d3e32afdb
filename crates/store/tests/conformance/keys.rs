//! Rotations: signing keys verify as long as their tokens live, master keys change beside a running host.

use std::path::PathBuf;

use serde_json::json;
use store::*;
use tenant::{LONGEST_TOKEN_S, TenantId, TenantLimits};

use crate::fixture::*;

const LONGEST_MS: u64 = LONGEST_TOKEN_S * 1_000;

fn key(kid: &str, at: u64) -> SigningKey {
    SigningKey {
        tenant: acme(),
        kid: kid.into(),
        state: KeyState::Next,
        private: PrivateKey::new(kid.as_bytes().to_vec()),
        public_jwk: json!({"kid": kid}),
        created_at_ms: at,
    }
}

async fn rotated(store: &Store, kid: &str, at: u64) {
    let audit = audit(&format!("rotate {kid}"));
    store
        .signing_keys_rotate(&key(kid, at), 0, &audit)
        .await
        .unwrap();
}

/// The keys, newest first, one letter a state.
async fn states(store: &Store) -> String {
    let keys = store.signing_keys_list(&acme()).await.unwrap();
    let states = keys.iter().map(|key| {
        assert_eq!(key.private.expose(), key.kid.as_bytes());
        let state = match key.state {
            KeyState::Next => "next",
            KeyState::Current => "current",
            KeyState::Previous => "previous",
        };
        format!("{} {state}", key.kid)
    });
    states.collect::<Vec<_>>().join(", ")
}

#[tokio::test]
async fn signing_keys_go_from_next_to_current_to_previous() {
    let fixture = open().await;
    let store = &fixture.store;
    store
        .signing_keys_begin(&key("k1", 1), &key("k2", 2))
        .await
        .unwrap();
    let again = store.signing_keys_begin(&key("k8", 1), &key("k9", 2)).await;
    assert!(matches!(again, Err(Error::AlreadyExists { .. })));
    rotated(store, "k3", 3).await;
    rotated(store, "k4", 4).await;
    let fixture = fixture.restart().await;
    let expected = "k4 next, k3 current, k2 previous, k1 previous";
    assert_eq!(states(&fixture.store).await, expected);
    let entries = fixture
        .store
        .audit_list(&acme(), Page::FIRST)
        .await
        .unwrap();
    assert!(entries.iter().any(|entry| entry.id == "rotate k4"));
}

#[tokio::test]
async fn a_previous_key_stays_until_its_last_token_has_ended() {
    let fixture = open().await;
    let store = &fixture.store;
    store
        .signing_keys_begin(&key("k1", 1), &key("k2", 2))
        .await
        .unwrap();
    rotated(store, "k3", 10).await;
    assert_eq!(
        store
            .purge_expired(9 + LONGEST_MS, 9)
            .await
            .unwrap()
            .signing_keys,
        0
    );
    rotated(store, "k4", 9 + LONGEST_MS).await;
    assert_eq!(
        states(store).await,
        "k4 next, k3 current, k2 previous, k1 previous"
    );
    assert_eq!(
        store
            .purge_expired(10 + LONGEST_MS, 9)
            .await
            .unwrap()
            .signing_keys,
        1
    );
    assert_eq!(states(store).await, "k4 next, k3 current, k2 previous");
    rotated(store, "k5", 9 + 2 * LONGEST_MS).await;
    assert_eq!(states(store).await, "k5 next, k4 current, k3 previous");
}

#[tokio::test]
async fn a_withdrawn_key_verifies_no_more_and_one_past_the_limit_is_refused() {
    let fixture = open().await;
    let store = &fixture.store;
    store
        .signing_keys_begin(&key("k1", 1), &key("k2", 2))
        .await
        .unwrap();
    let limit = TenantLimits::DEFAULT.previous_signing_keys;
    for n in 0..limit {
        rotated(store, &format!("r{n}"), 10 + n as u64).await;
    }
    let refused = store
        .signing_keys_rotate(&key("last", 99), 0, &audit("past"))
        .await;
    assert!(
        matches!(refused, Err(Error::TooMany { noun: Noun::SigningKey, limit: found }) if found == limit)
    );
    for (kid, gone) in [("k1", true), ("k1", false), ("r19", false), ("none", false)] {
        let withdrawn = store
            .signing_key_withdraw(&acme(), kid, &audit(&format!("withdraw {kid}")))
            .await;
        assert_eq!(withdrawn.is_ok(), gone, "{kid}");
    }
    rotated(store, "last", 99).await;
}

#[tokio::test]
async fn a_key_signs_once_everybody_may_know_it() {
    let fixture = open().await;
    let store = &fixture.store;
    store
        .signing_keys_begin(&key("k1", 1_000), &key("k2", 1_000))
        .await
        .unwrap();
    let early = store
        .signing_keys_rotate(&key("k3", 1_500), 2_000, &audit("early"))
        .await;
    assert!(matches!(early, Err(Error::TooYoung { wait_s: 2, .. })));
    assert_eq!(states(store).await, "k1 current, k2 next");
    store
        .signing_keys_rotate(&key("k3", 3_000), 2_000, &audit("known"))
        .await
        .unwrap();
    assert_eq!(states(store).await, "k3 next, k1 previous, k2 current");
}

fn key_file(fixture: &Fixture) -> PathBuf {
    fixture.directory.path().join("latchwork.key")
}

fn key_ids(fixture: &Fixture) -> Vec<String> {
    let text = std::fs::read_to_string(key_file(fixture)).unwrap();
    let ids = text
        .lines()
        .map(|line| line.split(' ').next().unwrap().to_owned());
    ids.collect()
}

async fn is_found(store: &Store, id: &str) -> bool {
    let id = account::TransactionId::new(id);
    store.login_find(&acme(), &id, 2).await.unwrap().is_some()
}

#[tokio::test]
async fn another_process_rotates_the_master_key_while_this_one_runs() {
    let fixture = open().await;
    let running = &fixture.store;
    running
        .login_begin(&transaction("t1", 1), &origin())
        .await
        .unwrap();
    let before = key_ids(&fixture);
    let command = Store::open(&Settings::in_directory(fixture.directory.path()))
        .await
        .unwrap();
    let rotation = command.master_key_rotate(|_| {}).await.unwrap();
    assert_eq!(rotation.resealed, 2);
    assert_eq!(
        key_ids(&fixture),
        [rotation.key_id.clone(), before[0].clone()]
    );
    assert_eq!(command.master_keys_prune().await.unwrap(), before);
    assert_eq!(key_ids(&fixture), [rotation.key_id]);
    // What it had opened stays open, what it has not opened yet opens, and what it adds is sealed with the new key.
    assert!(is_found(running, "t1").await);
    let globex = TenantId::new("globex");
    assert!(running.signing_keys_list(&globex).await.unwrap().is_empty());
    let made = AuditEntry {
        tenant: TenantId::new("initech"),
        ..audit("made")
    };
    running
        .tenant_create(&tenant("initech"), &made)
        .await
        .unwrap();
    running
        .login_begin(&transaction("t2", 1), &origin())
        .await
        .unwrap();
    let fixture = fixture.restart().await;
    for id in ["t1", "t2"] {
        assert!(is_found(&fixture.store, id).await, "{id}");
    }
    let initech = TenantId::new("initech");
    assert!(
        fixture
            .store
            .signing_keys_list(&initech)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_rotation_that_was_cut_off_is_finished_at_the_next_start() {
    let fixture = open().await;
    fixture
        .store
        .login_begin(&transaction("t1", 1), &origin())
        .await
        .unwrap();
    let kept = std::fs::read_to_string(key_file(&fixture)).unwrap();
    // The file has its new first key, and no data key is sealed with it yet.
    let new = format!("new1 {}\n{kept}", "ab".repeat(32));
    std::fs::write(key_file(&fixture), new).unwrap();
    let fixture = fixture.restart().await;
    assert!(is_found(&fixture.store, "t1").await);
    assert_eq!(fixture.store.data_keys_reseal(|_| {}).await.unwrap(), 0);
    assert_eq!(fixture.store.master_keys_prune().await.unwrap().len(), 1);
    assert_eq!(key_ids(&fixture), ["new1"]);
    assert_eq!(
        fixture.store.master_keys_prune().await.unwrap(),
        Vec::<String>::new()
    );
    assert!(is_found(&fixture.restart().await.store, "t1").await);
}

#[tokio::test]
async fn given_keys_are_rotated_by_whoever_gives_them() {
    let fixture = open().await;
    fixture
        .store
        .login_begin(&transaction("t1", 1), &origin())
        .await
        .unwrap();
    fixture.store.clone().close().await.unwrap();
    let text = std::fs::read_to_string(key_file(&fixture)).unwrap();
    let (id, digits) = text.trim().split_once(' ').unwrap();
    let bytes: Vec<u8> = (0..32)
        .map(|n| u8::from_str_radix(&digits[2 * n..2 * n + 2], 16).unwrap())
        .collect();
    let old = GivenKey {
        id: id.into(),
        key: bytes.try_into().unwrap(),
    };
    let new = GivenKey {
        id: "new".into(),
        key: [7; 32],
    };
    assert_eq!(format!("{new:?}"), r#"GivenKey { id: "new", .. }"#);
    let settings = |first: &GivenKey, former: &[GivenKey]| Settings {
        keys: KeySource::Given {
            first: first.clone(),
            former: former.to_vec(),
        },
        ..Settings::in_directory(fixture.directory.path())
    };
    let store = Store::open(&settings(&new, std::slice::from_ref(&old)))
        .await
        .unwrap();
    assert!(matches!(
        store.master_key_rotate(|_| {}).await,
        Err(Error::KeysGiven)
    ));
    assert!(matches!(
        store.master_keys_prune().await,
        Err(Error::KeysGiven)
    ));
    store.close().await.unwrap();
    let store = Store::open(&settings(&new, &[])).await.unwrap();
    assert!(is_found(&store, "t1").await);
    store.close().await.unwrap();
    assert!(matches!(
        Store::open(&settings(&old, &[])).await,
        Err(Error::KeyMissing { .. })
    ));
}
