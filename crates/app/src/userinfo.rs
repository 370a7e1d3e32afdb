//! `/userinfo`: what a bearer may know of the user.

use account::{User, UserState};
use oauth::UserClaims;
use serde_json::{Map, Value};
use store::IssuedToken;
use tenant::{SecretHash, Tenant};

use crate::App;
use crate::error::Error;
use crate::moment;

/// The longest token that is looked up, in bytes.
const TOKEN_BYTES: usize = 16 * 1024;

/// A bearer whose access token was found.
#[derive(Debug, Clone)]
pub struct Bearer(IssuedToken);

impl App {
    /// Finds the access token of a request.
    ///
    /// # Errors
    /// A fault of ours; an unknown token is in the answer.
    pub async fn check_access_token(
        &self,
        tenant: &Tenant,
        token: Option<&str>,
    ) -> Result<Result<Bearer, oauth::Error>, Error> {
        let Some(token) = token else {
            return Ok(Err(oauth::Error::MissingToken));
        };
        if token.is_empty() || token.len() > TOKEN_BYTES {
            return Ok(Err(oauth::Error::InvalidToken));
        }
        let found = self
            .store
            .access_token_find(&tenant.id, &SecretHash::of(token), self.clock.now_ms())
            .await?;
        Ok(found.map(Bearer).ok_or(oauth::Error::InvalidToken))
    }

    /// The claims the token's scopes open, and the login's own ID token claims.
    ///
    /// # Errors
    /// A fault of ours; a token that opens nothing is in the answer.
    pub async fn userinfo(
        &self,
        tenant: &Tenant,
        bearer: &Bearer,
    ) -> Result<Result<Map<String, Value>, oauth::Error>, Error> {
        let Bearer(token) = bearer;
        let user = self.store.user_find(&tenant.id, &token.user_id).await?;
        let Some(user) = user.filter(|user| user.state == UserState::Active) else {
            return Ok(Err(oauth::Error::InvalidToken));
        };
        Ok(user_claims(&user).userinfo(&token.scopes, &token.id_token_claims))
    }
}

/// What is known of a user, as claims.
pub(crate) fn user_claims(user: &User) -> UserClaims {
    let profile = user.profile.clone();
    UserClaims {
        sub: user.user_id.clone(),
        name: profile.name,
        given_name: profile.given_name,
        family_name: profile.family_name,
        nickname: profile.nickname,
        picture: profile.picture,
        updated_at: Some(moment::text(user.updated_at_ms)),
        email: Some(user.email.as_str().to_owned()),
        email_verified: user.email_verified,
    }
}
