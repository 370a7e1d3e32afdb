//! Checks, verdicts, comments and the way back.

use super::*;

const MINUTE_MS: u64 = 60_000;

#[test]
fn one_at_a_time_runs_the_checks_and_a_silent_one_is_replaced() {
    let received = received(1);
    let first = received.claim("one", NOW).unwrap().next;
    assert_eq!((first.state, first.checks), (State::Checking, 1));
    assert_eq!(
        first.claim("two", NOW + MINUTE_MS / 2),
        Err(Error::LeaseLost)
    );
    let renewed = first.renew("one", NOW + MINUTE_MS / 2).unwrap();
    assert!(!renewed.is_claimable(NOW + MINUTE_MS));
    assert_eq!(renewed.revision, first.revision);
    // Whoever was silent too long has lost it to the next.
    let second = renewed.claim("two", NOW + 3 * MINUTE_MS).unwrap().next;
    assert_eq!(second.checks, 2);
    assert_eq!(second.history.len(), first.history.len());
    let days = ReviewDays::default();
    let late = second.report("one", &report(1, None), &days, NOW);
    assert_eq!(late, Err(Error::LeaseLost));
    assert_eq!(second.renew("one", NOW), Err(Error::LeaseLost));
    let done = second.report("two", &report(1, None), &days, NOW).unwrap();
    assert_eq!(done.next.state, State::FunctionalReview);
    assert_eq!(done.next.lease, None);
}

#[test]
fn checks_that_somebody_lets_go_of_are_begun_again_at_once() {
    let first = received(1).claim("one", NOW).unwrap().next;
    assert_eq!(first.let_go("two", NOW), Err(Error::LeaseLost));
    let free = first.let_go("one", NOW).unwrap();
    assert!(free.is_claimable(NOW));
    assert_eq!(free.revision, first.revision);
    let second = free.claim("two", NOW).unwrap().next;
    assert_eq!((second.checks, second.state), (1, State::Checking));
}

#[test]
fn checks_that_never_end_send_the_submission_back() {
    let mut submission = received(1);
    let mut now = NOW;
    for attempt in 1..=5 {
        submission = submission.claim("one", now).unwrap().next;
        assert_eq!(
            (submission.state, submission.checks),
            (State::Checking, attempt)
        );
        now += 2 * MINUTE_MS;
    }
    let change = submission.claim("one", now).unwrap();
    assert_eq!(change.next.state, State::Returned);
    assert_eq!(change.notices.len(), 1);
}

#[test]
fn a_report_that_blocks_sends_it_back_and_any_other_begins_the_review() {
    let checking = received(1).claim("one", NOW).unwrap().next;
    let days = ReviewDays::default();
    for (severity, state) in [
        (None, State::FunctionalReview),
        (Some(Severity::Note), State::FunctionalReview),
        (Some(Severity::Warning), State::FunctionalReview),
        (Some(Severity::Error), State::Returned),
    ] {
        let change = checking.report("one", &report(1, severity), &days, NOW);
        let change = change.unwrap();
        assert_eq!(change.next.state, state, "{severity:?}");
        assert!(change.next.findings.is_some());
        let due = change.next.due_at_ms.map(calendar::date);
        let expected = (state == State::FunctionalReview).then(|| "2026-12-02".to_owned());
        assert_eq!(due, expected);
        assert_eq!(change.notices.len(), 1);
    }
    let other = checking.report("one", &report(2, None), &days, NOW);
    assert!(matches!(other, Err(Error::ReportOfAnother { .. })));
}

#[test]
fn two_reviewers_say_yes_one_after_the_other() {
    let submission = in_review(1);
    let (rita, rolf) = (reviewer("rita"), reviewer("rolf"));
    let first = decide(&submission, &rita, Decision::Approve).unwrap();
    assert_eq!(first.next.state, State::SecurityReview);
    let again = decide(&first.next, &rita, Decision::Approve);
    assert!(matches!(again, Err(Error::ReviewerInvolved { .. })));
    // Another token makes no other reviewer.
    let twice = Staff {
        id: StaffId::new("stf_again"),
        email: Email::parse("rita+2@platform.example").unwrap(),
        ..reviewer("rita")
    };
    let again = decide(&first.next, &twice, Decision::Approve);
    assert!(matches!(again, Err(Error::ReviewerInvolved { .. })));
    let second = decide(&first.next, &rolf, Decision::Approve).unwrap();
    assert_eq!(second.next.state, State::Approved);
    let stages: Vec<Stage> = second.next.verdicts.iter().map(|one| one.stage).collect();
    assert_eq!(stages, [Stage::Functional, Stage::Security]);
    let next = second.notices.first().unwrap().next.clone().unwrap();
    assert_eq!(next, "It is published or gets a date by 2026-12-02.");
    // The first may still say no in the second stage.
    let back = decide(&first.next, &rita, Decision::Return).unwrap();
    assert_eq!(back.next.state, State::Returned);
}

#[test]
fn nobody_who_stands_near_the_partner_decides() {
    let submission = in_review(1);
    for (email, allowed) in [
        ("rita@platform.example", true),
        ("ann@acme.example", false),
        ("ANN@acme.example", false),
        ("ann+review@acme.example", false),
        ("bob@acme.example", false),
        ("carl@acme.example", true),
    ] {
        let staff = Staff {
            email: Email::parse(email).unwrap(),
            ..reviewer("rita")
        };
        let decided = decide(&submission, &staff, Decision::Approve);
        assert_eq!(decided.is_ok(), allowed, "{email}");
    }
    // The author has left the partner meanwhile.
    let ann = Staff {
        email: Email::parse("ann@acme.example").unwrap(),
        ..reviewer("ann")
    };
    let verdict = NewVerdict {
        decision: Decision::Approve,
        reason: None,
    };
    let decided = submission.decide(&ann, &[], verdict, &ReviewDays::default(), NOW);
    assert!(matches!(decided, Err(Error::ReviewerInvolved { .. })));
    let operator = decide(
        &submission,
        &staff("olga", StaffRole::Operator),
        Decision::Approve,
    );
    assert!(matches!(operator, Err(Error::NotForRole { .. })));
}

#[test]
fn a_no_has_a_reason() {
    let submission = in_review(1);
    for (decision, reason, allowed) in [
        (Decision::Approve, None, true),
        (Decision::Return, None, false),
        (Decision::Return, Some(" \n"), false),
        (
            Decision::Return,
            Some("mend the timeout\nand the log"),
            true,
        ),
        (Decision::Reject, None, false),
        (Decision::Reject, Some("\u{7}"), false),
        (Decision::Reject, Some("no"), true),
    ] {
        let verdict = NewVerdict {
            decision,
            reason: reason.map(str::to_owned),
        };
        let days = ReviewDays::default();
        let decided = submission.decide(&reviewer("rita"), &[], verdict, &days, NOW);
        assert_eq!(decided.is_ok(), allowed, "{decision:?} {reason:?}");
    }
}

#[test]
fn out_of_order_is_refused_with_what_may_be_done() {
    let early = decide(&received(1), &reviewer("rita"), Decision::Approve).unwrap_err();
    assert_eq!(
        early.to_string(),
        "a submission that is received cannot be approved; a reviewer may comment"
    );
    assert_eq!(early.fault(), Fault::Conflict);
    let withdrawn = received(1).withdraw(&member("bob"), NOW).unwrap().next;
    assert!(withdrawn.claim("one", NOW).is_err());
    assert!(withdrawn.withdraw(&member("ann"), NOW).is_err());
}

#[test]
fn only_the_partners_members_take_it_back() {
    let stranger = Member {
        partner: PartnerId::new("ptn_other"),
        ..member("eve")
    };
    for submission in [received(1), in_review(1), approved(1)] {
        let refused = submission.withdraw(&stranger, NOW).unwrap_err();
        assert_eq!(refused.fault(), Fault::Forbidden);
        let change = submission.withdraw(&member("bob"), NOW).unwrap();
        assert_eq!(change.next.state, State::Withdrawn);
        assert_eq!(change.next.due_at_ms, None);
    }
}

#[test]
fn comments_are_bounded_and_a_reviewers_reaches_the_partner() {
    let submission = in_review(1);
    let comment = |text: &str| (CommentId::new("com_1"), text.to_owned(), None);
    let own = submission.comment_of_member(&member("ann"), comment("why?"), NOW);
    assert_eq!(own.unwrap().notices, vec![]);
    let reviewers = submission.comment_of_reviewer(&reviewer("rita"), comment("so"), NOW);
    assert_eq!(reviewers.unwrap().notices.len(), 1);
    for (text, allowed) in [
        ("x".repeat(4_000), true),
        ("x".repeat(4_001), false),
        (" \n ".to_owned(), false),
    ] {
        let written = submission.comment_of_member(&member("ann"), comment(&text), NOW);
        assert_eq!(written.is_ok(), allowed, "{}", text.len());
    }
    let operator = staff("olga", StaffRole::Operator);
    let refused = submission.comment_of_reviewer(&operator, comment("x"), NOW);
    assert!(refused.is_err());
}
