//! `/u/signup`: a new user of a database connection, signed in at once.

use account::{AttemptLimits, PasswordHash, Profile, RateKey, SignUpForm, sign_up};
use tenant::Connection;

use crate::App;
use crate::caller::Caller;
use crate::decide::Transaction;
use crate::error::Error;
use crate::forms::{Credentials, problem, too_many};
use crate::passage::{FormField, FormKind, FormProblem, Passage};

impl App {
    /// Takes a filled-in sign-up form.
    ///
    /// # Errors
    /// A fault of ours; what is wrong with the form is in the passage.
    pub async fn signup(&self, caller: &Caller, typed: Credentials) -> Result<Passage, Error> {
        let Some(transaction) = self.form_transaction(caller, &typed).await? else {
            return Ok(Passage::refused(oauth::Error::LostTransaction));
        };
        let request = transaction.request.clone();
        let step = self.try_signup(caller, transaction, typed).await;
        Ok(Passage::told(step, &request))
    }

    async fn try_signup(
        &self,
        caller: &Caller,
        transaction: Transaction,
        typed: Credentials,
    ) -> Result<Passage, Error> {
        let now_ms = self.clock.now_ms();
        let key = RateKey::sign_up_ip(&caller.tenant.id, &caller.ip);
        let limit = AttemptLimits::default().sign_up_ip;
        if let Err(blocked) = self.store.attempt(&[(key, limit)], now_ms).await? {
            return self
                .again(caller, &transaction, typed, too_many(blocked))
                .await;
        }
        let connection = self.connection_of(caller, &transaction).await?;
        match self.create_user(&connection, &typed, now_ms).await? {
            Ok(user) => {
                let known = self.remember(caller, &connection.id, &typed.email)?;
                let mut passage = self.proven(caller, transaction, user).await?;
                passage.known = known;
                Ok(passage)
            }
            Err(problem) => self.again(caller, &transaction, typed, problem).await,
        }
    }

    async fn create_user(
        &self,
        connection: &Connection,
        typed: &Credentials,
        now_ms: u64,
    ) -> Result<Result<account::User, FormProblem>, Error> {
        let form = SignUpForm {
            email: typed.email.clone(),
            password: typed.password.clone(),
            profile: Profile::default(),
        };
        let user = match sign_up(&form, connection, self.entropy.bytes::<12>()?, now_ms) {
            Ok(user) => user,
            Err(error) => {
                return Ok(Err(problem(
                    faulty_field(&error),
                    sentence(&error.to_string()),
                )));
            }
        };
        // The hash is made before the address is looked up, so that a known address takes as long as a new one.
        let phc = self
            .passwords
            .hash(&connection.tenant, typed.password.expose().to_owned())
            .await?;
        let hash = PasswordHash::parse(&phc)?;
        match self.store.user_create(&user, &hash).await {
            Ok(()) => Ok(Ok(user)),
            Err(store::Error::AlreadyExists { .. }) => Ok(Err(problem(
                Some(FormField::Email),
                "This address cannot be used to sign up. If it is yours, sign in instead."
                    .to_owned(),
            ))),
            Err(error) => Err(error.into()),
        }
    }

    async fn again(
        &self,
        caller: &Caller,
        transaction: &Transaction,
        typed: Credentials,
        problem: FormProblem,
    ) -> Result<Passage, Error> {
        self.form(
            caller,
            FormKind::Signup,
            transaction,
            typed.email,
            Some(problem),
        )
        .await
    }
}

fn faulty_field(error: &account::Error) -> Option<FormField> {
    use account::Error;
    match error {
        Error::EmailMissing | Error::EmailInvalid | Error::EmailTooLong { .. } => {
            Some(FormField::Email)
        }
        Error::PasswordMissing
        | Error::PasswordTooShort { .. }
        | Error::PasswordTooLong { .. }
        | Error::PasswordTooSimple { .. }
        | Error::PasswordIsEmail => Some(FormField::Password),
        Error::SignUpClosed
        | Error::ProfileTooLong { .. }
        | Error::MetadataTooLarge { .. }
        | Error::HashInvalid => None,
    }
}

/// An error's text as a sentence for people.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        format!("{}{}.", first.to_uppercase(), chars.as_str())
    })
}
