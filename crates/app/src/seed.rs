//! Making a tenant and what stands in it: at `init`, for the demo and for tests. Everything that exists stays.

mod installation;
mod market;
mod plan;
mod release;

use std::collections::BTreeMap;

use account::{Email, PasswordHash, Profile, SignUpForm, UserState, sign_up};
use store::AuditEntry;
use tenant::{
    AdminToken, AdminTokenId, ApiId, Client, ClientGrant, ClientGrantId, Connection, ConnectionId,
    FailurePolicy, PasswordPolicy, SignUp, Strategy, Tenant, TenantId,
};

pub use crate::actions::NewAction;
pub use contract::Trigger;
pub use installation::NewInstallation;
pub use market::NewAccount;
pub use plan::{NewAdminToken, NewApi, NewClient, NewTenant, NewUser, Seed};
pub use release::{Cast, Passed};
pub use tenant::{AdminRole, ClientKind, RecordingMode, RecordingPolicy, Secret, SecretHash};

use crate::App;
use crate::bindings::{Named, Wanted};
use crate::error::Error;

/// The name of a tenant's first connection, as developers of the reference know it.
pub const CONNECTION: &str = "Username-Password-Authentication";

impl App {
    /// Makes what does not exist yet. May be repeated, also after it was cut off.
    ///
    /// # Errors
    /// A value that does not fit, or a fault of ours.
    pub async fn seed(&self, seed: Seed) -> Result<(), Error> {
        let now_ms = self.clock.now_ms();
        let testing_of = match &seed.tenant.testing_of {
            Some(slug) => Some(self.partner_of_slug(slug).await?.id),
            None => None,
        };
        let tenant = plan::tenant(seed.tenant, testing_of, now_ms)?;
        let id = tenant.id.clone();
        let connection = self.seed_tenant(tenant).await?;
        for new in seed.apis {
            let api = plan::api(
                &id,
                ApiId::new(self.entropy.reference("api_")?),
                new,
                now_ms,
            );
            api.validate()?;
            let audit = self.seed_audit(&id, "Create an API", api.id.as_str())?;
            settled(self.store.api_create(&api, &audit).await)?;
        }
        for mut new in seed.clients {
            let grants = std::mem::take(&mut new.grants);
            let client = plan::client(&id, new, now_ms)?;
            let client_id = client.client_id.clone();
            self.seed_client(client).await?;
            for (audience, scopes) in grants {
                let grant = ClientGrant {
                    tenant: id.clone(),
                    id: ClientGrantId::new(self.entropy.reference("cgr_")?),
                    client_id: client_id.clone(),
                    audience,
                    scopes: scopes.into_iter().collect(),
                    created_at_ms: now_ms,
                };
                let audit = self.seed_audit(&id, "Create a client grant", grant.id.as_str())?;
                settled(self.store.client_grant_create(&grant, &audit).await)?;
            }
        }
        for user in seed.users {
            self.seed_user(&connection, user).await?;
        }
        for token in seed.admin_tokens {
            self.seed_admin_token(&id, token).await?;
        }
        if let Some(owner) = self
            .store
            .admin_tokens_list(&id, store::Page::FIRST)
            .await?
            .into_iter()
            .next()
        {
            self.seed_actions(&owner, seed.actions).await?;
        }
        self.forget(&id);
        Ok(())
    }

    /// Makes a user of a tenant's default connection, unless one has that address.
    ///
    /// # Errors
    /// A value that does not fit, or a fault of ours.
    pub async fn add_user(&self, tenant: &str, user: NewUser) -> Result<(), Error> {
        let id = TenantId::parse(tenant)?;
        let missing = || Error::NoConnection {
            tenant: tenant.to_owned(),
        };
        let connection = self
            .store
            .connection_find_by_name(&id, CONNECTION)
            .await?
            .ok_or_else(missing)?;
        self.seed_user(&connection, user).await
    }

    /// Lets a user of a tenant's default connection sign in no more.
    ///
    /// # Errors
    /// When there is no such user, or a fault of ours.
    pub async fn block_user(&self, tenant: &str, email: &str) -> Result<(), Error> {
        let id = TenantId::parse(tenant)?;
        let connection = self.store.connection_find_by_name(&id, CONNECTION).await?;
        let missing = |noun, id: &str| Error::NotFound {
            noun,
            id: id.to_owned(),
        };
        let connection = connection.ok_or_else(|| missing("connection", CONNECTION))?;
        let address = Email::parse(email)?;
        let found = self
            .store
            .user_find_by_email(&id, &connection.id, &address)
            .await?;
        let (user, _) = found.ok_or_else(|| missing("user", email))?;
        let now_ms = self.clock.now_ms();
        Ok(self
            .store
            .user_set_state(&id, &user.user_id, UserState::Blocked, now_ms)
            .await?)
    }

    /// Makes a token for a tenant's API, unless it is known.
    ///
    /// # Errors
    /// A value that does not fit, or a fault of ours.
    pub async fn add_admin_token(&self, tenant: &str, token: NewAdminToken) -> Result<(), Error> {
        self.seed_admin_token(&TenantId::parse(tenant)?, token)
            .await
    }

    async fn seed_tenant(&self, wanted: Tenant) -> Result<Connection, Error> {
        wanted.validate()?;
        let id = wanted.id.clone();
        let connection = Connection {
            tenant: id.clone(),
            id: ConnectionId::new(format!("con_{}", id.as_str())),
            name: CONNECTION.to_owned(),
            strategy: Strategy::Database,
            sign_up: SignUp::Open,
            password_policy: PasswordPolicy::default(),
            metadata: BTreeMap::new(),
            created_at_ms: self.clock.now_ms(),
        };
        let mut tenant = match self.store.tenant_find(&id).await? {
            Some(found) => found,
            None => {
                let audit = self.seed_audit(&id, "Create a tenant", id.as_str())?;
                self.store.tenant_create(&wanted, &audit).await?;
                wanted.clone()
            }
        };
        let before = tenant.clone();
        tenant.canonical_host = wanted.canonical_host;
        tenant.issuer = wanted.issuer;
        tenant.extra_hosts = wanted.extra_hosts;
        tenant.settings.allowed_logout_urls = wanted.settings.allowed_logout_urls;
        if wanted.testing_of.is_some() {
            tenant.testing_of = wanted.testing_of;
        }
        let audit = self.seed_audit(&id, "Create a connection", connection.id.as_str())?;
        settled(self.store.connection_create(&connection, &audit).await)?;
        tenant
            .settings
            .default_connection
            .get_or_insert_with(|| connection.id.clone());
        if tenant != before {
            let audit = self.seed_audit(&id, "Update a tenant", id.as_str())?;
            self.store.tenant_update(&tenant, &audit).await?;
        }
        settled(self.begin_keys_once(&id).await)?;
        Ok(connection)
    }

    /// Keys are made only where there are none: making them takes a good part of a second.
    async fn begin_keys_once(&self, tenant: &TenantId) -> Result<(), Error> {
        if self.store.signing_keys_list(tenant).await?.is_empty() {
            self.begin_keys(tenant).await?;
        }
        Ok(())
    }

    async fn seed_client(&self, wanted: Client) -> Result<(), Error> {
        wanted.validate()?;
        let Some(mut client) = self
            .store
            .client_find(&wanted.tenant, &wanted.client_id)
            .await?
        else {
            let audit =
                self.seed_audit(&wanted.tenant, "Create a client", wanted.client_id.as_str())?;
            return Ok(self.store.client_create(&wanted, &audit).await?);
        };
        let before = client.clone();
        client.redirect_uris = wanted.redirect_uris;
        client.allowed_logout_urls = wanted.allowed_logout_urls;
        client.web_origins = wanted.web_origins;
        client.secret_hashes = wanted.secret_hashes;
        client.metadata = wanted.metadata;
        if client == before {
            return Ok(());
        }
        let audit =
            self.seed_audit(&client.tenant, "Update a client", client.client_id.as_str())?;
        Ok(self.store.client_update(&client, &audit).await?)
    }

    /// What is written beside a change that was made at the command line.
    fn seed_audit(
        &self,
        tenant: &TenantId,
        operation: &str,
        target: &str,
    ) -> Result<AuditEntry, Error> {
        Ok(AuditEntry {
            tenant: tenant.clone(),
            id: self.entropy.reference("log_")?,
            actor: "command line".to_owned(),
            operation: operation.to_owned(),
            target: target.to_owned(),
            details: serde_json::Value::Null,
            at_ms: self.clock.now_ms(),
        })
    }

    async fn seed_user(&self, connection: &Connection, wanted: NewUser) -> Result<(), Error> {
        let email = Email::parse(&wanted.email)?;
        if self
            .store
            .user_find_by_email(&connection.tenant, &connection.id, &email)
            .await?
            .is_some()
        {
            return Ok(());
        }
        let form = SignUpForm {
            email: wanted.email,
            password: wanted.password.clone(),
            profile: Profile {
                name: wanted.name,
                ..Profile::default()
            },
        };
        let user = sign_up(
            &form,
            connection,
            self.entropy.bytes::<12>()?,
            self.clock.now_ms(),
        )?;
        let phc = self
            .passwords
            .hash(&connection.tenant, wanted.password.expose().to_owned())
            .await?;
        settled(
            self.store
                .user_create(&user, &PasswordHash::parse(&phc)?)
                .await,
        )
    }

    async fn seed_admin_token(
        &self,
        tenant: &TenantId,
        wanted: NewAdminToken,
    ) -> Result<(), Error> {
        let hash = SecretHash::of(wanted.token.expose());
        if self.store.admin_token_find(&hash).await?.is_some() {
            return Ok(());
        }
        let token = AdminToken {
            id: AdminTokenId::new(self.entropy.reference("adm_")?),
            tenant: tenant.clone(),
            role: wanted.role,
            name: wanted.name,
            hash,
            created_at_ms: self.clock.now_ms(),
            expires_at_ms: None,
        };
        token.validate()?;
        let audit = self.seed_audit(tenant, "Create an admin token", token.id.as_str())?;
        settled(self.store.admin_token_create(&token, &audit).await)
    }

    async fn seed_actions(&self, by: &AdminToken, wanted: Vec<NewAction>) -> Result<(), Error> {
        let known = self.list_actions(&by.tenant).await?;
        let mut made: Vec<(Trigger, String)> = Vec::new();
        for action in wanted {
            let trigger = action.trigger;
            let found = known
                .iter()
                .find(|view| view.action.name.as_str() == action.name);
            let (id, deployed) = match found {
                Some(view) => (
                    view.action.id.as_str().to_owned(),
                    view.action.deployed.is_some(),
                ),
                None => (
                    self.create_action(by, action)
                        .await?
                        .action
                        .id
                        .as_str()
                        .to_owned(),
                    false,
                ),
            };
            if !deployed {
                self.deploy_action(by, &id).await?;
            }
            made.push((trigger, id));
        }
        for trigger in Trigger::ALL {
            let wanted: Vec<Wanted> = made
                .iter()
                .filter(|(of, _)| *of == trigger)
                .map(|(_, id)| Wanted {
                    named: Named::Action(id.clone()),
                    failure_policy: FailurePolicy::Block,
                    budget_ms: None,
                })
                .collect();
            let flow = self.show_flow(&by.tenant, trigger).await?;
            if flow.version == 0 && !wanted.is_empty() {
                self.replace_flow(by, trigger, flow.version, wanted).await?;
            }
        }
        Ok(())
    }
}

/// What is there already is as good as made.
fn settled<E: Into<Error>>(result: Result<(), E>) -> Result<(), Error> {
    match result.map_err(Into::into) {
        Err(Error::Store(store::Error::AlreadyExists { .. })) | Ok(()) => Ok(()),
        Err(error) => Err(error),
    }
}
