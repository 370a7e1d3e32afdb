//! `/u/login`: the form, and the check of what was typed into it.

use account::{Email, LoginDecision, PASSWORD_BYTES, Session, User, decide_login};
use tenant::{Connection, SecretHash, SessionId};

use crate::App;
use crate::caller::Caller;
use crate::decide::{Login, Transaction};
use crate::error::Error;
use crate::forms::{Credentials, problem, too_many};
use crate::passage::{FormField, FormKind, FormProblem, Passage, SessionCookie};

/// `event.authentication.methods[].name` of a password.
const PASSWORD_METHOD: &str = "pwd";

impl App {
    /// Takes a filled-in login form.
    ///
    /// # Errors
    /// A fault of ours; what is wrong with the credentials is in the passage.
    pub async fn login(&self, caller: &Caller, typed: Credentials) -> Result<Passage, Error> {
        let Some(transaction) = self.form_transaction(caller, &typed).await? else {
            return Ok(Passage::refused(oauth::Error::LostTransaction));
        };
        let request = transaction.request.clone();
        let step = self.try_login(caller, transaction, typed).await;
        Ok(Passage::told(step, &request))
    }

    async fn try_login(
        &self,
        caller: &Caller,
        transaction: Transaction,
        typed: Credentials,
    ) -> Result<Passage, Error> {
        let connection = self.connection_of(caller, &transaction).await?;
        let guess = match self.guess(caller, &connection.id, &typed.email).await? {
            Ok(guess) => guess,
            Err(blocked) => {
                let problem = too_many(blocked);
                return self
                    .form(
                        caller,
                        FormKind::Login,
                        &transaction,
                        typed.email,
                        Some(problem),
                    )
                    .await;
            }
        };
        let checked = match self.check_credentials(caller, &connection, &typed).await {
            Ok(checked) => checked,
            Err(error) => {
                // Nobody looked at the password.
                self.forgive(&guess).await?;
                return Err(error);
            }
        };
        match checked {
            Ok(user) => {
                self.forgive(&guess).await?;
                let known = self.remember(caller, &connection.id, &typed.email)?;
                let mut passage = self.proven(caller, transaction, user).await?;
                passage.known = known;
                Ok(passage)
            }
            Err(problem) => {
                self.form(
                    caller,
                    FormKind::Login,
                    &transaction,
                    typed.email,
                    Some(problem),
                )
                .await
            }
        }
    }

    /// The same work and the same words for an unknown user and a wrong password.
    async fn check_credentials(
        &self,
        caller: &Caller,
        connection: &Connection,
        typed: &Credentials,
    ) -> Result<Result<User, FormProblem>, Error> {
        if typed.password.expose().len() > PASSWORD_BYTES {
            let error = account::Error::PasswordTooLong {
                limit: PASSWORD_BYTES,
                actual: typed.password.expose().len(),
            };
            return Ok(Err(problem(Some(FormField::Password), error.to_string())));
        }
        let found = match Email::parse(&typed.email) {
            Ok(email) => {
                self.store
                    .user_find_by_email(&caller.tenant.id, &connection.id, &email)
                    .await?
            }
            Err(_) => None,
        };
        let (user, hash) = found.map_or((None, None), |(user, hash)| (Some(user), Some(hash)));
        let known = user.as_ref().zip(hash.as_ref());
        let tenant = &caller.tenant.id;
        let verification = self.verify(tenant, known, &typed.password).await?;
        Ok(match (decide_login(user.as_ref(), verification), user) {
            (LoginDecision::Accepted, Some(user)) => Ok(user),
            (LoginDecision::Refused(refusal), _) => {
                Err(problem(Some(FormField::Password), refusal.to_string()))
            }
            (LoginDecision::Accepted, None) => Err(problem(
                Some(FormField::Password),
                account::Refusal::WrongCredentials.to_string(),
            )),
        })
    }

    /// Somebody proved who they are: their session begins, or goes on under a new cookie, before any action runs.
    pub(crate) async fn authenticated(
        &self,
        caller: &Caller,
        transaction: Transaction,
        user: User,
    ) -> Result<Passage, Error> {
        let now_ms = self.clock.now_ms();
        let settings = &caller.tenant.settings;
        let cookie = self.entropy.token()?;
        let cookie_hash = SecretHash::of(&cookie);
        let present = self.live_session(caller, now_ms).await?;
        let replaced = present
            .as_ref()
            .filter(|session| session.user_id != user.user_id)
            .map(|one| one.id.clone());
        let mut session = match present {
            Some(mut session) if session.user_id == user.user_id => {
                session.reauthenticate(cookie_hash, PASSWORD_METHOD, settings, now_ms);
                session
            }
            _ => {
                let id = SessionId::new(self.entropy.token()?);
                let owner = (caller.tenant.id.clone(), user.user_id.clone());
                let seen = (caller.ip.clone(), caller.user_agent.clone());
                Session::begin(
                    (id, cookie_hash),
                    owner,
                    PASSWORD_METHOD,
                    seen,
                    settings,
                    now_ms,
                )
            }
        };
        session.touch(&transaction.request.client_id, settings, now_ms);
        let replaced = replaced.as_ref();
        let transaction = self
            .move_on(caller, transaction, &session, replaced, now_ms)
            .await?;
        let request = transaction.request.clone();
        let login = Login {
            request: request.clone(),
            transaction: Some(transaction),
            session,
            user,
            asked: None,
        };
        // The session stands, whatever becomes of the flow.
        let mut passage = Passage::told(self.run_login(caller, login).await, &request);
        passage.session = Some(SessionCookie {
            value: cookie,
            max_age_s: settings.session_absolute_s,
        });
        Ok(passage)
    }

    /// The transaction moves on to its flow. One that the same form, sent twice, has answered meanwhile is not answered
    /// again: what was typed begins a login of its own, of the same request.
    async fn move_on(
        &self,
        caller: &Caller,
        transaction: Transaction,
        session: &Session,
        replaced: Option<&SessionId>,
        now_ms: u64,
    ) -> Result<Transaction, Error> {
        match self
            .store
            .login_authenticated(&transaction.id, session, replaced, now_ms)
            .await
        {
            Ok(()) => return Ok(transaction),
            Err(store::Error::Gone { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        // The browser holds a cookie, or the form would not have been its own.
        let (next, _) = self.new_transaction(caller, transaction.request, now_ms)?;
        self.store.login_begin_again(&next).await?;
        self.store
            .login_authenticated(&next.id, session, replaced, now_ms)
            .await?;
        Ok(next)
    }
}
