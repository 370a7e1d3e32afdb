//! A client (RFC 6749 section 2): an application that asks for tokens.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    ClientId, Error, LONGEST_TOKEN_S, LogoutUrl, RedirectUri, SecretHash, TenantId, WebOrigin,
    limit,
};

/// Most URLs in each of a client's lists.
const URLS: usize = 100;
/// Most secrets at once: the current one and one on its way out.
const SECRETS: usize = 2;

/// A registered client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its `client_id`.
    pub client_id: ClientId,
    /// The name people see.
    pub name: String,
    /// What sort of application it is.
    pub kind: ClientKind,
    /// Hashes of its secrets; none for a public client.
    pub secret_hashes: Vec<SecretHash>,
    /// Where responses may go, compared exactly.
    pub redirect_uris: Vec<RedirectUri>,
    /// Where a logout may return to.
    pub allowed_logout_urls: Vec<LogoutUrl>,
    /// Origins whose pages may call the token endpoint and userinfo.
    pub web_origins: Vec<WebOrigin>,
    /// The grants it may use.
    pub grant_types: BTreeSet<GrantType>,
    /// How it authenticates at the token endpoint.
    pub token_endpoint_auth_method: TokenEndpointAuthMethod,
    /// Life of its ID tokens in seconds, when not the tenant's.
    pub id_token_s: Option<u64>,
    /// `event.client.metadata`.
    pub metadata: BTreeMap<String, String>,
    /// When it was made, unix ms.
    pub created_at_ms: u64,
}

/// What sort of application a client is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientKind {
    /// Runs in the browser, keeps no secret.
    Spa,
    /// Runs on a server, keeps a secret.
    Web,
    /// Installed on a device, keeps no secret (RFC 8252).
    Native,
    /// Acts for itself, without a user.
    M2m,
}

/// A grant a client may be allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GrantType {
    /// RFC 6749 section 4.1.
    AuthorizationCode,
    /// RFC 6749 section 4.4.
    ClientCredentials,
}

impl GrantType {
    /// The value of `grant_type`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AuthorizationCode => "authorization_code",
            Self::ClientCredentials => "client_credentials",
        }
    }
}

/// RFC 7591 section 2, `token_endpoint_auth_method`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenEndpointAuthMethod {
    /// A public client: it names itself by `client_id` and proves possession by PKCE.
    None,
    /// HTTP Basic (RFC 6749 section 2.3.1).
    ClientSecretBasic,
    /// `client_id` and `client_secret` in the body.
    ClientSecretPost,
}

impl Client {
    /// A client without a secret (RFC 6749 section 2.1).
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.token_endpoint_auth_method == TokenEndpointAuthMethod::None
    }

    /// Whether `secret` is one of its secrets; every hash is compared.
    #[must_use]
    pub fn has_secret(&self, secret: &str) -> bool {
        self.secret_hashes
            .iter()
            .fold(false, |found, hash| hash.matches(secret) | found)
    }

    /// Checks every field against its limit and the fields against each other.
    pub fn validate(&self) -> Result<(), Error> {
        ClientId::parse(self.client_id.as_str())?;
        limit::text("name", &self.name, 100)?;
        limit::count("secret_hashes", self.secret_hashes.len(), SECRETS)?;
        limit::count("redirect_uris", self.redirect_uris.len(), URLS)?;
        limit::count("allowed_logout_urls", self.allowed_logout_urls.len(), URLS)?;
        limit::count("web_origins", self.web_origins.len(), URLS)?;
        limit::distinct(
            "redirect_uris",
            self.redirect_uris.iter().map(RedirectUri::as_str),
        )?;
        limit::metadata("metadata", &self.metadata)?;
        if let Some(lifetime) = self.id_token_s {
            limit::range("id_token_s", lifetime, 1, LONGEST_TOKEN_S)?;
        }
        self.check_authentication()
    }

    fn check_authentication(&self) -> Result<(), Error> {
        const FIELD: &str = "token_endpoint_auth_method";
        let browser_or_device = matches!(self.kind, ClientKind::Spa | ClientKind::Native);
        if browser_or_device && !self.is_public() {
            return Err(Error::Contradiction {
                field: FIELD,
                because: "a spa or native client keeps no secret, use none",
            });
        }
        if self.is_public() && self.grant_types.contains(&GrantType::ClientCredentials) {
            // RFC 6749 section 4.4: only confidential clients.
            return Err(Error::Contradiction {
                field: "grant_types",
                because: "client_credentials needs a client secret",
            });
        }
        if self.is_public() != self.secret_hashes.is_empty() {
            return Err(Error::Contradiction {
                field: FIELD,
                because: "none goes without a secret, the others with one",
            });
        }
        Ok(())
    }
}
