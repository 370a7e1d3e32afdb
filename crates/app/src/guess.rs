//! Tries at passwords, counted before a password is looked at.

use account::{AttemptLimit, AttemptLimits, Blocked, RateKey};
use tenant::ConnectionId;

use crate::App;
use crate::caller::Caller;
use crate::error::Error;

/// A try that was counted.
pub(crate) struct Guess {
    counted: Vec<RateKey>,
}

impl App {
    /// Counts a try at an account's password. All addresses together have so many at one account; a browser that the
    /// account signed in with before has as many of its own, so that nobody else uses them up.
    pub(crate) async fn guess(
        &self,
        caller: &Caller,
        connection: &ConnectionId,
        email: &str,
    ) -> Result<Result<Guess, Blocked>, Error> {
        let tenant = &caller.tenant.id;
        let limits = AttemptLimits::default();
        let account = RateKey::account(tenant, connection, email);
        let here = account.and_ip(&caller.ip);
        let everywhere = match self.known.proof(caller.known_cookie.as_deref(), &account) {
            Some(proof) => account.and_browser(proof),
            None => account,
        };
        let keys: [(RateKey, AttemptLimit); 3] = [
            (RateKey::ip(tenant, &caller.ip), limits.ip),
            (here, limits.account_and_ip),
            (everywhere, limits.account),
        ];
        let admitted = self.store.attempt(&keys, self.clock.now_ms()).await?;
        Ok(admitted.map(|()| Guess {
            counted: keys.into_iter().map(|(key, _)| key).collect(),
        }))
    }

    /// Takes back a try that was right, or that was not looked at.
    pub(crate) async fn forgive(&self, guess: &Guess) -> Result<(), Error> {
        Ok(self.store.attempt_forgive(&guess.counted).await?)
    }

    /// What a browser that an account signed in with keeps from now on, if that is new to it.
    pub(crate) fn remember(
        &self,
        caller: &Caller,
        connection: &ConnectionId,
        email: &str,
    ) -> Result<Option<String>, Error> {
        let account = RateKey::account(&caller.tenant.id, connection, email);
        let kept = caller.known_cookie.as_deref();
        Ok(self.known.remember(kept, &account)?)
    }
}
