//! One past what a tenant may have of each noun, and what administrators did, written with the change.

use std::collections::{BTreeMap, BTreeSet};

use account::{LOGIN_TRANSACTION_MS, OPEN_LOGINS, RateKey};
use store::{AuditEntry, Error, Noun, Page, Store};
use tenant::*;

use crate::fixture::*;

fn api(n: usize) -> Api {
    Api {
        tenant: acme(),
        id: ApiId::new(format!("api_{n}")),
        identifier: format!("https://api{n}.example/"),
        name: "API".into(),
        scopes: vec![],
        token_s: 60,
        dialect: TokenDialect::AccessToken,
        created_at_ms: 1,
    }
}

fn grant(n: usize) -> ClientGrant {
    ClientGrant {
        tenant: acme(),
        id: ClientGrantId::new(format!("cgr_{n}")),
        client_id: ClientId::new("m2m"),
        audience: format!("https://api{n}.example/"),
        scopes: BTreeSet::new(),
        created_at_ms: 1,
    }
}

fn connection(n: usize) -> Connection {
    Connection {
        tenant: acme(),
        id: ConnectionId::new(format!("con_{n}")),
        name: format!("Users-{n}"),
        strategy: Strategy::Database,
        sign_up: SignUp::Open,
        password_policy: PasswordPolicy::default(),
        metadata: BTreeMap::new(),
        created_at_ms: 1,
    }
}

fn admin_token(n: usize) -> AdminToken {
    AdminToken {
        id: AdminTokenId::new(format!("adm_{n}")),
        tenant: acme(),
        role: AdminRole::Owner,
        name: "token".into(),
        hash: SecretHash::of(&format!("secret {n}")),
        created_at_ms: 1,
        expires_at_ms: None,
    }
}

async fn create(store: &Store, noun: Noun, n: usize) -> Result<(), Error> {
    let audit = audit(&format!("create {noun} {n}"));
    match noun {
        Noun::Client => store.client_create(&client(&format!("c{n}")), &audit).await,
        Noun::Api => store.api_create(&api(n), &audit).await,
        Noun::ClientGrant => store.client_grant_create(&grant(n), &audit).await,
        Noun::Connection => store.connection_create(&connection(n), &audit).await,
        Noun::AdminToken => store.admin_token_create(&admin_token(n), &audit).await,
        _ => panic!("{noun} has no limit here"),
    }
}

async fn delete_first(store: &Store, noun: Noun) {
    let audit = audit(&format!("delete {noun}"));
    let deleted = match noun {
        Noun::Client => {
            store
                .client_delete(&acme(), &ClientId::new("c0"), &audit)
                .await
        }
        Noun::Api => {
            store
                .api_delete(&acme(), &ApiId::new("api_0"), &audit)
                .await
        }
        Noun::ClientGrant => {
            store
                .client_grant_delete(&acme(), &ClientGrantId::new("cgr_0"), &audit)
                .await
        }
        Noun::Connection => {
            store
                .connection_delete(&acme(), &ConnectionId::new("con_0"), &audit)
                .await
        }
        Noun::AdminToken => {
            store
                .admin_token_delete(&acme(), &AdminTokenId::new("adm_0"), &audit)
                .await
        }
        _ => panic!("{noun} has no limit here"),
    };
    deleted.unwrap();
}

async fn entry(store: &Store, id: &str) -> Option<AuditEntry> {
    let entries = store.audit_list(&acme(), Page::FIRST).await.unwrap();
    entries.into_iter().find(|entry| entry.id == id)
}

async fn check(noun: Noun, limit: usize) {
    let fixture = open().await;
    let store = &fixture.store;
    for n in 0..limit {
        create(store, noun, n).await.unwrap();
    }
    let past = create(store, noun, limit).await;
    assert!(
        matches!(past, Err(Error::TooMany { noun: found, limit: named }) if found == noun && named == limit),
        "{noun}"
    );
    // What was refused left nothing behind, and room is made by deleting.
    delete_first(store, noun).await;
    create(store, noun, limit).await.unwrap();
}

#[tokio::test]
async fn one_connection_or_token_past_the_limit() {
    check(Noun::Connection, TenantLimits::DEFAULT.connections).await;
    check(Noun::AdminToken, TenantLimits::DEFAULT.admin_tokens).await;
}

#[tokio::test]
async fn one_client_or_api_past_the_limit() {
    check(Noun::Client, TenantLimits::DEFAULT.clients).await;
    check(Noun::Api, TenantLimits::DEFAULT.apis).await;
}

#[tokio::test]
async fn one_client_grant_past_the_limit() {
    check(Noun::ClientGrant, TenantLimits::DEFAULT.client_grants).await;
}

#[tokio::test]
async fn one_login_past_what_a_network_may_have_on_its_way() {
    let fixture = open().await;
    let store = &fixture.store;
    for n in 0..OPEN_LOGINS {
        let begun = transaction(&format!("t{n}"), n);
        store.login_begin(&begun, &origin()).await.unwrap();
    }
    let begun = transaction("one more", OPEN_LOGINS);
    let past = store.login_begin(&begun, &origin()).await;
    let Err(Error::TooManyLogins { limit, blocked }) = past else {
        panic!("{past:?}")
    };
    assert_eq!(limit, OPEN_LOGINS);
    // The first of them ends an hour after it began.
    assert_eq!(blocked.retry_after_ms, LOGIN_TRANSACTION_MS - OPEN_LOGINS);
    let elsewhere = RateKey::open_logins(&acme(), "192.0.2.2");
    store.login_begin(&begun, &elsewhere).await.unwrap();
    let later = transaction("later", LOGIN_TRANSACTION_MS);
    store.login_begin(&later, &origin()).await.unwrap();
}

#[tokio::test]
async fn a_change_and_its_entry_are_written_together_or_not_at_all() {
    for noun in [
        Noun::Client,
        Noun::Api,
        Noun::ClientGrant,
        Noun::Connection,
        Noun::AdminToken,
    ] {
        let fixture = open().await;
        let store = &fixture.store;
        create(store, noun, 0).await.unwrap();
        let created = format!("create {noun} 0");
        assert!(entry(store, &created).await.is_some(), "{noun}");
        // The same again is refused, and no entry says that it was done.
        assert!(create(store, noun, 0).await.is_err());
        delete_first(store, noun).await;
        assert!(
            entry(store, &format!("delete {noun}")).await.is_some(),
            "{noun}"
        );
        // An entry that cannot be written takes its change back.
        let taken = create(store, noun, 0).await;
        assert!(
            matches!(
                taken,
                Err(Error::AlreadyExists {
                    noun: Noun::AuditEntry
                })
            ),
            "{noun}"
        );
        let other = AuditEntry {
            id: "other".into(),
            ..audit("other")
        };
        let again = match noun {
            Noun::Client => store.client_create(&client("c0"), &other).await,
            Noun::Api => store.api_create(&api(0), &other).await,
            Noun::ClientGrant => store.client_grant_create(&grant(0), &other).await,
            Noun::Connection => store.connection_create(&connection(0), &other).await,
            _ => store.admin_token_create(&admin_token(0), &other).await,
        };
        again.unwrap();
    }
}
