//! The authorization request (RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2.1, RFC 9700 section 2.1).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use tenant::{Api, Client, ClientId, GrantType, UserId};

use crate::params::shown;
use crate::redirect_uri::chosen_redirect_uri;
use crate::{
    AuthorizationResponse, AuthorizeError, CodeChallenge, Error, IdTokenHint, Params, Prompt,
    ResponseMode, ReturnTo, ScopeList, UnsupportedParameter,
};

/// An authorization request as sent, its client not yet known.
#[derive(Debug, Clone)]
pub struct AuthorizeParams {
    params: Params,
    client_id: ClientId,
}

/// A checked authorization request: safe to keep and to answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorizeRequest {
    /// The client.
    pub client_id: ClientId,
    /// Where the answer goes, one of the client's registered URIs (on loopback perhaps with another port).
    pub redirect_uri: String,
    /// Whether the request named it; if so the token request has to (RFC 6749 section 4.1.3).
    pub redirect_uri_source: RedirectUriSource,
    /// How the answer gets there.
    pub response_mode: ResponseMode,
    /// The scopes as asked for (`event.transaction.requested_scopes`).
    pub requested_scopes: ScopeList,
    /// Those of them the host may grant.
    pub scopes: ScopeList,
    /// The API the access token is for.
    pub audience: Option<String>,
    /// Returned as it came.
    pub state: Option<String>,
    /// Put into the ID token as it came.
    pub nonce: Option<String>,
    /// What the code verifier has to meet.
    pub code_challenge: Option<CodeChallenge>,
    /// What to ask the user.
    pub prompt: BTreeSet<Prompt>,
    /// How old the user's proof may be, in seconds.
    pub max_age_s: Option<u64>,
    /// Who the client thinks will sign in.
    pub login_hint: Option<String>,
    /// The user the answer has to be about, when [`Self::expect`] was told one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hinted_user: Option<UserId>,
    /// Languages wanted, best first.
    pub ui_locales: Vec<String>,
    /// Authentication context classes wanted.
    pub acr_values: Vec<String>,
    /// The page wanted first.
    pub screen_hint: Option<ScreenHint>,
    /// The connection wanted, by name.
    pub connection: Option<String>,
    /// Every parameter as sent but secrets and the hint, for `event.request.query`.
    pub query: BTreeMap<String, String>,
}

/// Where the redirect URI came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedirectUriSource {
    /// The request named it.
    Request,
    /// It is the client's only one.
    Registration,
}

/// The page a client wants first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScreenHint {
    /// The sign-up page.
    Signup,
    /// The login page.
    Login,
}

impl AuthorizeParams {
    /// Takes the parameters of a query (GET) or form (POST).
    pub fn parse(params: Params) -> Result<Self, Error> {
        let client_id = params
            .get("client_id")
            .ok_or(Error::Missing { name: "client_id" })?;
        let client_id = ClientId::parse(client_id).map_err(|_| Error::UnknownClient)?;
        Ok(Self { params, client_id })
    }

    /// The client to load.
    #[must_use]
    pub fn client_id(&self) -> &ClientId {
        &self.client_id
    }

    /// The identifier of the API to load.
    #[must_use]
    pub fn audience(&self) -> Option<&str> {
        self.params.get("audience")
    }

    /// The ID token to verify and then to [`AuthorizeRequest::expect`].
    #[must_use]
    pub fn id_token_hint(&self) -> Option<&str> {
        self.params.get("id_token_hint")
    }

    /// Checks the request against the client of [`Self::client_id`] and the API of [`Self::audience`]
    /// (or the tenant's default one).
    pub fn check(
        self,
        client: Option<&Client>,
        api: Option<&Api>,
    ) -> Result<AuthorizeRequest, AuthorizeError> {
        let client = client
            .filter(|client| client.client_id == self.client_id)
            .ok_or(AuthorizeError::Page(Error::UnknownClient))?;
        let (redirect_uri, source) = chosen_redirect_uri(self.params.get("redirect_uri"), client)
            .map_err(AuthorizeError::Page)?;
        let mode = response_mode(&self.params);
        let return_to = ReturnTo {
            redirect_uri,
            mode: mode.clone().unwrap_or(default_mode(&self.params)),
            state: self.params.get("state").map(str::to_owned),
        };
        mode.and_then(|_| self.check_rest(client, api, &return_to, source))
            .map_err(|error| AuthorizeError::Redirect { error, return_to })
    }

    fn check_rest(
        &self,
        client: &Client,
        api: Option<&Api>,
        return_to: &ReturnTo,
        redirect_uri_source: RedirectUriSource,
    ) -> Result<AuthorizeRequest, Error> {
        let params = &self.params;
        for parameter in UnsupportedParameter::ALL {
            if params.get(parameter.as_str()).is_some() {
                return Err(Error::UnsupportedParameter { parameter });
            }
        }
        response_type(params.get("response_type"))?;
        if !client.grant_types.contains(&GrantType::AuthorizationCode) {
            return Err(Error::GrantNotAllowed {
                grant_type: GrantType::AuthorizationCode.as_str(),
            });
        }
        let code_challenge = CodeChallenge::parse(
            params.get("code_challenge"),
            params.get("code_challenge_method"),
        )?;
        if code_challenge.is_none() && client.is_public() {
            // RFC 9700 section 2.1.1.
            return Err(Error::Pkce {
                because: "code_challenge with code_challenge_method S256 is required of this client",
            });
        }
        if let Some(audience) = params.get("audience")
            && api.is_none_or(|api| api.identifier != audience)
        {
            return Err(Error::UnknownAudience {
                audience: shown(audience),
            });
        }
        let requested_scopes = ScopeList::parse(params.get("scope").unwrap_or_default())?;
        Ok(AuthorizeRequest {
            client_id: self.client_id.clone(),
            redirect_uri: return_to.redirect_uri.clone(),
            redirect_uri_source,
            response_mode: return_to.mode,
            scopes: requested_scopes.grantable(api),
            requested_scopes,
            audience: api.map(|api| api.identifier.clone()),
            state: return_to.state.clone(),
            nonce: params.get("nonce").map(str::to_owned),
            code_challenge,
            prompt: Prompt::parse(params.get("prompt"))?,
            max_age_s: max_age(params.get("max_age"))?,
            login_hint: params.get("login_hint").map(str::to_owned),
            hinted_user: None,
            ui_locales: words(params.get("ui_locales")),
            acr_values: words(params.get("acr_values")),
            screen_hint: screen_hint(params.get("screen_hint")),
            connection: params.get("connection").map(str::to_owned),
            query: params
                .clone()
                .without(&["client_secret", "id_token_hint"])
                .to_map(),
        })
    }
}

impl AuthorizeRequest {
    /// The successful answer.
    #[must_use]
    pub fn respond(&self, code: &str, issuer: &str) -> AuthorizationResponse {
        AuthorizationResponse::success(
            &self.redirect_uri,
            self.response_mode,
            code,
            self.state.as_deref(),
            issuer,
        )
    }

    /// The answer that carries `error`.
    #[must_use]
    pub fn refuse(&self, error: &Error, issuer: &str) -> AuthorizationResponse {
        AuthorizationResponse::failure(
            &self.redirect_uri,
            self.response_mode,
            error,
            self.state.as_deref(),
            issuer,
        )
    }

    /// Takes over whom the client means; only an ID token of its own says that.
    pub fn expect(&mut self, hint: IdTokenHint) -> Result<(), Error> {
        if hint.client_id != self.client_id {
            return Err(Error::Invalid {
                name: "id_token_hint",
                because: "was issued to another client",
            });
        }
        self.hinted_user = Some(hint.user_id);
        Ok(())
    }

    /// OpenID Connect Core section 3.1.2.2: no answer may be about another user than the one hinted at.
    pub fn check_user(&self, signed_in: &UserId) -> Result<(), Error> {
        match &self.hinted_user {
            Some(hinted) if hinted != signed_in => Err(Error::LoginRequired),
            _ => Ok(()),
        }
    }

    /// Whether the client forbade every page (`prompt=none`).
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.prompt.contains(&Prompt::None)
    }
}

fn response_mode(params: &Params) -> Result<ResponseMode, Error> {
    match params.get("response_mode") {
        None => Ok(default_mode(params)),
        sent => ResponseMode::parse(sent),
    }
}

/// Multiple Response Types section 3: a client that asks for a token in the front channel reads the
/// fragment, so that is where it is told that this host issues none there.
fn default_mode(params: &Params) -> ResponseMode {
    let types = params.get("response_type").unwrap_or_default();
    if types
        .split(' ')
        .any(|one| matches!(one, "token" | "id_token"))
    {
        ResponseMode::Fragment
    } else {
        ResponseMode::Query
    }
}

fn response_type(sent: Option<&str>) -> Result<(), Error> {
    match sent {
        None => Err(Error::Missing {
            name: "response_type",
        }),
        Some("code") => Ok(()),
        Some(_) => Err(Error::UnsupportedResponseType),
    }
}

fn max_age(sent: Option<&str>) -> Result<Option<u64>, Error> {
    const INVALID: Error = Error::Invalid {
        name: "max_age",
        because: "must be a whole number of seconds",
    };
    sent.map(|text| {
        // `parse` alone would take a sign.
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| digits).ok_or(INVALID)
    })
    .transpose()
}

/// An unknown hint is a wish that cannot be met, not an error.
fn screen_hint(sent: Option<&str>) -> Option<ScreenHint> {
    match sent {
        Some("signup") => Some(ScreenHint::Signup),
        Some("login") => Some(ScreenHint::Login),
        _ => None,
    }
}

fn words(sent: Option<&str>) -> Vec<String> {
    sent.unwrap_or_default()
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
#[path = "authorize_tests.rs"]
mod tests;
