//! Whoever may call a host, each with a token of their own.

use server::app::partners::{NewMember, NewPartner, NewStaff};
use server::app::seed::{AdminRole, NewAdminToken, NewTenant, Secret, Seed};
use server::http::{MemberRole, StaffRole};

use crate::TestHost;

/// Who made what a test begins with.
const BY: &str = "test";

impl TestHost {
    /// A token of that role for `/api/v1`.
    ///
    /// # Panics
    /// When it cannot be made.
    #[allow(
        clippy::expect_used,
        reason = "a test ends when its host is not as it wants it"
    )]
    pub async fn admin_token(&self, role: &str) -> String {
        let new = admin(role, format!("lat_test_{role}"));
        let token = new.token.expose().to_owned();
        let made = self.app().add_admin_token(&self.tenant(), new).await;
        made.expect("the token can be made");
        token
    }

    /// Makes another tenant of this name, at `NAME.localhost` and the host's port; its owner's token.
    ///
    /// # Panics
    /// When it cannot be made.
    #[allow(
        clippy::expect_used,
        reason = "a test ends when its host is not as it wants it"
    )]
    pub async fn another_tenant(&self, name: &str) -> String {
        let token = format!("lat_test_{name}_owner");
        let port = self.demo.issuer.trim_end_matches('/').rsplit(':').next();
        let seed = Seed {
            tenant: NewTenant {
                id: name.to_owned(),
                display_name: name.to_owned(),
                issuer: format!("http://{name}.localhost:{}/", port.unwrap_or_default()),
                ..NewTenant::default()
            },
            clients: Vec::new(),
            apis: Vec::new(),
            users: Vec::new(),
            admin_tokens: vec![admin("owner", token.clone())],
            actions: Vec::new(),
        };
        let made = self.app().seed(seed).await;
        made.expect("the tenant can be made");
        token
    }

    /// Makes the host's tenant one that the partner of this slug tries its integrations out in. Before anybody asks who the tenant is: a
    /// host remembers for some seconds.
    ///
    /// # Panics
    /// When it cannot be changed.
    #[allow(
        clippy::expect_used,
        reason = "a test ends when its host is not as it wants it"
    )]
    pub async fn lend_tenant(&self, partner: &str) {
        let seed = Seed {
            tenant: NewTenant {
                id: self.tenant(),
                display_name: "Latchwork demo".to_owned(),
                issuer: self.demo.issuer.clone(),
                logout_urls: vec![self.demo.app_url.clone()],
                testing_of: Some(partner.to_owned()),
                ..NewTenant::default()
            },
            clients: Vec::new(),
            apis: Vec::new(),
            users: Vec::new(),
            admin_tokens: Vec::new(),
            actions: Vec::new(),
        };
        let changed = self.app().seed(seed).await;
        changed.expect("the tenant can be lent");
    }

    /// Makes a partner with a member for each address and role (`developer` or `owner`); their keys in the same order.
    ///
    /// # Panics
    /// When it cannot be made.
    #[allow(
        clippy::expect_used,
        reason = "a test ends when its host is not as it wants it"
    )]
    pub async fn partner(&self, slug: &str, members: &[(&str, &str)]) -> Vec<String> {
        let app = self.app();
        let new = NewPartner {
            name: slug.to_owned(),
            slug: slug.to_owned(),
            contact: format!("contact@{slug}.example"),
            website: format!("https://{slug}.example/"),
        };
        let partner = app.create_partner(BY, new).await;
        let partner = partner.expect("the partner can be made");
        let mut keys = Vec::new();
        for (email, role) in members {
            let new = NewMember {
                name: (*email).to_owned(),
                email: (*email).to_owned(),
                role: match *role {
                    "developer" => MemberRole::Developer,
                    _ => MemberRole::Owner,
                },
            };
            let member = app.add_member(BY, &partner.id, new).await;
            let member = member.expect("the member can be made");
            let name = BY.to_owned();
            let made = app
                .add_partner_key(BY, &partner.id, member.id.as_str(), name, None)
                .await;
            let (_, key) = made.expect("the key can be made");
            keys.push(key.expose().to_owned());
        }
        keys
    }

    /// Adds somebody to the platform's staff (`reviewer` or `operator`); their token.
    ///
    /// # Panics
    /// When they cannot be added.
    #[allow(
        clippy::expect_used,
        reason = "a test ends when its host is not as it wants it"
    )]
    pub async fn staff_token(&self, role: &str, email: &str) -> String {
        let new = NewStaff {
            name: email.to_owned(),
            email: email.to_owned(),
            role: match role {
                "reviewer" => StaffRole::Reviewer,
                _ => StaffRole::Operator,
            },
            expires_at_ms: None,
        };
        let made = self.app().add_staff(BY, new).await;
        let (_, token) = made.expect("they can be added");
        token.expose().to_owned()
    }
}

fn admin(role: &str, token: String) -> NewAdminToken {
    NewAdminToken {
        name: BY.to_owned(),
        token: Secret::new(token),
        role: match role {
            "viewer" => AdminRole::Viewer,
            "editor" => AdminRole::Editor,
            _ => AdminRole::Owner,
        },
    }
}
