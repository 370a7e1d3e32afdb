//! One past what there may be of each noun of the market.

use market::*;
use store::{CommentBy, Error, NewComment, Noun, Page};
use tenant::TenantId;

use crate::market::*;

const LIMITS: MarketLimits = MarketLimits::DEFAULT;

#[track_caller]
fn too_many<T: std::fmt::Debug>(refused: Result<T, Error>, expected: Noun, limit: usize) {
    assert!(
        matches!(refused, Err(Error::TooMany { noun, limit: found }) if noun == expected && found == limit),
        "{refused:?}"
    );
}

#[tokio::test]
async fn members_and_comments() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let add = async |n: usize| {
        let member = member("acme", &format!("m{n}"));
        store
            .member_create(&member, &stamp(format!("add {n}"), NOW))
            .await
    };
    for n in 2..LIMITS.members {
        add(n).await.unwrap();
    }
    too_many(add(LIMITS.members).await, Noun::Member, LIMITS.members);
    let sent = submit(store, 1, "risk", "1.0.0", NOW).await.unwrap();
    let ann = member("acme", "ann");
    let write = async |n: usize| {
        let comment = NewComment {
            id: CommentId::new(format!("com_{n}")),
            text: "again".into(),
            place: None,
        };
        let stamp = stamp(format!("write {n}"), NOW);
        let by = CommentBy::Member(&ann);
        store.comment_create(&sent.id, by, comment, &stamp).await
    };
    for n in 0..LIMITS.comments {
        write(n).await.unwrap();
    }
    too_many(write(LIMITS.comments).await, Noun::Comment, LIMITS.comments);
}

#[tokio::test]
async fn keys_that_ended_make_room() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let ann = member("acme", "ann");
    let add = async |n: usize| {
        let stamp = stamp(format!("key {n}"), NOW);
        store
            .partner_key_create(&partner_key(&ann, n), &stamp)
            .await
    };
    for n in 0..LIMITS.keys {
        add(n).await.unwrap();
    }
    too_many(add(LIMITS.keys).await, Noun::PartnerKey, LIMITS.keys);
    store
        .partner_key_revoke(&ann.partner, &partner_key(&ann, 3).id, &stamp("end", NOW))
        .await
        .unwrap();
    add(LIMITS.keys).await.unwrap();
    let sign = async |n: u8| {
        let stamp = stamp(format!("sign {n}"), NOW);
        let key = signing_key(&ann, n);
        store.partner_signing_key_create(&key, &stamp).await
    };
    let limit = u8::try_from(LIMITS.signing_keys).unwrap();
    for n in 1..limit {
        sign(100 + n).await.unwrap();
    }
    too_many(sign(99).await, Noun::PartnerSigningKey, LIMITS.signing_keys);
    let id = signing_key(&ann, 7).id;
    store
        .partner_signing_key_revoke(&ann.partner, &id, &stamp("end 7", NOW))
        .await
        .unwrap();
    sign(99).await.unwrap();
    assert_eq!(store.partner_signing_key_find(&id).await.unwrap(), None);
}

#[tokio::test]
async fn submissions_on_their_way_and_of_a_day() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let send =
        async |n: u8, at_ms: u64| submit(store, n, &format!("slug-{n}"), "1.0.0", at_ms).await;
    let open = u8::try_from(LIMITS.open_submissions).unwrap();
    for n in 0..open {
        send(n, NOW).await.unwrap();
    }
    let past = send(open, NOW).await;
    assert!(matches!(
        past,
        Err(Error::Market(market::Error::TooManyOpen { limit })) if limit == LIMITS.open_submissions
    ));
    let ann = member("acme", "ann");
    let daily = u8::try_from(LIMITS.daily_submissions).unwrap();
    for n in open..daily {
        let id = SubmissionId::new(format!("sub_{}", n - open));
        store
            .submission_withdraw(&id, &ann, &stamp(format!("back {n}"), NOW))
            .await
            .unwrap();
        send(n, NOW).await.unwrap();
    }
    let id = SubmissionId::new("sub_19");
    store
        .submission_withdraw(&id, &ann, &stamp("back", NOW))
        .await
        .unwrap();
    let past = send(daily, NOW + DAY_MS - 1).await;
    assert!(matches!(
        past,
        Err(Error::Market(market::Error::TooManyToday { limit })) if limit == LIMITS.daily_submissions
    ));
    send(daily, NOW + DAY_MS).await.unwrap();
}

#[tokio::test]
async fn installations_and_packages_tried_out() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let release = released(store, 1, "risk", "1.0.0", NOW).await;
    let globex = TenantId::new("globex");
    for n in 0..LIMITS.installations {
        install(store, &globex, &format!("i{n}"), &release.id).await;
    }
    let past = store
        .installation_create(order(&globex, "past", &release.id), &stamp("past", NOW))
        .await;
    too_many(past, Noun::Installation, LIMITS.installations);
    // Of those that nobody installed the one goes that was used least lately.
    let tried = u8::try_from(LIMITS.unreviewed_releases).unwrap();
    for n in 0..=tried {
        try_out(store, 100 + n, NOW + u64::from(n)).await.unwrap();
    }
    assert_eq!(store.release_find(&release_id(100)).await.unwrap(), None);
    assert!(
        store
            .release_find(&release_id(101))
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test]
async fn the_oldest_notices_go() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let ann = member("acme", "ann");
    let to = Recipient::Partner(ann.partner.clone());
    // Each of these tells twice.
    let mut told = 0;
    let mut day = 0;
    while told <= LIMITS.notices {
        for n in 0..LIMITS.daily_submissions {
            let at_ms = NOW + day * DAY_MS;
            let name = format!("{day}-{n}");
            let sent = notice_twice(store, &ann, &name, at_ms).await;
            assert_eq!(sent.state, State::Withdrawn);
            told += 2;
        }
        day += 1;
    }
    let pages = u32::try_from(LIMITS.notices / 100).unwrap();
    let page = |number| Page { number, size: 100 };
    let last = store.notices_list(&to, page(pages - 1)).await.unwrap();
    assert_eq!(last.len(), 100);
    assert_eq!(store.notices_list(&to, page(pages)).await.unwrap(), []);
    let later = NOW + (day - 1 + 180) * DAY_MS;
    let purged = store.purge_expired(later, 500).await.unwrap();
    assert_eq!(purged.notices, LIMITS.notices as u64);
}

async fn notice_twice(store: &store::Store, ann: &Member, name: &str, at_ms: u64) -> Submission {
    let sent = store::SentPackage {
        submission: NewSubmission {
            id: SubmissionId::new(name),
            digest: digest(1),
            manifest: &facts(1, "risk", "1.0.0").manifest,
            note: None,
            replaces: None,
            signature: Signature::new([1; 64]),
        },
        partner: &ann.partner,
        author: &ann.id,
        signing_key: &SigningKeyId::new("psk_7"),
        archive: &[1],
    };
    let stamped = stamp(format!("send {name}"), at_ms);
    let sent = store
        .submission_create(sent, &ReviewDays::default(), &verify, &stamped)
        .await
        .unwrap();
    let stamped = stamp(format!("back {name}"), at_ms);
    store
        .submission_withdraw(&sent.id, ann, &stamped)
        .await
        .unwrap()
}
