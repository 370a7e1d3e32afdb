//! `/authorize`: the request is checked, and the browser is sent to a form, to the flow or back.

use account::{RateKey, Session, TransactionId};
use oauth::{
    AuthorizeError, AuthorizeParams, AuthorizeRequest, Interaction, Params, ScreenHint, SignedIn,
    interaction,
};
use tenant::{Api, SecretHash};

use crate::App;
use crate::caller::Caller;
use crate::decide::{Asked, Login, Transaction};
use crate::error::Error;
use crate::passage::{FormKind, Onward, Passage};

impl App {
    /// Takes an authorization request.
    ///
    /// # Errors
    /// A fault of ours; what is wrong with the request is in the passage.
    pub async fn authorize(
        &self,
        caller: &Caller,
        params: Result<Params, oauth::Error>,
    ) -> Result<Passage, Error> {
        let params = match params.and_then(AuthorizeParams::parse) {
            Ok(params) => params,
            Err(error) => return Ok(Passage::refused(error)),
        };
        let tenant = &caller.tenant.id;
        let client = self.store.client_find(tenant, params.client_id()).await?;
        let api = self.requested_api(caller, params.audience()).await?;
        let issuer = &caller.tenant.issuer;
        let hint = params.id_token_hint().map(str::to_owned);
        let request = match params.check(client.as_ref(), api.as_ref()) {
            Ok(request) => request,
            Err(AuthorizeError::Page(error)) => return Ok(Passage::refused(error)),
            Err(AuthorizeError::Redirect { error, return_to }) => {
                return Ok(Passage::new(Onward::Client(
                    return_to.refuse(&error, issuer),
                )));
            }
        };
        let asked = client.map(|client| Asked { client, api });
        let step = self.interact(caller, request.clone(), asked, hint.as_deref());
        let step = step.await;
        Ok(Passage::told(step, &request))
    }

    /// Asks the user for as much as the request and the session need.
    async fn interact(
        &self,
        caller: &Caller,
        mut request: AuthorizeRequest,
        asked: Option<Asked>,
        hint: Option<&str>,
    ) -> Result<Passage, Error> {
        if let Err(error) = self.expect_hinted(caller, &mut request, hint).await? {
            return Ok(refused(caller, &request, &error));
        }
        if let Some(name) = &request.connection
            && self.named_connection(caller, name).await?.is_none()
        {
            let unknown = oauth::Error::Invalid {
                name: "connection",
                because: "must name a connection of this tenant",
            };
            return Ok(refused(caller, &request, &unknown));
        }
        let now_ms = self.clock.now_ms();
        let session = self.live_session(caller, now_ms).await?;
        // A session of another user than the one the client means is as good as none.
        let session = session.filter(|session| request.check_user(&session.user_id).is_ok());
        match interaction(
            &request.prompt,
            request.max_age_s,
            signed_in(session.as_ref(), now_ms),
        ) {
            Err(error) => Ok(refused(caller, &request, &error)),
            Ok(Interaction::Login) => self.begin_login(caller, request, now_ms).await,
            // Every client of this host is the tenant's own: there is nothing to consent to.
            Ok(Interaction::SingleSignOn | Interaction::Consent) => match session {
                Some(session) => self.sign_on(caller, request, session, asked).await,
                None => self.begin_login(caller, request, now_ms).await,
            },
        }
    }

    /// The session whose cookie the browser holds, while it lasts.
    pub(crate) async fn live_session(
        &self,
        caller: &Caller,
        now_ms: u64,
    ) -> Result<Option<Session>, Error> {
        let Some(cookie) = &caller.session_cookie else {
            return Ok(None);
        };
        Ok(self
            .store
            .session_find(&caller.tenant.id, &SecretHash::of(cookie), now_ms)
            .await?)
    }

    /// The API a request names, or the tenant's default one.
    pub(crate) async fn requested_api(
        &self,
        caller: &Caller,
        audience: Option<&str>,
    ) -> Result<Option<Api>, Error> {
        let tenant = &caller.tenant;
        match (audience, &tenant.settings.default_api) {
            (Some(audience), _) => Ok(self.store.api_find(&tenant.id, audience).await?),
            (None, Some(id)) => Ok(self.store.api_find_by_id(&tenant.id, id).await?),
            (None, None) => Ok(None),
        }
    }

    /// Shows the first form of a new login.
    pub(crate) async fn begin_login(
        &self,
        caller: &Caller,
        request: AuthorizeRequest,
        now_ms: u64,
    ) -> Result<Passage, Error> {
        let kind = match request.screen_hint {
            Some(ScreenHint::Signup) => FormKind::Signup,
            Some(ScreenHint::Login) | None => FormKind::Login,
        };
        let (transaction, cookie) = self.new_transaction(caller, request, now_ms)?;
        let origin = RateKey::open_logins(&caller.tenant.id, &caller.ip);
        match self.store.login_begin(&transaction, &origin).await {
            Ok(()) => {}
            Err(store::Error::TooManyLogins { limit, blocked }) => {
                return Ok(Passage::refused(oauth::Error::TooManyLogins {
                    limit,
                    retry_after_s: blocked.retry_after_s(),
                }));
            }
            Err(error) => return Err(error.into()),
        }
        let mut passage = Passage::new(Onward::To(kind, transaction.id));
        passage.transaction = cookie;
        Ok(passage)
    }

    /// The form of a login that was answered is asked for again, by a second press of its button or the way back. The same
    /// request is answered anew: the session stands for the form if its user proved who they are since the request came.
    pub(crate) async fn ask_again(
        &self,
        caller: &Caller,
        answered: Transaction,
    ) -> Result<Passage, Error> {
        let now_ms = self.clock.now_ms();
        let session = self.live_session(caller, now_ms).await?;
        let proved = session.filter(|session| {
            session.authenticated_at_ms >= answered.created_at_ms
                && answered.request.check_user(&session.user_id).is_ok()
        });
        match proved {
            Some(session) => self.sign_on(caller, answered.request, session, None).await,
            None => self.begin_login(caller, answered.request, now_ms).await,
        }
    }

    /// A transaction for this browser, and the cookie to give it when it has none yet. One cookie serves all of a
    /// browser's transactions, so that logins in two tabs do not disturb each other.
    pub(crate) fn new_transaction(
        &self,
        caller: &Caller,
        request: AuthorizeRequest,
        now_ms: u64,
    ) -> Result<(Transaction, Option<String>), Error> {
        let (value, fresh) = match caller.transaction_cookies.last() {
            Some(value) => (value.clone(), None),
            None => {
                let value = self.entropy.token()?;
                (value.clone(), Some(value))
            }
        };
        let id = TransactionId::new(self.entropy.token()?);
        let browser = SecretHash::of(&value);
        Ok((
            Transaction::begin(id, caller.tenant.id.clone(), browser, request, now_ms),
            fresh,
        ))
    }

    /// Single sign-on: the session stands for the login form.
    async fn sign_on(
        &self,
        caller: &Caller,
        request: AuthorizeRequest,
        session: Session,
        asked: Option<Asked>,
    ) -> Result<Passage, Error> {
        let tenant = &caller.tenant.id;
        let Some(user) = self.store.user_find(tenant, &session.user_id).await? else {
            return self.ask_to_sign_in(caller, request).await;
        };
        if let Some(name) = &request.connection {
            let wanted = self.named_connection(caller, name).await?;
            if wanted.is_none_or(|wanted| wanted.id != user.connection) {
                return self.ask_to_sign_in(caller, request).await;
            }
        }
        if user.state == account::UserState::Blocked {
            let denied = oauth::Error::Denied {
                reason: account::Refusal::Blocked.to_string(),
            };
            return Ok(refused(caller, &request, &denied));
        }
        let login = Login {
            request,
            transaction: None,
            session,
            user,
            asked,
        };
        self.run_login(caller, login).await
    }

    /// The session does not stand for the form: it is shown, or a client that allows no page is told so.
    pub(crate) async fn ask_to_sign_in(
        &self,
        caller: &Caller,
        request: AuthorizeRequest,
    ) -> Result<Passage, Error> {
        if request.is_silent() {
            return Ok(refused(caller, &request, &oauth::Error::LoginRequired));
        }
        self.begin_login(caller, request, self.clock.now_ms()).await
    }
}

fn refused(caller: &Caller, request: &AuthorizeRequest, error: &oauth::Error) -> Passage {
    Passage::new(Onward::Client(request.refuse(error, &caller.tenant.issuer)))
}

fn signed_in(session: Option<&Session>, now_ms: u64) -> SignedIn {
    session.map_or(SignedIn::No, |session| SignedIn::Since {
        age_s: now_ms
            .saturating_sub(session.authenticated_at_ms)
            .div_ceil(1_000),
    })
}
