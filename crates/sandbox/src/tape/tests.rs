//! What a tape keeps, and what a replay is held against.

use contract::recording::LONGEST_BYTES;
use contract::{FailureKind, LimitName};

use super::*;

fn player(steps: Vec<Step>) -> Tape {
    Tape::Replaying(Player::new(steps))
}

#[test]
fn what_was_answered_is_answered_again() {
    let mut tape = Tape::Recording(Recorder::default());
    let answers = || {
        [
            Answer::Text("{}".to_owned()),
            Answer::Bytes(vec![0, 255]),
            Answer::Nothing,
        ]
    };
    for answer in answers() {
        tape.note_answer("drawn.sign", b"{}", &answer);
    }
    let mut tape = player(tape.steps().unwrap());
    for answer in answers() {
        let recorded = tape.recorded_answer("drawn.sign", b"{}");
        assert_eq!(recorded, Ok(Some(answer)));
    }
    assert_eq!(
        tape.recorded_answer("drawn.sign", b"{}"),
        Err(Apart::Differs)
    );
    assert_eq!(tape.difference().unwrap().at, 3);
}

#[test]
fn another_length_of_randomness_is_a_difference() {
    let mut tape = Tape::Recording(Recorder::default());
    let mut bytes = [0; 4];
    tape.random(&mut bytes, |bytes| bytes.fill(7)).unwrap();
    let mut tape = player(tape.steps().unwrap());
    let mut more = [0; 5];
    let drawn = tape.random(&mut more, |_| unreachable!("nothing is drawn"));
    assert_eq!(drawn, Err(Apart::Differs));
}

/// Found by fuzzing: a guest may draw none, and that is a step like another.
#[test]
fn no_randomness_is_drawn_again() {
    let mut tape = Tape::Recording(Recorder::default());
    tape.random(&mut [], |_| {}).unwrap();
    let mut tape = player(tape.steps().unwrap());
    assert_eq!(tape.random(&mut [], |_| {}), Ok(()));
    assert_eq!(tape.random(&mut [], |_| {}), Err(Apart::Differs));
}

#[test]
fn a_recording_that_grows_too_long_is_given_up() {
    let mut tape = Tape::Recording(Recorder::default());
    let text = "x".repeat(LONGEST_BYTES / 2);
    for _ in 0..2 {
        tape.note_delivery(1, true, Some(&text), None);
    }
    assert_eq!(tape.steps(), None);
}

fn line(text: &str) -> Step {
    Step::Log {
        level: contract::LogLevel::Log,
        text: Material::of(text.as_bytes()),
    }
}

fn limit(name: LimitName) -> Failure {
    Failure::limit(name, 1, "a limit")
}

/// What comes of a step, and of an end from outside, where the recorded execution was ended like this.
fn check(
    failure: &Failure,
    doing: Doing,
    step: Result<(), Apart>,
    (ended, found): (&Failure, Option<&Failure>),
) {
    let recorded = || {
        let mut tape = Tape::Recording(Recorder::default());
        tape.note_end(failure, doing);
        let mut tape = player(tape.steps().unwrap());
        tape.begin_handler();
        tape
    };
    let mut tape = recorded();
    assert_eq!(tape.out(|| line("more")), step);
    let has_ended = matches!(step, Err(Apart::Ended(_)));
    assert_eq!(tape.difference().is_none(), has_ended);
    let mut tape = recorded();
    tape.meet_end(ended);
    let difference = tape.difference().map(|difference| difference.found);
    let expected = found.map(|failure| {
        Some(Step::Ended {
            failure: failure.clone(),
            doing: Doing::Computing,
        })
    });
    assert_eq!(difference, expected);
}

#[test]
fn only_an_end_for_time_in_the_midst_of_computing_is_open() {
    let (cpu, wall) = (limit(LimitName::CpuMs), limit(LimitName::WallMs));
    let (memory, commands) = (limit(LimitName::MemoryBytes), limit(LimitName::Commands));
    let open = |failure: &Failure| Err(Apart::Ended(failure.clone()));
    for failure in [&cpu, &wall] {
        check(failure, Doing::Computing, open(failure), (&memory, None));
    }
    let differs = || Err(Apart::Differs);
    // It waited then, and a replay that computes without an end does not.
    check(&wall, Doing::Waiting, differs(), (&cpu, Some(&cpu)));
    check(&wall, Doing::Waiting, differs(), (&wall, Some(&wall)));
    check(&memory, Doing::Computing, differs(), (&memory, None));
    check(
        &memory,
        Doing::Computing,
        differs(),
        (&commands, Some(&commands)),
    );
    check(&memory, Doing::Computing, differs(), (&cpu, Some(&cpu)));
    let stalled = Failure::new(FailureKind::Stalled, "stalled");
    check(&stalled, Doing::Waiting, differs(), (&cpu, Some(&cpu)));
    let (one, other) = ("not granted: a", "not granted: b");
    let refused = |text: &str| Failure::new(FailureKind::Capability, text);
    check(
        &refused(one),
        Doing::Computing,
        differs(),
        (&refused(one), None),
    );
    check(
        &refused(one),
        Doing::Computing,
        differs(),
        (&refused(other), Some(&refused(other))),
    );
}

#[test]
fn the_start_that_ended_an_execution_ends_its_replay_and_another_differs() {
    let recorded = || {
        let mut tape = Tape::Recording(Recorder::default());
        tape.note_start("timer", b"{}", b"", || Started::Stopped);
        tape.note_end(&limit(LimitName::Timers), Doing::Computing);
        player(tape.steps().unwrap())
    };
    let mut tape = recorded();
    let ended = Err(Apart::Ended(limit(LimitName::Timers)));
    assert_eq!(tape.recorded_start("timer", b"{}", b""), ended);
    tape.meet_end(&limit(LimitName::Timers));
    assert_eq!(tape.difference(), None);
    let mut tape = recorded();
    let started = tape.recorded_start("timer", b"{1}", b"");
    assert_eq!(started, Err(Apart::Differs));
    assert_eq!(tape.difference().unwrap().at, 0);
}
