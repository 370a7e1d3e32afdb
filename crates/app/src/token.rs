//! `/oauth/token`: a code or a client's own credentials become tokens.

use account::{AttemptLimits, RateKey};
use contract::Trigger;
use flow::claims::{Audience, for_access_token};
use flow::view::PublicError;
use flow::{Interaction, Run};
use oauth::{
    AccessTokenInput, AuthorizationCode, Grantee, IdTokenInput, PresentedClient, ScopeList,
    TokenRequest, TokenResponse, access_token_claims, authenticate, check_client_credentials,
    check_code, id_token_claims,
};
use serde_json::{Map, Value};
use store::{CodeState, FinishedRun, IssuedToken, Redeemed};
use tenant::{Api, Client, GrantType, Secret, SecretHash};

use crate::App;
use crate::caller::Caller;
use crate::decide::cache_changes;
use crate::drive::Reached;
use crate::error::Error;
use crate::event::{self, ExchangeFacts};
use crate::record;
use crate::userinfo::user_claims;

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

type Answer = Result<TokenResponse, TokenRefusal>;

/// A grant of `client_credentials` after the client was authenticated.
struct Exchange<'a> {
    caller: &'a Caller,
    client: Client,
    audience: Option<String>,
    scopes: ScopeList,
    body: oauth::Params,
}

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

    /// Wrong secrets are counted; a right one costs no write.
    async fn authenticate_client(
        &self,
        caller: &Caller,
        presented: &PresentedClient,
    ) -> Result<Result<Client, oauth::Error>, Error> {
        let tenant = &caller.tenant.id;
        let client = self.store.client_find(tenant, &presented.client_id).await?;
        match authenticate(client.as_ref(), presented) {
            Ok(client) => Ok(Ok(client.clone())),
            Err(error) => {
                let key = RateKey::client_and_ip(tenant, presented.client_id.as_str(), &caller.ip);
                let limit = AttemptLimits::default().client_and_ip;
                Ok(Err(
                    match self
                        .store
                        .attempt(&[(key, limit)], self.clock.now_ms())
                        .await?
                    {
                        Ok(()) => error,
                        Err(blocked) => oauth::Error::TooManyAttempts {
                            retry_after_s: blocked.retry_after_s(),
                        },
                    },
                ))
            }
        }
    }

    async fn redeem(
        &self,
        caller: &Caller,
        client: &Client,
        code: &Secret,
        redirect_uri: Option<&str>,
        verifier: Option<&Secret>,
    ) -> Result<Answer, Error> {
        let tenant = &caller.tenant.id;
        if !client.grant_types.contains(&GrantType::AuthorizationCode) {
            let grant_type = GrantType::AuthorizationCode.as_str();
            return Ok(Err(oauth::Error::GrantNotAllowed { grant_type }.into()));
        }
        let hash = SecretHash::of(code.expose());
        let found = match self.store.code_find(tenant, &hash).await? {
            Some(CodeState::Fresh(found)) => *found,
            Some(CodeState::Redeemed(_)) => {
                // RFC 6749 section 4.1.2: what was issued for it is revoked.
                self.store.code_revoke_replayed(tenant, &hash).await?;
                return Ok(Err(oauth::Error::InvalidCode.into()));
            }
            None => return Ok(Err(oauth::Error::InvalidCode.into())),
        };
        let now_ms = self.clock.now_ms();
        if let Err(error) = check_code(
            &found,
            client,
            redirect_uri,
            verifier.map(Secret::expose),
            now_ms,
        ) {
            return Ok(Err(error.into()));
        }
        let Some(made) = self.tokens_for(caller, client, &found, now_ms).await? else {
            return Ok(Err(oauth::Error::InvalidCode.into()));
        };
        match self
            .store
            .code_redeem(tenant, &hash, &made.row, now_ms)
            .await?
        {
            Redeemed::First => Ok(Ok(made.response)),
            Redeemed::Replayed => Ok(Err(oauth::Error::InvalidCode.into())),
        }
    }

    /// The tokens a code stands for; `None` when its user is gone.
    async fn tokens_for(
        &self,
        caller: &Caller,
        client: &Client,
        code: &AuthorizationCode,
        now_ms: u64,
    ) -> Result<Option<Made>, Error> {
        let tenant = &caller.tenant;
        let Some(user) = self.store.user_find(&tenant.id, &code.user_id).await? else {
            return Ok(None);
        };
        let signer = self.signer(&tenant.id).await?;
        let (access_token, expires_in) = match self.api_of(caller, code).await? {
            Some(api) => {
                let made = access_token_claims(AccessTokenInput {
                    issuer: &tenant.issuer,
                    api: &api,
                    grantee: Grantee::User(&code.user_id),
                    client_id: &client.client_id,
                    scopes: &code.scopes,
                    custom: &code.access_token_claims,
                    token_id: &self.entropy.token()?,
                    now_ms,
                });
                (signer.sign(made.typ, &made.claims)?, made.expires_in)
            }
            // Without an API the token opens userinfo alone and is nobody's business to read.
            None => (self.entropy.token()?, tenant.settings.userinfo_token_s),
        };
        let id_token = match code.scopes.has("openid") {
            true => {
                let claims = id_token_claims(IdTokenInput {
                    issuer: &tenant.issuer,
                    code,
                    user: &user_claims(&user),
                    access_token: &access_token,
                    lifetime_s: client.id_token_s.unwrap_or(tenant.settings.id_token_s),
                    now_ms,
                });
                Some(signer.sign("JWT", &claims)?)
            }
            false => None,
        };
        let row = IssuedToken {
            tenant: tenant.id.clone(),
            hash: SecretHash::of(&access_token),
            user_id: code.user_id.clone(),
            client_id: code.client_id.clone(),
            session_id: code.session_id.clone(),
            scopes: code.scopes.clone(),
            id_token_claims: code.id_token_claims.clone(),
            expires_at_ms: now_ms.saturating_add(expires_in.saturating_mul(1_000)),
        };
        let response = TokenResponse::bearer(
            access_token,
            id_token,
            expires_in,
            &code.requested_scopes,
            &code.scopes,
        );
        Ok(Some(Made { response, row }))
    }

    async fn api_of(
        &self,
        caller: &Caller,
        code: &AuthorizationCode,
    ) -> Result<Option<Api>, Error> {
        let Some(audience) = &code.audience else {
            return Ok(None);
        };
        let api = self.store.api_find(&caller.tenant.id, audience).await?;
        api.map(Some).ok_or_else(|| Error::Dangling {
            noun: "API",
            id: audience.clone(),
        })
    }

    async fn client_credentials(&self, exchange: Exchange<'_>) -> Result<Answer, Error> {
        let Exchange {
            caller,
            client,
            audience,
            scopes,
            body,
        } = exchange;
        let tenant = &caller.tenant;
        let api = self.requested_api(caller, audience.as_deref()).await?;
        let grant = match &api {
            Some(api) => {
                self.store
                    .client_grant_find(&tenant.id, &client.client_id, &api.identifier)
                    .await?
            }
            None => None,
        };
        let checked = check_client_credentials(
            &client,
            audience.as_deref(),
            api.as_ref(),
            grant.as_ref(),
            &scopes,
        );
        let granted = match (checked, &api) {
            (Ok(granted), Some(_)) => granted.scopes,
            (Ok(_), None) => return Ok(Err(oauth::Error::MissingAudience.into())),
            (Err(error), _) => return Ok(Err(error.into())),
        };
        let Some(api) = api else {
            return Ok(Err(oauth::Error::MissingAudience.into()));
        };
        let facts = ExchangeFacts {
            caller,
            client: &client,
            api: &api,
            body: &body.to_map(),
            requested_scopes: scopes.to_vec(),
            granted_scopes: granted.to_vec(),
        };
        let decided = match self.run_exchange(&facts).await? {
            Ok(decided) => decided,
            Err(refused) => return Ok(Err(TokenRefusal::Flow(refused))),
        };
        let now_ms = self.clock.now_ms();
        let made = access_token_claims(AccessTokenInput {
            issuer: &tenant.issuer,
            api: &api,
            grantee: Grantee::Client,
            client_id: &client.client_id,
            scopes: &decided.scopes,
            custom: &decided.custom,
            token_id: &self.entropy.token()?,
            now_ms,
        });
        let token = self
            .signer(&tenant.id)
            .await?
            .sign(made.typ, &made.claims)?;
        Ok(Ok(TokenResponse::bearer(
            token,
            None,
            made.expires_in,
            &scopes,
            &decided.scopes,
        )))
    }

    /// Runs the credentials-exchange flow; without bindings nothing runs and nothing is recorded.
    async fn run_exchange(
        &self,
        facts: &ExchangeFacts<'_>,
    ) -> Result<Result<Decided, PublicError>, Error> {
        let tenant = &facts.caller.tenant.id;
        let trigger = Trigger::CredentialsExchange;
        let granted = ScopeList::of(facts.granted_scopes.iter().map(String::as_str));
        let flow = self.flow(tenant, trigger).await?;
        if flow.bindings().is_empty() {
            return Ok(Ok(Decided {
                custom: Map::new(),
                scopes: granted,
            }));
        }
        let subject = record::Subject {
            user_id: None,
            client_id: facts.client.client_id.clone(),
        };
        let context = self
            .run_context(tenant, trigger, Interaction::NonInteractive)
            .await?;
        let mut run = Run::start(
            self.run_id()?,
            flow,
            event::credentials_exchange(facts),
            context,
        )?;
        let outcome = match self.drive(tenant, &mut run).await? {
            Reached::Done(outcome) => outcome,
            // No step of this trigger can redirect; the flow fails one that tries.
            Reached::Suspended(_) => return Err(Error::Flow(flow::Error::NotExecuting)),
        };
        let reference = run.id().as_str().to_owned();
        let now_ms = self.clock.now_ms();
        if let Some(record) = record::finished(tenant, &run, &subject, &outcome, now_ms)? {
            let cache = cache_changes(trigger, outcome.cache_writes.clone());
            self.store
                .runs_finish(tenant, &[FinishedRun { record, cache }], now_ms)
                .await?;
        }
        if let Some(refused) = outcome.public_error(trigger, &reference) {
            return Ok(Err(refused));
        }
        let scopes = outcome.scopes.apply(&granted.to_vec());
        let custom = for_access_token(&outcome.claims.access_token, Audience::Api, &scopes);
        Ok(Ok(Decided {
            custom,
            scopes: ScopeList::of(scopes.iter().map(String::as_str)),
        }))
    }
}

/// Tokens, and the row that makes them work at userinfo.
struct Made {
    response: TokenResponse,
    row: IssuedToken,
}

/// What the flow made of a `client_credentials` grant.
struct Decided {
    custom: Map<String, Value>,
    scopes: ScopeList,
}
