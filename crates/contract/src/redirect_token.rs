//! `api.redirect.encodeToken` and `api.redirect.validateToken` as values; the HMAC is the caller's.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

/// The lifetime of a token when the action does not say, in seconds.
pub const DEFAULT_LIFETIME_S: u64 = 900;

/// The parameter `validateToken` looks for when the action does not say.
pub const DEFAULT_PARAMETER: &str = "session_token";

/// Who and where a token is made for.
#[derive(Debug, Clone, Copy)]
pub struct TokenSubject<'a> {
    /// The tenant's host name, without scheme.
    pub issuer: &'a str,
    /// The user's id.
    pub user_id: &'a str,
    /// The address the login came from.
    pub ip: &'a str,
}

/// Makes the token: HS256, not encrypted. Entries of `payload` override the standard claims.
/// `sign` returns HMAC-SHA256 of its argument under the action's secret.
pub fn encode(
    subject: TokenSubject<'_>,
    payload: &Map<String, Value>,
    lifetime_s: u64,
    now_s: u64,
    sign: impl FnOnce(&[u8]) -> Vec<u8>,
) -> String {
    let mut claims = Map::new();
    claims.insert("iss".to_owned(), subject.issuer.into());
    claims.insert("sub".to_owned(), subject.user_id.into());
    claims.insert("ip".to_owned(), subject.ip.into());
    claims.insert("iat".to_owned(), now_s.into());
    claims.insert("exp".to_owned(), now_s.saturating_add(lifetime_s).into());
    claims.extend(payload.clone());
    let header = json!({"alg": "HS256", "typ": "JWT"}).to_string();
    let claims = Value::Object(claims).to_string();
    let mut token = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(header),
        URL_SAFE_NO_PAD.encode(claims)
    );
    let signature = URL_SAFE_NO_PAD.encode(sign(token.as_bytes()));
    token.push('.');
    token.push_str(&signature);
    token
}

/// The request with which the browser came back, as the action sees it.
#[derive(Debug, Clone, Copy)]
pub struct Returned<'a> {
    /// `event.request.query`.
    pub query: &'a Map<String, Value>,
    /// `event.request.body`.
    pub body: &'a Map<String, Value>,
    /// `event.user.user_id`.
    pub user_id: &'a str,
}

/// Why a token that came back is not accepted. The text is what the action gets as an `Error`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// No such parameter.
    #[error(
        "There is no parameter called '{parameter}' available in either the POST body or query string."
    )]
    Absent {
        /// The parameter looked for.
        parameter: String,
    },
    /// The claim `state` is not the state the browser came back with.
    #[error("The session token is invalid: State in the token does not match the /continue state.")]
    State,
    /// It is no token, or it was not signed with this secret.
    #[error("The session token is invalid: Failed signature validation")]
    Signature,
    /// One of `sub`, `iss`, `exp`, `iat` is missing or of another type.
    #[error("The session token is invalid: Missing or invalid standard claims")]
    Claims,
    /// The header's `typ` is not `JWT`.
    #[error("The session token is invalid: Unexpected token payload type")]
    Type,
    /// It speaks of another user.
    #[error("The session token is invalid: The sub claim does not match the user_id.")]
    Subject,
    /// It has ended.
    #[error("The session token is invalid: Token has expired.")]
    Expired,
}

/// Checks the token in the returned request, in the reference's order, and returns its claims.
/// `verify(signed, signature)` says whether the signature is HMAC-SHA256 of `signed` under the secret, in constant time.
///
/// # Errors
/// The first check that fails.
pub fn validate(
    parameter: &str,
    returned: Returned<'_>,
    now_s: u64,
    verify: impl FnOnce(&[u8], &[u8]) -> bool,
) -> Result<Map<String, Value>, TokenError> {
    let token = lookup(returned, parameter)
        .filter(|token| !token.is_empty())
        .ok_or_else(|| TokenError::Absent {
            parameter: parameter.chars().take(64).collect(),
        })?;
    let Some(token) = split(token) else {
        return Err(TokenError::Signature);
    };
    let state = token.claims.get("state").and_then(Value::as_str);
    if state.is_none() || !is_returned_state(returned, state) {
        return Err(TokenError::State);
    }
    // Only HS256 is ever verified: a token that says otherwise was not made for this check (RFC 8725, 3.1).
    let algorithm = token.header.get("alg").and_then(Value::as_str);
    if algorithm != Some("HS256") || !verify(token.signed, &token.signature) {
        return Err(TokenError::Signature);
    }
    check_claims(&token, returned.user_id, now_s)?;
    Ok(token.claims)
}

fn check_claims(token: &Token<'_>, user_id: &str, now_s: u64) -> Result<(), TokenError> {
    let text = |name| token.claims.get(name).and_then(Value::as_str);
    let time = |name| token.claims.get(name).and_then(Value::as_f64);
    let (Some(sub), Some(_iss), Some(exp), Some(_iat)) =
        (text("sub"), text("iss"), time("exp"), time("iat"))
    else {
        return Err(TokenError::Claims);
    };
    if token.header.get("typ").and_then(Value::as_str) != Some("JWT") {
        return Err(TokenError::Type);
    }
    if sub != user_id {
        return Err(TokenError::Subject);
    }
    #[allow(
        clippy::cast_precision_loss,
        reason = "seconds since the epoch are far below 2^53"
    )]
    let now = now_s as f64;
    if exp <= now {
        return Err(TokenError::Expired);
    }
    Ok(())
}

struct Token<'a> {
    header: Map<String, Value>,
    claims: Map<String, Value>,
    signed: &'a [u8],
    signature: Vec<u8>,
}

fn split(token: &str) -> Option<Token<'_>> {
    let (signed, signature) = token.rsplit_once('.')?;
    let (header, claims) = signed.split_once('.')?;
    let object = |part: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok();
    Some(Token {
        header: object(header)?,
        claims: object(claims)?,
        signed: signed.as_bytes(),
        signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
    })
}

/// Whether this is the state the browser came back with. A second, different state beside it is an attempt to have an old
/// token pass with a new run: then none counts.
fn is_returned_state(returned: Returned<'_>, state: Option<&str>) -> bool {
    let given = [returned.query, returned.body].map(|part| part.get("state"));
    let mut given = given.into_iter().flatten().peekable();
    given.peek().is_some() && given.all(|given| given.as_str() == state)
}

/// The body first: a token belongs in it, not in a query that ends in logs.
fn lookup<'a>(returned: Returned<'a>, name: &str) -> Option<&'a str> {
    let of = |entries: &'a Map<String, Value>| entries.get(name).and_then(Value::as_str);
    of(returned.body).or_else(|| of(returned.query))
}

#[cfg(test)]
mod tests;
