//! Signing out: the session ends, and the browser goes where the client's list allows.

use oauth::{
    LogoutAnswer, LogoutHint, LogoutRequest, Params, V2LogoutRequest, check_logout, check_v2_logout,
};
use tenant::{Client, ClientId, SessionId, UserId};

use crate::App;
use crate::caller::Caller;
use crate::csrf;
use crate::error::Error;

/// What a request to sign out came to.
#[derive(Debug)]
pub enum Leaving {
    /// The session is over; the browser goes there, or is told so.
    Gone(Option<String>),
    /// The user is asked first.
    Asked(Confirmation),
}

/// What the question carries, and the answer brings back.
#[derive(Debug)]
pub struct Confirmation {
    /// Bound to the session and to the location.
    pub csrf: String,
    /// Where the browser goes afterwards; checked before the question was put.
    pub location: Option<String>,
}

impl App {
    /// `GET /v2/logout`: signs out without a question.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn logout_v2(
        &self,
        caller: &Caller,
        params: Result<Params, oauth::Error>,
    ) -> Result<Result<Leaving, oauth::Error>, Error> {
        let request = match params.and_then(|params| V2LogoutRequest::parse(&params)) {
            Ok(request) => request,
            Err(error) => return Ok(Err(error)),
        };
        let client = self
            .named_client(caller, request.client_id.as_ref())
            .await?;
        match check_v2_logout(&request, client.as_ref(), &caller.tenant.settings) {
            Ok(location) => {
                self.end_session(caller).await?;
                Ok(Ok(Leaving::Gone(location)))
            }
            Err(error) => Ok(Err(error)),
        }
    }

    /// `/oidc/logout` (OpenID Connect RP-Initiated Logout section 2).
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn logout_oidc(
        &self,
        caller: &Caller,
        params: Result<Params, oauth::Error>,
    ) -> Result<Result<Leaving, oauth::Error>, Error> {
        let request = match params.and_then(|params| LogoutRequest::parse(&params)) {
            Ok(request) => request,
            Err(error) => return Ok(Err(error)),
        };
        let hint = match self.hint(caller, &request).await? {
            Ok(hint) => hint,
            Err(error) => return Ok(Err(error)),
        };
        let named = request
            .client_id
            .as_ref()
            .or(hint.as_ref().map(|hint| &hint.client_id));
        let client = self.named_client(caller, named).await?;
        let session = self.live_session(caller, self.clock.now_ms()).await?;
        let current = session
            .as_ref()
            .map(|session| (&session.id, &session.user_id));
        match check_logout(
            &request,
            hint.as_ref(),
            client.as_ref(),
            &caller.tenant.settings,
            current,
        ) {
            Ok(LogoutAnswer::End(location)) => {
                self.end_session(caller).await?;
                Ok(Ok(Leaving::Gone(location)))
            }
            Ok(LogoutAnswer::Confirm(location)) => {
                let csrf = csrf::token(cookie(caller), &subject(location.as_deref()));
                Ok(Ok(Leaving::Asked(Confirmation { csrf, location })))
            }
            Err(error) => Ok(Err(error)),
        }
    }

    /// The user said yes.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn logout_confirmed(
        &self,
        caller: &Caller,
        confirmation: Result<Confirmation, oauth::Error>,
    ) -> Result<Result<Leaving, oauth::Error>, Error> {
        let confirmation = match confirmation {
            Ok(confirmation) => confirmation,
            Err(error) => return Ok(Err(error)),
        };
        // The token also vouches for the location, which was checked when the question was put.
        let subject = subject(confirmation.location.as_deref());
        if caller.session_cookie.is_none()
            || !csrf::is_valid(&confirmation.csrf, cookie(caller), &subject)
        {
            return Ok(Err(oauth::Error::LostTransaction));
        }
        self.end_session(caller).await?;
        Ok(Ok(Leaving::Gone(confirmation.location)))
    }

    async fn end_session(&self, caller: &Caller) -> Result<(), Error> {
        if let Some(session) = self.live_session(caller, self.clock.now_ms()).await? {
            self.store
                .session_end(&caller.tenant.id, &session.id)
                .await?;
        }
        Ok(())
    }

    async fn named_client(
        &self,
        caller: &Caller,
        id: Option<&ClientId>,
    ) -> Result<Option<Client>, Error> {
        match id {
            Some(id) => Ok(self.store.client_find(&caller.tenant.id, id).await?),
            None => Ok(None),
        }
    }

    /// Section 2: an ID token of ours counts even when it has expired.
    async fn hint(
        &self,
        caller: &Caller,
        request: &LogoutRequest,
    ) -> Result<Result<Option<LogoutHint>, oauth::Error>, Error> {
        let Some(token) = &request.id_token_hint else {
            return Ok(Ok(None));
        };
        let unknown = oauth::Error::Invalid {
            name: "id_token_hint",
            because: "is no ID token of this issuer",
        };
        let Some(claims) = self.verify_own_token(&caller.tenant.id, token).await? else {
            return Ok(Err(unknown));
        };
        let text = |name: &str| claims.get(name).and_then(serde_json::Value::as_str);
        if text("iss") != Some(caller.tenant.issuer.as_str()) {
            return Ok(Err(unknown));
        }
        let (Some(client), Some(user)) = (text("aud"), text("sub")) else {
            return Ok(Err(unknown));
        };
        Ok(Ok(Some(LogoutHint {
            client_id: ClientId::new(client),
            user_id: UserId::new(user),
            session_id: text("sid").map(SessionId::new),
        })))
    }
}

fn cookie(caller: &Caller) -> &str {
    caller.session_cookie.as_deref().unwrap_or_default()
}

fn subject(location: Option<&str>) -> String {
    format!("logout:{}", location.unwrap_or_default())
}
