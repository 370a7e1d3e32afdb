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

/// Makes the claims: the profile by scope, then custom claims over it, then the protocol's own, which nothing replaces.
#[must_use]
pub fn id_token_claims(input: IdTokenInput<'_>) -> Map<String, Value> {
    let code = input.code;
    let issued_at = input.now_ms / 1_000;
    let mut claims = input.user.for_scopes(&code.scopes);
    claims.extend(code.id_token_claims.clone());
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
    optional(
        &mut claims,
        "nonce",
        code.nonce.as_ref().map(|nonce| json!(nonce)),
    );
    optional(
        &mut claims,
        "auth_time",
        (code.auth_time == AuthTime::Claimed).then(|| json!(code.auth_time_s)),
    );
    claims
}

/// OpenID Connect Core section 3.1.3.6: the left half of SHA-256 of the access token, base64url.
#[must_use]
pub fn at_hash(access_token: &str) -> String {
    let digest = Sha256::digest(access_token.as_bytes());
    URL_SAFE_NO_PAD.encode(digest.get(..16).unwrap_or_default())
}

fn optional(claims: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    match value {
        Some(value) => claims.insert(name.into(), value),
        None => claims.remove(name),
    };
}

#[cfg(test)]
#[path = "id_token_tests.rs"]
mod tests;
