//! `id_token_hint`: whom a client means, by an ID token of ours.

use account::User;
use oauth::{AuthorizeRequest, IdTokenHint};

use crate::App;
use crate::caller::Caller;
use crate::decide::Transaction;
use crate::error::Error;
use crate::passage::{Onward, Passage};

impl App {
    /// Verifies a hint; what is wrong with it is in the answer.
    pub(crate) async fn hint(
        &self,
        caller: &Caller,
        token: &str,
    ) -> Result<Result<IdTokenHint, oauth::Error>, Error> {
        let tenant = &caller.tenant;
        let verified = self.verify_own_token(&tenant.id, token).await?;
        Ok(IdTokenHint::read(verified.as_ref(), &tenant.issuer))
    }

    /// Lets a request mean the user its hint names.
    pub(crate) async fn expect_hinted(
        &self,
        caller: &Caller,
        request: &mut AuthorizeRequest,
        token: Option<&str>,
    ) -> Result<Result<(), oauth::Error>, Error> {
        match token {
            Some(token) => {
                let hint = self.hint(caller, token).await?;
                Ok(hint.and_then(|hint| request.expect(hint)))
            }
            None => Ok(Ok(())),
        }
    }

    /// Lets somebody who proved who they are go on, if they are the one the client means. Else nothing has begun, and
    /// the form is still there for whom it does mean.
    pub(crate) async fn proven(
        &self,
        caller: &Caller,
        transaction: Transaction,
        user: User,
    ) -> Result<Passage, Error> {
        match transaction.request.check_user(&user.user_id) {
            Ok(()) => self.authenticated(caller, transaction, user).await,
            Err(error) => {
                let refused = transaction.request.refuse(&error, &caller.tenant.issuer);
                Ok(Passage::new(Onward::Client(refused)))
            }
        }
    }
}
