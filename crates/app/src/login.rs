//! `/u/login`: the form, and the check of what was typed into it.

use account::{
    AttemptLimits, Email, LoginDecision, PASSWORD_BYTES, PasswordHash, RateKey, Session, User,
    Verification, decide_login,
};
use tenant::{Connection, Secret, SecretHash, SessionId, SignUp};

use crate::App;
use crate::caller::Caller;
use crate::csrf;
use crate::decide::{Login, Transaction};
use crate::error::Error;
use crate::passage::{Form, FormField, FormKind, FormProblem, Onward, Passage, SessionCookie};

/// `event.authentication.methods[].name` of a password.
const PASSWORD_METHOD: &str = "pwd";

/// What was typed into a hosted form.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The transaction.
    pub state: String,
    /// The form's token.
    pub csrf: String,
    /// The address as typed.
    pub email: String,
    /// The password as typed.
    pub password: Secret,
}

impl App {
    /// The form for a transaction.
    ///
    /// # Errors
    /// A fault of ours; a lost transaction is in the passage.
    pub async fn show_form(
        &self,
        caller: &Caller,
        kind: FormKind,
        state: &str,
    ) -> Result<Passage, Error> {
        match self.own_transaction(caller, state).await? {
            Some(transaction) => {
                let email = transaction.request.login_hint.clone().unwrap_or_default();
                self.form(caller, kind, &transaction, email, None).await
            }
            None => Ok(Passage::refused(oauth::Error::LostTransaction)),
        }
    }

    /// Takes a filled-in login form.
    ///
    /// # Errors
    /// A fault of ours; what is wrong with the credentials is in the passage.
    pub async fn login(&self, caller: &Caller, typed: Credentials) -> Result<Passage, Error> {
        let Some(transaction) = self.form_transaction(caller, &typed).await? else {
            return Ok(Passage::refused(oauth::Error::LostTransaction));
        };
        let connection = self.connection_of(caller, &transaction).await?;
        let keys = login_keys(caller, &connection, &typed.email);
        let limits = AttemptLimits::default();
        let now_ms = self.clock.now_ms();
        let [account, address] = keys.clone();
        let counted = [(account, limits.account_and_ip), (address, limits.ip)];
        if let Err(blocked) = self.store.attempt(&counted, now_ms).await? {
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
        let checked = self.check_credentials(caller, &connection, &typed).await?;
        match checked {
            Ok(user) => {
                self.store.attempt_forgive(&keys).await?;
                self.authenticated(caller, transaction, user).await
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
        let stored = hash.as_ref().map(PasswordHash::as_phc).map(str::to_owned);
        let matched = self
            .passwords
            .verify(typed.password.expose().to_owned(), stored)
            .await?;
        let verification = if matched {
            Verification::Matched
        } else {
            Verification::Mismatched
        };
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
        match self
            .store
            .login_authenticated(&transaction.id, &session, replaced.as_ref(), now_ms)
            .await
        {
            Ok(()) => {}
            Err(store::Error::Gone { .. }) => {
                return Ok(Passage::refused(oauth::Error::LostTransaction));
            }
            Err(error) => return Err(error.into()),
        }
        let cookie = SessionCookie {
            value: cookie,
            max_age_s: settings.session_absolute_s,
        };
        let request = transaction.request.clone();
        self.run_login(
            caller,
            Login {
                request,
                transaction: Some(transaction),
                session,
                user,
                cookie: Some(cookie),
            },
        )
        .await
    }

    /// The transaction a form was shown for, if the form is this browser's own.
    pub(crate) async fn form_transaction(
        &self,
        caller: &Caller,
        typed: &Credentials,
    ) -> Result<Option<Transaction>, Error> {
        let transaction = self.own_transaction(caller, &typed.state).await?;
        let cookie = caller.transaction_cookie.as_deref().unwrap_or_default();
        Ok(transaction.filter(|_| csrf::is_valid(&typed.csrf, cookie, &typed.state)))
    }

    /// The transaction of that state, if it is this browser's.
    pub(crate) async fn own_transaction(
        &self,
        caller: &Caller,
        state: &str,
    ) -> Result<Option<Transaction>, Error> {
        let Some(cookie) = &caller.transaction_cookie else {
            return Ok(None);
        };
        let now_ms = self.clock.now_ms();
        let id = account::TransactionId::new(state);
        let found = self
            .store
            .login_find(&caller.tenant.id, &id, now_ms)
            .await?;
        Ok(found.filter(|transaction| transaction.belongs_to(cookie, now_ms)))
    }

    /// The connection a login uses: the one the request names, else the tenant's default one.
    pub(crate) async fn connection_of(
        &self,
        caller: &Caller,
        transaction: &Transaction,
    ) -> Result<Connection, Error> {
        let tenant = &caller.tenant;
        if let Some(name) = &transaction.request.connection
            && let Some(named) = self.store.connection_find_by_name(&tenant.id, name).await?
        {
            return Ok(named);
        }
        let missing = || Error::NoConnection {
            tenant: tenant.id.as_str().to_owned(),
        };
        let id = tenant
            .settings
            .default_connection
            .as_ref()
            .ok_or_else(missing)?;
        self.store
            .connection_find(&tenant.id, id)
            .await?
            .ok_or_else(missing)
    }

    /// A hosted form, filled in as far as may be.
    pub(crate) async fn form(
        &self,
        caller: &Caller,
        kind: FormKind,
        transaction: &Transaction,
        email: String,
        problem: Option<FormProblem>,
    ) -> Result<Passage, Error> {
        let connection = self.connection_of(caller, transaction).await?;
        let client = self
            .store
            .client_find(&caller.tenant.id, &transaction.request.client_id)
            .await?;
        let cookie = caller.transaction_cookie.as_deref().unwrap_or_default();
        Ok(Passage::new(Onward::Form(Box::new(Form {
            kind,
            csrf: csrf::token(cookie, transaction.id.as_str()),
            state: transaction.id.clone(),
            email,
            client_name: client.map_or_else(String::new, |client| client.name),
            signs_up: connection.sign_up == SignUp::Open,
            password: connection.password_policy,
            problem,
        }))))
    }
}

/// A problem with what was typed.
pub(crate) fn problem(field: Option<FormField>, message: String) -> FormProblem {
    FormProblem {
        field,
        message,
        status: 400,
        retry_after_s: None,
    }
}

/// Too many tries.
pub(crate) fn too_many(blocked: account::Blocked) -> FormProblem {
    FormProblem {
        field: None,
        message: format!(
            "Too many attempts from here. Try again in {} seconds.",
            blocked.retry_after_s()
        ),
        status: 429,
        retry_after_s: Some(blocked.retry_after_s()),
    }
}

fn login_keys(caller: &Caller, connection: &Connection, email: &str) -> [RateKey; 2] {
    let tenant = &caller.tenant.id;
    [
        RateKey::account_and_ip(tenant, &connection.id, email, &caller.ip),
        RateKey::ip(tenant, &caller.ip),
    ]
}
