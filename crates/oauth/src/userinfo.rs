//! Userinfo (OpenID Connect Core section 5.3) and the claims each scope opens (section 5.4).

use serde_json::{Map, Value, json};
use tenant::UserId;

use crate::{Error, Params, ScopeList};

/// What is known of a user; what is `None` is absent everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserClaims {
    /// `sub`.
    pub sub: UserId,
    /// Scope `profile`.
    pub name: Option<String>,
    /// Scope `profile`.
    pub given_name: Option<String>,
    /// Scope `profile`.
    pub family_name: Option<String>,
    /// Scope `profile`.
    pub nickname: Option<String>,
    /// Scope `profile`.
    pub picture: Option<String>,
    /// Scope `profile`, an RFC 3339 text as the reference's hosts send it.
    pub updated_at: Option<String>,
    /// Scope `email`.
    pub email: Option<String>,
    /// Scope `email`.
    pub email_verified: bool,
}

impl UserClaims {
    /// The claims `scopes` open, without `sub`.
    #[must_use]
    pub fn for_scopes(&self, scopes: &ScopeList) -> Map<String, Value> {
        let mut claims = Map::new();
        if scopes.has("profile") {
            let profile = [
                ("name", &self.name),
                ("given_name", &self.given_name),
                ("family_name", &self.family_name),
                ("nickname", &self.nickname),
                ("picture", &self.picture),
                ("updated_at", &self.updated_at),
            ];
            for (name, value) in profile {
                if let Some(value) = value {
                    claims.insert(name.into(), json!(value));
                }
            }
        }
        if scopes.has("email")
            && let Some(email) = &self.email
        {
            claims.insert("email".into(), json!(email));
            claims.insert("email_verified".into(), json!(self.email_verified));
        }
        claims
    }

    /// The answer of userinfo. `custom` are the ID token's custom claims of the login the token came from.
    pub fn userinfo(
        &self,
        scopes: &ScopeList,
        custom: &Map<String, Value>,
    ) -> Result<Map<String, Value>, Error> {
        if !scopes.has("openid") {
            return Err(Error::InsufficientScope);
        }
        let mut claims = self.for_scopes(scopes);
        claims.extend(custom.clone());
        claims.insert("sub".into(), json!(self.sub));
        Ok(claims)
    }
}

/// The access token of a request: RFC 6750 section 2.1 (header) or 2.2 (form of a POST), never the query.
pub fn bearer_token<'a>(
    authorization: Option<&'a str>,
    form: Option<&'a Params>,
) -> Result<&'a str, Error> {
    let header = authorization
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim());
    match (header, form.and_then(|form| form.get("access_token"))) {
        (Some(_), Some(_)) => Err(Error::Invalid {
            name: "access_token",
            because: "must be sent once (RFC 6750 section 2)",
        }),
        (Some(token), None) | (None, Some(token)) if !token.is_empty() => Ok(token),
        (Some(_), None) | (None, Some(_)) => Err(Error::InvalidToken),
        (None, None) => Err(Error::MissingToken),
    }
}

#[cfg(test)]
#[path = "userinfo_tests.rs"]
mod tests;
