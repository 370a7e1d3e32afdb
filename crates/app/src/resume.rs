//! `/continue`: a suspended run is taken, once, by the browser it belongs to, and goes on.

use account::Stage;
use contract::Trigger;
use flow::{ContinueRequest, Run};
use oauth::Params;
use tenant::SecretHash;

use crate::App;
use crate::caller::Caller;
use crate::decide::Login;
use crate::error::Error;
use crate::event;
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
        let lost = || Ok(Passage::refused(oauth::Error::LostTransaction));
        let state = returned
            .query
            .get("state")
            .or_else(|| returned.body.get("state"));
        let (Some(state), Some(cookie)) = (state, &caller.transaction_cookie) else {
            return lost();
        };
        let tenant = &caller.tenant.id;
        let now_ms = self.clock.now_ms();
        let (state_hash, browser_hash) = (SecretHash::of(state), SecretHash::of(cookie));
        let Some(saved) = self
            .store
            .saved_run_take(tenant, &state_hash, &browser_hash, now_ms)
            .await?
        else {
            return lost();
        };
        let Some(transaction) = self
            .store
            .login_find(tenant, &saved.transaction, now_ms)
            .await?
        else {
            return lost();
        };
        let mut run = Run::load(&saved.run)?;
        let issuer = &caller.tenant.issuer;
        let session = match &transaction.stage {
            Stage::Authenticated { session } => {
                self.store
                    .session_find_by_id(tenant, session, now_ms)
                    .await?
            }
            Stage::Started => None,
        };
        let Some(session) = session else {
            let refused = transaction
                .request
                .refuse(&oauth::Error::LoginRequired, issuer);
            return Ok(Passage::new(Onward::Client(refused)));
        };
        let Some(user) = self.store.user_find(tenant, &session.user_id).await? else {
            return lost();
        };
        let request = ContinueRequest {
            request: event::continue_request(
                caller,
                &returned.query.to_map(),
                &returned.body.to_map(),
            ),
            cache: self
                .store
                .cache_find(tenant, Trigger::PostLogin.id(), now_ms)
                .await?,
        };
        match run.resume(now_ms, request) {
            Ok(()) => {}
            Err(flow::Error::Expired { .. }) => return lost(),
            Err(error) => return Err(error.into()),
        }
        let request = transaction.request.clone();
        self.advance(
            caller,
            Login {
                request,
                transaction: Some(transaction),
                session,
                user,
                cookie: None,
            },
            run,
        )
        .await
    }
}
