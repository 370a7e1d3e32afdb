//! The code of a login becomes tokens, once.

use account::{User, UserState};
use oauth::{
    AccessTokenInput, AuthorizationCode, Grantee, IdTokenInput, TokenResponse, access_token_claims,
    check_code, id_token_claims,
};
use store::{CodeState, IssuedToken, Redeemed};
use tenant::{Api, Client, GrantType, Secret, SecretHash, TenantId};

use crate::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::token::Answer;
use crate::userinfo::user_claims;

impl App {
    /// Redeems a code (RFC 6749 section 4.1.3).
    pub(crate) async fn redeem(
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
            Some(CodeState::Redeemed(replayed)) => {
                // RFC 6749 section 4.1.2: what was issued for it is revoked, if it is the client's to revoke.
                if replayed.client_id == client.client_id {
                    self.store.code_revoke_replayed(tenant, &hash).await?;
                }
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

    /// Whom a code is about, while they may sign in and the session it came of lasts.
    async fn holder(
        &self,
        tenant: &TenantId,
        code: &AuthorizationCode,
        now_ms: u64,
    ) -> Result<Option<User>, Error> {
        let session = &code.session_id;
        let session = self.store.session_find_by_id(tenant, session, now_ms);
        if session.await?.is_none() {
            return Ok(None);
        }
        let user = self.store.user_find(tenant, &code.user_id).await?;
        Ok(user.filter(|user| user.state == UserState::Active))
    }

    /// The tokens a code stands for; `None` when nobody may have them any more.
    async fn tokens_for(
        &self,
        caller: &Caller,
        client: &Client,
        code: &AuthorizationCode,
        now_ms: u64,
    ) -> Result<Option<Made>, Error> {
        let tenant = &caller.tenant;
        let Some(user) = self.holder(&tenant.id, code, now_ms).await? else {
            return Ok(None);
        };
        let signer = self.signer(&tenant.id).await?;
        let (access_token, expires_in) = match self.api_of(caller, code).await? {
            Some(api) => {
                let token_id = self.entropy.token()?;
                let mut made = access_token_claims(AccessTokenInput {
                    issuer: &tenant.issuer,
                    api: &api,
                    grantee: Grantee::User(&code.user_id),
                    client_id: &client.client_id,
                    scopes: &code.scopes,
                    custom: &code.access_token_claims,
                    token_id: &token_id,
                    now_ms,
                });
                // Two logins of one user in one second would be the same bytes, and a replay of one would revoke both.
                made.claims
                    .entry("jti")
                    .or_insert_with(|| token_id.clone().into());
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
}

/// Tokens, and the row that makes them work at userinfo.
struct Made {
    response: TokenResponse,
    row: IssuedToken,
}
