//! Making a tenant and what stands in it: at `init`, for the demo and for tests. Everything that exists stays.

use std::collections::{BTreeMap, BTreeSet};

use account::{Email, PasswordHash, Profile, SignUpForm, sign_up};
use tenant::{
    AdminToken, AdminTokenId, Api, ApiId, Client, ClientGrant, ClientGrantId, ClientId, Connection,
    ConnectionId, FailurePolicy, GrantType, Host, LogoutUrl, PasswordPolicy, RedirectUri, Scope,
    SecretHash, SignUp, Strategy, Tenant, TenantId, TenantSettings, TokenDialect,
    TokenEndpointAuthMethod, WebOrigin,
};

pub use crate::actions::NewAction;
pub use contract::Trigger;
pub use tenant::{AdminRole, ClientKind, Secret};

use crate::App;
use crate::bindings::Wanted;
use crate::error::Error;

/// The name of a tenant's first connection, as developers of the reference know it.
pub const CONNECTION: &str = "Username-Password-Authentication";

/// A tenant and what stands in it.
#[derive(Debug, Clone)]
pub struct Seed {
    /// The tenant.
    pub tenant: NewTenant,
    /// Its clients.
    pub clients: Vec<NewClient>,
    /// Its APIs.
    pub apis: Vec<NewApi>,
    /// Its users.
    pub users: Vec<NewUser>,
    /// Tokens for its API.
    pub admin_tokens: Vec<NewAdminToken>,
    /// Its actions, deployed; bound in this order where nothing was ever bound.
    pub actions: Vec<NewAction>,
}

/// A tenant to make. One that exists takes over issuer, hosts and logout URLs.
#[derive(Debug, Clone, Default)]
pub struct NewTenant {
    /// Its name.
    pub id: String,
    /// The name people see.
    pub display_name: String,
    /// The issuer, with its trailing slash.
    pub issuer: String,
    /// Hosts it answers on besides the issuer's.
    pub extra_hosts: Vec<String>,
    /// Where a logout without a client may lead.
    pub logout_urls: Vec<String>,
}

/// A client to make. One that exists takes over URLs and secret.
#[derive(Debug, Clone)]
pub struct NewClient {
    /// Its `client_id`.
    pub client_id: String,
    /// The name people see.
    pub name: String,
    /// What sort of application it is; decides its grants and whether it keeps a secret.
    pub kind: ClientKind,
    /// Its secret; none for a client that keeps none.
    pub secret: Option<Secret>,
    /// Where responses may go.
    pub redirect_uris: Vec<String>,
    /// Where a logout may lead.
    pub logout_urls: Vec<String>,
    /// Origins whose pages may call the token endpoint.
    pub web_origins: Vec<String>,
    /// What it may have for itself: the API's identifier and the scopes.
    pub grants: Vec<(String, Vec<String>)>,
}

/// An API to make.
#[derive(Debug, Clone)]
pub struct NewApi {
    /// The audience.
    pub identifier: String,
    /// The name people see.
    pub name: String,
    /// Its scopes.
    pub scopes: Vec<String>,
}

/// A user to make.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// The address.
    pub email: String,
    /// The password.
    pub password: Secret,
    /// The full name.
    pub name: Option<String>,
}

/// A token for the API to make.
#[derive(Debug, Clone)]
pub struct NewAdminToken {
    /// What people call it.
    pub name: String,
    /// The token itself; only its hash is kept.
    pub token: Secret,
    /// What it may do.
    pub role: AdminRole,
}

impl App {
    /// Makes what does not exist yet. May be repeated, also after it was cut off.
    ///
    /// # Errors
    /// A value that does not fit, or a fault of ours.
    pub async fn seed(&self, seed: Seed) -> Result<(), Error> {
        let now_ms = self.clock.now_ms();
        let tenant = tenant(seed.tenant, now_ms)?;
        let id = tenant.id.clone();
        let connection = self.seed_tenant(tenant).await?;
        for new in seed.apis {
            let api = api(
                &id,
                ApiId::new(self.entropy.reference("api_")?),
                new,
                now_ms,
            );
            api.validate()?;
            settled(self.store.api_create(&api).await)?;
        }
        for mut new in seed.clients {
            let grants = std::mem::take(&mut new.grants);
            let client = client(&id, new, now_ms)?;
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
                settled(self.store.client_grant_create(&grant).await)?;
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
                self.store.tenant_create(&wanted).await?;
                wanted.clone()
            }
        };
        tenant.canonical_host = wanted.canonical_host;
        tenant.issuer = wanted.issuer;
        tenant.extra_hosts = wanted.extra_hosts;
        tenant.settings.allowed_logout_urls = wanted.settings.allowed_logout_urls;
        settled(self.store.connection_create(&connection).await)?;
        tenant
            .settings
            .default_connection
            .get_or_insert_with(|| connection.id.clone());
        self.store.tenant_update(&tenant).await?;
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
            return Ok(self.store.client_create(&wanted).await?);
        };
        client.redirect_uris = wanted.redirect_uris;
        client.allowed_logout_urls = wanted.allowed_logout_urls;
        client.web_origins = wanted.web_origins;
        client.secret_hashes = wanted.secret_hashes;
        Ok(self.store.client_update(&client).await?)
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
            .hash(wanted.password.expose().to_owned())
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
        settled(self.store.admin_token_create(&token).await)
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
                    action: id.clone(),
                    failure_policy: FailurePolicy::Block,
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

fn tenant(new: NewTenant, now_ms: u64) -> Result<Tenant, Error> {
    let authority = new
        .issuer
        .split_once("://")
        .map_or("", |(_, rest)| rest.trim_end_matches('/'));
    let hosts = new.extra_hosts.iter().map(|host| Host::parse(host));
    let logout_urls = new.logout_urls.iter().map(|url| LogoutUrl::parse(url));
    Ok(Tenant {
        id: TenantId::parse(&new.id)?,
        display_name: new.display_name,
        canonical_host: Host::parse(authority)?,
        extra_hosts: hosts.collect::<Result<_, _>>()?,
        issuer: new.issuer,
        settings: TenantSettings {
            allowed_logout_urls: logout_urls.collect::<Result<_, _>>()?,
            ..TenantSettings::default()
        },
        created_at_ms: now_ms,
    })
}

fn client(tenant: &TenantId, new: NewClient, now_ms: u64) -> Result<Client, Error> {
    let grant = match new.kind {
        ClientKind::M2m => GrantType::ClientCredentials,
        ClientKind::Spa | ClientKind::Native | ClientKind::Web => GrantType::AuthorizationCode,
    };
    let redirect_uris = new.redirect_uris.iter().map(|uri| RedirectUri::parse(uri));
    let logout_urls = new.logout_urls.iter().map(|url| LogoutUrl::parse(url));
    let origins = new
        .web_origins
        .iter()
        .map(|origin| WebOrigin::parse(origin));
    Ok(Client {
        tenant: tenant.clone(),
        client_id: ClientId::parse(&new.client_id)?,
        name: new.name,
        kind: new.kind,
        token_endpoint_auth_method: match &new.secret {
            Some(_) => TokenEndpointAuthMethod::ClientSecretPost,
            None => TokenEndpointAuthMethod::None,
        },
        secret_hashes: new
            .secret
            .iter()
            .map(|secret| SecretHash::of(secret.expose()))
            .collect(),
        redirect_uris: redirect_uris.collect::<Result<_, _>>()?,
        allowed_logout_urls: logout_urls.collect::<Result<_, _>>()?,
        web_origins: origins.collect::<Result<_, _>>()?,
        grant_types: BTreeSet::from([grant]),
        id_token_s: None,
        metadata: BTreeMap::new(),
        created_at_ms: now_ms,
    })
}

fn api(tenant: &TenantId, id: ApiId, new: NewApi, now_ms: u64) -> Api {
    let scope = |value: String| Scope {
        value,
        description: String::new(),
    };
    Api {
        tenant: tenant.clone(),
        id,
        identifier: new.identifier,
        name: new.name,
        scopes: new.scopes.into_iter().map(scope).collect(),
        token_s: Api::DEFAULT_TOKEN_S,
        dialect: TokenDialect::default(),
        created_at_ms: now_ms,
    }
}

/// What is there already is as good as made.
fn settled<E: Into<Error>>(result: Result<(), E>) -> Result<(), Error> {
    match result.map_err(Into::into) {
        Err(Error::Store(store::Error::AlreadyExists { .. })) | Ok(()) => Ok(()),
        Err(error) => Err(error),
    }
}
