//! Rows that somebody with the file changed: refused by their name, and no other is spoilt.

use contract::Trigger;
use market::catalogue::Query;
use market::*;
use store::{BoundCode, Error, Noun, Page};
use tenant::*;

use crate::fixture::{Fixture, acme, audit};
use crate::market::*;

/// Two releases, installed and bound in this order.
async fn two_bound() -> Fixture {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let mut bindings = vec![];
    for (n, slug) in [(1, "risk"), (2, "plan")] {
        let release = released(store, n, slug, "1.0.0", NOW).await;
        let installed = install(store, &acme(), slug, &release.id).await;
        bindings.push(Binding {
            id: BindingId::new(slug),
            bound: Bound::Installation(installed.id),
            display_name: slug.to_owned(),
            failure_policy: FailurePolicy::Block,
            budget_ms: None,
            created_at_ms: 1,
        });
    }
    store
        .bindings_replace(&acme(), Trigger::PostLogin, 0, bindings, &audit("bind"))
        .await
        .unwrap();
    fixture
}

async fn check(statement: &str, noun: Noun, id: &str) {
    let fixture = two_bound().await;
    tamper(&fixture, statement).await;
    let fixture = fixture.restart().await;
    let store = &fixture.store;
    let bound = store.bound_code(&acme(), Trigger::PostLogin).await.unwrap();
    let [(_, first), (_, second)] = bound.as_slice() else {
        panic!("{bound:?}")
    };
    let expected = BoundCode::Unsound {
        installation: InstallationId::new("risk"),
        noun,
        id: id.to_owned(),
    };
    assert_eq!(*first, expected, "{statement}");
    assert!(matches!(second, BoundCode::Installed { .. }), "{statement}");
}

#[tokio::test]
async fn an_altered_installation_does_not_run() {
    for statement in [
        "UPDATE installations SET body = replace(body, 'strict', 'loose!') WHERE id = 'risk'",
        "UPDATE installations SET vouched = x'00' WHERE id = 'risk'",
        "UPDATE installations SET body = '{}' WHERE id = 'risk'",
        "UPDATE installations SET (body, vouched) = \
         (SELECT body, vouched FROM installations WHERE id = 'plan') WHERE id = 'risk'",
    ] {
        check(statement, Noun::Installation, "risk").await;
    }
}

#[tokio::test]
async fn an_altered_release_does_not_run() {
    let id = release_id(1);
    for statement in [
        format!("UPDATE releases SET body = replace(body, 'user.email', 'user') WHERE id = '{id}'"),
        format!(
            "UPDATE releases SET body = replace(body, 'ptn_acme', 'ptn_evil') WHERE id = '{id}'"
        ),
        format!("DELETE FROM releases WHERE id = '{id}'"),
    ] {
        check(&statement, Noun::Release, id.as_str()).await;
    }
}

#[tokio::test]
async fn an_altered_row_is_named_and_left_out_of_lists() {
    let fixture = two_bound().await;
    let store = &fixture.store;
    tamper(
        &fixture,
        "UPDATE releases SET body = replace(body, 'published', 'recalled') WHERE slug = 'risk'",
    )
    .await;
    tamper(
        &fixture,
        "UPDATE submissions SET body = replace(body, '\"approve\"', '\"return\"') WHERE slug = 'risk'",
    )
    .await;
    tamper(
        &fixture,
        "UPDATE reports SET body = replace(body, '[]', '[ ]') WHERE submission = 'sub_1'",
    )
    .await;
    let altered = store.release_find(&release_id(1)).await.unwrap_err();
    assert_eq!(
        altered.to_string(),
        format!(
            "the stored release {} is not what was written",
            release_id(1)
        )
    );
    let submission = SubmissionId::new("sub_1");
    for refused in [
        store.submission_find(&submission).await.map(drop),
        store.report_find(&submission).await.map(drop),
    ] {
        assert!(matches!(refused, Err(Error::Altered { id, .. }) if id == "sub_1"));
    }
    let entries = store.catalogue_list(&Query::default(), Page::FIRST).await;
    assert_eq!(entries.unwrap().len(), 1);
    let submissions = store.submissions_list(&[], Page::FIRST).await.unwrap();
    assert_eq!(submissions.len(), 1);
}

#[tokio::test]
async fn nobody_puts_a_key_in_anothers_place() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    tamper(
        &fixture,
        "UPDATE platform_keys SET public_key = replace(public_key, '65', '66')",
    )
    .await;
    let refused = store.platform_keys_list().await;
    assert!(matches!(
        refused,
        Err(Error::Altered {
            noun: Noun::PlatformKey,
            ..
        })
    ));
    tamper(
        &fixture,
        "UPDATE partner_signing_keys SET body = replace(body, '0707', '0808')",
    )
    .await;
    let refused = submit(store, 1, "risk", "1.0.0", NOW).await;
    assert!(matches!(
        refused,
        Err(Error::Altered {
            noun: Noun::PartnerSigningKey,
            ..
        })
    ));
}

/// A token is looked for by a column; only what the body vouches for opens.
#[tokio::test]
async fn nobody_puts_a_token_of_theirs_in_anothers_place() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let ann = member("acme", "ann");
    let key = partner_key(&ann, 1);
    store
        .partner_key_create(&key, &stamp("key", NOW))
        .await
        .unwrap();
    let stolen = SecretHash::of("stolen");
    for (table, id) in [("staff", "stf_rita"), ("partner_keys", key.id.as_str())] {
        let hash = stolen.as_str();
        let statement = format!("UPDATE {table} SET hash = '{hash}' WHERE id = '{id}'");
        tamper(&fixture, &statement).await;
    }
    let staff = store.staff_find(&stolen).await.map(drop);
    let partner = store.partner_key_find(&stolen).await.map(drop);
    for refused in [staff, partner] {
        assert!(matches!(refused, Err(Error::Altered { .. })));
    }
}
