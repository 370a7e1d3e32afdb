//! The claims of an ID token (OpenID Connect Core section 2).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::code::AuthTime;
use crate::{AuthorizationCode, UserClaims};

/// What goes into an ID token beside the code.
#[derive(Debug, Clone, Copy)]
pub struct IdTokenInput<'a> {
    /// The issuer.
    pub issuer: &'a str,
    /// The redeemed code.
    pub code: &'a AuthorizationCode,
    /// What is known of the user.
    pub user: &'a UserClaims,
    /// The access token issued with it.
    pub access_token: &'a str,
    /// Life in seconds.
    pub lifetime_s: u64,
    /// Now, unix ms.
    pub now_ms: u64,
}

/// Names the protocol gives a meaning in an ID token (OpenID Connect Core sections 2 and 3.3.2.11): never
/// custom, whether or not this token has them.
const PROTOCOL_CLAIMS: [&str; 14] = [
    "iss",
    "sub",
    "aud",
    "exp",
    "nbf",
    "iat",
    "auth_time",
    "nonce",
    "acr",
    "amr",
    "azp",
    "at_hash",
    "c_hash",
    "sid",
];

/// Makes the claims: the profile by scope, custom claims over it, and the protocol's own, which nothing replaces.
#[must_use]
pub fn id_token_claims(input: IdTokenInput<'_>) -> Map<String, Value> {
    let code = input.code;
    let issued_at = input.now_ms / 1_000;
    let mut claims = input.user.for_scopes(&code.scopes);
    claims.extend(code.id_token_claims.clone());
    claims.retain(|name, _| !PROTOCOL_CLAIMS.contains(&name.as_str()));
    claims.insert("iss".into(), json!(input.issuer));
    claims.insert("sub".into(), json!(code.user_id));
    claims.insert("aud".into(), json!(code.client_id));
    claims.insert("iat".into(), json!(issued_at));
    claims.insert(
        "exp".into(),
        json!(issued_at.saturating_add(input.lifetime_s)),
    );
    claims.insert("sid".into(), json!(code.session_id));
    claims.insert("at_hash".into(), json!(at_hash(input.access_token)));
    if let Some(nonce) = &code.nonce {
        claims.insert("nonce".into(), json!(nonce));
    }
    if code.auth_time == AuthTime::Claimed {
        claims.insert("auth_time".into(), json!(code.auth_time_s));
    }
    claims
}

/// OpenID Connect Core section 3.1.3.6: the left half of SHA-256 of the access token, base64url.
#[must_use]
pub fn at_hash(access_token: &str) -> String {
    let digest = Sha256::digest(access_token.as_bytes());
    URL_SAFE_NO_PAD.encode(digest.get(..16).unwrap_or_default())
}

#[cfg(test)]
#[path = "id_token_tests.rs"]
mod tests;
