//! What is taken in and what is refused at the door.

use super::*;

fn receive(
    version: &str,
    known: &Known,
    change: impl FnOnce(&mut NewSubmission<'_>),
) -> Result<Submission, Error> {
    let ann = member("ann");
    let manifest = manifest(version);
    let mut new = new_submission(&manifest, 9);
    change(&mut new);
    let from = (&partner(), &ann, &signing_key(&ann));
    Submission::receive(new, from, known, &ReviewDays::default(), &verify, NOW)
        .map(|change| change.next)
}

fn ended(n: u8, state: State) -> Submission {
    Submission {
        state,
        ..received(n)
    }
}

#[test]
fn a_package_comes_in_and_its_partner_is_told_what_comes_next() {
    let ann = member("ann");
    let change = Submission::receive(
        new_submission(&manifest("1.0.0"), 1),
        (&partner(), &ann, &signing_key(&ann)),
        &Known::default(),
        &ReviewDays::default(),
        &verify,
        NOW,
    );
    let change = change.unwrap();
    assert_eq!(change.next.state, State::Received);
    assert_eq!(change.act.operation, "Submit a package");
    let [notice] = change.notices.as_slice() else {
        panic!("{:?}", change.notices)
    };
    assert_eq!(notice.to, Recipient::Partner(partner().id));
    assert_eq!(notice.subject, "risk-check 1.0.0: received");
    assert_eq!(notice.due_at_ms.map(calendar::date).unwrap(), "2026-11-26");
}

#[test]
fn versions_lead_on() {
    for (version, newest, allowed) in [
        ("1.0.0", None, true),
        ("1.0.1", Some("1.0.0"), true),
        ("1.0.0", Some("1.0.0"), false),
        ("1.0.0-rc.1", Some("1.0.0"), false),
        ("0.9.0", Some("1.0.0"), false),
        ("2.0.0-rc.1", Some("1.9.0"), true),
    ] {
        let known = Known {
            newest: newest.map(|newest| Version::parse(newest).unwrap()),
            ..Known::default()
        };
        let received = receive(version, &known, |_| {});
        assert_eq!(received.is_ok(), allowed, "{version} after {newest:?}");
    }
}

#[test]
fn a_slug_is_one_partners() {
    let of = |owner: &str| Known {
        slug_owner: Some(PartnerId::new(owner)),
        ..Known::default()
    };
    assert!(receive("1.0.0", &of("ptn_acme"), |_| {}).is_ok());
    let taken = receive("1.0.0", &of("ptn_other"), |_| {}).unwrap_err();
    assert!(matches!(taken, Error::SlugTaken { .. }));
}

#[test]
fn one_of_a_version_is_on_its_way_and_a_returned_one_is_answered() {
    let known = |earlier: &[Submission]| Known {
        same_version: earlier.to_vec(),
        ..Known::default()
    };
    let open = known(&[received(1)]);
    let refused = receive("1.0.0", &open, |_| {}).unwrap_err();
    assert!(matches!(refused, Error::OpenAlready { .. }), "{refused}");
    let returned = known(&[
        ended(1, State::Returned),
        ended(2, State::Withdrawn),
        ended(3, State::Returned),
    ]);
    // Without a name it answers the latest.
    let answer = receive("1.0.0", &returned, |_| {}).unwrap();
    assert_eq!(answer.replaces, Some(SubmissionId::new("sub_3")));
    for (named, allowed) in [("sub_1", true), ("sub_2", false), ("sub_7", false)] {
        let answer = receive("1.0.0", &returned, |new| {
            new.replaces = Some(SubmissionId::new(named));
        });
        assert_eq!(answer.is_ok(), allowed, "{named}");
    }
}

#[test]
fn the_very_same_package_is_not_looked_at_twice() {
    for (state, allowed) in [
        (State::Returned, false),
        (State::Rejected, false),
        (State::Withdrawn, true),
    ] {
        let known = Known {
            same_version: vec![ended(9, state)],
            ..Known::default()
        };
        assert_eq!(receive("1.0.0", &known, |_| {}).is_ok(), allowed, "{state}");
    }
}

#[test]
fn one_past_each_limit() {
    let limits = MarketLimits::DEFAULT;
    for (open, today, allowed) in [
        (
            limits.open_submissions - 1,
            limits.daily_submissions - 1,
            true,
        ),
        (limits.open_submissions, 0, false),
        (0, limits.daily_submissions, false),
    ] {
        let known = Known {
            open,
            today,
            ..Known::default()
        };
        let received = receive("1.0.0", &known, |_| {}).map_err(|error| error.fault());
        let expected = if allowed { Ok(()) } else { Err(Fault::TooMany) };
        assert_eq!(received.map(drop), expected);
    }
    let known = Known::default();
    let note = |bytes: usize| receive("1.0.0", &known, |new| new.note = Some("n".repeat(bytes)));
    assert!(note(4_000).is_ok());
    assert!(note(4_001).is_err());
}

#[test]
fn the_signature_is_the_authors_own_and_holds() {
    let ann = member("ann");
    let manifest = manifest("1.0.0");
    let key = signing_key(&ann);
    let signed = |key: &PartnerSigningKey, signature: u8, state: PartnerState| {
        let new = NewSubmission {
            signature: Signature::new([signature; 64]),
            ..new_submission(&manifest, 1)
        };
        let partner = Partner { state, ..partner() };
        let from = (&partner, &ann, key);
        let known = Known::default();
        Submission::receive(new, from, &known, &ReviewDays::default(), &verify, NOW)
            .map(|change| change.next.state)
    };
    let active = PartnerState::Active;
    assert_eq!(signed(&key, 1, active), Ok(State::Received));
    let wrong = signed(&key, 2, active).unwrap_err();
    assert!(matches!(
        wrong,
        Error::SignatureWrong {
            whose: "partner",
            ..
        }
    ));
    let revoked = PartnerSigningKey {
        revoked_at_ms: Some(1),
        ..key.clone()
    };
    let anothers = signing_key(&member("bob"));
    for unusable in [&revoked, &anothers] {
        let refused = signed(unusable, 1, active).unwrap_err();
        assert!(matches!(refused, Error::SigningKeyUnusable { .. }));
    }
    let suspended = signed(&key, 1, PartnerState::Suspended);
    assert_eq!(suspended, Err(Error::PartnerSuspended));
}
