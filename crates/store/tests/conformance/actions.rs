//! Actions, versions and bindings.

use std::collections::BTreeMap;

use contract::Trigger;
use store::{
    ActionSecrets, BoundCode, Deletion, Deployment, DraftUpdate, Error, Noun, Page, Store,
};
use tenant::*;

use crate::fixture::*;

pub(crate) fn secrets(value: &str) -> ActionSecrets {
    BTreeMap::from([("KEY".to_owned(), Secret::new(value.to_owned()))])
}

fn binding(id: &str, action: &str) -> Binding {
    Binding {
        id: BindingId::new(id),
        bound: Bound::Action(ActionId::new(action)),
        display_name: action.to_owned(),
        failure_policy: FailurePolicy::Block,
        budget_ms: None,
        created_at_ms: 1,
    }
}

/// An action of that trigger with one secret, of value `one`.
pub(crate) async fn created(store: &Store, id: &str, trigger: Trigger) {
    let (action, audit) = (action(id, trigger), audit(&format!("create {id}")));
    store
        .action_create(&action, &secrets("one"), &audit)
        .await
        .unwrap();
}

/// A version that was made of the draft as it is.
pub(crate) async fn deployed(store: &Store, id: &str, version: &str, now_ms: u64) -> Deployment {
    let audit = audit(&format!("deploy {version}"));
    let id = ActionId::new(id);
    let action = store.action_find(&acme(), &id).await.unwrap().unwrap();
    store
        .action_deploy(
            &acme(),
            (&id, action.revision),
            ActionVersionId::new(version),
            now_ms,
            &audit,
        )
        .await
        .unwrap()
}

/// Nothing is left of the action but what runs may need.
pub(crate) async fn deleted(store: &Store, id: &str, deletion: Deletion, now_ms: u64) {
    let (id, audit) = (ActionId::new(id), audit(&format!("delete {id}")));
    store
        .action_delete(&acme(), &id, deletion, now_ms, &audit)
        .await
        .unwrap();
}

pub(crate) async fn version_is_there(store: &Store, version: &str) -> bool {
    let version = ActionVersionId::new(version);
    let found = store.action_version_find(&acme(), &version).await;
    found.unwrap().is_some()
}

/// The action `a1`, whose version `v1` was deployed at 10.
async fn first_deployed() -> (Fixture, Deployment) {
    let fixture = open().await;
    created(&fixture.store, "a1", Trigger::PostLogin).await;
    let first = deployed(&fixture.store, "a1", "v1", 10).await;
    (fixture, first)
}

/// `a1` after a change of its draft at 20.
async fn edited(store: &Store, change: DraftChange) -> Action {
    let (id, audit) = (ActionId::new("a1"), audit("edit"));
    store
        .action_edit(&acme(), &id, change, 20, &audit)
        .await
        .unwrap()
}

/// `a1` once its draft of that revision is built, if it still has it.
async fn built(store: &Store, revision: u64) -> Action {
    let id = ActionId::new("a1");
    store
        .action_built(&acme(), &id, revision, BuildStatus::Built)
        .await
        .unwrap()
}

/// New code; the first secret keeps its value, a second is added.
fn second_change() -> DraftChange {
    DraftChange {
        code: Some("next".into()),
        secrets: SecretsChange::Replace(BTreeMap::from([
            ("KEY".to_owned(), None),
            ("NEW".to_owned(), Some(Secret::new("two".into()))),
        ])),
        ..DraftChange::default()
    }
}

#[tokio::test]
async fn a_version_keeps_its_code_and_secrets_whatever_happens_to_the_draft() {
    let (fixture, first) = first_deployed().await;
    let store = &fixture.store;
    assert_eq!(
        (first.version.number, first.action.deployed.unwrap().draft),
        (1, DraftState::Deployed)
    );
    let edited = edited(store, second_change()).await;
    assert_eq!(edited.draft.status, BuildStatus::Pending);
    assert_eq!(edited.deployed.unwrap().draft, DraftState::Edited);
    assert_eq!(built(store, 1).await.draft.status, BuildStatus::Pending);
    built(store, edited.revision).await;
    assert_eq!(deployed(store, "a1", "v2", 30).await.version.number, 2);
    let old = store
        .action_version_secrets(&acme(), &ActionVersionId::new("v1"))
        .await
        .unwrap();
    assert_eq!(
        old.iter()
            .map(|(name, value)| (name.as_str(), value.expose()))
            .collect::<Vec<_>>(),
        [("KEY", "one")]
    );
    let new = store
        .action_version_secrets(&acme(), &ActionVersionId::new("v2"))
        .await
        .unwrap();
    assert_eq!(new.len(), 2);
    assert_eq!(
        store.audit_list(&acme(), Page::FIRST).await.unwrap().len(),
        5,
        "the tenant's own entry and one a change"
    );
}

#[tokio::test]
async fn a_draft_is_deployed_once_it_is_built_and_as_it_was_looked_at() {
    let (fixture, first) = first_deployed().await;
    let store = &fixture.store;
    let edited = edited(store, second_change()).await;
    let early = async |revision| {
        let (id, version) = (ActionId::new("a1"), ActionVersionId::new("v2"));
        store
            .action_deploy(&acme(), (&id, revision), version, 21, &audit("early"))
            .await
    };
    let refused = early(edited.revision).await;
    assert!(matches!(refused, Err(Error::Tenant(_))));
    let refused = early(first.action.revision).await;
    assert!(matches!(
        refused,
        Err(Error::Changed {
            noun: Noun::Action,
            ..
        })
    ));
}

#[tokio::test]
async fn a_rollback_is_a_new_version() {
    let (fixture, _) = first_deployed().await;
    let store = &fixture.store;
    let change = DraftChange {
        code: Some("next".into()),
        ..DraftChange::default()
    };
    let edited = edited(store, change).await;
    built(store, edited.revision).await;
    deployed(store, "a1", "v2", 30).await;
    let back = store
        .action_roll_back(
            &acme(),
            &ActionVersionId::new("v1"),
            ActionVersionId::new("v3"),
            DraftUpdate::Keep,
            40,
            &audit("back"),
        )
        .await
        .unwrap();
    assert_eq!(
        (back.version.number, back.version.code.as_str()),
        (3, action("a1", Trigger::PostLogin).draft.code.as_str())
    );
    assert_eq!(back.action.draft.code, "next");
    assert_eq!(back.action.deployed.unwrap().draft, DraftState::Edited);
    let numbers = store
        .action_versions_list(&acme(), &ActionId::new("a1"), Page::FIRST)
        .await
        .unwrap();
    assert_eq!(
        numbers
            .iter()
            .map(|version| version.number)
            .collect::<Vec<_>>(),
        [3, 2, 1]
    );
}

#[tokio::test]
async fn at_the_limit_the_oldest_version_goes_once_no_suspended_run_can_need_it() {
    let fixture = open().await;
    let store = &fixture.store;
    created(store, "a1", Trigger::PostLogin).await;
    let hour = account::LOGIN_TRANSACTION_MS;
    for n in 0..51 {
        deployed(store, "a1", &format!("v{n}"), n).await;
    }
    assert!(version_is_there(store, "v0").await);
    deployed(store, "a1", "late", 1 + hour).await;
    assert!(!version_is_there(store, "v0").await);
    assert!(version_is_there(store, "v1").await);
}

#[tokio::test]
async fn bindings_are_replaced_as_a_whole_from_the_version_read() {
    let fixture = open().await;
    let store = &fixture.store;
    for (id, trigger) in [
        ("a1", Trigger::PostLogin),
        ("a2", Trigger::PostLogin),
        ("m1", Trigger::CredentialsExchange),
    ] {
        created(store, id, trigger).await;
    }
    let replace = |expected, bindings: Vec<Binding>, id: &str| {
        let (store, audit) = (store.clone(), audit(id));
        async move {
            store
                .bindings_replace(&acme(), Trigger::PostLogin, expected, bindings, &audit)
                .await
        }
    };
    assert!(matches!(
        replace(0, vec![binding("b1", "a1")], "1").await,
        Err(Error::ActionNotDeployed)
    ));
    for id in ["a1", "a2", "m1"] {
        deployed(store, id, &format!("{id} v1"), 1).await;
    }
    assert!(matches!(
        replace(0, vec![binding("b1", "m1")], "2").await,
        Err(Error::ActionOfOtherTrigger)
    ));
    assert!(matches!(
        replace(0, vec![binding("b1", "none")], "3").await,
        Err(Error::NotFound { .. })
    ));
    let list = replace(0, vec![binding("b2", "a2"), binding("b1", "a1")], "4")
        .await
        .unwrap();
    assert_eq!(list.version, 1);
    assert!(matches!(
        replace(0, vec![], "5").await,
        Err(Error::Changed {
            expected: 0,
            found: 1,
            ..
        })
    ));
    let many = (0..21).map(|n| binding(&format!("b{n}"), "a1")).collect();
    assert!(matches!(
        replace(1, many, "6").await,
        Err(Error::TooMany { limit: 20, .. })
    ));
}

/// Two deployed actions, the second bound before the first.
async fn two_bound() -> Fixture {
    let fixture = open().await;
    let store = &fixture.store;
    for id in ["a1", "a2"] {
        created(store, id, Trigger::PostLogin).await;
        deployed(store, id, &format!("{id} v1"), 1).await;
    }
    let both = vec![binding("b2", "a2"), binding("b1", "a1")];
    store
        .bindings_replace(&acme(), Trigger::PostLogin, 0, both, &audit("bind"))
        .await
        .unwrap();
    fixture
}

#[tokio::test]
async fn a_flow_runs_the_newest_version_of_each_action() {
    let fixture = two_bound().await;
    let store = &fixture.store;
    // Whether a deployment or a rollback made it.
    deployed(store, "a2", "a2 v2", 2).await;
    let first = ActionVersionId::new("a2 v1");
    let third = ActionVersionId::new("a2 v3");
    store
        .action_roll_back(&acme(), &first, third, DraftUpdate::Keep, 3, &audit("back"))
        .await
        .unwrap();
    let bound = store.bound_code(&acme(), Trigger::PostLogin).await.unwrap();
    assert_eq!(
        bound
            .iter()
            .map(|(binding, code)| match code {
                BoundCode::Own { version, .. } => (binding.bound.as_str(), version.as_str()),
                other => panic!("{other:?}"),
            })
            .collect::<Vec<_>>(),
        [("a2", "a2 v3"), ("a1", "a1 v1")]
    );
}

#[tokio::test]
async fn a_bound_action_is_deleted_only_by_force_and_then_unbound() {
    let fixture = two_bound().await;
    let store = &fixture.store;
    let id = ActionId::new("a2");
    let kept = store
        .action_delete(&acme(), &id, Deletion::Unbound, 5, &audit("7"))
        .await;
    assert!(matches!(kept, Err(Error::ActionBound)));
    deleted(store, "a2", Deletion::Forced, 5).await;
    let list = store
        .bindings_find(&acme(), Trigger::PostLogin)
        .await
        .unwrap();
    assert_eq!(
        (list.version, list.bindings),
        (2, vec![binding("b1", "a1")])
    );
}

#[tokio::test]
async fn versions_of_a_deleted_action_stay_as_long_as_a_run_may_be_suspended_in_them() {
    let (fixture, _) = first_deployed().await;
    let store = &fixture.store;
    deleted(store, "a1", Deletion::Unbound, 15).await;
    let version = ActionVersionId::new("v1");
    let until = 15 + account::LOGIN_TRANSACTION_MS;
    for (now_ms, purged, secret) in [(until - 1, 0, Some(secrets("one"))), (until, 1, None)] {
        let gone = store.purge_expired(now_ms, 9).await.unwrap();
        assert_eq!(gone.action_versions, purged);
        assert_eq!(version_is_there(store, "v1").await, secret.is_some());
        let found = store.action_version_secrets(&acme(), &version).await.ok();
        assert_eq!(format!("{found:?}"), format!("{secret:?}"));
    }
}

#[tokio::test]
async fn one_action_past_the_limit_of_a_trigger_is_refused() {
    let fixture = open().await;
    let store = &fixture.store;
    for n in 0..ActionLimits::DEFAULT.per_trigger {
        created(store, &format!("a{n}"), Trigger::PostLogin).await;
    }
    let refused = store
        .action_create(
            &action("more", Trigger::PostLogin),
            &secrets("s"),
            &audit("more"),
        )
        .await;
    assert!(matches!(refused, Err(Error::TooMany { limit: 20, .. })));
    let other = action("other", Trigger::CredentialsExchange);
    store
        .action_create(&other, &secrets("s"), &audit("other"))
        .await
        .unwrap();
    let twin = Action {
        id: ActionId::new("twin"),
        ..other
    };
    assert!(matches!(
        store
            .action_create(&twin, &secrets("s"), &audit("twin"))
            .await,
        Err(Error::AlreadyExists { .. })
    ));
}

#[tokio::test]
async fn secrets_that_are_set_and_removed_at_once_lose_none() {
    let fixture = open().await;
    let store = &fixture.store;
    created(store, "a1", Trigger::PostLogin).await;
    let edit = |at: usize| async move {
        let secrets = match at {
            0 => SecretsChange::Remove("KEY".to_owned()),
            _ => SecretsChange::Set(format!("S{at}"), Secret::new(format!("value {at}"))),
        };
        let change = DraftChange {
            secrets,
            ..DraftChange::default()
        };
        let (id, audit) = (ActionId::new("a1"), audit(&format!("edit {at}")));
        store.action_edit(&acme(), &id, change, 20, &audit).await
    };
    let [a, b, c, d, e] = std::array::from_fn(edit);
    let (a, b, c, d, e) = tokio::join!(a, b, c, d, e);
    assert!([a, b, c, d, e].iter().all(Result::is_ok));
    let kept = store
        .action_secrets(&acme(), &ActionId::new("a1"))
        .await
        .unwrap();
    let kept: Vec<_> = kept
        .iter()
        .map(|(name, value)| format!("{name}={}", value.expose()))
        .collect();
    assert_eq!(
        kept,
        ["S1=value 1", "S2=value 2", "S3=value 3", "S4=value 4"]
    );
    let again = edit(0).await;
    assert!(matches!(
        again,
        Err(Error::Tenant(tenant::Error::NotThere {
            field: "secrets",
            ..
        }))
    ));
}
