//! An API (resource server, RFC 8707) and what a client may ask of it for itself.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{ApiId, ClientGrantId, ClientId, Error, LONGEST_TOKEN_S, TenantId, limit};

/// Most scopes of one API.
const SCOPES: usize = 1_000;
/// Longest identifier in bytes.
const IDENTIFIER_BYTES: usize = 600;

/// An API whose access tokens the host issues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Api {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its own id.
    pub id: ApiId,
    /// The `audience` that names it, usually a URL; never changes.
    pub identifier: String,
    /// The name people see.
    pub name: String,
    /// The scopes it knows.
    pub scopes: Vec<Scope>,
    /// Life of its access tokens in seconds. Default 24 hours, at most 30 days.
    pub token_s: u64,
    /// The shape of its access tokens.
    pub dialect: TokenDialect,
    /// When it was made, unix ms.
    pub created_at_ms: u64,
}

/// One scope of an API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The scope token (RFC 6749 section 3.3).
    pub value: String,
    /// What it allows, for people.
    #[serde(default)]
    pub description: String,
}

/// The shape of an access token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenDialect {
    /// `azp`, header type `JWT`; what Auth0's developers expect.
    #[default]
    AccessToken,
    /// RFC 9068: header type `at+jwt`, `client_id`, `jti`.
    Rfc9068Profile,
}

/// What a client may ask of an API for itself (`client_credentials`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientGrant {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its id.
    pub id: ClientGrantId,
    /// The client that may ask.
    pub client_id: ClientId,
    /// The identifier of the API it may ask for.
    pub audience: String,
    /// The scopes it may have.
    pub scopes: BTreeSet<String>,
    /// When it was made, unix ms.
    pub created_at_ms: u64,
}

impl Api {
    /// The life of its tokens when none is set, in seconds.
    pub const DEFAULT_TOKEN_S: u64 = 86_400;

    /// Whether it knows `scope`.
    #[must_use]
    pub fn has_scope(&self, scope: &str) -> bool {
        self.scopes.iter().any(|known| known.value == scope)
    }

    /// Checks every field against its limit.
    pub fn validate(&self) -> Result<(), Error> {
        limit::text("identifier", &self.identifier, IDENTIFIER_BYTES)?;
        limit::text("name", &self.name, 200)?;
        limit::range("token_s", self.token_s, 1, LONGEST_TOKEN_S)?;
        limit::count("scopes", self.scopes.len(), SCOPES)?;
        limit::distinct(
            "scopes",
            self.scopes.iter().map(|scope| scope.value.as_str()),
        )?;
        for scope in &self.scopes {
            scope_token("scopes", &scope.value)?;
            limit::longest("scopes.description", &scope.description, 500)?;
        }
        Ok(())
    }
}

impl ClientGrant {
    /// Checks every field against its limit and against the API it is for.
    pub fn validate(&self, api: &Api) -> Result<(), Error> {
        limit::count("scope", self.scopes.len(), SCOPES)?;
        if self.audience != api.identifier {
            return Err(Error::Contradiction {
                field: "audience",
                because: "it is the identifier of the API",
            });
        }
        if !self.scopes.iter().all(|scope| api.has_scope(scope)) {
            return Err(Error::Contradiction {
                field: "scope",
                because: "each scope is one the API knows",
            });
        }
        Ok(())
    }
}

/// RFC 6749 section 3.3: printable ASCII without space, quote and backslash.
fn scope_token(field: &'static str, scope: &str) -> Result<(), Error> {
    limit::text(field, scope, 280)?;
    if !scope
        .bytes()
        .all(|b| b.is_ascii_graphic() && b != b'"' && b != b'\\')
    {
        return Err(Error::Characters {
            field,
            allowed: "printable ASCII without space, quote and backslash",
        });
    }
    Ok(())
}
