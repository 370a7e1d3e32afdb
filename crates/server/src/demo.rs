//! The demo's tenant: one of everything, made at each start where it does not stand yet.

use std::collections::BTreeMap;

use app::seed::{
    AdminRole, ClientKind, NewAction, NewAdminToken, NewApi, NewClient, NewTenant, NewUser, Secret,
    Seed, Trigger,
};
use serde::Serialize;
use store::Store;

use crate::demo_market::MarketFile;

/// Where the parts of the demo are reached.
#[derive(Debug, Clone)]
pub struct Places {
    /// The issuer, with its trailing slash.
    pub issuer: String,
    /// The demo application's page.
    pub app_url: String,
    /// Where the web client's answers go.
    pub web_callback: String,
}

/// What `.latchwork/demo.json` holds.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(
    missing_docs,
    reason = "each field is a key of the file, named as its reader expects it"
)]
pub struct DemoFile {
    pub issuer: String,
    pub api: String,
    pub audience: String,
    pub spa_client_id: String,
    pub web_client_id: String,
    pub web_client_secret: String,
    pub m2m_client_id: String,
    pub m2m_client_secret: String,
    pub redirect_uris: Vec<String>,
    pub user: String,
    pub password: String,
    pub admin_token: String,
    pub app_url: String,
    pub consent_client_id: String,
    #[serde(flatten)]
    pub market: Option<MarketFile>,
}

pub(crate) const TENANT: &str = "demo";
const AUDIENCE: &str = "https://api.demo.example/";
const SCOPES: [&str; 2] = ["read:things", "write:things"];
const USER: &str = "ann@demo.example";

/// What the demo is made of, and the file that tells of it. Its secrets come from the store's own key, so that every
/// start gives the same ones and none stands in the program.
pub fn demo_seed(store: &Store, places: &Places, actions: &[(&str, &str)]) -> (Seed, DemoFile) {
    let secret = |label: &str| secret(store, label);
    let file = DemoFile {
        issuer: places.issuer.clone(),
        api: format!("{}api/v1", places.issuer),
        audience: AUDIENCE.to_owned(),
        spa_client_id: "demo-spa".to_owned(),
        web_client_id: "demo-web".to_owned(),
        web_client_secret: secret("web client"),
        m2m_client_id: "demo-m2m".to_owned(),
        m2m_client_secret: secret("m2m client"),
        redirect_uris: vec![places.app_url.clone(), places.web_callback.clone()],
        user: USER.to_owned(),
        password: secret("user").chars().take(20).collect(),
        admin_token: format!("lat_{}", secret("admin token")),
        app_url: places.app_url.clone(),
        consent_client_id: "demo-consent".to_owned(),
        market: None,
    };
    let scopes: Vec<String> = SCOPES.map(str::to_owned).to_vec();
    let seed = Seed {
        tenant: NewTenant {
            id: TENANT.to_owned(),
            display_name: "Latchwork demo".to_owned(),
            issuer: places.issuer.clone(),
            extra_hosts: Vec::new(),
            logout_urls: vec![places.app_url.clone()],
            testing_of: None,
            ..NewTenant::default()
        },
        clients: clients(&file, &scopes),
        apis: vec![NewApi {
            identifier: AUDIENCE.to_owned(),
            name: "Things".to_owned(),
            scopes,
        }],
        users: vec![NewUser {
            email: file.user.clone(),
            password: Secret::new(file.password.clone()),
            name: Some("Ann Example".to_owned()),
        }],
        admin_tokens: vec![NewAdminToken {
            name: "demo".to_owned(),
            token: Secret::new(file.admin_token.clone()),
            role: AdminRole::Owner,
        }],
        actions: actions
            .iter()
            .map(|(name, code)| action(name, code))
            .collect(),
    };
    (seed, file)
}

/// A secret of the demo's, 64 hexadecimal digits of the store's own key.
pub(crate) fn secret(store: &Store, label: &str) -> String {
    store
        .derive_key(&format!("latchwork demo {label}"))
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn clients(file: &DemoFile, scopes: &[String]) -> Vec<NewClient> {
    let client = |client_id: &str, name: &str, kind, secret: Option<&String>| NewClient {
        client_id: client_id.to_owned(),
        name: name.to_owned(),
        kind,
        secret: secret.cloned().map(Secret::new),
        redirect_uris: Vec::new(),
        logout_urls: Vec::new(),
        web_origins: Vec::new(),
        grants: Vec::new(),
        metadata: BTreeMap::new(),
    };
    let origin = file.app_url.trim_end_matches('/').to_owned();
    let spa = |client_id: &str, name: &str| NewClient {
        redirect_uris: file.redirect_uris.clone(),
        logout_urls: vec![file.app_url.clone()],
        web_origins: vec![origin.clone()],
        ..client(client_id, name, ClientKind::Spa, None)
    };
    let consent = ("consent".to_owned(), "required".to_owned());
    vec![
        spa(&file.spa_client_id, "Demo app"),
        NewClient {
            metadata: BTreeMap::from([consent]),
            ..spa(&file.consent_client_id, "Demo app with consent")
        },
        NewClient {
            redirect_uris: file.redirect_uris.clone(),
            logout_urls: vec![file.app_url.clone()],
            ..client(
                &file.web_client_id,
                "Demo web app",
                ClientKind::Web,
                Some(&file.web_client_secret),
            )
        },
        NewClient {
            grants: vec![(AUDIENCE.to_owned(), scopes.to_vec())],
            ..client(
                &file.m2m_client_id,
                "Demo service",
                ClientKind::M2m,
                Some(&file.m2m_client_secret),
            )
        },
    ]
}

fn action(name: &str, code: &str) -> NewAction {
    NewAction {
        name: name.to_owned(),
        trigger: Trigger::PostLogin,
        code: code.to_owned(),
        dependencies: Vec::new(),
        secrets: BTreeMap::new(),
    }
}
