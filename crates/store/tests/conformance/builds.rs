//! Builds of drafts that require packages: taken on by one, one of each tenant; what they make is kept while it is needed.

use std::collections::BTreeMap;

use contract::{Failure, FailureKind, Trigger};
use store::{BuildProduct, Built, BuiltPart, ClaimedBuild, Deletion, DraftUpdate, Error, Store};
use tenant::*;

use crate::actions::deleted;
use crate::fixture::*;
use crate::market::tamper;

const HOUR_MS: u64 = 60 * 60 * 1_000;

fn requires(version: &str) -> Vec<Dependency> {
    vec![Dependency {
        name: "greet".to_owned(),
        version: version.to_owned(),
    }]
}

/// A draft that requires a package.
async fn drafted(store: &Store, tenant: &str, id: &str, now_ms: u64) {
    let mut action = action(id, Trigger::PostLogin);
    action.tenant = TenantId::new(tenant);
    action.draft.status = BuildStatus::Pending;
    action.draft.dependencies = requires("^1");
    action.updated_at_ms = now_ms;
    let made = store::AuditEntry {
        tenant: action.tenant.clone(),
        ..audit(&format!("create {id}"))
    };
    store
        .action_create(&action, &BTreeMap::new(), &made)
        .await
        .unwrap();
}

fn product(mark: &str) -> BuildProduct {
    BuildProduct {
        built: Built {
            linked: mark.as_bytes().to_vec(),
            lock: format!("lock {mark}"),
            sbom: "{}".to_owned(),
            licences: "[]".to_owned(),
        },
        dependencies: requires("1.2.0"),
        notes: vec![format!("note {mark}")],
    }
}

async fn claim(store: &Store, holder: &str, now_ms: u64) -> Option<ClaimedBuild> {
    store.build_claim(holder, now_ms).await.unwrap()
}

async fn claimed(store: &Store, holder: &str, now_ms: u64) -> Build {
    claim(store, holder, now_ms).await.unwrap().build
}

/// What `w1` made of a build is kept.
async fn built(store: &Store, build: &Build, mark: &str, now_ms: u64) {
    let made = product(mark);
    let kept = store.build_succeed(build, "w1", &made, now_ms);
    assert!(kept.await.unwrap());
}

async fn status(store: &Store, id: &str) -> BuildStatus {
    let action = store.action_find(&acme(), &ActionId::new(id)).await;
    action.unwrap().unwrap().draft.status
}

async fn deploy(store: &Store, id: &str, version: &str, now_ms: u64) -> Result<BuiltId, Error> {
    let audit = audit(&format!("deploy {version}"));
    let version = ActionVersionId::new(version);
    let id = ActionId::new(id);
    let tenant = acme();
    let action = store.action_find(&tenant, &id).await?.unwrap();
    let draft = (&id, action.revision);
    let deployed = store.action_deploy(&tenant, draft, version, now_ms, &audit);
    Ok(deployed.await?.version.built.unwrap())
}

async fn edit(store: &Store, id: &str, change: DraftChange, now_ms: u64) -> Action {
    let audit = audit(&format!("edit {id} {now_ms}"));
    let (tenant, id) = (acme(), ActionId::new(id));
    let edited = store.action_edit(&tenant, &id, change, now_ms, &audit);
    edited.await.unwrap()
}

fn code(text: &str) -> DraftChange {
    DraftChange {
        code: Some(text.to_owned()),
        ..DraftChange::default()
    }
}

#[tokio::test]
async fn one_build_of_each_tenant_is_taken_on_at_a_time() {
    let fixture = open().await;
    let store = &fixture.store;
    assert_eq!(claim(store, "w1", 5).await, None);
    drafted(store, "acme", "a1", 1).await;
    drafted(store, "acme", "a2", 2).await;
    drafted(store, "globex", "g1", 3).await;
    let first = claimed(store, "w1", 10).await;
    assert_eq!(first.action, ActionId::new("a1"));
    assert_eq!(status(store, "a1").await, BuildStatus::Building);
    assert_eq!(claimed(store, "w2", 10).await.action, ActionId::new("g1"));
    assert_eq!(claim(store, "w3", 10).await, None, "acme has one under way");
    let kept = store.build_succeed(&first, "w2", &product("x"), 20).await;
    assert!(!kept.unwrap(), "it is another's");
    built(store, &first, "x", 20).await;
    let action = store.action_find(&acme(), &ActionId::new("a1")).await;
    let draft = action.unwrap().unwrap().draft;
    assert_eq!(
        (draft.status, draft.dependencies),
        (BuildStatus::Built, requires("1.2.0"))
    );
    assert_eq!(claimed(store, "w3", 20).await.action, ActionId::new("a2"));
}

#[tokio::test]
async fn tenants_take_turns_however_much_one_of_them_saves() {
    let fixture = open().await;
    let store = &fixture.store;
    let made = store::AuditEntry {
        tenant: TenantId::new("initech"),
        ..audit("made initech")
    };
    store
        .tenant_create(&tenant("initech"), &made)
        .await
        .unwrap();
    for at in 0..20 {
        drafted(store, "acme", &format!("a{at:02}"), at).await;
    }
    for (tenant, id, now_ms) in [
        ("globex", "g0", 100),
        ("globex", "g1", 101),
        ("initech", "i0", 102),
        ("initech", "i1", 103),
    ] {
        drafted(store, tenant, id, now_ms).await;
    }
    let mut order = Vec::new();
    for at in 0..7 {
        let now_ms = 200 + at;
        let build = claimed(store, "w1", now_ms).await;
        order.push(build.action.as_str().to_owned());
        built(store, &build, "x", now_ms).await;
    }
    assert_eq!(order, ["a00", "g0", "i0", "a01", "g1", "i1", "a02"]);
    // Deleting what was built gives nobody another turn.
    for id in ["a00", "a01", "a02"] {
        deleted(store, id, Deletion::Forced, 300).await;
    }
    drafted(store, "globex", "g2", 301).await;
    assert_eq!(
        claimed(store, "w1", 310).await.action,
        ActionId::new("g2"),
        "acme had its turn after globex"
    );
}

#[tokio::test]
async fn another_name_or_secret_keeps_what_was_built() {
    let fixture = open().await;
    let store = &fixture.store;
    let named = |name: &str| DraftChange {
        name: Some(ActionName::parse(name).unwrap()),
        ..DraftChange::default()
    };
    let secret = |value: &str| DraftChange {
        secrets: SecretsChange::Set("KEY".to_owned(), Secret::new(value.to_owned())),
        ..DraftChange::default()
    };
    drafted(store, "acme", "a1", 1).await;
    let build = claimed(store, "w1", 10).await;
    // In the middle of the build: whoever builds goes on.
    edit(store, "a1", named("Other"), 11).await;
    assert!(store.build_is_held(&build, "w1").await.unwrap());
    assert_eq!(status(store, "a1").await, BuildStatus::Building);
    built(store, &build, "x", 12).await;
    let changes = [named("Third"), secret("1"), secret("2"), code("x")];
    for (change, at) in changes.into_iter().zip(20..) {
        let edited = edit(store, "a1", change, at).await;
        let changed = edited.draft.code == "x";
        let expected = match changed {
            true => BuildStatus::Pending,
            false => BuildStatus::Built,
        };
        assert_eq!(edited.draft.status, expected);
        if !changed {
            assert_eq!(claim(store, "w1", at).await, None, "nothing is to be built");
        }
    }
    let again = claimed(store, "w1", 30).await;
    assert!(!store.build_is_held(&again, "w2").await.unwrap());
    edit(store, "a1", code("y"), 31).await;
    assert!(!store.build_is_held(&again, "w1").await.unwrap());
}

#[tokio::test]
async fn a_build_survives_whoever_had_it() {
    let mut fixture = open().await;
    drafted(&fixture.store, "acme", "a1", 1).await;
    let first = claimed(&fixture.store, "w1", 10).await;
    let progress = Some(BuildProgress::Fetching { done: 1, total: 3 });
    let renewed = fixture.store.build_renew(&first, "w1", progress, 20).await;
    assert!(renewed.unwrap());
    fixture = fixture.restart().await;
    let store = &fixture.store;
    let found = store.build_find(&acme(), &first.action).await.unwrap();
    assert_eq!(found.unwrap().progress, progress);
    assert_eq!(claim(store, "w2", 60_019).await, None);
    let second = claimed(store, "w2", 60_020).await;
    assert!(!store.build_renew(&first, "w1", None, 60_021).await.unwrap());
    store.builds_let_go("w1", 60_022).await.unwrap();
    assert_eq!(claim(store, "w3", 60_022).await, None, "w2 has it");
    store.builds_let_go("w2", 60_023).await.unwrap();
    assert_eq!(status(store, "a1").await, BuildStatus::Pending);
    let third = claimed(store, "w3", 60_023).await;
    // It is saved again, and so is somebody else's to build anew.
    edit(store, "a1", code("next"), 60_024).await;
    let failure = Failure::new(FailureKind::Syntax, "no such package");
    let failed = store.build_fail(&third, "w3", failure.clone(), Again::Never, 60_025);
    assert!(!failed.await.unwrap());
    assert_eq!(status(store, "a1").await, BuildStatus::Pending);
    let fourth = claimed(store, "w4", 60_026).await;
    assert_eq!(fourth.revision, second.revision + 1);
    let failed = store.build_fail(&fourth, "w4", failure.clone(), Again::Perhaps, 60_030);
    assert!(failed.await.unwrap());
    assert_eq!(status(store, "a1").await, BuildStatus::Retrying);
    assert_eq!(claim(store, "w4", 65_029).await, None);
    let fifth = claimed(store, "w4", 65_030).await;
    assert_eq!(fifth.failure, Some(failure));
}

#[tokio::test]
async fn a_version_runs_what_was_built_of_its_draft() {
    let fixture = open().await;
    let store = &fixture.store;
    drafted(store, "acme", "a1", 1).await;
    let refused = deploy(store, "a1", "v0", 5).await;
    assert!(matches!(refused, Err(Error::Tenant(_))), "{refused:?}");
    let first = claimed(store, "w1", 10).await;
    built(store, &first, "one", 20).await;
    let one = deploy(store, "a1", "v1", 30).await.unwrap();
    assert_eq!(one, product("one").built.id(&acme()));
    assert_ne!(one, product("one").built.id(&TenantId::new("globex")));
    assert_eq!(store.built_linked(&one).await.unwrap().unwrap(), b"one");
    let lock = store.built_part(&one, BuiltPart::Lock).await.unwrap();
    assert_eq!(lock.as_deref(), Some("lock one"));

    let build = store.build_find(&acme(), &first.action).await.unwrap();
    assert_eq!(build.unwrap().notes, ["note one"]);
    edit(store, "a1", code("next"), 40).await;
    assert!(deploy(store, "a1", "v0", 41).await.is_err());
    let second = claimed(store, "w1", 42).await;
    assert_eq!(second.built, Some(one.clone()), "its versions are kept to");
    built(store, &second, "two", 43).await;
    deploy(store, "a1", "v2", 44).await.unwrap();
    let back = store
        .action_roll_back(
            &acme(),
            &ActionVersionId::new("v1"),
            ActionVersionId::new("v3"),
            DraftUpdate::Replace,
            50,
            &audit("back"),
        )
        .await
        .unwrap();
    assert_eq!(back.version.built, Some(one.clone()));
    assert_eq!(deploy(store, "a1", "v4", 51).await.unwrap(), one);
    let none = DraftChange {
        dependencies: Some(Vec::new()),
        ..DraftChange::default()
    };
    edit(store, "a1", none, 60).await;
    let build = store.build_find(&acme(), &ActionId::new("a1")).await;
    assert_eq!(build.unwrap(), None);
}

#[tokio::test]
async fn what_nothing_refers_to_is_swept() {
    let fixture = open().await;
    let store = &fixture.store;
    drafted(store, "acme", "a1", 1).await;
    for (mark, now_ms) in [("one", 10), ("two", 20), ("three", 30)] {
        let build = claimed(store, "w1", now_ms).await;
        built(store, &build, mark, now_ms).await;
        if mark == "one" {
            deploy(store, "a1", "v1", now_ms).await.unwrap();
        }
        if mark != "three" {
            edit(store, "a1", code(mark), now_ms + 1).await;
        }
    }
    let there = async |mark: &str| {
        let id = product(mark).built.id(&acme());
        store.built_linked(&id).await.unwrap().is_some()
    };
    let early = store.purge_expired(HOUR_MS + 19, 9).await.unwrap();
    assert_eq!(early.built, 0);
    let purged = store.purge_expired(HOUR_MS + 30, 9).await.unwrap();
    assert_eq!(purged.built, 1);
    let left = (there("one").await, there("two").await, there("three").await);
    assert_eq!(left, (true, false, true));
    deleted(store, "a1", Deletion::Forced, HOUR_MS).await;
    store.purge_expired(2 * HOUR_MS, 9).await.unwrap();
    let purged = store.purge_expired(2 * HOUR_MS, 9).await.unwrap();
    assert_eq!(purged.built, 0, "the second sweep finds nothing");
    assert!(!there("one").await && !there("three").await);
}

#[tokio::test]
async fn a_tenant_has_so_many_bytes_of_packages() {
    let fixture = open().await;
    drafted(&fixture.store, "acme", "a1", 1).await;
    drafted(&fixture.store, "acme", "a2", 2).await;
    let first = claimed(&fixture.store, "w1", 10).await;
    built(&fixture.store, &first, "one", 11).await;
    let second = claimed(&fixture.store, "w1", 12).await;
    // The product of the second has 15 bytes: `two`, `lock two`, `{}` and `[]`.
    let limit = ActionLimits::DEFAULT.built_bytes;
    let room = async |left: u64| {
        let bytes = limit - left;
        tamper(&fixture, &format!("UPDATE built SET bytes = {bytes}")).await;
        let two = product("two");
        let kept = fixture.store.build_succeed(&second, "w1", &two, 13);
        kept.await
    };
    let full = room(14).await;
    assert!(matches!(full, Err(Error::BuiltFull { .. })), "{full:?}");
    assert!(room(15).await.unwrap());
}
