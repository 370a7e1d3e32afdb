//! The passage through a login: begun, authenticated, suspended, resumed, finished, each once.

use account::TransactionId;
use contract::Trigger;
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
async fn a_login_is_authenticated_once() {
    let (fixture, session) = signed_in().await;
    let store = &fixture.store;
    let login = store
        .login_find(&acme(), &TransactionId::new("t1"), 12)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        login.stage,
        account::Stage::Authenticated {
            session: session.id.clone()
        }
    );
    assert_eq!(login.request, request());
    assert_eq!(
        store
            .login_find(&acme(), &TransactionId::new("t1"), login.expires_at_ms)
            .await
            .unwrap(),
        None
    );
    let again = store
        .login_authenticated(&login.id, &session, None, 12)
        .await;
    assert!(matches!(again, Err(Error::Gone { .. })));
    assert_eq!(
        store
            .session_find(&acme(), &SecretHash::of("s1"), 12)
            .await
            .unwrap(),
        Some(session)
    );
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

#[tokio::test]
async fn a_suspended_run_survives_a_restart_and_is_taken_once_by_its_browser() {
    let (fixture, session) = signed_in().await;
    let suspended = SuspendedLogin {
        transaction: TransactionStep::Existing(TransactionId::new("t1")),
        session: Some(used(&session)),
        saved_run: SavedRun {
            tenant: acme(),
            state_hash: SecretHash::of("state"),
            browser_hash: SecretHash::of("browser"),
            transaction: TransactionId::new("t1"),
            run: b"run".to_vec(),
            expires_at_ms: 100,
        },
        run: run(RunStatus::Suspended),
        cache: vec![],
        now_ms: 15,
    };
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
                .saved_run_take(&acme(), &state, &browser, now)
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
    store.login_finish(&finished(&session)).await.unwrap();
    assert_eq!(
        store
            .run_find(&acme(), "run_1")
            .await
            .unwrap()
            .unwrap()
            .status,
        RunStatus::Final
    );
}
