//! The flow decides a login: the run begins or goes on, and ends in a code, a refusal or a redirect.

use account::{Session, User};
use contract::{Failure, FailureKind, LimitName, Trigger};
use flow::claims::{Audience, for_access_token, for_id_token};
use flow::{CacheWrites, Interaction, MetadataPatch, Outcome, Run, Suspension};
use oauth::{AuthorizationCode, AuthorizeRequest, Grant, ScopeList, Subject};
use store::{
    CacheChange, CacheMarks, FinishedLogin, FinishedRun, LoginCount, LoginTransaction, RunRecord,
    RunStatus, SavedRun, SessionUse, SuspendedLogin, TransactionStep, UserEffects,
};
use tenant::{Api, Client, InstallationId, SecretHash};

use crate::App;
use crate::caller::Caller;
use crate::drive::Reached;
use crate::error::Error;
use crate::event::{self, LoginFacts};
use crate::marks::Marks;
use crate::passage::{FormKind, Onward, Passage};
use crate::record;

/// A login on its way with the request it answers.
pub(crate) type Transaction = LoginTransaction;

/// A login whose user has proved who they are.
pub(crate) struct Login {
    /// What the client asked for.
    pub(crate) request: AuthorizeRequest,
    /// The transaction, when one was kept.
    pub(crate) transaction: Option<Transaction>,
    /// The session, which exists before any action runs.
    pub(crate) session: Session,
    /// The user.
    pub(crate) user: User,
    /// Who asked for what, when the same request has read it already.
    pub(crate) asked: Option<Asked>,
}

/// The client and the API of a request.
pub(crate) struct Asked {
    pub(crate) client: Client,
    pub(crate) api: Option<Api>,
}

impl App {
    /// Runs the post-login flow from its beginning.
    pub(crate) async fn run_login(
        &self,
        caller: &Caller,
        mut login: Login,
    ) -> Result<Passage, Error> {
        let Asked { client, api } = self.asked(caller, &mut login).await?;
        let tenant = &caller.tenant.id;
        let request = &login.request;
        let connection = self
            .store
            .connection_find(tenant, &login.user.connection)
            .await?;
        let connection =
            connection.ok_or_else(|| dangling("connection", login.user.connection.as_str()))?;
        let event = event::post_login(&LoginFacts {
            caller,
            request,
            transaction_id: login
                .transaction
                .as_ref()
                .map(|transaction| transaction.id.as_str()),
            client: &client,
            connection: &connection,
            api: api.as_ref(),
            session: &login.session,
            user: &login.user,
        });
        let interaction = if request.is_silent() {
            Interaction::NonInteractive
        } else {
            Interaction::Interactive
        };
        let flow = self.flow(tenant, Trigger::PostLogin).await?;
        let (context, marks) = self.run_context(tenant, &flow, interaction).await?;
        let run = Run::start(self.run_id()?, flow, event, context)?;
        self.advance(caller, login, run, marks).await
    }

    /// Who asked for what: as it was read when the request came, else as it is now.
    async fn asked(&self, caller: &Caller, login: &mut Login) -> Result<Asked, Error> {
        if let Some(asked) = login.asked.take() {
            return Ok(asked);
        }
        let (tenant, request) = (&caller.tenant.id, &login.request);
        let client = self.store.client_find(tenant, &request.client_id).await?;
        let client = client.ok_or_else(|| dangling("client", request.client_id.as_str()))?;
        let api = match &request.audience {
            Some(audience) => self.store.api_find(tenant, audience).await?,
            None => None,
        };
        Ok(Asked { client, api })
    }

    /// Drives the run as far as it goes and answers the browser.
    pub(crate) async fn advance(
        &self,
        caller: &Caller,
        login: Login,
        mut run: Run,
        mut marks: Marks,
    ) -> Result<Passage, Error> {
        match self.drive(&caller.tenant, &mut run, &mut marks).await? {
            Reached::Done(outcome) => self.conclude(caller, &login, &run, &marks, *outcome).await,
            Reached::Suspended(suspension) => {
                self.suspend(caller, login, &run, &marks, suspension).await
            }
        }
    }

    /// The run waits: it is sealed beside its transaction, and the browser leaves with the state that brings it back.
    async fn suspend(
        &self,
        caller: &Caller,
        login: Login,
        run: &Run,
        marks: &Marks,
        suspension: Suspension,
    ) -> Result<Passage, Error> {
        let now_ms = self.clock.now_ms();
        let subject = subject(&login);
        let used = session_use(caller, &login);
        let state = self.entropy.token()?;
        let (step, id, browser_hash, cookie) = match &login.transaction {
            Some(kept) => (
                TransactionStep::Existing(kept.id.clone()),
                kept.id.clone(),
                kept.browser_hash.clone(),
                None,
            ),
            None => {
                let request = login.request.clone();
                let (mut made, cookie) = self.new_transaction(caller, request, now_ms)?;
                made.authenticate(&login.session.id);
                let (id, browser) = (made.id.clone(), made.browser_hash.clone());
                (TransactionStep::New(Box::new(made)), id, browser, cookie)
            }
        };
        let saved_run = SavedRun {
            tenant: caller.tenant.id.clone(),
            state_hash: SecretHash::of(&state),
            browser_hash,
            transaction: id,
            session: login.session.id.clone(),
            run_id: run.id().as_str().to_owned(),
            run: run.save()?,
            expires_at_ms: run.expires_at_ms(),
        };
        let suspended = SuspendedLogin {
            transaction: step,
            session: Some(used),
            saved_run,
            run: record::suspended(&caller.tenant.id, run, &subject, now_ms)?,
            cache: cache_changes(Trigger::PostLogin, suspension.cache_writes, marks),
            now_ms,
        };
        match self.store.login_suspend(&suspended).await {
            Ok(()) => {
                let mut passage = Passage::new(Onward::Away(suspension.redirect.location(&state)));
                passage.transaction = cookie;
                Ok(passage)
            }
            Err(store::Error::Gone { .. }) => {
                self.overtaken(caller, &login, Some(suspended.run)).await
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The run is over. Metadata that no longer fits beside what the user has is a failure of the step that set it, so
    /// that the client is answered and the record says why.
    async fn conclude(
        &self,
        caller: &Caller,
        login: &Login,
        run: &Run,
        marks: &Marks,
        outcome: Outcome,
    ) -> Result<Passage, Error> {
        let writes = !outcome.user_metadata.is_empty() || !outcome.app_metadata.is_empty();
        let spare = writes.then(|| outcome.clone());
        let finished = self.finish(caller, login, run, marks, outcome).await;
        match (finished, spare) {
            (Err(Error::Store(store::Error::Account(refused))), Some(outcome)) => {
                let outcome = without_metadata(outcome, run, &refused);
                self.finish(caller, login, run, marks, outcome).await
            }
            (finished, _) => finished,
        }
    }

    /// What the run decided is written in one transaction, and the client is answered.
    async fn finish(
        &self,
        caller: &Caller,
        login: &Login,
        run: &Run,
        marks: &Marks,
        outcome: Outcome,
    ) -> Result<Passage, Error> {
        let now_ms = self.clock.now_ms();
        let issuer = &caller.tenant.issuer;
        let refused = outcome.public_error(Trigger::PostLogin, run.id().as_str());
        let code = match &refused {
            Some(_) => None,
            None => Some((
                self.entropy.token()?,
                self.code(caller, login, &outcome, now_ms),
            )),
        };
        let finished = FinishedLogin {
            tenant: caller.tenant.id.clone(),
            transaction: login
                .transaction
                .as_ref()
                .map(|transaction| transaction.id.clone()),
            session: Some(session_use(caller, login)),
            user: Some(UserEffects {
                user_id: login.user.user_id.clone(),
                user_metadata: metadata(&outcome.user_metadata),
                app_metadata: metadata(&outcome.app_metadata),
                login: if refused.is_none() {
                    LoginCount::Completed
                } else {
                    LoginCount::Denied
                },
            }),
            code: code
                .as_ref()
                .map(|(value, code)| (SecretHash::of(value), code.clone())),
            run: record::finished(&caller.tenant.id, run, &subject(login), &outcome, now_ms)?,
            cache: cache_changes(Trigger::PostLogin, outcome.cache_writes, marks),
            now_ms,
        };
        match self.store.login_finish(&finished).await {
            Ok(()) => {}
            Err(store::Error::Gone { .. }) => {
                return self.overtaken(caller, login, finished.run).await;
            }
            Err(error) => return Err(error.into()),
        }
        let answer = match (refused, code) {
            (None, Some((value, _))) => login.request.respond(&value, issuer),
            (Some(public), _) => login.request.refuse(&protocol_error(public), issuer),
            (None, None) => return Ok(Passage::refused(oauth::Error::LostTransaction)),
        };
        Ok(Passage::new(Onward::Client(answer)))
    }

    /// While the flow ran the same form, sent twice, answered the login, or the session ended. Nothing is answered from
    /// here; the browser is asked again if it may be. The run leaves its record as one that was lost.
    async fn overtaken(
        &self,
        caller: &Caller,
        login: &Login,
        record: Option<RunRecord>,
    ) -> Result<Passage, Error> {
        if let Some(record) = record {
            let lost = FinishedRun {
                record: RunRecord {
                    status: RunStatus::Canceled,
                    ..record
                },
                cache: Vec::new(),
            };
            let now_ms = self.clock.now_ms();
            let tenant = &caller.tenant.id;
            self.store.runs_finish(tenant, &[lost], now_ms).await?;
        }
        match &login.transaction {
            Some(kept) => Ok(Passage::new(Onward::To(FormKind::Login, kept.id.clone()))),
            None => self.ask_to_sign_in(caller, login.request.clone()).await,
        }
    }

    /// The code, with claims and scopes frozen: nothing runs at its exchange.
    fn code(
        &self,
        caller: &Caller,
        login: &Login,
        outcome: &Outcome,
        now_ms: u64,
    ) -> AuthorizationCode {
        let scopes = outcome.scopes.apply(&login.request.scopes.to_vec());
        let grant = Grant {
            access_token_claims: for_access_token(
                &outcome.claims.access_token,
                Audience::Api,
                &scopes,
            ),
            id_token_claims: for_id_token(&outcome.claims.id_token, &scopes),
            scopes: ScopeList::of(scopes.iter().map(String::as_str)),
        };
        let subject = Subject {
            user_id: login.user.user_id.clone(),
            session_id: login.session.id.clone(),
            authenticated_at_ms: login.session.authenticated_at_ms,
        };
        let code_s = caller.tenant.settings.code_s;
        AuthorizationCode::issue(
            caller.tenant.id.clone(),
            &login.request,
            subject,
            grant,
            code_s,
            now_ms,
        )
    }
}

fn dangling(noun: &'static str, id: &str) -> Error {
    let id = id.to_owned();
    Error::Dangling { noun, id }
}

/// The outcome when the user's metadata would grow past its limit.
fn without_metadata(outcome: Outcome, run: &Run, refused: &account::Error) -> Outcome {
    let (command, failure) = match refused {
        account::Error::MetadataTooLarge { field, limit, .. } => {
            let command = match *field {
                "app_metadata" => "user.setAppMetadata",
                _ => "user.setUserMetadata",
            };
            let limit = u64::try_from(*limit).unwrap_or(u64::MAX);
            let message = format!("the user's {refused}");
            let failure = Failure::limit(LimitName::MetadataBytes, limit, message);
            (command, failure)
        }
        other => (
            "user.setUserMetadata",
            Failure::new(FailureKind::Internal, other.to_string()),
        ),
    };
    outcome.without_metadata(run.flow(), command, failure)
}

fn metadata(patch: &MetadataPatch) -> account::MetadataPatch {
    patch
        .iter()
        .map(|(key, value)| (key.to_owned(), value.clone()))
        .collect()
}

fn subject(login: &Login) -> record::Subject {
    record::Subject {
        user_id: Some(login.user.user_id.clone()),
        client_id: login.request.client_id.clone(),
    }
}

fn session_use(caller: &Caller, login: &Login) -> SessionUse {
    SessionUse {
        id: login.session.id.clone(),
        client_id: login.request.client_id.clone(),
        settings: caller.tenant.settings.clone(),
        methods: Vec::new(),
    }
}

/// Whose cache it is: the tenant's own actions of a trigger share one namespace, each installation has its own.
pub(crate) fn cache_namespace(trigger: Trigger, installation: Option<&InstallationId>) -> String {
    match installation {
        None => trigger.id().to_owned(),
        Some(installation) => format!("{trigger}/{installation}"),
    }
}

/// What a run wrote to its caches, and which secrets stand in it.
pub(crate) fn cache_changes(
    trigger: Trigger,
    writes: CacheWrites,
    marks: &Marks,
) -> Vec<CacheChange> {
    let installed = writes.installed.into_iter();
    let installed = installed.map(|(id, writes)| (Some(id), writes));
    std::iter::once((None, writes.own))
        .chain(installed)
        .filter(|(_, writes)| !writes.is_empty())
        .map(|(installation, writes)| CacheChange {
            namespace: cache_namespace(trigger, installation.as_ref()),
            marks: match installation {
                None => marks.of_writes(&writes),
                Some(_) => CacheMarks::new(),
            },
            writes,
        })
        .collect()
}

/// Only these three come out of a post-login flow (reference: triggers, section 3).
fn protocol_error(public: flow::view::PublicError) -> oauth::Error {
    match public.error.as_str() {
        "interaction_required" => oauth::Error::InteractionRequired,
        _ => oauth::Error::Denied {
            reason: public.description,
        },
    }
}
