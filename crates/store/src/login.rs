//! The two ends of a passage through a login flow, each one transaction.

use account::{MetadataPatch, TransactionId};
use oauth::AuthorizationCode;
use sea_orm::ConnectionTrait;
use tenant::{ClientId, SecretHash, SessionId, TenantId, TenantSettings, UserId};

use crate::caches::{CacheChange, apply_cache};
use crate::codes::insert_code;
use crate::login_transactions::{insert_login, require_login, take_login};
use crate::runs::put_run;
use crate::saved_runs::insert_saved_run;
use crate::sessions::{put_session, session_for_update};
use crate::users::{user_for_update, write_user};
use crate::{Error, LoginTransaction, RunRecord, SavedRun, Store};

/// A login that ended, with a code or without.
#[derive(Debug, Clone)]
pub struct FinishedLogin {
    /// The tenant.
    pub tenant: TenantId,
    /// The transaction that is answered; none for a silent or single sign-on that never left `/authorize`.
    pub transaction: Option<TransactionId>,
    /// The use of the session.
    pub session: Option<SessionUse>,
    /// What is written of the user.
    pub user: Option<UserEffects>,
    /// The code with the hash it is found by; none for a denied login.
    pub code: Option<(SecretHash, AuthorizationCode)>,
    /// The record of the run; none when no action was bound.
    pub run: Option<RunRecord>,
    /// What the run wrote to caches.
    pub cache: Vec<CacheChange>,
    /// Now, unix ms.
    pub now_ms: u64,
}

/// A login that leaves for another site and comes back at `/continue`.
#[derive(Debug, Clone)]
pub struct SuspendedLogin {
    /// The transaction.
    pub transaction: TransactionStep,
    /// The use of the session.
    pub session: Option<SessionUse>,
    /// The run to go on with.
    pub saved_run: SavedRun,
    /// Its record so far.
    pub run: RunRecord,
    /// What the run wrote to caches.
    pub cache: Vec<CacheChange>,
    /// Now, unix ms.
    pub now_ms: u64,
}

/// Whether the transaction is there already.
#[derive(Debug, Clone)]
pub enum TransactionStep {
    /// It is, and has to be still.
    Existing(TransactionId),
    /// A single sign-on that needs one only now.
    New(Box<LoginTransaction>),
}

/// A use of a session: its idle time starts anew.
#[derive(Debug, Clone)]
pub struct SessionUse {
    /// The session.
    pub id: SessionId,
    /// The client it was used for.
    pub client_id: ClientId,
    /// The tenant's lifetimes.
    pub settings: TenantSettings,
    /// Methods an action recorded.
    pub methods: Vec<String>,
}

/// What a login writes of its user.
#[derive(Debug, Clone)]
pub struct UserEffects {
    /// The user.
    pub user_id: UserId,
    /// Top-level keys to set or, by `null`, to remove.
    pub user_metadata: MetadataPatch,
    /// The same of the app metadata.
    pub app_metadata: MetadataPatch,
    /// Whether this was a completed login.
    pub login: LoginCount,
}

/// Whether `logins_count` grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginCount {
    /// It does.
    Completed,
    /// It does not: the login was denied.
    Denied,
}

impl Store {
    /// Ends a login: uses its transaction up, touches the session, writes user, code, record and cache,
    /// all or nothing. A transaction answered already or a session ended meanwhile is `Gone`.
    pub async fn login_finish(&self, finished: &FinishedLogin) -> Result<(), Error> {
        let keys = self.keys(&finished.tenant).await?;
        let transaction = self.begin().await?;
        if let Some(id) = &finished.transaction {
            take_login(&transaction, &finished.tenant, id, finished.now_ms).await?;
        }
        if let Some(session) = &finished.session {
            touch(&transaction, &finished.tenant, session, finished.now_ms).await?;
        }
        if let Some(effects) = &finished.user {
            write_effects(&transaction, &finished.tenant, effects, finished.now_ms).await?;
        }
        if let Some((hash, code)) = &finished.code {
            insert_code(&transaction, &keys, hash, code).await?;
        }
        if let Some(run) = &finished.run {
            put_run(&transaction, &keys, run).await?;
        }
        apply_cache(
            &transaction,
            &keys,
            &finished.tenant,
            &finished.cache,
            finished.now_ms,
        )
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Suspends a login: keeps the sealed run beside its transaction, all or nothing.
    pub async fn login_suspend(&self, suspended: &SuspendedLogin) -> Result<(), Error> {
        let tenant = &suspended.saved_run.tenant;
        let keys = self.keys(tenant).await?;
        let transaction = self.begin().await?;
        match &suspended.transaction {
            TransactionStep::Existing(id) => require_login(&transaction, tenant, id).await?,
            TransactionStep::New(login) => insert_login(&transaction, &keys, login, None).await?,
        }
        if let Some(session) = &suspended.session {
            touch(&transaction, tenant, session, suspended.now_ms).await?;
        }
        insert_saved_run(&transaction, &keys, &suspended.saved_run).await?;
        put_run(&transaction, &keys, &suspended.run).await?;
        apply_cache(
            &transaction,
            &keys,
            tenant,
            &suspended.cache,
            suspended.now_ms,
        )
        .await?;
        transaction.commit().await?;
        Ok(())
    }
}

async fn touch(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    used: &SessionUse,
    now_ms: u64,
) -> Result<(), Error> {
    let mut session = session_for_update(connection, tenant, &used.id, now_ms).await?;
    session.touch(&used.client_id, &used.settings, now_ms);
    for method in &used.methods {
        session.record_method(method, now_ms);
    }
    put_session(connection, &session).await
}

async fn write_effects(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    effects: &UserEffects,
    now_ms: u64,
) -> Result<(), Error> {
    let mut user = user_for_update(connection, tenant, &effects.user_id).await?;
    user.patch_metadata(&effects.user_metadata, &effects.app_metadata, now_ms)?;
    if effects.login == LoginCount::Completed {
        user.logins_count = user.logins_count.saturating_add(1);
        user.last_login_ms = Some(now_ms);
    }
    write_user(connection, &user).await
}
