//! The client credentials grant (RFC 6749 section 4.4): what a client may have for itself.

use tenant::{Api, Client, ClientGrant, GrantType};

use crate::params::shown;
use crate::{Error, ScopeList};

/// What a client gets before actions have their say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientCredentialsGrant {
    /// The API the token is for.
    pub audience: String,
    /// The scopes granted.
    pub scopes: ScopeList,
}

/// Checks what an authenticated client asked for. Without a `scope` it gets all its grant allows.
pub fn check_client_credentials(
    client: &Client,
    audience: Option<&str>,
    api: Option<&Api>,
    grant: Option<&ClientGrant>,
    requested: &ScopeList,
) -> Result<ClientCredentialsGrant, Error> {
    if client.is_public() || !client.grant_types.contains(&GrantType::ClientCredentials) {
        return Err(Error::GrantNotAllowed {
            grant_type: GrantType::ClientCredentials.as_str(),
        });
    }
    let api = match (api, audience) {
        (Some(api), None) => api,
        (Some(api), Some(audience)) if api.identifier == audience => api,
        (Some(_) | None, Some(audience)) => {
            return Err(Error::UnknownAudience {
                audience: shown(audience),
            });
        }
        (None, None) => return Err(Error::MissingAudience),
    };
    let grant = grant
        .filter(|grant| grant.client_id == client.client_id && grant.audience == api.identifier)
        .ok_or_else(|| Error::NoClientGrant {
            audience: shown(&api.identifier),
        })?;
    // A scope the API no longer knows is granted to nobody, whatever older grants say.
    let may_have = |scope: &str| grant.scopes.contains(scope) && api.has_scope(scope);
    if let Some(refused) = requested.iter().find(|scope| !may_have(scope)) {
        return Err(Error::ScopeNotGranted {
            scope: shown(refused),
        });
    }
    let scopes = if requested.is_empty() {
        let granted = grant.scopes.iter().map(String::as_str);
        ScopeList::of(granted.filter(|scope| may_have(scope)))
    } else {
        requested.clone()
    };
    Ok(ClientCredentialsGrant {
        audience: api.identifier.clone(),
        scopes,
    })
}

#[cfg(test)]
#[path = "client_credentials_tests.rs"]
mod tests;
