//! The token request (RFC 6749 sections 4.1.3 and 4.4.2) and its answer (section 5.1).

use serde::Serialize;
use tenant::Secret;

use crate::params::shown;
use crate::{Error, Params, PresentedClient, ScopeList};

/// A token request, its client not yet authenticated.
#[derive(Debug, Clone)]
pub enum TokenRequest {
    /// RFC 6749 section 4.1.3.
    AuthorizationCode {
        /// The code.
        code: Secret,
        /// Where it was sent.
        redirect_uri: Option<String>,
        /// RFC 7636 section 4.5.
        code_verifier: Option<Secret>,
    },
    /// RFC 6749 section 4.4.2.
    ClientCredentials {
        /// The API asked for.
        audience: Option<String>,
        /// The scopes asked for; empty when none were named.
        scopes: ScopeList,
    },
}

impl TokenRequest {
    /// Reads the body by its `Content-Type` and the `Authorization` header. The parameters come back
    /// without secrets, for `event.request.body`.
    pub fn parse(
        content_type: Option<&str>,
        authorization: Option<&str>,
        body: &[u8],
    ) -> Result<(PresentedClient, Self, Params), Error> {
        let essence = content_type
            .and_then(|value| value.split(';').next())
            .unwrap_or_default()
            .trim();
        let params = if essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            Params::from_form(body)?
        } else if essence.eq_ignore_ascii_case("application/json") {
            Params::from_json(body)?
        } else {
            return Err(Error::UnsupportedMediaType);
        };
        let request = Self::from_params(&params)?;
        let client = PresentedClient::parse(authorization, &params)?;
        Ok((
            client,
            request,
            params.without(&["client_secret", "code", "code_verifier"]),
        ))
    }

    fn from_params(params: &Params) -> Result<Self, Error> {
        match params
            .get("grant_type")
            .ok_or(Error::Missing { name: "grant_type" })?
        {
            "authorization_code" => Ok(Self::AuthorizationCode {
                code: Secret::new(
                    params
                        .get("code")
                        .ok_or(Error::Missing { name: "code" })?
                        .to_owned(),
                ),
                redirect_uri: params.get("redirect_uri").map(str::to_owned),
                code_verifier: params
                    .get("code_verifier")
                    .map(|verifier| Secret::new(verifier.to_owned())),
            }),
            "client_credentials" => Ok(Self::ClientCredentials {
                audience: params.get("audience").map(str::to_owned),
                scopes: ScopeList::parse(params.get("scope").unwrap_or_default())?,
            }),
            other => Err(Error::UnsupportedGrantType {
                grant_type: shown(other),
            }),
        }
    }
}

/// RFC 6749 section 5.1. It is sent with `Cache-Control: no-store`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TokenResponse {
    /// The access token.
    pub access_token: String,
    /// The ID token, when scope `openid` was granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
    /// The scopes granted, when they differ from those asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Life of the access token in seconds.
    pub expires_in: u64,
    /// `Bearer`.
    pub token_type: &'static str,
}

impl TokenResponse {
    /// An answer; `scope` is left out when what was granted is what was asked for.
    #[must_use]
    pub fn bearer(
        access_token: String,
        id_token: Option<String>,
        expires_in: u64,
        requested: &ScopeList,
        granted: &ScopeList,
    ) -> Self {
        let same = requested.iter().all(|scope| granted.has(scope))
            && granted.iter().all(|scope| requested.has(scope));
        let scope = (!same && !granted.is_empty()).then(|| granted.to_string());
        Self {
            access_token,
            id_token,
            scope,
            expires_in,
            token_type: "Bearer",
        }
    }
}

#[cfg(test)]
#[path = "token_tests.rs"]
mod tests;
