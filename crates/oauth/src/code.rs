//! The authorization code (RFC 6749 sections 4.1.2 and 4.1.3): what it stands for and when it is good.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tenant::{Client, ClientId, SessionId, TenantId, UserId};

use crate::authorize::RedirectUriSource;
use crate::params::shown;
use crate::{AuthorizeRequest, CodeChallenge, Error, ScopeList};

/// What a code stands for. Claims and scopes are frozen with it: nothing runs at the exchange.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorizationCode {
    /// The tenant it was issued in.
    pub tenant: TenantId,
    /// The only client that may redeem it.
    pub client_id: ClientId,
    /// Whom the tokens are about.
    pub user_id: UserId,
    /// The session it came from.
    pub session_id: SessionId,
    /// Where it was sent.
    pub redirect_uri: String,
    /// Whether the token request has to name that.
    pub redirect_uri_source: RedirectUriSource,
    /// What the verifier has to meet.
    pub code_challenge: Option<CodeChallenge>,
    /// The scopes asked for.
    pub requested_scopes: ScopeList,
    /// The scopes granted, after the flow.
    pub scopes: ScopeList,
    /// The API the access token is for.
    pub audience: Option<String>,
    /// For the ID token.
    pub nonce: Option<String>,
    /// When the user proved who they are, unix s.
    pub auth_time_s: u64,
    /// Whether the ID token says so (`max_age` was asked for).
    pub auth_time: AuthTime,
    /// Custom claims for the access token.
    pub access_token_claims: Map<String, Value>,
    /// Custom claims for the ID token.
    pub id_token_claims: Map<String, Value>,
    /// When it was issued, unix ms.
    pub issued_at_ms: u64,
    /// When it ends, unix ms.
    pub expires_at_ms: u64,
}

/// Whether the ID token carries `auth_time` (OpenID Connect Core section 2: required with `max_age`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthTime {
    /// It does.
    Claimed,
    /// It does not.
    Omitted,
}

/// Who signed in, for whom a code is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The user.
    pub user_id: UserId,
    /// Their session.
    pub session_id: SessionId,
    /// When they proved who they are, unix ms.
    pub authenticated_at_ms: u64,
}

/// What the flow decided about the tokens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grant {
    /// The scopes granted.
    pub scopes: ScopeList,
    /// Custom claims for the access token.
    pub access_token_claims: Map<String, Value>,
    /// Custom claims for the ID token.
    pub id_token_claims: Map<String, Value>,
}

impl AuthorizationCode {
    /// Issues the code that answers `request`.
    #[must_use]
    pub fn issue(
        tenant: TenantId,
        request: &AuthorizeRequest,
        subject: Subject,
        grant: Grant,
        code_s: u64,
        now_ms: u64,
    ) -> Self {
        Self {
            tenant,
            client_id: request.client_id.clone(),
            user_id: subject.user_id,
            session_id: subject.session_id,
            redirect_uri: request.redirect_uri.clone(),
            redirect_uri_source: request.redirect_uri_source,
            code_challenge: request.code_challenge.clone(),
            requested_scopes: request.requested_scopes.clone(),
            scopes: grant.scopes,
            audience: request.audience.clone(),
            nonce: request.nonce.clone(),
            auth_time_s: subject.authenticated_at_ms / 1_000,
            auth_time: if request.max_age_s.is_some() {
                AuthTime::Claimed
            } else {
                AuthTime::Omitted
            },
            access_token_claims: grant.access_token_claims,
            id_token_claims: grant.id_token_claims,
            issued_at_ms: now_ms,
            expires_at_ms: now_ms.saturating_add(code_s.saturating_mul(1_000)),
        }
    }
}

/// RFC 6749 section 4.1.3 and RFC 7636 section 4.6: whether the authenticated `client` may redeem `code`.
pub fn check_code(
    code: &AuthorizationCode,
    client: &Client,
    redirect_uri: Option<&str>,
    verifier: Option<&str>,
    now_ms: u64,
) -> Result<(), Error> {
    if code.client_id != client.client_id
        || code.tenant != client.tenant
        || now_ms >= code.expires_at_ms
    {
        return Err(Error::InvalidCode);
    }
    match (redirect_uri, code.redirect_uri_source) {
        (Some(sent), _) if sent != code.redirect_uri => {
            return Err(Error::CodeRedirectUri { sent: shown(sent) });
        }
        (None, RedirectUriSource::Request) => {
            return Err(Error::Missing {
                name: "redirect_uri",
            });
        }
        (Some(_), _) | (None, RedirectUriSource::Registration) => {}
    }
    match (&code.code_challenge, verifier) {
        (Some(challenge), Some(verifier)) if challenge.is_met_by(verifier) => Ok(()),
        (None, None) => Ok(()),
        (Some(_), None) => Err(Error::Missing {
            name: "code_verifier",
        }),
        // RFC 9700 section 4.8.2: a verifier without a challenge is a downgrade.
        (Some(_), Some(_)) | (None, Some(_)) => Err(Error::CodeVerifier),
    }
}

#[cfg(test)]
#[path = "code_tests.rs"]
mod tests;
