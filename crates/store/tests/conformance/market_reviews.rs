//! Submissions: taken in whole or not at all, checked by one at a time, decided by one at a time.

use market::*;
use store::{CommentBy, Error, NewComment, Noun, Page};

use crate::market::*;

#[tokio::test]
async fn a_package_is_taken_in_whole_or_not_at_all() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let sent = submit(store, 1, "risk", "1.0.0", NOW).await.unwrap();
    let fixture = fixture.restart().await;
    let store = &fixture.store;
    assert_eq!(
        store.submission_find(&sent.id).await.unwrap(),
        Some(sent.clone())
    );
    let archive = store.package_find(&digest(1)).await.unwrap();
    assert_eq!(archive, Some(vec![1; 16]));
    let to = Recipient::Partner(sent.partner.clone());
    let notices = store.notices_list(&to, Page::FIRST).await.unwrap();
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].notice.about, sent.id.as_str());
    // The same slug and version is on its way: nothing of the second is kept.
    let refused = submit(store, 2, "risk", "1.0.0", NOW).await;
    assert!(matches!(
        refused,
        Err(Error::Market(market::Error::OpenAlready { .. }))
    ));
    assert_eq!(store.package_find(&digest(2)).await.unwrap(), None);
    assert_eq!(store.notices_list(&to, Page::FIRST).await.unwrap().len(), 1);
    let audited = store.market_audit_list(Page::FIRST).await.unwrap();
    let submitted = audited
        .iter()
        .filter(|entry| entry.operation == "Submit a package");
    assert_eq!(submitted.count(), 1);
}

#[tokio::test]
async fn a_slug_on_its_way_is_its_partners() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let other = partner("other");
    store
        .partner_create(&other, &stamp("other", NOW))
        .await
        .unwrap();
    let eve = member("other", "eve");
    store.member_create(&eve, &stamp("eve", NOW)).await.unwrap();
    store
        .partner_signing_key_create(&signing_key(&eve, 9), &stamp("eve key", NOW))
        .await
        .unwrap();
    let take = async |n: u8, slug: &str| {
        let sent = store::SentPackage {
            submission: NewSubmission {
                id: SubmissionId::new(format!("sub_{n}")),
                digest: digest(n),
                manifest: &facts(n, slug, "9.0.0").manifest,
                note: None,
                replaces: None,
                signature: Signature::new([1; 64]),
            },
            partner: &eve.partner,
            author: &eve.id,
            signing_key: &SigningKeyId::new("psk_9"),
            archive: &[n],
        };
        let stamp = stamp(format!("take {n}"), NOW);
        let days = ReviewDays::default();
        store.submission_create(sent, &days, &verify, &stamp).await
    };
    let sent = submit(store, 1, "risk", "1.0.0", NOW).await.unwrap();
    let taken = take(2, "risk").await;
    assert!(matches!(
        taken,
        Err(Error::Market(market::Error::SlugTaken { .. }))
    ));
    // Whoever takes it back gives the slug back.
    let ann = member("acme", "ann");
    store
        .submission_withdraw(&sent.id, &ann, &stamp("back", NOW))
        .await
        .unwrap();
    released(store, 4, "plan", "1.0.0", NOW).await;
    assert!(take(5, "plan").await.is_err());
    take(3, "risk").await.unwrap();
}

#[tokio::test]
async fn the_checks_are_one_holders_until_its_lease_ends() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    submit(store, 1, "one", "1.0.0", NOW).await.unwrap();
    submit(store, 2, "two", "1.0.0", NOW + 1).await.unwrap();
    let claim = async |holder: &str, at_ms: u64| {
        let stamp = stamp(format!("{holder} {at_ms}"), at_ms);
        let claimed = store.submission_claim(holder, &stamp).await.unwrap();
        claimed.map(|one| one.id.to_string())
    };
    assert_eq!(claim("a", NOW + 2).await.as_deref(), Some("sub_1"));
    assert_eq!(claim("b", NOW + 3).await.as_deref(), Some("sub_2"));
    assert_eq!(claim("c", NOW + 4).await, None);
    let second = SubmissionId::new("sub_2");
    let minute = 60_000;
    store
        .submission_renew(&second, "b", NOW + minute / 2)
        .await
        .unwrap();
    // Whoever held the first was killed; the other lives on.
    let late = NOW + minute + 2;
    assert_eq!(claim("c", late).await.as_deref(), Some("sub_1"));
    assert_eq!(claim("d", late).await, None);
    let days = ReviewDays::default();
    let first = SubmissionId::new("sub_1");
    let dead = store
        .submission_report(&first, "a", &report(1), &days, &stamp("dead", late))
        .await;
    assert!(matches!(dead, Err(Error::Market(market::Error::LeaseLost))));
    assert_eq!(store.report_find(&first).await.unwrap(), None);
    let done = store
        .submission_report(&first, "c", &report(1), &days, &stamp("done", late))
        .await
        .unwrap();
    assert_eq!(done.state, State::FunctionalReview);
    assert_eq!(store.report_find(&first).await.unwrap(), Some(report(1)));
    let queue = store
        .submissions_list(&[State::FunctionalReview], Page::FIRST)
        .await
        .unwrap();
    assert_eq!(queue, [done]);
    let all = store.submissions_list(&[], Page::FIRST).await.unwrap();
    assert_eq!(all.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_at_once_is_done_once() {
    let fixture = with_partner().await;
    let submission = approved(&fixture.store, 3, "plan", "1.0.0").await;
    let published = [NOW, NOW + 1].map(|at_ms| {
        let (store, submission) = (fixture.store.clone(), submission.clone());
        tokio::spawn(async move {
            make_public(&store, &submission, 3, None, at_ms)
                .await
                .is_ok()
        })
    });
    let mut appeared = 0;
    for published in published {
        appeared += usize::from(published.await.unwrap());
    }
    assert_eq!(appeared, 1);
    let sent = [1, 2].map(|n| {
        let store = fixture.store.clone();
        tokio::spawn(async move { submit(&store, n, "risk", "1.0.0", NOW).await.is_ok() })
    });
    let mut taken = 0;
    for sent in sent {
        taken += usize::from(sent.await.unwrap());
    }
    assert_eq!(taken, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_reviewers_at_once_one_decides() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let submission = reviewed(store, 1, "risk", "1.0.0").await;
    let at_once = |by: &'static str, decision| {
        let (store, submission) = (store.clone(), submission.clone());
        tokio::spawn(async move { decide(&store, &submission, by, decision).await })
    };
    let first = at_once("rita", Decision::Approve);
    let second = at_once("rolf", Decision::Reject);
    let (first, second) = (first.await.unwrap(), second.await.unwrap());
    let (won, lost) = match (first, second) {
        (Ok(won), Err(lost)) | (Err(lost), Ok(won)) => (won, lost),
        both => panic!("{both:?}"),
    };
    assert!(matches!(
        lost,
        Error::Changed {
            noun: Noun::Submission,
            ..
        }
    ));
    assert_eq!(won.verdicts.len(), 1);
    assert_eq!(
        store.submission_find(&won.id).await.unwrap(),
        Some(won.clone())
    );
    let audited = store.market_audit_list(Page::FIRST).await.unwrap();
    let verdicts = ["Approve a submission", "Reject a submission"];
    let decided = audited
        .iter()
        .filter(|entry| verdicts.contains(&entry.operation.as_str()));
    assert_eq!(decided.count(), 1);
}

#[tokio::test]
async fn a_member_of_the_partner_decides_nothing() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let submission = reviewed(store, 1, "risk", "1.0.0").await;
    let bob = Staff {
        email: member("acme", "bob").email,
        ..reviewer("rita")
    };
    let verdict = NewVerdict {
        decision: Decision::Approve,
        reason: None,
    };
    let of = (&submission.id, submission.revision);
    let refused = store
        .submission_decide(
            of,
            &bob,
            verdict,
            &ReviewDays::default(),
            &stamp("bob", NOW),
        )
        .await;
    assert!(matches!(
        refused,
        Err(Error::Market(market::Error::ReviewerInvolved { .. }))
    ));
}

#[tokio::test]
async fn comments_stand_in_order_and_an_answer_reaches_the_partner() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    let sent = submit(store, 1, "risk", "1.0.0", NOW).await.unwrap();
    let (ann, rita) = (member("acme", "ann"), reviewer("rita"));
    let write = async |n: u64, by: CommentBy<'_>| {
        let comment = NewComment {
            id: CommentId::new(format!("com_{n}")),
            text: format!("comment {n}"),
            place: None,
        };
        let stamp = stamp(format!("comment {n}"), NOW + n);
        store.comment_create(&sent.id, by, comment, &stamp).await
    };
    write(1, CommentBy::Member(&ann)).await.unwrap();
    write(2, CommentBy::Reviewer(&rita)).await.unwrap();
    let comments = store.comments_list(&sent.id, Page::FIRST).await.unwrap();
    let texts: Vec<_> = comments.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["comment 1", "comment 2"]);
    let to = Recipient::Partner(ann.partner.clone());
    let notices = store.notices_list(&to, Page::FIRST).await.unwrap();
    assert_eq!(notices[0].notice.kind, NoticeKind::CommentWritten);
    assert_eq!(notices.len(), 2);
    let eve = member("other", "eve");
    assert!(write(3, CommentBy::Member(&eve)).await.is_err());
}

#[tokio::test]
async fn archives_and_reports_of_what_led_nowhere_go_after_90_days() {
    let fixture = with_partner().await;
    let store = &fixture.store;
    released(store, 1, "risk", "1.0.0", NOW).await;
    let returned = reviewed(store, 2, "plan", "1.0.0").await;
    decide(store, &returned, "rita", Decision::Return)
        .await
        .unwrap();
    reviewed(store, 3, "open", "1.0.0").await;
    let early = store.purge_expired(NOW + 90 * DAY_MS - 1, 9).await.unwrap();
    assert_eq!((early.packages, early.reports), (0, 0));
    let late = store.purge_expired(NOW + 90 * DAY_MS, 9).await.unwrap();
    assert_eq!((late.packages, late.reports), (1, 1));
    for (n, kept) in [(1, true), (2, false), (3, true)] {
        let archive = store.package_find(&digest(n)).await.unwrap();
        assert_eq!(archive.is_some(), kept, "{n}");
        let id = SubmissionId::new(format!("sub_{n}"));
        assert_eq!(store.report_find(&id).await.unwrap().is_some(), kept);
        assert!(store.submission_find(&id).await.unwrap().is_some());
    }
}
