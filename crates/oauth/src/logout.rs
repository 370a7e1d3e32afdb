//! Logout: `/v2/logout` of the reference and RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0).

use tenant::{Client, ClientId, LogoutUrl, SessionId, TenantSettings, UserId};
use url::Url;

use crate::{Error, IdTokenHint, Params};

/// `GET /v2/logout`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct V2LogoutRequest {
    /// The client whose list of logout URLs counts.
    pub client_id: Option<ClientId>,
    /// Where to go then.
    pub return_to: Option<String>,
}

/// `GET` or `POST /oidc/logout`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogoutRequest {
    /// An ID token this host issued; its signature is the caller's to verify, its expiry does not count (section 2).
    pub id_token_hint: Option<String>,
    /// The session to end.
    pub logout_hint: Option<SessionId>,
    /// The client that asks.
    pub client_id: Option<ClientId>,
    /// Where to go then.
    pub post_logout_redirect_uri: Option<String>,
    /// Returned as it came.
    pub state: Option<String>,
}

/// What a logout does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogoutAnswer {
    /// End the session and go there; without a place show that it is done.
    End(Option<String>),
    /// Section 2: ask the user first, since nothing shows that they want it. Then the same.
    Confirm(Option<String>),
}

impl V2LogoutRequest {
    /// Reads the query.
    pub fn parse(params: &Params) -> Result<Self, Error> {
        Ok(Self {
            client_id: client_id(params)?,
            return_to: params.get("returnTo").map(str::to_owned),
        })
    }
}

impl LogoutRequest {
    /// Reads the query or form.
    pub fn parse(params: &Params) -> Result<Self, Error> {
        let logout_hint = params
            .get("logout_hint")
            .map(|hint| {
                SessionId::parse(hint).map_err(|_| Error::LogoutHint {
                    because: "logout_hint must be a session id",
                })
            })
            .transpose()?;
        let text = |name| params.get(name).map(str::to_owned);
        Ok(Self {
            id_token_hint: text("id_token_hint"),
            logout_hint,
            client_id: client_id(params)?,
            post_logout_redirect_uri: text("post_logout_redirect_uri"),
            state: text("state"),
        })
    }
}

/// Where `/v2/logout` goes: to `returnTo` if the client's list (the tenant's without a client) has it;
/// with a client and no `returnTo` to the first of its list.
pub fn check_v2_logout(
    request: &V2LogoutRequest,
    client: Option<&Client>,
    settings: &TenantSettings,
) -> Result<Option<String>, Error> {
    let allowed = allowed_urls(request.client_id.as_ref(), client, settings)?;
    match &request.return_to {
        Some(url) => listed(url, allowed).map(Some),
        None if client.is_some() => Ok(allowed.first().map(|url| url.as_str().to_owned())),
        None => Ok(None),
    }
}

/// What `/oidc/logout` does. `hint` are the claims of `id_token_hint`, `current` is the browser's session.
pub fn check_logout(
    request: &LogoutRequest,
    hint: Option<&IdTokenHint>,
    client: Option<&Client>,
    settings: &TenantSettings,
    current: Option<(&SessionId, &UserId)>,
) -> Result<LogoutAnswer, Error> {
    if let (Some(hint), Some(client_id)) = (hint, &request.client_id)
        && hint.client_id != *client_id
    {
        // Section 2: the client_id must match the one the ID token was issued to.
        return Err(Error::LogoutHint {
            because: "client_id is not the one of id_token_hint",
        });
    }
    let hinted_session = hint.and_then(|hint| hint.session_id.as_ref());
    if let (Some(of_token), Some(sent)) = (hinted_session, &request.logout_hint)
        && of_token != sent
    {
        return Err(Error::LogoutHint {
            because: "logout_hint is not the session of id_token_hint",
        });
    }
    let named = request
        .client_id
        .as_ref()
        .or(hint.map(|hint| &hint.client_id));
    let allowed = allowed_urls(named, client, settings)?;
    let target = request
        .post_logout_redirect_uri
        .as_deref()
        .map(|url| listed(url, allowed).map(|url| with_state(&url, request.state.as_deref())))
        .transpose()?;
    let wanted = match current {
        // Nobody is signed in: there is nothing to ask.
        None => true,
        Some((session, user)) => {
            let mut named_sessions = hinted_session.into_iter().chain(&request.logout_hint);
            let vouched = match hint {
                Some(hint) => hint.user_id == *user,
                None => request.logout_hint.is_some(),
            };
            vouched && named_sessions.all(|named| named == session)
        }
    };
    Ok(if wanted {
        LogoutAnswer::End(target)
    } else {
        LogoutAnswer::Confirm(target)
    })
}

fn client_id(params: &Params) -> Result<Option<ClientId>, Error> {
    params
        .get("client_id")
        .map(|id| ClientId::parse(id).map_err(|_| Error::UnknownClient))
        .transpose()
}

/// The client's list when one is named, else the tenant's.
fn allowed_urls<'a>(
    named: Option<&ClientId>,
    client: Option<&'a Client>,
    settings: &'a TenantSettings,
) -> Result<&'a [LogoutUrl], Error> {
    match (named, client) {
        (None, _) => Ok(&settings.allowed_logout_urls),
        (Some(_), Some(client)) => Ok(&client.allowed_logout_urls),
        (Some(_), None) => Err(Error::UnknownClient),
    }
}

fn listed(url: &str, allowed: &[LogoutUrl]) -> Result<String, Error> {
    let found = allowed
        .iter()
        .find(|known| known.as_str() == url)
        .ok_or(Error::LogoutUrlNotAllowed)?;
    Ok(found.as_str().to_owned())
}

fn with_state(url: &str, state: Option<&str>) -> String {
    match (Url::parse(url), state) {
        (Ok(mut url), Some(state)) => {
            url.query_pairs_mut().append_pair("state", state);
            url.into()
        }
        _ => url.to_owned(),
    }
}

#[cfg(test)]
#[path = "logout_tests.rs"]
mod tests;
