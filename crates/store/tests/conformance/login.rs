//! The passage through a login: begun, authenticated, suspended, resumed, finished, each once.

use account::TransactionId;
use contract::Trigger;
use sea_orm::ConnectionTrait as _;
use serde_json::json;
use store::*;
use tenant::{ClientId, SecretHash, TenantSettings};

use crate::fixture::*;

fn used(session: &account::Session) -> SessionUse {
    SessionUse {
        id: session.id.clone(),
        client_id: ClientId::new("spa"),
        settings: TenantSettings::default(),
        methods: vec![],
    }
}

fn run(status: RunStatus) -> RunRecord {
    RunRecord {
        tenant: acme(),
        id: "run_1".into(),
        trigger: Trigger::PostLogin,
        status,
        body: json!({"steps": []}),
        created_at_ms: 1,
        updated_at_ms: 2,
    }
}

fn finished(session: &account::Session) -> FinishedLogin {
    let ann = user("ann");
    FinishedLogin {
        tenant: acme(),
        transaction: Some(TransactionId::new("t1")),
        session: Some(used(session)),
        user: Some(UserEffects {
            user_id: ann.user_id.clone(),
            user_metadata: json!({"seen": true}).as_object().cloned().unwrap(),
            app_metadata: json!({}).as_object().cloned().unwrap(),
            login: LoginCount::Completed,
        }),
        code: Some((SecretHash::of("code"), code(&ann, session, 20))),
        run: Some(run(RunStatus::Final)),
        cache: vec![],
        now_ms: 20,
    }
}

/// A store where `ann` is signed in with session `s1` in transaction `t1`.
async fn signed_in() -> (Fixture, account::Session) {
    let fixture = open().await;
    let ann = user("ann");
    fixture.store.user_create(&ann, &hash()).await.unwrap();
    fixture
        .store
        .login_begin(&transaction("t1", 10), &origin())
        .await
        .unwrap();
    let session = session("s1", &ann, 11);
    fixture
        .store
        .login_authenticated(&TransactionId::new("t1"), &session, None, 11)
        .await
        .unwrap();
    (fixture, session)
}

#[tokio::test]
async fn a_login_is_authenticated_again_until_it_is_answered() {
    let (fixture, first) = signed_in().await;
    let store = &fixture.store;
    let id = TransactionId::new("t1");
    let login = store.login_find(&acme(), &id, 12).await.unwrap().unwrap();
    assert!(login.is_under(&first.id));
    assert_eq!(login.request, request());
    let late = store.login_find(&acme(), &id, login.expires_at_ms).await;
    assert_eq!(late.unwrap(), None);
    let second = session("s2", &user("ann"), 13);
    let again = store.login_authenticated(&id, &second, None, 13).await;
    again.unwrap();
    let login = store.login_find(&acme(), &id, 14).await.unwrap().unwrap();
    assert!(login.is_under(&second.id));
    let found = async |cookie: &str| {
        let hash = SecretHash::of(cookie);
        store.session_find(&acme(), &hash, 14).await.unwrap()
    };
    assert_eq!(found("s1").await, None, "nobody holds its cookie");
    assert_eq!(found("s2").await, Some(second.clone()));
    store.login_finish(&finished(&second)).await.unwrap();
    let third = session("s3", &user("ann"), 21);
    let answered = store.login_authenticated(&id, &third, None, 21).await;
    assert!(matches!(answered, Err(Error::Gone { .. })));
    assert_eq!(found("s3").await, None);
}

#[tokio::test]
async fn an_answered_login_is_remembered_for_ten_minutes() {
    let (fixture, session) = signed_in().await;
    let store = &fixture.store;
    let id = TransactionId::new("t1");
    let answered = async |now_ms| {
        store
            .login_find_answered(&acme(), &id, now_ms)
            .await
            .unwrap()
    };
    assert_eq!(answered(20).await, None);
    store.login_finish(&finished(&session)).await.unwrap();
    let end = 20 + account::ANSWERED_LOGIN_MS;
    assert_eq!(answered(end - 1).await.unwrap().request, request());
    assert_eq!(answered(end).await, None);
    assert_eq!(store.login_find(&acme(), &id, 20).await.unwrap(), None);
    let purged = store.purge_expired(end, 9).await.unwrap();
    assert_eq!(purged.login_transactions, 1);
}

#[tokio::test]
async fn a_login_is_finished_once_and_wholly() {
    let (fixture, session) = signed_in().await;
    let store = &fixture.store;
    store.login_finish(&finished(&session)).await.unwrap();
    assert!(matches!(
        store.login_finish(&finished(&session)).await,
        Err(Error::Gone { .. })
    ));
    let ann = store
        .user_find(&acme(), &user("ann").user_id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((ann.logins_count, ann.last_login_ms), (1, Some(20)));
    assert_eq!(ann.user_metadata["seen"], json!(true));
    assert!(
        store
            .code_find(&acme(), &SecretHash::of("code"))
            .await
            .unwrap()
            .is_some()
    );
    assert_eq!(
        store.run_find(&acme(), "run_1").await.unwrap(),
        Some(run(RunStatus::Final))
    );
    assert_eq!(
        store
            .login_find(&acme(), &TransactionId::new("t1"), 20)
            .await
            .unwrap(),
        None
    );
    let touched = store
        .session_find_by_id(&acme(), &session.id, 20)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(touched.last_used_ms, 20);
}

#[tokio::test]
async fn a_session_ended_meanwhile_leaves_nothing_of_the_login() {
    let (fixture, session) = signed_in().await;
    let store = &fixture.store;
    store.session_end(&acme(), &session.id).await.unwrap();
    assert!(matches!(
        store.login_finish(&finished(&session)).await,
        Err(Error::Gone { .. })
    ));
    assert!(
        store
            .code_find(&acme(), &SecretHash::of("code"))
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(
        store
            .user_find(&acme(), &user("ann").user_id)
            .await
            .unwrap()
            .unwrap()
            .logins_count,
        0
    );
    assert!(
        store
            .login_find(&acme(), &TransactionId::new("t1"), 20)
            .await
            .unwrap()
            .is_some()
    );
}

fn suspended(session: &account::Session) -> SuspendedLogin {
    SuspendedLogin {
        transaction: TransactionStep::Existing(TransactionId::new("t1")),
        session: Some(used(session)),
        saved_run: SavedRun {
            tenant: acme(),
            state_hash: SecretHash::of("state"),
            browser_hash: SecretHash::of("browser"),
            transaction: TransactionId::new("t1"),
            session: session.id.clone(),
            run_id: "run_1".into(),
            run: b"run".to_vec(),
            expires_at_ms: 100,
        },
        run: run(RunStatus::Suspended),
        cache: vec![],
        now_ms: 15,
    }
}

async fn status(store: &Store) -> RunStatus {
    let found = store.run_find(&acme(), "run_1").await.unwrap();
    found.unwrap().status
}

#[tokio::test]
async fn a_run_nobody_comes_back_for_is_canceled_with_its_end() {
    let (fixture, session) = signed_in().await;
    let store = &fixture.store;
    store.login_suspend(&suspended(&session)).await.unwrap();
    assert_eq!(store.purge_expired(99, 9).await.unwrap().saved_runs, 0);
    assert_eq!(status(store).await, RunStatus::Suspended);
    assert_eq!(store.purge_expired(100, 9).await.unwrap().saved_runs, 1);
    assert_eq!(status(store).await, RunStatus::Canceled);
}

/// Whoever can write rows hands a run to another browser, login or session, or lets it last.
#[tokio::test]
async fn a_saved_run_opens_only_beside_what_it_was_sealed_with() {
    for change in [
        "browser_hash = 'HASH'",
        "transaction_id = 't2'",
        "session_id = 's2'",
        "run_id = 'run_2'",
        "expires_at = 200",
    ] {
        let (fixture, session) = signed_in().await;
        let store = &fixture.store;
        store.login_suspend(&suspended(&session)).await.unwrap();
        let other = SecretHash::of("other");
        let statement = format!("UPDATE saved_runs SET {change}").replace("HASH", other.as_str());
        let path = fixture.directory.path().join("latchwork.db");
        let rows = sea_orm::Database::connect(format!("sqlite://{}", path.display()));
        let changed = rows.await.unwrap().execute_unprepared(&statement).await;
        assert_eq!(changed.unwrap().rows_affected(), 1, "{change}");
        let browsers = [SecretHash::of("browser"), other];
        let state = SecretHash::of("state");
        let taken = store.saved_run_take(&acme(), &state, &browsers, 20).await;
        assert!(matches!(taken, Err(Error::Unsealable { .. })), "{change}");
    }
}

#[tokio::test]
async fn a_suspended_run_survives_a_restart_and_is_taken_once_by_its_browser() {
    let (fixture, session) = signed_in().await;
    let suspended = suspended(&session);
    fixture.store.login_suspend(&suspended).await.unwrap();
    let fixture = fixture.restart().await;
    let store = &fixture.store;
    let take = |state: &str, browser: &str, now| {
        let (store, state, browser) = (
            store.clone(),
            SecretHash::of(state),
            SecretHash::of(browser),
        );
        async move {
            store
                .saved_run_take(&acme(), &state, &[SecretHash::of("else"), browser], now)
                .await
                .unwrap()
        }
    };
    assert_eq!(take("state", "other", 20).await, None);
    assert_eq!(take("other", "browser", 20).await, None);
    assert_eq!(take("state", "browser", 100).await, None);
    let (first, second, third) = tokio::join!(
        take("state", "browser", 20),
        take("state", "browser", 20),
        take("state", "browser", 20)
    );
    let taken: Vec<_> = [first, second, third].into_iter().flatten().collect();
    assert_eq!(taken, [suspended.saved_run]);
    // Should the server end here, nobody waits for a run that is gone.
    assert_eq!(status(store).await, RunStatus::Canceled);
    store.login_finish(&finished(&session)).await.unwrap();
    assert_eq!(status(store).await, RunStatus::Final);
}
