//! What to make, in plain words, and the values it becomes.

use std::collections::{BTreeMap, BTreeSet};

use tenant::{
    AdminRole, Api, ApiId, Client, ClientId, ClientKind, GrantType, Host, LogoutUrl, PartnerId,
    RecordingPolicy, RedirectUri, Scope, Secret, SecretHash, Tenant, TenantId, TenantSettings,
    TokenDialect, TokenEndpointAuthMethod, WebOrigin,
};

use crate::actions::NewAction;
use crate::error::Error;

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

/// A tenant to make. One that exists takes over issuer, hosts, logout URLs and the partner it is for.
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
    /// The slug of the partner that tries its integrations out in it.
    pub testing_of: Option<String>,
    /// Which executions are recorded, for one that is new.
    pub recording: RecordingPolicy,
}

/// A client to make. One that exists takes over URLs, secret and metadata.
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
    /// `event.client.metadata`.
    pub metadata: BTreeMap<String, String>,
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

pub(super) fn tenant(
    new: NewTenant,
    testing_of: Option<PartnerId>,
    now_ms: u64,
) -> Result<Tenant, Error> {
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
            recording: new.recording,
            ..TenantSettings::default()
        },
        testing_of,
        created_at_ms: now_ms,
    })
}

pub(super) fn client(tenant: &TenantId, new: NewClient, now_ms: u64) -> Result<Client, Error> {
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
        metadata: new.metadata,
        created_at_ms: now_ms,
    })
}

pub(super) fn api(tenant: &TenantId, id: ApiId, new: NewApi, now_ms: u64) -> Api {
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
