//! The host's side of the sandbox, called by a guest that a memory error has taken over: any operation with any question, in
//! any order, on any memory, and a world that answers when and how it likes. No limit is passed, what goes wrong is told as
//! what it is, and what was recorded replays the same.
#![no_main]

use std::sync::Arc;

use arbitrary::{Arbitrary, Unstructured};
use contract::Trigger;
use fuzz::calls::{self, Call, Written};
use fuzz::play::{check, check_again, limits, play, request, source};
use fuzz::world::{Answer, World};
use libfuzzer_sys::fuzz_target;
use sandbox::puppet::Mode;

#[derive(Debug, Arbitrary)]
struct Input {
    trigger: u8,
    is_granted_all: bool,
    is_recorded: bool,
    answers: Vec<Answer>,
    rooms: Vec<u32>,
    calls: Vec<Call>,
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(input) = Input::arbitrary_take_rest(Unstructured::new(bytes)) else {
        return;
    };
    let trigger = Trigger::ALL[usize::from(input.trigger) % Trigger::ALL.len()];
    let Written { script, is_within } = calls::write(&input.calls, &input.rooms);
    let (source, limits) = (source(trigger), limits());
    let given = || {
        let world = Arc::new(World::new(&input.answers));
        request(input.is_granted_all, limits, world)
    };
    let mode = match input.is_recorded {
        true => Mode::Record,
        false => Mode::Plain,
    };
    let mut played = play(&source, given(), &script, mode);
    check(&played, trigger, &limits, is_within);
    if let Some(steps) = played.steps.take() {
        check_again(&played, steps, &source, given(), &script);
    }
});
