//! `/continue`: a suspended run is taken, once, by the browser it belongs to, and goes on.

use account::{Session, User, UserState};
use flow::{ContinueRequest, Run};
use oauth::Params;
use store::SavedRun;
use tenant::SecretHash;

use crate::App;
use crate::caller::Caller;
use crate::decide::{Login, Transaction};
use crate::error::Error;
use crate::event;
use crate::marks::Marks;
use crate::passage::{Onward, Passage};

/// What came back from the other site.
#[derive(Debug, Clone)]
pub struct Returned {
    /// The query.
    pub query: Params,
    /// The form, of a POST.
    pub body: Params,
}

impl App {
    /// Takes a browser that comes back.
    ///
    /// # Errors
    /// A fault of ours; a lost run is in the passage.
    pub async fn resume(
        &self,
        caller: &Caller,
        returned: Result<Returned, oauth::Error>,
    ) -> Result<Passage, Error> {
        let returned = match returned {
            Ok(returned) => returned,
            Err(error) => return Ok(Passage::refused(error)),
        };
        let now_ms = self.clock.now_ms();
        let Some((saved, transaction)) = self.take_run(caller, &returned, now_ms).await? else {
            return Ok(Passage::refused(oauth::Error::LostTransaction));
        };
        let request = transaction.request.clone();
        let step = self
            .go_on(caller, &saved, transaction, &returned, now_ms)
            .await;
        Ok(Passage::told(step, &request))
    }

    async fn go_on(
        &self,
        caller: &Caller,
        saved: &SavedRun,
        transaction: Transaction,
        returned: &Returned,
        now_ms: u64,
    ) -> Result<Passage, Error> {
        let request = transaction.request.clone();
        let Some((session, user)) = self.still_signed_in(caller, saved, now_ms).await? else {
            let refused = request.refuse(&oauth::Error::LoginRequired, &caller.tenant.issuer);
            return Ok(Passage::new(Onward::Client(refused)));
        };
        let Some((run, marks)) = self.resumed(caller, saved, returned, now_ms).await? else {
            return Ok(Passage::refused(oauth::Error::LostTransaction));
        };
        let login = Login {
            request,
            transaction: Some(transaction),
            session,
            user,
            asked: None,
        };
        self.advance(caller, login, run, marks).await
    }

    /// The run at the step that suspended it; none when it is too old or of another version of this host.
    async fn resumed(
        &self,
        caller: &Caller,
        saved: &SavedRun,
        returned: &Returned,
        now_ms: u64,
    ) -> Result<Option<(Run, Marks)>, Error> {
        let mut run = match Run::load(&saved.run) {
            Ok(run) => run,
            Err(flow::Error::OtherVersion { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let (query, body) = (returned.query.to_map(), returned.body.to_map());
        let (caches, marks) = self.caches(&caller.tenant.id, run.flow(), now_ms).await?;
        let request = ContinueRequest {
            request: event::continue_request(caller, &query, &body),
            caches,
        };
        match run.resume(now_ms, request) {
            Ok(()) => Ok(Some((run, marks))),
            Err(flow::Error::Expired { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The run that waits for this state in this browser, taken so that nobody takes it again.
    async fn take_run(
        &self,
        caller: &Caller,
        returned: &Returned,
        now_ms: u64,
    ) -> Result<Option<(SavedRun, Transaction)>, Error> {
        let state = returned
            .query
            .get("state")
            .or_else(|| returned.body.get("state"));
        let Some(state) = state else {
            return Ok(None);
        };
        let tenant = &caller.tenant.id;
        let state = SecretHash::of(state);
        let cookies = caller.transaction_cookies.iter();
        let browsers: Vec<SecretHash> = cookies.map(|cookie| SecretHash::of(cookie)).collect();
        let Some(saved) = self
            .store
            .saved_run_take(tenant, &state, &browsers, now_ms)
            .await?
        else {
            return Ok(None);
        };
        let transaction = self
            .store
            .login_find(tenant, &saved.transaction, now_ms)
            .await?;
        // Another user may have signed in with this transaction since the run left.
        Ok(transaction
            .filter(|transaction| transaction.is_under(&saved.session))
            .map(|transaction| (saved, transaction)))
    }

    /// The session the run began with, and its user, if both are still there.
    async fn still_signed_in(
        &self,
        caller: &Caller,
        saved: &SavedRun,
        now_ms: u64,
    ) -> Result<Option<(Session, User)>, Error> {
        let tenant = &caller.tenant.id;
        let Some(session) = self
            .store
            .session_find_by_id(tenant, &saved.session, now_ms)
            .await?
        else {
            return Ok(None);
        };
        let user = self.store.user_find(tenant, &session.user_id).await?;
        Ok(user
            .filter(|user| user.state == UserState::Active)
            .map(|user| (session, user)))
    }
}
