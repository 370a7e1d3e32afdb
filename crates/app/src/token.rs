//! `/oauth/token`: the client is authenticated, and the grant's own step answers.

use account::{AttemptLimits, Blocked, RateKey};
use flow::view::PublicError;
use oauth::{PresentedClient, TokenRequest, TokenResponse, authenticate};
use tenant::Client;

use crate::App;
use crate::caller::Caller;
use crate::client_credentials::Exchange;
use crate::error::Error;

/// A call of the token endpoint.
#[derive(Debug, Clone, Copy)]
pub struct TokenCall<'a> {
    /// `Content-Type`.
    pub content_type: Option<&'a str>,
    /// `Authorization`.
    pub authorization: Option<&'a str>,
    /// The body.
    pub body: &'a [u8],
}

/// Why no token was issued.
#[derive(Debug)]
pub enum TokenRefusal {
    /// The protocol refuses.
    Protocol(oauth::Error),
    /// The tenant's flow refuses.
    Flow(PublicError),
}

impl From<oauth::Error> for TokenRefusal {
    fn from(error: oauth::Error) -> Self {
        Self::Protocol(error)
    }
}

pub(crate) type Answer = Result<TokenResponse, TokenRefusal>;

impl App {
    /// Answers a call of the token endpoint.
    ///
    /// # Errors
    /// A fault of ours; what is refused is in the answer.
    pub async fn exchange(&self, caller: &Caller, call: TokenCall<'_>) -> Result<Answer, Error> {
        let parsed = TokenRequest::parse(call.content_type, call.authorization, call.body);
        let (presented, request, body) = match parsed {
            Ok(parsed) => parsed,
            Err(error) => return Ok(Err(error.into())),
        };
        let client = match self.authenticate_client(caller, &presented).await? {
            Ok(client) => client,
            Err(error) => return Ok(Err(error.into())),
        };
        match request {
            TokenRequest::AuthorizationCode {
                code,
                redirect_uri,
                code_verifier,
            } => {
                self.redeem(
                    caller,
                    &client,
                    &code,
                    redirect_uri.as_deref(),
                    code_verifier.as_ref(),
                )
                .await
            }
            TokenRequest::ClientCredentials { audience, scopes } => {
                self.client_credentials(Exchange {
                    caller,
                    client,
                    audience,
                    scopes,
                    body,
                })
                .await
            }
        }
    }

    /// Wrong secrets are counted, and too many of them close the door to the right one too: else guessing would go on.
    /// A right one costs no write. All clients of an address are counted first, so that made-up ones leave few rows.
    async fn authenticate_client(
        &self,
        caller: &Caller,
        presented: &PresentedClient,
    ) -> Result<Result<Client, oauth::Error>, Error> {
        let tenant = &caller.tenant.id;
        let limits = AttemptLimits::default();
        let all = RateKey::clients_ip(tenant, &caller.ip);
        let one = RateKey::client_and_ip(tenant, presented.client_id.as_str(), &caller.ip);
        let keys = [(all, limits.clients_ip), (one, limits.client_and_ip)];
        let now_ms = self.clock.now_ms();
        if let Some(blocked) = self.store.attempt_blocked(&keys, now_ms).await? {
            return Ok(Err(too_many(&blocked)));
        }
        let client = self.store.client_find(tenant, &presented.client_id).await?;
        let error = match authenticate(client.as_ref(), presented) {
            Ok(client) => return Ok(Ok(client.clone())),
            Err(error) => error,
        };
        let counted = self.store.attempt(&keys, now_ms).await?;
        Ok(Err(counted
            .err()
            .map_or(error, |blocked| too_many(&blocked))))
    }
}

fn too_many(blocked: &Blocked) -> oauth::Error {
    oauth::Error::TooManyAttempts {
        retry_after_s: blocked.retry_after_s(),
    }
}
