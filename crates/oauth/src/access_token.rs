//! The claims of an access token: the reference's dialect, or RFC 9068.

use serde_json::{Map, Value, json};
use tenant::{Api, ClientId, TokenDialect, UserId};

use crate::{ScopeList, userinfo_audience};

/// What a signed access token is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct AccessTokenClaims {
    /// The header's `typ`.
    pub typ: &'static str,
    /// The payload.
    pub claims: Map<String, Value>,
    /// Life in seconds.
    pub expires_in: u64,
}

/// Whom an access token is issued to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grantee<'a> {
    /// A user, by way of a client.
    User(&'a UserId),
    /// The client itself (`client_credentials`).
    Client,
}

/// What goes into an access token.
#[derive(Debug, Clone, Copy)]
pub struct AccessTokenInput<'a> {
    /// The issuer.
    pub issuer: &'a str,
    /// The API it is for.
    pub api: &'a Api,
    /// Whom it is issued to.
    pub grantee: Grantee<'a>,
    /// The client that asked.
    pub client_id: &'a ClientId,
    /// The scopes granted.
    pub scopes: &'a ScopeList,
    /// Custom claims, already cleared of restricted names.
    pub custom: &'a Map<String, Value>,
    /// A unique id for the token (RFC 9068 section 2.2, `jti`).
    pub token_id: &'a str,
    /// Now, unix ms.
    pub now_ms: u64,
}

/// Names the protocol gives a meaning in an access token (RFC 9068 section 2.2, RFC 7519 section 4.1):
/// never custom, whether or not this token has them.
const PROTOCOL_CLAIMS: [&str; 12] = [
    "iss",
    "sub",
    "aud",
    "exp",
    "nbf",
    "iat",
    "jti",
    "scope",
    "azp",
    "client_id",
    "gty",
    "cnf",
];

/// Makes the claims. No custom claim stands for one of the protocol's own.
#[must_use]
pub fn access_token_claims(input: AccessTokenInput<'_>) -> AccessTokenClaims {
    let issued_at = input.now_ms / 1_000;
    let subject = match input.grantee {
        Grantee::User(user) => user.as_str().to_owned(),
        Grantee::Client => format!("{}@clients", input.client_id),
    };
    let mut claims = input.custom.clone();
    claims.retain(|name, _| !PROTOCOL_CLAIMS.contains(&name.as_str()));
    claims.insert("iss".into(), json!(input.issuer));
    claims.insert("sub".into(), json!(subject));
    claims.insert("aud".into(), audience(&input));
    claims.insert("iat".into(), json!(issued_at));
    claims.insert(
        "exp".into(),
        json!(issued_at.saturating_add(input.api.token_s)),
    );
    if !input.scopes.is_empty() {
        claims.insert("scope".into(), json!(input.scopes.to_string()));
    }
    let typ = match input.api.dialect {
        TokenDialect::AccessToken => {
            claims.insert("azp".into(), json!(input.client_id));
            if input.grantee == Grantee::Client {
                claims.insert("gty".into(), json!("client-credentials"));
            }
            "JWT"
        }
        TokenDialect::Rfc9068Profile => {
            claims.insert("client_id".into(), json!(input.client_id));
            claims.insert("jti".into(), json!(input.token_id));
            "at+jwt"
        }
    };
    AccessTokenClaims {
        typ,
        claims,
        expires_in: input.api.token_s,
    }
}

/// With `openid` the token also opens userinfo, and says so.
fn audience(input: &AccessTokenInput<'_>) -> Value {
    match input.grantee {
        Grantee::User(_) if input.scopes.has("openid") => {
            json!([input.api.identifier, userinfo_audience(input.issuer)])
        }
        Grantee::User(_) | Grantee::Client => json!(input.api.identifier),
    }
}

#[cfg(test)]
#[path = "access_token_tests.rs"]
mod tests;
