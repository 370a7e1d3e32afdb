//! The demo's further tenants, each at a name of its own below `localhost`.

use std::collections::BTreeMap;

use app::seed::{
    AdminRole, ClientKind, NewAdminToken, NewApi, NewClient, NewTenant, NewUser, Secret, Seed,
};
use store::Store;

use super::PARTNER;
use crate::demo::{DemoFile, secret};

/// A tenant to make.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    /// Its id, which is its name below `localhost` too.
    pub(super) id: &'static str,
    name: &'static str,
    app_name: &'static str,
    user_name: &'static str,
    testing_of: Option<&'static str>,
}

/// Another customer.
pub(super) const SHOP: Plan = Plan {
    id: "shop",
    name: "The shop",
    app_name: "Shop app",
    user_name: "Bea",
    testing_of: None,
};

/// Where the partner tries out what nobody has reviewed.
pub(super) const TESTING: Plan = Plan {
    id: "acme-test",
    name: "Acme's tests",
    app_name: "Acme's test app",
    user_name: "Tia",
    testing_of: Some(PARTNER),
};

/// What is told of a tenant.
pub(super) struct Told {
    pub(super) issuer: String,
    pub(super) app_url: String,
    pub(super) client_id: String,
    pub(super) audience: String,
    pub(super) user: String,
    pub(super) password: String,
    pub(super) admin_token: String,
}

pub(super) fn of(store: &Store, demo: &DemoFile, plan: Plan) -> Told {
    let id = plan.id;
    let beside = |url: &str| url.replacen("//localhost", &format!("//{id}.localhost"), 1);
    let password = secret(store, &format!("{id} user"));
    Told {
        issuer: beside(&demo.issuer),
        app_url: beside(&demo.app_url),
        client_id: format!("{id}-spa"),
        audience: format!("https://api.{id}.example/"),
        user: format!("{}@{id}.example", plan.user_name.to_lowercase()),
        password: password.chars().take(20).collect(),
        admin_token: format!("lat_{}", secret(store, &format!("{id} admin token"))),
    }
}

impl Told {
    pub(super) fn seed(&self, plan: Plan) -> Seed {
        Seed {
            tenant: NewTenant {
                id: plan.id.to_owned(),
                display_name: plan.name.to_owned(),
                issuer: self.issuer.clone(),
                extra_hosts: Vec::new(),
                logout_urls: vec![self.app_url.clone()],
                testing_of: plan.testing_of.map(str::to_owned),
                ..NewTenant::default()
            },
            clients: vec![NewClient {
                client_id: self.client_id.clone(),
                name: plan.app_name.to_owned(),
                kind: ClientKind::Spa,
                secret: None,
                redirect_uris: vec![self.app_url.clone()],
                logout_urls: vec![self.app_url.clone()],
                web_origins: vec![self.app_url.trim_end_matches('/').to_owned()],
                grants: Vec::new(),
                metadata: BTreeMap::new(),
            }],
            apis: vec![NewApi {
                identifier: self.audience.clone(),
                name: plan.name.to_owned(),
                scopes: Vec::new(),
            }],
            users: vec![NewUser {
                email: self.user.clone(),
                password: Secret::new(self.password.clone()),
                name: Some(format!("{} Example", plan.user_name)),
            }],
            admin_tokens: vec![NewAdminToken {
                name: "demo".to_owned(),
                token: Secret::new(self.admin_token.clone()),
                role: AdminRole::Owner,
            }],
            actions: Vec::new(),
        }
    }
}
