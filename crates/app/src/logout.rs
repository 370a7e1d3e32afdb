//! Signing out: the session ends, and the browser goes where the client's list allows.

use oauth::{LogoutAnswer, LogoutRequest, Params, V2LogoutRequest, check_logout, check_v2_logout};
use tenant::{Client, ClientId};

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
        let hint = match &request.id_token_hint {
            Some(token) => match self.hint(caller, token).await? {
                Ok(hint) => Some(hint),
                Err(error) => return Ok(Err(error)),
            },
            None => None,
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
}

fn cookie(caller: &Caller) -> &str {
    caller.session_cookie.as_deref().unwrap_or_default()
}

fn subject(location: Option<&str>) -> String {
    format!("logout:{}", location.unwrap_or_default())
}
