//! The build of a draft: who has it, when it is tried again, and when it has failed for good.

use contract::{Failure, FailureKind};

use super::actions::action;
use crate::*;

fn failure() -> Failure {
    Failure::new(FailureKind::Syntax, "no such package")
}

fn claimed(build: Build, now_ms: u64) -> Build {
    match build.claim("w1", now_ms) {
        Claimed::Mine(build) => build,
        Claimed::GivenUp(build) => panic!("{build:?}"),
    }
}

#[test]
fn a_build_is_its_holders_until_it_has_ended() {
    let build = claimed(Build::of(&action(), None, 5), 10);
    assert_eq!(
        (build.status, build.due_at_ms, build.revision),
        (BuildStatus::Building, Some(60_010), 7)
    );
    let progress = Some(BuildProgress::Fetching { done: 1, total: 2 });
    assert_eq!(build.clone().renew("w2", progress, 20), None);
    assert_eq!(build.clone().succeed("w2", BuiltId::new("b"), &[]), None);
    let build = build.renew("w1", progress, 20).unwrap();
    assert_eq!((build.progress, build.due_at_ms), (progress, Some(60_020)));
    let free = build.clone().let_go("w1", 30).unwrap();
    assert_eq!(
        (free.status, free.due_at_ms, free.begun),
        (BuildStatus::Pending, Some(30), 0)
    );
    let notes = vec!["a note".to_owned(); 21];
    let build = build.succeed("w1", BuiltId::new("b1"), &notes).unwrap();
    assert_eq!(build.notes.len(), 20);
    assert_eq!(build.made(), Some(&BuiltId::new("b1")));
    assert_eq!((build.due_at_ms, &build.lease), (None, &None));
    let next = Build::of(&action(), Some(build), 40);
    assert_eq!(
        (next.made(), &next.built),
        (None, &Some(BuiltId::new("b1")))
    );
}

#[test]
fn a_build_is_tried_again_twice_unless_that_cannot_help() {
    let mut build = Build::of(&action(), None, 0);
    for (status, due) in [
        (BuildStatus::Retrying, Some(5_100)),
        (BuildStatus::Retrying, Some(30_100)),
        (BuildStatus::Failed, None),
    ] {
        build = claimed(build, 50);
        build = build.fail("w1", failure(), Again::Perhaps, 100).unwrap();
        assert_eq!((build.status, build.due_at_ms), (status, due));
        assert_eq!(build.failure, Some(failure()));
    }
    let build = claimed(Build::of(&action(), None, 0), 50);
    let build = build.fail("w1", failure(), Again::Never, 100).unwrap();
    assert_eq!((build.status, build.due_at_ms), (BuildStatus::Failed, None));
}

#[test]
fn a_build_whose_workers_all_fall_silent_fails() {
    let mut build = Build::of(&action(), None, 0);
    for now_ms in 0..6 {
        build = claimed(build, now_ms);
    }
    let Claimed::GivenUp(build) = build.claim("w1", 9) else {
        panic!("it was begun a seventh time");
    };
    assert_eq!((build.status, build.due_at_ms), (BuildStatus::Failed, None));
    assert!(build.failure.unwrap().message.contains("6 times"));
}

#[test]
fn a_save_that_changes_nothing_that_is_built_leaves_the_build_as_it_is() {
    let later = Action {
        revision: 8,
        ..action()
    };
    let pending = Build::of(&action(), None, 5);
    let building = claimed(pending.clone(), 10);
    let built = building.clone().succeed("w1", BuiltId::new("b1"), &[]);
    let built = built.unwrap();
    for build in [pending, building.clone(), built] {
        let carried = build.clone().carried(&later, 20);
        assert_eq!(
            carried,
            Build {
                revision: 8,
                ..build
            }
        );
    }
    for again in [Again::Perhaps, Again::Never] {
        let failed = building.clone().fail("w1", failure(), again, 20).unwrap();
        let begun = failed.carried(&later, 30);
        assert_eq!(
            (begun.status, begun.due_at_ms, begun.revision, begun.failed),
            (BuildStatus::Pending, Some(30), 8, 0)
        );
    }
}
