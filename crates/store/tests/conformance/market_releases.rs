//! Releases: published at once or at a date, found, superseded, delisted, recalled.

use bundle::{Category, Slug};
use contract::Trigger;
use market::catalogue::Query;
use market::*;
use store::{Error, Page, Store};
use tenant::TenantId;

use crate::fixture::{acme, audit, tenant};
use crate::market::*;

async fn found(store: &Store, query: Query) -> Vec<String> {
    let entries = store.catalogue_list(&query, Page::FIRST).await.unwrap();
    let titles = entries
        .iter()
        .map(|entry| format!("{} {}", entry.slug, entry.version));
    titles.collect()
}

async fn all(store: &Store) -> Vec<String> {
    found(store, Query::default()).await
}

#[tokio::test]
async fn a_newer_release_takes_the_place_of_the_older() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let first = released(store, 1, "risk", "1.0.0", NOW).await;
    assert_eq!(all(store).await, ["risk 1.0.0"]);
    released(store, 2, "risk", "1.1.0", NOW + 1).await;
    released(store, 3, "risk", "2.0.0", NOW + 2).await;
    assert_eq!(all(store).await, ["risk 2.0.0"]);
    let superseded = store.release_find(&first.id).await.unwrap().unwrap();
    assert_eq!(superseded.state, ReleaseState::Superseded);
    let slug = Slug::parse("risk").unwrap();
    let (newest, versions) = store.catalogue_find(&slug).await.unwrap().unwrap();
    assert_eq!(newest.id, release_id(3));
    let states: Vec<_> = versions
        .iter()
        .map(|one| format!("{} {}", one.version, one.state))
        .collect();
    assert_eq!(
        states,
        ["2.0.0 published", "1.1.0 published", "1.0.0 superseded"]
    );
    let of_version = store
        .release_find_version(&slug, superseded.version())
        .await;
    assert_eq!(of_version.unwrap(), Some(superseded));
    // A version that is not newer is refused at the door.
    let refused = submit(store, 4, "risk", "1.2.0", NOW).await;
    assert!(matches!(
        refused,
        Err(Error::Market(market::Error::VersionNotNewer { .. }))
    ));
    let page = store
        .releases_of_partner(&partner("acme").id, Page::FIRST)
        .await
        .unwrap();
    assert_eq!(page.len(), 3);
}

#[tokio::test]
async fn a_search_finds_words_categories_and_triggers() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    released(store, 1, "risk", "1.0.0", NOW).await;
    released(store, 2, "plan", "1.0.0", NOW).await;
    let text = |text: &str| Query {
        text: text.to_owned(),
        ..Query::default()
    };
    for (search, expected) in [
        ("", &["plan 1.0.0", "risk 1.0.0"][..]),
        ("ACME", &["plan 1.0.0", "risk 1.0.0"]),
        ("the plan", &["plan 1.0.0"]),
        ("100%", &["plan 1.0.0", "risk 1.0.0"]),
        ("1%0", &[]),
        ("p_an", &[]),
        ("\\", &[]),
    ] {
        assert_eq!(found(store, text(search)).await, expected, "{search}");
    }
    for (category, expected) in [
        (Category::Consent, 2),
        (Category::FraudAndRisk, 2),
        (Category::Other, 0),
    ] {
        let query = Query {
            category: Some(category),
            ..Query::default()
        };
        assert_eq!(found(store, query).await.len(), expected, "{category}");
    }
    for (trigger, expected) in [(Trigger::PostLogin, 2), (Trigger::SendPhoneMessage, 0)] {
        let query = Query {
            trigger: Some(trigger),
            ..Query::default()
        };
        assert_eq!(found(store, query).await.len(), expected, "{trigger}");
    }
}

#[tokio::test]
async fn a_dated_release_appears_at_its_date_once() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let submission = approved(store, 1, "risk", "1.0.0").await;
    let date = NOW + DAY_MS;
    let dated = make_public(store, &submission, 1, Some(date), NOW)
        .await
        .unwrap();
    assert_eq!(dated.release.state, ReleaseState::Scheduled);
    assert_eq!(all(store).await, [""; 0]);
    let due = async |id: &str, at_ms: u64| {
        let published = store.release_publish_due(&stamp(id, at_ms)).await.unwrap();
        published.map(|one| one.release.state)
    };
    assert_eq!(due("early", date - 1).await, None);
    // A suspended partner's waits, and keeps no other from its date.
    let mut acme = partner("acme");
    acme.state = PartnerState::Suspended;
    let acme = store
        .partner_update(&acme, &stamp("suspend", NOW))
        .await
        .unwrap();
    assert_eq!(due("suspended", date).await, None);
    let active = Partner {
        state: PartnerState::Active,
        ..acme
    };
    store
        .partner_update(&active, &stamp("resume", NOW))
        .await
        .unwrap();
    assert_eq!(due("due", date).await, Some(ReleaseState::Published));
    assert_eq!(due("again", date).await, None);
    assert_eq!(all(store).await, ["risk 1.0.0"]);
    let ended = store
        .submission_find(&submission.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(ended.state, State::Published);
}

#[tokio::test]
async fn what_is_taken_back_before_its_date_is_no_release() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    for (n, slug) in [(1, "risk"), (2, "plan")] {
        let submission = approved(store, n, slug, "1.0.0").await;
        let date = Some(NOW + DAY_MS);
        let dated = make_public(store, &submission, n, date, NOW).await.unwrap();
        if n == 1 {
            let ann = member("acme", "ann");
            store
                .submission_withdraw(&submission.id, &ann, &stamp("back", NOW))
                .await
                .unwrap();
        } else {
            decide(store, &dated.submission, "rita", Decision::Reject)
                .await
                .unwrap();
        }
        let release = store.release_find(&release_id(n)).await.unwrap().unwrap();
        assert_eq!(release.state, ReleaseState::Unreviewed);
        assert_eq!(release.countersignature, None);
    }
    let due = store
        .release_publish_due(&stamp("due", NOW + 2 * DAY_MS))
        .await
        .unwrap();
    assert_eq!(due, None);
    // The version is free again.
    submit(store, 3, "risk", "1.0.0", NOW).await.unwrap();
}

#[tokio::test]
async fn nothing_of_a_refused_publication_is_written() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let submission = approved(store, 1, "risk", "1.0.0").await;
    // The package that is handed in is another than the one reviewed.
    let refused = make_public(store, &submission, 2, None, NOW).await;
    assert!(matches!(
        refused,
        Err(Error::Market(market::Error::NotTheSubmission { .. }))
    ));
    let stale = Submission {
        revision: submission.revision - 1,
        ..submission.clone()
    };
    let refused = make_public(store, &stale, 1, None, NOW).await;
    assert!(matches!(refused, Err(Error::Changed { .. })));
    assert_eq!(store.release_find(&release_id(1)).await.unwrap(), None);
    assert_eq!(
        store.submission_find(&submission.id).await.unwrap(),
        Some(submission)
    );
}

#[tokio::test]
async fn a_delisted_release_leaves_the_catalogue_and_a_recalled_one_is_told_to_all() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let release = released(store, 1, "risk", "1.0.0", NOW).await;
    let globex = TenantId::new("globex");
    for tenant in [acme(), globex.clone()] {
        install(store, &tenant, &format!("in {tenant}"), &release.id).await;
    }
    let initech = tenant("initech");
    let made = store::AuditEntry {
        tenant: initech.id.clone(),
        ..audit("initech")
    };
    store.tenant_create(&initech, &made).await.unwrap();
    let rita = reviewer("rita");
    let of = (&release.id, release.revision);
    let delisted = store
        .release_delist(of, &rita, "old", &stamp("delist", NOW))
        .await
        .unwrap();
    assert_eq!(delisted.state, ReleaseState::Delisted);
    assert_eq!(all(store).await, [""; 0]);
    let refused = store
        .installation_create(order(&globex, "more", &release.id), &stamp("more", NOW))
        .await;
    assert!(matches!(
        refused,
        Err(Error::Market(market::Error::ReleaseState { .. }))
    ));
    let recalled = store
        .release_recall(&release.id, &rita, "it leaks", &stamp("recall", NOW))
        .await
        .unwrap();
    assert!(!recalled.state.runs());
    for (to, told) in [
        (Recipient::Partner(release.partner.clone()), true),
        (Recipient::Tenant(acme()), true),
        (Recipient::Tenant(globex), true),
        (Recipient::Tenant(initech.id), false),
    ] {
        let notices = store.notices_list(&to, Page::FIRST).await.unwrap();
        let recalls = notices
            .iter()
            .filter(|one| one.notice.kind == NoticeKind::ReleaseRecalled);
        assert_eq!(recalls.count(), usize::from(told), "{to}");
    }
    let again = store
        .release_recall(&release.id, &rita, "again", &stamp("twice", NOW))
        .await;
    assert!(again.is_err());
}

#[tokio::test]
async fn what_nobody_reviewed_is_kept_while_it_is_used() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let tried = try_out(store, 1, NOW).await.unwrap();
    assert_eq!(tried.state, ReleaseState::Unreviewed);
    assert_eq!(try_out(store, 1, NOW + 1).await.unwrap(), tried);
    assert_eq!(all(store).await, [""; 0]);
    try_out(store, 2, NOW).await.unwrap();
    let mut own = tenant("acme");
    own.testing_of = Some(partner("acme").id);
    store.tenant_update(&own, &audit("testing")).await.unwrap();
    let installed = install(store, &own.id, "tried", &tried.id).await;
    assert!(installed.testing);
    let globex = TenantId::new("globex");
    let elsewhere = store
        .installation_create(order(&globex, "no", &tried.id), &stamp("no", NOW))
        .await;
    assert!(matches!(
        elsewhere,
        Err(Error::Market(market::Error::Unreviewed))
    ));
    let later = NOW + 90 * DAY_MS + 1;
    let purged = store.purge_expired(later, 9).await.unwrap();
    assert_eq!((purged.tried_releases, purged.packages), (1, 1));
    assert!(store.release_find(&tried.id).await.unwrap().is_some());
    assert!(store.package_find(&digest(1)).await.unwrap().is_some());
    assert_eq!(store.release_find(&release_id(2)).await.unwrap(), None);
}
