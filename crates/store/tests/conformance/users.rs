//! Users: who may sign in, and what their password is checked against.

use account::{PasswordHash, UserState};

use crate::fixture::*;

#[tokio::test]
async fn a_blocked_user_is_still_there_and_blocked() {
    let fixture = open().await;
    let (store, ann) = (&fixture.store, user("ann"));
    store.user_create(&ann, &hash()).await.unwrap();
    store
        .user_set_state(&acme(), &ann.user_id, UserState::Blocked, 7)
        .await
        .unwrap();
    let found = store.user_find(&acme(), &ann.user_id).await.unwrap();
    let found = found.unwrap();
    assert_eq!((found.state, found.updated_at_ms), (UserState::Blocked, 7));
}

#[tokio::test]
async fn a_stronger_hash_is_no_new_password() {
    let fixture = open().await;
    let (store, ann) = (&fixture.store, user("ann"));
    store.user_create(&ann, &hash()).await.unwrap();
    let after = PasswordHash::parse("$argon2id$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA").unwrap();
    let late = PasswordHash::parse("$argon2id$v=19$m=65536,t=4,p=1$c2FsdA$aGFzaA").unwrap();
    // The second read the same hash as the first, which is gone, and so it replaces nothing.
    for stronger in [&after, &late] {
        store
            .user_rehash_password(&acme(), &ann.user_id, &hash(), stronger)
            .await
            .unwrap();
    }
    let found = store
        .user_find_by_email(&acme(), &ann.connection, &ann.email)
        .await
        .unwrap();
    let (found, stored) = found.unwrap();
    assert_eq!((stored, found.last_password_reset_ms), (after, None));
}

#[tokio::test]
async fn a_store_that_is_closed_says_so() {
    let fixture = open().await;
    fixture.store.ping().await.unwrap();
    fixture.store.clone().close().await.unwrap();
    assert!(fixture.store.ping().await.is_err());
}
