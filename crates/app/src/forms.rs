//! The hosted forms: shown for a transaction, and taken back from its own browser alone.

use account::TransactionId;
use tenant::{Connection, Secret, SignUp};

use crate::App;
use crate::caller::Caller;
use crate::csrf;
use crate::decide::Transaction;
use crate::error::Error;
use crate::passage::{Form, FormField, FormKind, FormProblem, Onward, Passage};

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

/// A login of the browser that asks.
enum OwnLogin {
    /// It waits for its answer.
    Open(Transaction),
    /// It was answered a short while ago.
    Answered(Transaction),
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
        let Some(own) = self.own_login(caller, state).await? else {
            return Ok(Passage::refused(oauth::Error::LostTransaction));
        };
        let (OwnLogin::Open(one) | OwnLogin::Answered(one)) = &own;
        let request = one.request.clone();
        let step = match own {
            OwnLogin::Open(transaction) => {
                let email = transaction.request.login_hint.clone().unwrap_or_default();
                self.form(caller, kind, &transaction, email, None).await
            }
            OwnLogin::Answered(transaction) => self.ask_again(caller, transaction).await,
        };
        Ok(Passage::told(step, &request))
    }

    /// The transaction a form was shown for, if the form is this browser's own. One that was answered is no obstacle:
    /// what was typed decides a new login of the same request.
    pub(crate) async fn form_transaction(
        &self,
        caller: &Caller,
        typed: &Credentials,
    ) -> Result<Option<Transaction>, Error> {
        let own = self.own_login(caller, &typed.state).await?;
        let own = own.map(|(OwnLogin::Open(one) | OwnLogin::Answered(one))| one);
        Ok(own.filter(|transaction| {
            caller
                .cookie_of(transaction)
                .is_some_and(|cookie| csrf::is_valid(&typed.csrf, cookie, &typed.state))
        }))
    }

    /// The login of that state, if it is this browser's.
    async fn own_login(&self, caller: &Caller, state: &str) -> Result<Option<OwnLogin>, Error> {
        let now_ms = self.clock.now_ms();
        let (tenant, id) = (&caller.tenant.id, TransactionId::new(state));
        let is_own = |transaction: &Transaction| caller.cookie_of(transaction).is_some();
        if let Some(open) = self.store.login_find(tenant, &id, now_ms).await? {
            return Ok(Some(open).filter(is_own).map(OwnLogin::Open));
        }
        let answered = self.store.login_find_answered(tenant, &id, now_ms).await?;
        Ok(answered.filter(is_own).map(OwnLogin::Answered))
    }

    /// The connection a login uses: the one the request names, else the tenant's default one.
    pub(crate) async fn connection_of(
        &self,
        caller: &Caller,
        transaction: &Transaction,
    ) -> Result<Connection, Error> {
        let tenant = &caller.tenant;
        if let Some(name) = &transaction.request.connection {
            let named = self.named_connection(caller, name).await?;
            // It was there when the request was checked.
            return named.ok_or_else(|| Error::Dangling {
                noun: "connection",
                id: name.clone(),
            });
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

    /// The connection of that name.
    pub(crate) async fn named_connection(
        &self,
        caller: &Caller,
        name: &str,
    ) -> Result<Option<Connection>, Error> {
        let tenant = &caller.tenant.id;
        Ok(self.store.connection_find_by_name(tenant, name).await?)
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
        let cookie = caller.cookie_of(transaction).unwrap_or_default();
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
            "Too many attempts. Try again in {} seconds.",
            blocked.retry_after_s()
        ),
        status: 429,
        retry_after_s: Some(blocked.retry_after_s()),
    }
}
