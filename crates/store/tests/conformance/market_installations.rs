//! Installations: whole or not at all, bound, followed, taken away.

use contract::Trigger;
use market::*;
use store::{BoundCode, Error, Noun, Page, Store, UpdateOrder};
use tenant::*;

use crate::fixture::{acme, audit};
use crate::market::*;

fn binding(bound: &str) -> Binding {
    Binding {
        id: BindingId::new("b1"),
        bound: Bound::Installation(InstallationId::new(bound)),
        display_name: bound.to_owned(),
        failure_policy: FailurePolicy::Block,
        budget_ms: None,
        created_at_ms: 1,
    }
}

async fn bind(
    store: &Store,
    trigger: Trigger,
    version: u64,
    bound: Option<&str>,
) -> Result<BindingList, Error> {
    let bindings = bound.map(binding).into_iter().collect();
    let audit = audit(&format!("bind {version}"));
    store
        .bindings_replace(&acme(), trigger, version, bindings, &audit)
        .await
}

async fn secret(store: &Store, id: &InstallationId) -> Option<String> {
    let secrets = store.installation_secrets(&acme(), id).await.unwrap();
    secrets
        .get("API_KEY")
        .map(|value| value.expose().to_owned())
}

#[tokio::test]
async fn an_installation_has_its_values_sealed_and_its_acceptance_recorded() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let release = released(store, 1, "risk", "1.0.0", NOW).await;
    let installed = install(store, &acme(), "risk", &release.id).await;
    let fixture = fixture.restart().await;
    let store = &fixture.store;
    let found = store.installation_find(&acme(), &installed.id).await;
    assert_eq!(found.unwrap(), Some(installed.clone()));
    assert_eq!(installed.acceptance.accepted_by, "somebody");
    assert_eq!(
        secret(store, &installed.id).await.as_deref(),
        Some("s3cret-s3cret")
    );
    let globex = TenantId::new("globex");
    let elsewhere = store.installation_find(&globex, &installed.id).await;
    assert_eq!(elsewhere.unwrap(), None);
    let audited = store.audit_list(&acme(), Page::FIRST).await.unwrap();
    assert!(audited.iter().any(|entry| entry.id == "install risk"));
    // One name in a tenant, and what was refused left no secret behind.
    let mut twin = order(&installed.tenant, "twin", &release.id);
    twin.name = Some("risk".into());
    let refused = store.installation_create(twin, &stamp("twin", NOW)).await;
    assert!(matches!(
        refused,
        Err(Error::AlreadyExists {
            noun: Noun::Installation
        })
    ));
    assert_eq!(secret(store, &InstallationId::new("twin")).await, None);
    store.clone().close().await.unwrap();
    for entry in std::fs::read_dir(fixture.directory.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(13).any(|window| window == b"s3cret-s3cret"));
    }
}

#[tokio::test]
async fn a_change_starts_from_the_revision_that_was_read() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let release = released(store, 1, "risk", "1.0.0", NOW).await;
    let installed = install(store, &acme(), "risk", &release.id).await;
    let change = |key: &str| Reconfiguration {
        chosen: chosen(key),
        ..Reconfiguration::default()
    };
    let of = (&acme(), &installed.id, 1);
    let changed = store
        .installation_configure(of, change("second"), &stamp("change", NOW))
        .await
        .unwrap();
    assert_eq!(changed.revision, 2);
    let late = store
        .installation_configure(of, change("third"), &stamp("late", NOW))
        .await;
    assert!(matches!(late, Err(Error::Changed { .. })));
    assert_eq!(
        secret(store, &installed.id).await.as_deref(),
        Some("second")
    );
}

#[tokio::test]
async fn what_is_bound_runs_and_stays() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let release = released(store, 1, "risk", "1.0.0", NOW).await;
    let installed = install(store, &acme(), "risk", &release.id).await;
    let other = bind(store, Trigger::SendPhoneMessage, 0, Some("risk")).await;
    assert!(matches!(other, Err(Error::ActionOfOtherTrigger)));
    let none = bind(store, Trigger::PostLogin, 0, Some("none")).await;
    assert!(matches!(
        none,
        Err(Error::NotFound {
            noun: Noun::Installation
        })
    ));
    bind(store, Trigger::PostLogin, 0, Some("risk"))
        .await
        .unwrap();
    let bound = store.bound_code(&acme(), Trigger::PostLogin).await.unwrap();
    let BoundCode::Installed {
        installation,
        release: runs,
    } = &bound[0].1
    else {
        panic!("{bound:?}")
    };
    assert_eq!((&**installation, &**runs), (&installed, &release));
    let delete = async |id: &str| {
        let stamp = stamp(id, NOW);
        store
            .installation_delete(&acme(), &installed.id, &stamp)
            .await
    };
    let refused = delete("bound").await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        "this installation is bound in post-login; take it off there first"
    );
    bind(store, Trigger::PostLogin, 1, None).await.unwrap();
    delete("free").await.unwrap();
    let gone = store.installation_find(&acme(), &installed.id).await;
    assert_eq!(gone.unwrap(), None);
    // A run that is suspended in it may still come back for an hour.
    assert!(secret(store, &installed.id).await.is_some());
    let hour = account::LOGIN_TRANSACTION_MS;
    for (at_ms, purged) in [(NOW + hour - 1, 0), (NOW + hour, 1)] {
        let gone = store.purge_expired(at_ms, 9).await.unwrap();
        assert_eq!(gone.installation_secrets, purged);
    }
    assert_eq!(secret(store, &installed.id).await, None);
}

#[tokio::test]
async fn those_that_follow_go_on_one_by_one() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let first = released(store, 1, "risk", "1.0.0", NOW).await;
    let globex = TenantId::new("globex");
    install(store, &acme(), "risk", &first.id).await;
    install(store, &globex, "risk", &first.id).await;
    let mut pinned = order(&globex, "pinned", &first.id);
    pinned.follow = Follow::Pinned;
    store
        .installation_create(pinned, &stamp("pinned", NOW))
        .await
        .unwrap();
    let next = async |id: &str| {
        let followed = store.installation_follow_next(&stamp(id, NOW)).await;
        followed.unwrap().map(|one| {
            let changed = one.changed.map(|one| one.version.to_string());
            format!("{} {changed:?}", one.tenant)
        })
    };
    assert_eq!(next("0").await, None);
    released(store, 2, "risk", "1.1.0", NOW + 1).await;
    assert_eq!(next("1").await.as_deref(), Some("acme Some(\"1.1.0\")"));
    // Cut off here, the rest goes on after a restart.
    let fixture = fixture.restart().await;
    let store = &fixture.store;
    let next = async |id: &str| {
        let followed = store.installation_follow_next(&stamp(id, NOW)).await;
        followed.unwrap().map(|one| one.changed.unwrap())
    };
    let second = next("2").await.unwrap();
    assert_eq!(
        (second.tenant, second.release),
        (globex.clone(), release_id(2))
    );
    assert_eq!(next("3").await, None);
    released(store, 3, "risk", "2.0.0", NOW + 2).await;
    for id in ["4", "5"] {
        let waiting = next(id).await.unwrap();
        assert_eq!(waiting.waiting_for(), Some(&release_id(3)));
        assert_eq!(waiting.release, release_id(2));
    }
    assert_eq!(next("6").await, None);
    let to = Recipient::Tenant(globex.clone());
    let notices = store.notices_list(&to, Page::FIRST).await.unwrap();
    let mut kinds: Vec<_> = notices.iter().map(|one| one.notice.kind).collect();
    kinds.sort_by_key(|kind| *kind as u8);
    assert_eq!(
        kinds,
        [NoticeKind::InstallationUpdated, NoticeKind::UpdateWaiting]
    );
    let still = store
        .installation_find(&globex, &InstallationId::new("pinned"))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(still.release, release_id(1));
    // Whoever begins to follow is held against what was published meanwhile.
    let follow = Reconfiguration {
        follow: Some(Follow::Following),
        ..Reconfiguration::default()
    };
    let of = (&globex, &still.id, still.revision);
    store
        .installation_configure(of, follow, &stamp("follow", NOW))
        .await
        .unwrap();
    let caught_up = next("7").await.unwrap();
    assert_eq!(caught_up.release, release_id(2));
    assert!(next("8").await.unwrap().waiting_for().is_some());
    assert_eq!(next("9").await, None);
}

#[tokio::test]
async fn an_administrator_updates_what_waits() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let first = released(store, 1, "risk", "1.0.0", NOW).await;
    let installed = install(store, &acme(), "risk", &first.id).await;
    let second = released(store, 2, "risk", "2.0.0", NOW + 1).await;
    let waiting = store
        .installation_follow_next(&stamp("wait", NOW))
        .await
        .unwrap()
        .and_then(|one| one.changed)
        .unwrap();
    let update = UpdateOrder {
        to: &second.id,
        chosen: Chosen::default(),
        accepted: None,
    };
    let of = (&acme(), &installed.id, waiting.revision);
    let updated = store
        .installation_update(of, update, &stamp("update", NOW))
        .await
        .unwrap();
    assert_eq!(updated.release, second.id);
    assert_eq!(updated.state, InstallationState::Active);
    assert_eq!(
        secret(store, &installed.id).await.as_deref(),
        Some("s3cret-s3cret")
    );
    assert_eq!(
        store
            .installation_follow_next(&stamp("more", NOW))
            .await
            .unwrap(),
        None
    );
}
