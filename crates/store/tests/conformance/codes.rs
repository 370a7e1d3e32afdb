//! Codes: redeemed once, also at once, and what a replay revokes.

use store::{CodeState, FinishedLogin, Redeemed, Store};
use tenant::SecretHash;

use crate::fixture::*;

async fn with_code(store: &Store) -> account::User {
    let ann = user("ann");
    let code = code(&ann, &session("s1", &ann, 1), 10);
    let finished = FinishedLogin {
        tenant: acme(),
        transaction: None,
        session: None,
        user: None,
        code: Some((SecretHash::of("code"), code)),
        run: None,
        cache: vec![],
        now_ms: 10,
    };
    store.login_finish(&finished).await.unwrap();
    ann
}

#[tokio::test]
async fn a_replay_revokes_the_first_token_and_issues_none() {
    let fixture = open().await;
    let store = &fixture.store;
    let ann = with_code(store).await;
    let hash = SecretHash::of("code");
    assert!(matches!(
        store.code_find(&acme(), &hash).await.unwrap(),
        Some(CodeState::Fresh(_))
    ));
    let (first, second) = (token("first", &ann, 1_000), token("second", &ann, 1_000));
    assert_eq!(
        store.code_redeem(&acme(), &hash, &first, 20).await.unwrap(),
        Redeemed::First
    );
    assert_eq!(
        store
            .access_token_find(&acme(), &first.hash, 30)
            .await
            .unwrap(),
        Some(first.clone())
    );
    assert!(matches!(
        store.code_find(&acme(), &hash).await.unwrap(),
        Some(CodeState::Redeemed(_))
    ));
    assert_eq!(
        store
            .code_redeem(&acme(), &hash, &second, 40)
            .await
            .unwrap(),
        Redeemed::Replayed
    );
    assert_eq!(
        store
            .access_token_find(&acme(), &first.hash, 50)
            .await
            .unwrap(),
        None
    );
    assert_eq!(
        store
            .access_token_find(&acme(), &second.hash, 50)
            .await
            .unwrap(),
        None
    );
}

#[tokio::test]
async fn of_many_at_once_one_is_first() {
    let fixture = open().await;
    let store = &fixture.store;
    let ann = with_code(store).await;
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..8 {
        let (store, token) = (store.clone(), token(&format!("token {n}"), &ann, 1_000));
        tasks.spawn(async move {
            store
                .code_redeem(&acme(), &SecretHash::of("code"), &token, 20)
                .await
                .unwrap()
        });
    }
    let results = tasks.join_all().await;
    assert_eq!(
        results
            .iter()
            .filter(|one| **one == Redeemed::First)
            .count(),
        1
    );
}

#[tokio::test]
async fn a_late_replay_still_revokes_after_a_purge() {
    let fixture = open().await;
    let store = &fixture.store;
    let ann = with_code(store).await;
    let hash = SecretHash::of("code");
    let issued = token("first", &ann, 1_000_000);
    store
        .code_redeem(&acme(), &hash, &issued, 20)
        .await
        .unwrap();
    store.purge_expired(500_000, 100).await.unwrap();
    store.code_revoke_replayed(&acme(), &hash).await.unwrap();
    assert_eq!(
        store
            .access_token_find(&acme(), &issued.hash, 30)
            .await
            .unwrap(),
        None
    );
    assert_eq!(
        store
            .purge_expired(1_000_000, 100)
            .await
            .unwrap()
            .authorization_codes,
        1
    );
}
