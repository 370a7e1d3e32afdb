//! From approved to published, at once or at a date; delisted and recalled.

use super::*;

const DAY_MS: u64 = 24 * 60 * 60 * 1_000;

struct Case {
    by: Staff,
    facts: ReleaseFacts,
    tried: Option<Release>,
    others: Vec<Release>,
    publish_at_ms: Option<u64>,
    countersignature: u8,
    partner: Partner,
}

fn case() -> Case {
    Case {
        by: reviewer("rolf"),
        facts: facts(1, "1.0.0"),
        tried: None,
        others: vec![],
        publish_at_ms: None,
        countersignature: 1,
        partner: partner(),
    }
}

impl Case {
    fn publish(self, submission: &Submission) -> Result<Published, Error> {
        let publication = Publication {
            by: &self.by,
            partner: &self.partner,
            members: &[member("ann")],
            facts: self.facts,
            tried: self.tried.as_ref(),
            others: &self.others,
            publish_at_ms: self.publish_at_ms,
            countersignature: Countersignature {
                key: PlatformKeyId::new("pfk_1"),
                signature: Signature::new([self.countersignature; 64]),
            },
            platform_key: &PublicKey::new([9; 32]),
        };
        publish(submission, publication, &verify, NOW)
    }
}

#[test]
fn an_approved_submission_becomes_a_release() {
    let done = case().publish(&approved(1)).unwrap();
    assert_eq!(done.submission.state, State::Published);
    assert_eq!(done.release.state, ReleaseState::Published);
    assert_eq!(done.release.id, done.submission.release());
    assert!(done.release.is_reviewed());
    assert_eq!(done.release.publish_at_ms, Some(NOW));
    assert_eq!(done.notices.len(), 1);
    // Whoever tried it out before has the same release.
    let tried = Case {
        tried: Some(unreviewed(1, "1.0.0")),
        ..case()
    };
    let done = tried.publish(&approved(1)).unwrap();
    assert_eq!(done.release.history.len(), 2);
}

#[test]
fn what_was_not_reviewed_is_not_published() {
    let submission = approved(1);
    type Wrong = fn(&mut Case);
    let wrongs: [(&str, Wrong); 8] = [
        ("another package", |case| case.facts = facts(2, "1.0.0")),
        ("another version", |case| case.facts = facts(1, "1.0.1")),
        ("the platform's signature", |case| case.countersignature = 2),
        ("a suspended partner", |case| {
            case.partner.state = PartnerState::Suspended;
        }),
        ("another partner", |case| {
            case.partner.id = PartnerId::new("ptn_other");
        }),
        ("a recalled package", |case| {
            let mut tried = unreviewed(1, "1.0.0");
            tried.state = ReleaseState::Recalled;
            case.tried = Some(tried);
        }),
        ("an older version", |case| {
            case.others = vec![published(3, "1.1.0")];
        }),
        ("a member", |case| {
            case.by.email = Email::parse("ann@acme.example").unwrap();
        }),
    ];
    for (name, wrong) in wrongs {
        let mut case = case();
        wrong(&mut case);
        assert!(case.publish(&submission).is_err(), "{name}");
    }
    assert!(case().publish(&in_review(1)).is_err());
}

#[test]
fn a_newer_release_supersedes_those_of_its_major_version() {
    let superseded = Release {
        state: ReleaseState::Superseded,
        ..published(5, "1.0.0")
    };
    let case = Case {
        facts: facts(1, "2.1.0"),
        others: vec![published(2, "1.9.0"), published(3, "2.0.0"), superseded],
        ..case()
    };
    let submission = Submission {
        version: Version::parse("2.1.0").unwrap(),
        ..approved(1)
    };
    let done = case.publish(&submission).unwrap();
    let ids: Vec<_> = done.superseded.iter().map(|one| one.id.clone()).collect();
    assert_eq!(ids, [published(3, "2.0.0").id]);
    assert_eq!(done.superseded[0].state, ReleaseState::Superseded);
}

#[test]
fn a_dated_release_waits_for_its_date() {
    let date = NOW + 7 * DAY_MS;
    let dated = |publish_at_ms| Case {
        publish_at_ms: Some(publish_at_ms),
        ..case()
    };
    let scheduled = dated(date).publish(&approved(1)).unwrap();
    assert_eq!(scheduled.submission.state, State::Approved);
    assert_eq!(scheduled.submission.publish_at_ms, Some(date));
    assert_eq!(scheduled.release.state, ReleaseState::Scheduled);
    let due = |now_ms, others: &[Release]| {
        publish_due(
            &scheduled.submission,
            &scheduled.release,
            &partner(),
            others,
            now_ms,
        )
    };
    assert!(due(date - 1, &[]).is_err());
    let done = due(date, &[]).unwrap();
    assert_eq!(done.submission.state, State::Published);
    assert_eq!(done.release.state, ReleaseState::Published);
    // One that was overtaken while it waited is not the newest.
    let overtaken = due(date, &[published(2, "1.1.0")]).unwrap();
    assert_eq!(overtaken.release.state, ReleaseState::Superseded);
    assert_eq!(overtaken.superseded, vec![]);
    // A date that has passed is none, nor is one too far away.
    let past = dated(NOW).publish(&approved(1)).unwrap_err();
    assert_eq!(
        past.to_string(),
        "publish_at does not fit: it has passed; leave it out to publish at once"
    );
    assert!(dated(NOW + 367 * DAY_MS).publish(&approved(1)).is_err());
    // Another date, or none: at once.
    let other = |publish_at_ms| {
        let again = Case {
            publish_at_ms,
            tried: Some(scheduled.release.clone()),
            others: vec![scheduled.release.clone()],
            ..case()
        };
        again.publish(&scheduled.submission).unwrap()
    };
    let later = other(Some(date + DAY_MS));
    assert_eq!(later.release.publish_at_ms, Some(date + DAY_MS));
    assert_eq!(later.submission.state, State::Approved);
    let now = other(None);
    assert_eq!(now.release.state, ReleaseState::Published);
    assert_eq!(now.submission.state, State::Published);
    let back = scheduled.release.unschedule("mem_ann", NOW).unwrap();
    assert_eq!(back.state, ReleaseState::Unreviewed);
    assert_eq!((back.countersignature, back.submission), (None, None));
}

#[test]
fn what_may_become_of_a_release() {
    let olga = staff("olga", StaffRole::Operator);
    for (state, delisted, recalled, runs) in [
        (ReleaseState::Unreviewed, false, true, true),
        (ReleaseState::Scheduled, false, false, true),
        (ReleaseState::Published, true, true, true),
        (ReleaseState::Superseded, true, true, true),
        (ReleaseState::Delisted, false, true, true),
        (ReleaseState::Recalled, false, false, false),
    ] {
        let release = Release {
            state,
            ..published(1, "1.0.0")
        };
        assert_eq!(
            release.delist(&olga, "old", NOW).is_ok(),
            delisted,
            "{state}"
        );
        assert_eq!(
            release.recall(&olga, "bad", NOW).is_ok(),
            recalled,
            "{state}"
        );
        assert_eq!(state.runs(), runs, "{state}");
    }
    let release = published(1, "1.0.0");
    let unsaid = release.recall(&olga, " ", NOW).unwrap_err();
    assert_eq!(unsaid, Error::ReasonMissing { field: "reason" });
    let change = release.recall(&olga, "it leaks", NOW).unwrap();
    let last = change.next.history.last().unwrap();
    assert_eq!(last.reason.as_deref(), Some("it leaks"));
    assert_eq!(change.notices.len(), 1);
    let notice = release.recall_notice(&TenantId::new("globex"), "it leaks");
    assert_eq!(notice.subject, "risk-check 1.0.0 is recalled");
}
