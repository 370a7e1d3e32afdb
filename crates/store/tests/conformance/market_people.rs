//! Partners, members, keys, staff, the platform's own keys and its policy.

use market::*;
use serde_json::json;
use store::{Error, Noun, Page};
use tenant::SecretHash;

use crate::fixture::*;
use crate::market::*;

#[tokio::test]
async fn a_partner_changes_under_the_revision_that_was_read() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let again = store
        .partner_create(&partner("acme"), &stamp("again", NOW))
        .await;
    assert!(matches!(
        again,
        Err(Error::AlreadyExists {
            noun: Noun::Partner
        })
    ));
    let read = store
        .partner_find(&partner("acme").id)
        .await
        .unwrap()
        .unwrap();
    let suspended = Partner {
        state: PartnerState::Suspended,
        ..read.clone()
    };
    let next = store
        .partner_update(&suspended, &stamp("suspend", NOW))
        .await
        .unwrap();
    assert_eq!(next.revision, read.revision + 1);
    let late = store.partner_update(&read, &stamp("late", NOW)).await;
    assert!(matches!(
        late,
        Err(Error::Changed {
            expected: 1,
            found: 2,
            ..
        })
    ));
    let by_slug = store.partner_find_by_slug(&read.slug).await.unwrap();
    assert_eq!(by_slug, Some(next));
    let audited = store.market_audit_list(Page::FIRST).await.unwrap();
    assert!(audited.iter().any(|entry| entry.id == "suspend"));
    assert!(audited.iter().all(|entry| entry.id != "late"));
    // A tenant sees none of it.
    let of_tenant = store.audit_list(&acme(), Page::FIRST).await.unwrap();
    assert!(of_tenant.iter().all(|entry| entry.id != "suspend"));
}

#[tokio::test]
async fn a_key_opens_for_its_member_until_it_or_the_member_goes() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let (ann, bob) = (member("acme", "ann"), member("acme", "bob"));
    for (n, member) in [(1, &ann), (2, &ann), (3, &bob)] {
        store
            .partner_key_create(&partner_key(member, n), &stamp(format!("key {n}"), NOW))
            .await
            .unwrap();
    }
    let find = async |n: usize| {
        let hash = SecretHash::of(&format!("key {n}"));
        store.partner_key_find(&hash).await.unwrap()
    };
    let (key, found, of) = find(1).await.unwrap();
    assert_eq!((found, of.id), (ann.clone(), ann.partner.clone()));
    assert!(key.is_valid_at(NOW));
    let other = PartnerId::new("ptn_other");
    let anothers = store
        .partner_key_revoke(&other, &key.id, &stamp("no", NOW))
        .await;
    assert!(matches!(anothers, Err(Error::NotFound { .. })));
    store
        .partner_key_revoke(&ann.partner, &key.id, &stamp("revoke", NOW))
        .await
        .unwrap();
    assert!(!find(1).await.unwrap().0.is_valid_at(NOW));
    assert!(find(2).await.unwrap().0.is_valid_at(NOW));
    store
        .member_delete(&ann.partner, &ann.id, &stamp("leave", NOW))
        .await
        .unwrap();
    assert_eq!(find(2).await, None);
    assert!(find(3).await.is_some());
    let keys = store.partner_keys_list(&ann.partner, Page::FIRST).await;
    let valid: Vec<_> = keys
        .unwrap()
        .into_iter()
        .filter(|key| key.is_valid_at(NOW))
        .map(|key| key.member)
        .collect();
    assert_eq!(valid, [bob.id]);
    let signing = store
        .partner_signing_keys_list(&ann.partner, Page::FIRST)
        .await
        .unwrap();
    assert_eq!(signing[0].revoked_at_ms, Some(NOW));
}

#[tokio::test]
async fn a_public_key_is_registered_once() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let again = PartnerSigningKey {
        id: SigningKeyId::new("psk_other"),
        ..signing_key(&member("acme", "bob"), 7)
    };
    let refused = store
        .partner_signing_key_create(&again, &stamp("again", NOW))
        .await;
    assert!(matches!(refused, Err(Error::AlreadyExists { .. })));
    let stranger = PartnerSigningKey {
        partner: PartnerId::new("ptn_other"),
        ..signing_key(&member("acme", "bob"), 8)
    };
    let refused = store
        .partner_signing_key_create(&stranger, &stamp("stranger", NOW))
        .await;
    assert!(matches!(refused, Err(Error::NotFound { .. })));
}

#[tokio::test]
async fn staff_are_found_by_their_token() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let found = store.staff_find(&SecretHash::of("rita")).await.unwrap();
    assert_eq!(found, Some(reviewer("rita")));
    let twin = Staff {
        id: StaffId::new("stf_twin"),
        hash: SecretHash::of("twin"),
        ..reviewer("rita")
    };
    let refused = store.staff_create(&twin, &stamp("twin", NOW)).await;
    assert!(matches!(refused, Err(Error::AlreadyExists { .. })));
    store
        .staff_delete(&reviewer("rita").id, &stamp("leave", NOW))
        .await
        .unwrap();
    assert_eq!(
        store.staff_find(&SecretHash::of("rita")).await.unwrap(),
        None
    );
    assert_eq!(store.staff_list(Page::FIRST).await.unwrap().len(), 1);
}

/// Somebody stays who can add others.
#[tokio::test]
async fn the_last_owner_and_the_last_operator_stay() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let last = |refused: Result<(), Error>, role: &str| {
        let refused = refused.unwrap_err().to_string();
        assert_eq!(
            refused,
            format!("this is the last {role}; add another first")
        );
    };
    let acme = PartnerId::new("ptn_acme");
    let remove = async |name: &str| {
        let id = member("acme", name).id;
        store
            .member_delete(&acme, &id, &stamp(format!("- {name}"), NOW))
            .await
    };
    remove("ann").await.unwrap();
    last(remove("bob").await, "owner");
    assert_eq!(
        store.members_list(&acme, Page::FIRST).await.unwrap().len(),
        1
    );

    let olga = staff("olga", StaffRole::Operator);
    store.staff_create(&olga, &stamp("+", NOW)).await.unwrap();
    let refused = store.staff_delete(&olga.id, &stamp("-", NOW)).await;
    last(refused, "operator");
    let renewed = Staff {
        id: StaffId::new("stf_olga_2"),
        hash: SecretHash::of("another"),
        ..olga.clone()
    };
    store
        .staff_replace(&olga.id, &renewed, &stamp("=", NOW))
        .await
        .unwrap();
    assert_eq!(store.staff_find(&olga.hash).await.unwrap(), None);
    let found = store.staff_find(&renewed.hash).await.unwrap();
    assert_eq!(found, Some(renewed));
}

#[tokio::test]
async fn one_key_of_the_platform_signs_and_all_verify() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let again = store
        .platform_key_begin(&platform_key(2), &stamp("again", NOW))
        .await;
    assert!(matches!(again, Err(Error::AlreadyExists { .. })));
    store
        .platform_key_rotate(&platform_key(2), &stamp("rotate", NOW))
        .await
        .unwrap();
    let fixture = fixture.restart().await;
    let store = &fixture.store;
    let signs = store.platform_key_current().await.unwrap().unwrap();
    assert_eq!(signs.id, platform_key(2).id);
    assert_eq!(signs.private.expose(), [2; 48]);
    let keys = store.platform_keys_list().await.unwrap();
    let ids: Vec<_> = keys.iter().map(|key| key.id.as_str()).collect();
    assert_eq!(ids, ["pfk_1", "pfk_2"]);
    // The scope of the platform follows the master key like a tenant's.
    store.master_key_rotate(|_| {}).await.unwrap();
    store.master_keys_prune().await.unwrap();
    let fixture = fixture.restart().await;
    assert!(
        fixture
            .store
            .platform_key_current()
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test]
async fn the_policy_of_the_checks_changes_under_its_revision() {
    let fixture = open().await;
    let store = &fixture.store;
    assert_eq!(store.check_policy_find().await.unwrap(), (None, 0));
    let policy = json!({"severities": {"loose-equality": "error"}});
    let revision = store
        .check_policy_replace(0, (&policy, json!({})), &stamp("1", NOW))
        .await
        .unwrap();
    assert_eq!(revision, 1);
    let late = store
        .check_policy_replace(0, (&json!({}), json!({})), &stamp("2", NOW))
        .await;
    assert!(matches!(
        late,
        Err(Error::Changed {
            noun: Noun::CheckPolicy,
            ..
        })
    ));
    assert_eq!(store.check_policy_find().await.unwrap(), (Some(policy), 1));
    let long = json!({"x": "y".repeat(256 << 10)});
    assert!(
        store
            .check_policy_replace(1, (&long, json!({})), &stamp("3", NOW))
            .await
            .is_err()
    );
}
