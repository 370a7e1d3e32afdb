//! A store to test and the values to put into it.

use std::collections::{BTreeMap, BTreeSet};

use account::{
    Email, Metadata, PasswordHash, Profile, RateKey, Session, TransactionId, User, UserState,
};
use contract::Trigger;
use oauth::{
    AuthorizationCode, AuthorizeParams, AuthorizeRequest, Grant, Params, ScopeList, Subject,
};
use serde_json::{Map, json};
use store::{AuditEntry, IssuedToken, LoginTransaction, Settings, Store};
use tempfile::TempDir;
use tenant::*;

/// A store and what keeps its files alive.
pub(crate) struct Fixture {
    pub(crate) store: Store,
    pub(crate) directory: TempDir,
}

/// Opens an empty store with the tenants `acme` and `globex`.
pub(crate) async fn open() -> Fixture {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(&Settings::in_directory(directory.path()))
        .await
        .unwrap();
    for name in ["acme", "globex"] {
        let made = AuditEntry {
            tenant: TenantId::new(name),
            ..audit("made")
        };
        store.tenant_create(&tenant(name), &made).await.unwrap();
    }
    Fixture { store, directory }
}

impl Fixture {
    /// Closes the store and opens its files again, as a restart does.
    pub(crate) async fn restart(self) -> Self {
        self.store.close().await.unwrap();
        let store = Store::open(&Settings::in_directory(self.directory.path()))
            .await
            .unwrap();
        Self {
            store,
            directory: self.directory,
        }
    }
}

pub(crate) fn acme() -> TenantId {
    TenantId::new("acme")
}

pub(crate) fn tenant(name: &str) -> Tenant {
    let host = format!("{name}.example");
    Tenant {
        id: TenantId::new(name),
        display_name: name.to_uppercase(),
        canonical_host: Host::parse(&host).unwrap(),
        extra_hosts: vec![Host::parse(&format!("login.{host}")).unwrap()],
        issuer: format!("https://{host}/"),
        settings: TenantSettings::default(),
        testing_of: None,
        created_at_ms: 1,
    }
}

pub(crate) fn client(id: &str) -> Client {
    Client {
        tenant: acme(),
        client_id: ClientId::new(id),
        name: id.to_uppercase(),
        kind: ClientKind::Spa,
        secret_hashes: vec![],
        redirect_uris: vec![RedirectUri::parse("https://app.example/cb").unwrap()],
        allowed_logout_urls: vec![],
        web_origins: vec![],
        grant_types: BTreeSet::from([GrantType::AuthorizationCode]),
        token_endpoint_auth_method: TokenEndpointAuthMethod::None,
        id_token_s: None,
        metadata: BTreeMap::new(),
        created_at_ms: 1,
    }
}

pub(crate) fn hash() -> PasswordHash {
    PasswordHash::parse("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA").unwrap()
}

pub(crate) fn user(name: &str) -> User {
    User {
        tenant: acme(),
        user_id: UserId::new(format!("auth0|{name}")),
        connection: ConnectionId::new("con_1"),
        email: Email::parse(&format!("{name}@example.com")).unwrap(),
        email_verified: false,
        profile: Profile::default(),
        user_metadata: Metadata::new(),
        app_metadata: Metadata::new(),
        state: UserState::Active,
        logins_count: 0,
        last_login_ms: None,
        last_password_reset_ms: None,
        created_at_ms: 1,
        updated_at_ms: 1,
    }
}

pub(crate) fn request() -> AuthorizeRequest {
    let query = "client_id=spa&response_type=code&scope=openid&state=s&code_challenge_method=S256\
                 &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&redirect_uri=https://app.example/cb";
    let params = AuthorizeParams::parse(Params::from_query(query).unwrap()).unwrap();
    params.check(Some(&client("spa")), None).unwrap()
}

pub(crate) fn transaction(id: &str, now_ms: u64) -> LoginTransaction {
    LoginTransaction::begin(
        TransactionId::new(id),
        acme(),
        SecretHash::of("browser"),
        request(),
        now_ms,
    )
}

pub(crate) fn origin() -> RateKey {
    RateKey::open_logins(&acme(), "192.0.2.1")
}

pub(crate) fn session(id: &str, user: &User, now_ms: u64) -> Session {
    Session::begin(
        (SessionId::new(id), SecretHash::of(id)),
        (acme(), user.user_id.clone()),
        "pwd",
        ("127.0.0.1".into(), None),
        &TenantSettings::default(),
        now_ms,
    )
}

pub(crate) fn code(user: &User, session: &Session, now_ms: u64) -> AuthorizationCode {
    let subject = Subject {
        user_id: user.user_id.clone(),
        session_id: session.id.clone(),
        authenticated_at_ms: session.authenticated_at_ms,
    };
    let grant = Grant {
        scopes: ScopeList::of(["openid"]),
        ..Grant::default()
    };
    AuthorizationCode::issue(acme(), &request(), subject, grant, 120, now_ms)
}

pub(crate) fn token(text: &str, user: &User, expires_at_ms: u64) -> IssuedToken {
    IssuedToken {
        hash: SecretHash::of(text),
        tenant: acme(),
        user_id: user.user_id.clone(),
        client_id: ClientId::new("spa"),
        session_id: SessionId::new("s1"),
        scopes: ScopeList::of(["openid"]),
        id_token_claims: Map::new(),
        expires_at_ms,
    }
}

pub(crate) fn audit(id: &str) -> AuditEntry {
    AuditEntry {
        tenant: acme(),
        id: id.into(),
        actor: "tok_1".into(),
        operation: "Update an action".into(),
        target: "a1".into(),
        details: json!({}),
        at_ms: 1,
    }
}

pub(crate) fn action(id: &str, trigger: Trigger) -> Action {
    Action {
        tenant: acme(),
        id: ActionId::new(id),
        name: ActionName::parse(id).unwrap(),
        trigger,
        draft: ActionDraft {
            code: "exports.onExecutePostLogin = async () => {};".into(),
            dependencies: vec![],
            runtime: RUNTIME.into(),
            secrets: vec![ActionSecret {
                name: "KEY".into(),
                updated_at_ms: 1,
            }],
            status: BuildStatus::Built,
        },
        revision: 1,
        deployed: None,
        created_at_ms: 1,
        updated_at_ms: 1,
    }
}
