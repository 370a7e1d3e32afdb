//! A client's own token: what its grant allows, after the credentials-exchange flow had its say.

use contract::Trigger;
use flow::claims::{Audience, for_access_token};
use flow::view::PublicError;
use flow::{Interaction, Run};
use oauth::{
    AccessTokenInput, Grantee, ScopeList, TokenResponse, access_token_claims,
    check_client_credentials,
};
use serde_json::{Map, Value};
use store::FinishedRun;
use tenant::Client;

use crate::App;
use crate::caller::Caller;
use crate::decide::cache_changes;
use crate::drive::Reached;
use crate::error::Error;
use crate::event::{self, ExchangeFacts};
use crate::record;
use crate::token::{Answer, TokenRefusal};

/// A grant of `client_credentials` after the client was authenticated.
pub(crate) struct Exchange<'a> {
    pub(crate) caller: &'a Caller,
    pub(crate) client: Client,
    pub(crate) audience: Option<String>,
    pub(crate) scopes: ScopeList,
    pub(crate) body: oauth::Params,
}

/// What the flow made of a `client_credentials` grant.
struct Decided {
    custom: Map<String, Value>,
    scopes: ScopeList,
}

impl App {
    /// Gives a client what its grant and the tenant's actions allow (RFC 6749 section 4.4).
    pub(crate) async fn client_credentials(&self, exchange: Exchange<'_>) -> Result<Answer, Error> {
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
        let (context, mut marks) = self
            .run_context(tenant, &flow, Interaction::NonInteractive)
            .await?;
        let mut run = Run::start(
            self.run_id()?,
            flow,
            event::credentials_exchange(facts),
            context,
        )?;
        let driven = self.drive(&facts.caller.tenant, &mut run, &mut marks);
        let outcome = match driven.await? {
            Reached::Done(outcome) => outcome,
            // No step of this trigger can redirect; the flow fails one that tries.
            Reached::Suspended(_) => return Err(Error::Flow(flow::Error::NotExecuting)),
        };
        let reference = run.id().as_str().to_owned();
        let now_ms = self.clock.now_ms();
        if let Some(record) = record::finished(tenant, &run, &subject, &outcome, now_ms)? {
            let cache = cache_changes(trigger, outcome.cache_writes.clone(), &marks);
            self.keeper.keep(FinishedRun { record, cache }).await?;
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
