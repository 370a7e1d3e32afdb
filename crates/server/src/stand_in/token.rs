//! The signed tokens (HS256, RFC 7515) by which a login and the consent page know what the other said.

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};

/// The longest token that is looked at, in bytes.
const BYTES: usize = 8 * 1024;
/// How long an answer may be on its way, in seconds.
const LIFETIME_S: u64 = 120;

/// What a login asks: `api.redirect.encodeToken` made it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Asked {
    /// The host name that the user comes back to, with its port.
    pub(super) iss: String,
    /// The user.
    pub(super) sub: String,
    /// When the question ends, in seconds.
    exp: u64,
    /// The version of the terms.
    pub(super) version: String,
}

/// What the user said: `api.redirect.validateToken` reads it.
#[derive(Debug, Serialize)]
struct Answered<'a> {
    iss: &'a str,
    sub: &'a str,
    iat: u64,
    exp: u64,
    state: &'a str,
    version: &'a str,
    consent: Consent,
}

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Consent {
    /// Yes.
    Given,
    /// No.
    Refused,
}

impl Consent {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Refused => "refused",
        }
    }
}

/// Why a token is not taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum TokenError {
    /// It is too long.
    #[error("the token has {actual} bytes, at most {BYTES} are read")]
    TooLong {
        /// How long it is.
        actual: usize,
    },
    /// It was not made with the secret, or a claim is missing.
    #[error("the token is none of ours")]
    Unsound(#[from] jsonwebtoken::errors::Error),
    /// It has ended.
    #[error("the token has ended")]
    Expired,
}

/// Reads a question.
///
/// # Errors
/// [`TokenError`].
pub(super) fn read(token: &str, secret: &str, now_ms: u64) -> Result<Asked, TokenError> {
    if token.len() > BYTES {
        return Err(TokenError::TooLong {
            actual: token.len(),
        });
    }
    let mut validation = Validation::new(Algorithm::HS256);
    // The library asks the machine's clock; ours is asked below.
    validation.validate_exp = false;
    validation.set_required_spec_claims(&["exp", "sub", "iss"]);
    let key = DecodingKey::from_secret(secret.as_bytes());
    let asked = decode::<Asked>(token, &key, &validation)?.claims;
    if asked.exp <= now_ms / 1_000 {
        return Err(TokenError::Expired);
    }
    Ok(asked)
}

/// Writes the answer to a question, for the login of that `state` alone.
///
/// # Errors
/// [`TokenError::Unsound`] when it cannot be signed.
pub(super) fn write(
    asked: &Asked,
    consent: Consent,
    state: &str,
    (issuer, secret): (&str, &str),
    now_ms: u64,
) -> Result<String, TokenError> {
    let now_s = now_ms / 1_000;
    let answered = Answered {
        iss: issuer,
        sub: &asked.sub,
        iat: now_s,
        exp: now_s.saturating_add(LIFETIME_S),
        state,
        version: &asked.version,
        consent,
    };
    let key = EncodingKey::from_secret(secret.as_bytes());
    Ok(encode(&Header::new(Algorithm::HS256), &answered, &key)?)
}
