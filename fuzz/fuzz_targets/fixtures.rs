//! Files that people hand each other. The first byte says which: a recording, as `latchwork replay` reads it; answers of the
//! network, as `latchwork run --fetch` does; answers of a service, as the fault matrix does. What is read is written and read
//! the same, a recording is repeated as far as it goes, and what is refused says why.
#![no_main]

use std::sync::Arc;

use contract::recording::{Recording, RedactionPath, RevealError, Step};
use contract::secrets::Secrets;
use fuzz::play::{limits, play, request, source};
use fuzz::replayed;
use fuzz::world::World;
use libfuzzer_sys::fuzz_target;
use sandbox::puppet::Mode;
use url::Url;

// Files of programs, which are no libraries.
#[allow(dead_code, reason = "the command line does more with them")]
#[path = "../../crates/cli/src/run/fixtures.rs"]
mod answers;
#[allow(dead_code, reason = "the fault matrix does more with them")]
#[path = "../../crates/check/src/faults/fixtures.rs"]
mod faults;
#[allow(
    dead_code,
    reason = "the command line reads more than fixtures with it"
)]
#[path = "../../crates/cli/src/input.rs"]
mod input;
#[path = "../../crates/cli/src/run/pattern.rs"]
mod pattern;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    match first % 4 {
        0 | 1 => recording(usize::from(*first / 4), rest),
        2 => answers_of_the_network(rest),
        _ => answers_of_a_service(rest),
    }
});

fn recording(passed_over: usize, bytes: &[u8]) {
    let Ok(read) = serde_json::from_slice::<Recording>(bytes) else {
        return;
    };
    let written = serde_json::to_vec(&read).expect("a recording is JSON");
    let again: Recording = serde_json::from_slice(&written).expect("its own JSON");
    assert_eq!(again, read);
    let secrets = Secrets::new([("KEY", "s3cr3t/value"), ("B", "on")]);
    let mut plain = read.clone();
    if let Err(error) = plain.reveal(&secrets) {
        assert!(!error.to_string().is_empty());
        return;
    }
    let mut concealed = plain.clone();
    if let Err(error) = concealed.conceal(&secrets) {
        assert!(!error.to_string().is_empty());
        return;
    }
    let is_whole = concealed.redacted == plain.redacted;
    match concealed.reveal(&secrets) {
        Ok(()) => assert_eq!(without_words(concealed), without_words(plain.clone())),
        // A spelling that could not be put back was taken out for good, which the recording says of itself.
        Err(error) => assert!(
            !is_whole && matches!(error, RevealError::Redacted(_)),
            "{error}"
        ),
    }
    let paths = [
        "event.user.email",
        "fetch:*.body",
        "fetch:a.example.head",
        "command:*",
        "log",
    ];
    let paths = paths.map(|path| path.parse::<RedactionPath>().expect("a path"));
    let mut redacted = plain.clone();
    redacted.redact(&paths);
    assert!(serde_json::to_vec(&redacted).is_ok());
    repeat(passed_over, plain);
}

/// Without what the host says in its own words: what was taken out of that is not put back.
fn without_words(mut recording: Recording) -> Recording {
    for step in &mut recording.steps {
        match step {
            Step::Cut { line } => line.clear(),
            Step::Ended { failure, .. } => failure.message.clear(),
            _ => {}
        }
    }
    recording
}

fn repeat(passed_over: usize, recording: Recording) {
    let steps = recording.steps.len();
    let script = replayed::script(&recording.steps, passed_over);
    let mut request = request(true, limits(), Arc::new(World::new(&[])));
    request.event = recording.event;
    request.cache = recording.cache;
    let source = source(recording.trigger);
    let mode = Mode::Replay(recording.steps);
    let played = play(&source, request, &script, mode);
    assert!(played.execution.commands.len() as u64 <= limits().commands);
    assert!(serde_json::to_vec(&played.execution).is_ok());
    if let Some(mut difference) = played.difference {
        assert!(difference.at <= steps);
        assert!(difference.recorded.is_some() || difference.at == steps);
        difference.conceal(&Secrets::new([("KEY", "on")]));
        assert!(serde_json::to_vec(&difference).is_ok());
    }
}

fn answers_of_the_network(bytes: &[u8]) {
    let path = std::env::temp_dir().join(format!("fixtures-{}", std::process::id()));
    std::fs::write(&path, bytes).expect("there is room for a file");
    let url = Url::parse("https://a.example/users/7?x=y").expect("a URL");
    match answers::Fixtures::read(&path) {
        Ok(fixtures) => {
            let found = fixtures.find("GET", &url);
            let answer = found.and_then(|response| response.answer.as_ref().ok());
            assert!(answer.is_none_or(|answer| (200..=599).contains(&answer.status)));
        }
        Err(error) => assert!(format!("{error:#}").contains("fixtures-"), "{error:#}"),
    }
}

fn answers_of_a_service(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let mut fixtures = faults::Fixtures::default();
    match fixtures.add(text) {
        Err(fault) => assert!(!fault.is_empty()),
        Ok(()) => {
            let mut event = serde_json::Map::new();
            for patch in fixtures.event {
                faults::merge(&mut event, patch);
            }
            assert!(serde_json::to_vec(&event).is_ok());
            for fixture in fixtures.fetch {
                assert!((200..=599).contains(&fixture.respond.status));
            }
        }
    }
}
