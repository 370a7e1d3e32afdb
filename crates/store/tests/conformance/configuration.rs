//! Tenants, clients, APIs, grants, connections, administrators' tokens, users.

use std::collections::{BTreeMap, BTreeSet};

use store::{Error, Page};
use tenant::*;

use crate::fixture::*;

#[tokio::test]
async fn a_tenant_is_found_by_each_of_its_hosts() {
    let fixture = open().await;
    let store = &fixture.store;
    for host in ["acme.example", "login.acme.example"] {
        let found = store
            .tenant_find_by_host(&Host::parse(host).unwrap())
            .await
            .unwrap();
        assert_eq!(found, Some(tenant("acme")), "{host}");
    }
    assert_eq!(
        store
            .tenant_find_by_host(&Host::parse("other.example").unwrap())
            .await
            .unwrap(),
        None
    );
    assert!(matches!(
        store.tenant_create(&tenant("acme"), &audit("c1")).await,
        Err(Error::AlreadyExists { .. })
    ));
    let mut thief = tenant("thief");
    thief.extra_hosts = vec![Host::parse("acme.example").unwrap()];
    assert!(matches!(
        store.tenant_create(&thief, &audit("c2")).await,
        Err(Error::AlreadyExists { .. })
    ));
    assert_eq!(store.tenant_find(&thief.id).await.unwrap(), None);
    let mut moved = tenant("acme");
    moved.extra_hosts.clear();
    store.tenant_update(&moved, &audit("c3")).await.unwrap();
    assert_eq!(
        store
            .tenant_find_by_host(&Host::parse("login.acme.example").unwrap())
            .await
            .unwrap(),
        None
    );
    assert_eq!(store.tenants_list().await.unwrap().len(), 2);
    let first = store.tenant_first().await.unwrap().unwrap();
    assert_eq!(first.id, acme());
}

#[tokio::test]
async fn clients_survive_a_restart_and_stay_in_their_tenant() {
    let fixture = open().await;
    fixture
        .store
        .client_create(&client("spa"), &audit("c4"))
        .await
        .unwrap();
    assert!(matches!(
        fixture
            .store
            .client_create(&client("spa"), &audit("c5"))
            .await,
        Err(Error::AlreadyExists { .. })
    ));
    let fixture = fixture.restart().await;
    let store = &fixture.store;
    let id = ClientId::new("spa");
    assert_eq!(
        store.client_find(&acme(), &id).await.unwrap(),
        Some(client("spa"))
    );
    assert_eq!(
        store
            .client_find(&TenantId::new("globex"), &id)
            .await
            .unwrap(),
        None
    );
    let renamed = Client {
        name: "New".into(),
        ..client("spa")
    };
    store.client_update(&renamed, &audit("c6")).await.unwrap();
    assert_eq!(
        store.clients_list(&acme(), Page::FIRST).await.unwrap(),
        [renamed]
    );
    assert!(matches!(
        store
            .client_delete(&TenantId::new("globex"), &id, &audit("c7"))
            .await,
        Err(Error::NotFound { .. })
    ));
    store
        .client_delete(&acme(), &id, &audit("c8"))
        .await
        .unwrap();
    assert_eq!(store.clients_list(&acme(), Page::FIRST).await.unwrap(), []);
}

#[tokio::test]
async fn apis_and_grants_are_found_by_identifier() {
    let fixture = open().await;
    let store = &fixture.store;
    let api = Api {
        tenant: acme(),
        id: ApiId::new("api_1"),
        identifier: "https://api.example/".into(),
        name: "API".into(),
        scopes: vec![],
        token_s: 60,
        dialect: TokenDialect::AccessToken,
        created_at_ms: 1,
    };
    store.api_create(&api, &audit("c9")).await.unwrap();
    let twin = Api {
        id: ApiId::new("api_2"),
        ..api.clone()
    };
    assert!(matches!(
        store.api_create(&twin, &audit("c10")).await,
        Err(Error::AlreadyExists { .. })
    ));
    assert_eq!(
        store
            .api_find(&acme(), "https://api.example/")
            .await
            .unwrap()
            .as_ref(),
        Some(&api)
    );
    let grant = ClientGrant {
        tenant: acme(),
        id: ClientGrantId::new("cgr_1"),
        client_id: ClientId::new("m2m"),
        audience: api.identifier.clone(),
        scopes: BTreeSet::new(),
        created_at_ms: 1,
    };
    store
        .client_grant_create(&grant, &audit("c11"))
        .await
        .unwrap();
    let found = store
        .client_grant_find(&acme(), &grant.client_id, &api.identifier)
        .await
        .unwrap();
    assert_eq!(found, Some(grant));
}

#[tokio::test]
async fn connections_and_tokens_are_found_by_name_and_hash() {
    let fixture = open().await;
    let store = &fixture.store;
    let connection = Connection {
        tenant: acme(),
        id: ConnectionId::new("con_1"),
        name: "Users".into(),
        strategy: Strategy::Database,
        sign_up: SignUp::Open,
        password_policy: PasswordPolicy::default(),
        metadata: BTreeMap::new(),
        created_at_ms: 1,
    };
    store
        .connection_create(&connection, &audit("c12"))
        .await
        .unwrap();
    assert_eq!(
        store
            .connection_find_by_name(&acme(), "Users")
            .await
            .unwrap(),
        Some(connection)
    );
    let token = AdminToken {
        id: AdminTokenId::new("tok_1"),
        tenant: acme(),
        role: AdminRole::Owner,
        name: "first".into(),
        hash: SecretHash::of("secret"),
        created_at_ms: 1,
        expires_at_ms: None,
    };
    store
        .admin_token_create(&token, &audit("c13"))
        .await
        .unwrap();
    assert_eq!(
        store
            .admin_token_find(&SecretHash::of("secret"))
            .await
            .unwrap(),
        Some(token)
    );
    store
        .admin_token_delete(&acme(), &AdminTokenId::new("tok_1"), &audit("c14"))
        .await
        .unwrap();
    assert_eq!(
        store
            .admin_token_find(&SecretHash::of("secret"))
            .await
            .unwrap(),
        None
    );
}

#[tokio::test]
async fn one_user_per_address_and_no_password_changed_twice_from_one_reading() {
    let fixture = open().await;
    let store = &fixture.store;
    let ann = user("ann");
    store.user_create(&ann, &hash()).await.unwrap();
    let twin = account::User {
        user_id: UserId::new("auth0|2"),
        ..ann.clone()
    };
    assert!(matches!(
        store.user_create(&twin, &hash()).await,
        Err(Error::AlreadyExists { .. })
    ));
    let found = store
        .user_find_by_email(&acme(), &ann.connection, &ann.email)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.0, ann);
    assert_eq!(found.1, hash());
    let next =
        account::PasswordHash::parse("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$bmV4dA").unwrap();
    store
        .user_set_password(&acme(), &ann.user_id, &hash(), &next, 9)
        .await
        .unwrap();
    let again = store
        .user_set_password(&acme(), &ann.user_id, &hash(), &next, 10)
        .await;
    assert!(matches!(again, Err(Error::Gone { .. })));
    assert_eq!(
        store
            .user_find(&acme(), &ann.user_id)
            .await
            .unwrap()
            .unwrap()
            .last_password_reset_ms,
        Some(9)
    );
}
