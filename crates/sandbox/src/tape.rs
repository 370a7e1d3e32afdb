//! What passes between a guest and the world, step by step: noted while an execution runs, or held against a recording while
//! one is repeated. Everything that could differ from one run to the next passes here.

mod player;
mod recorder;

use contract::Failure;
use contract::recording::{Answered, Clock, Difference, Doing, Material, Started, Step};

use crate::answer::Answer;

pub(crate) use player::Player;
pub(crate) use recorder::Recorder;

/// Whether and how an execution is recorded.
pub(crate) enum Tape {
    /// Nothing is kept.
    Off,
    /// What passes is noted.
    Recording(Recorder),
    /// What passes is held against what was recorded, and what the world says is taken from there.
    Replaying(Player),
}

/// The replay cannot go on from here: it differs, or the recording was ended at this point.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Apart {
    Differs,
    Ended(Failure),
}

/// What came of starting an operation: its number, or the error that refused it, as JSON.
pub(crate) type Begun = Result<i32, Vec<u8>>;

impl Tape {
    /// Something goes out.
    pub(crate) fn out(&mut self, step: impl FnOnce() -> Step) -> Result<(), Apart> {
        match self {
            Self::Off => Ok(()),
            Self::Recording(recorder) => {
                recorder.note(step());
                Ok(())
            }
            Self::Replaying(player) => player.meet(step()),
        }
    }

    /// A clock is read.
    pub(crate) fn clock(&mut self, clock: Clock, read: impl FnOnce() -> f64) -> Result<f64, Apart> {
        match self {
            Self::Off => Ok(read()),
            Self::Recording(recorder) => {
                let value = read();
                recorder.note(Step::Clock { clock, value });
                Ok(value)
            }
            Self::Replaying(player) => match player.here() {
                Some(&Step::Clock { clock: was, value }) if was == clock => {
                    player.go_on();
                    Ok(value)
                }
                _ => Err(player.part(Step::Clock { clock, value: 0.0 })),
            },
        }
    }

    /// Randomness is drawn.
    pub(crate) fn random(
        &mut self,
        target: &mut [u8],
        fill: impl FnOnce(&mut [u8]),
    ) -> Result<(), Apart> {
        match self {
            Self::Off => fill(target),
            Self::Recording(recorder) => {
                fill(target);
                let bytes = Material::of(target);
                recorder.note(Step::Random { bytes });
            }
            Self::Replaying(player) => {
                let recorded = match player.here() {
                    Some(Step::Random { bytes }) => Some(bytes.bytes()),
                    _ => None,
                };
                let recorded = recorded.filter(|bytes| bytes.len() == target.len());
                let Some(recorded) = recorded else {
                    let bytes = Material::of(&vec![0; target.len()]);
                    return Err(player.part(Step::Random { bytes }));
                };
                target.copy_from_slice(&recorded);
                player.go_on();
            }
        }
        Ok(())
    }

    /// The host is asked what it answers otherwise the next time: the recorded answer, while one is replayed.
    pub(crate) fn recorded_answer(
        &mut self,
        op: &str,
        head: &[u8],
    ) -> Result<Option<Answer>, Apart> {
        let Self::Replaying(player) = self else {
            return Ok(None);
        };
        let asked = Material::of(head);
        match player.here() {
            Some(Step::Call {
                operation,
                head,
                answer: Some(answer),
            }) if *operation == op && *head == asked => {
                let answer = answer_of(answer);
                player.go_on();
                Ok(Some(answer))
            }
            _ => Err(player.part(Step::Call {
                operation: op.to_owned(),
                head: asked,
                answer: None,
            })),
        }
    }

    /// What the host answered to it.
    pub(crate) fn note_answer(&mut self, op: &str, head: &[u8], answer: &Answer) {
        if let Self::Recording(recorder) = self {
            recorder.note(Step::Call {
                operation: op.to_owned(),
                head: Material::of(head),
                answer: Some(answered(answer)),
            });
        }
    }

    /// An operation is started while a recording is replayed: what came of it then.
    pub(crate) fn recorded_start(
        &mut self,
        op: &str,
        head: &[u8],
        bytes: &[u8],
    ) -> Result<Option<Begun>, Apart> {
        let Self::Replaying(player) = self else {
            return Ok(None);
        };
        let outcome = match player.here() {
            Some(Step::Start { outcome, .. }) => outcome.clone(),
            _ => Started::Id(0),
        };
        player.meet(start_step(op, head, bytes, outcome.clone()))?;
        match outcome {
            Started::Id(id) => Ok(Some(Ok(id))),
            Started::Refused(error) => Ok(Some(Err(error.bytes()))),
            Started::Stopped => Err(player.stop()),
        }
    }

    /// What came of starting an operation.
    pub(crate) fn note_start(
        &mut self,
        op: &str,
        head: &[u8],
        bytes: &[u8],
        outcome: impl FnOnce() -> Started,
    ) {
        if let Self::Recording(recorder) = self {
            recorder.note(start_step(op, head, bytes, outcome()));
        }
    }

    /// The guest is told the end of an operation.
    pub(crate) fn note_delivery(
        &mut self,
        id: i32,
        is_ok: bool,
        text: Option<&str>,
        bytes: Option<&[u8]>,
    ) {
        if let Self::Recording(recorder) = self {
            recorder.note(Step::Delivered {
                id,
                is_ok,
                text: text.map(|text| Material::of(text.as_bytes())),
                bytes: bytes.map(Material::of),
            });
        }
    }

    /// The execution was ended from outside while it did this.
    pub(crate) fn note_end(&mut self, failure: &Failure, doing: Doing) {
        if let Self::Recording(recorder) = self {
            let failure = failure.clone();
            recorder.note(Step::Ended { failure, doing });
        }
    }

    /// The handler begins.
    pub(crate) fn begin_handler(&mut self) {
        if let Self::Replaying(player) = self {
            player.begin_handler();
        }
    }

    /// Why the recorded execution ended here, when that was for its time while it computed: what it would have done next is
    /// not known.
    pub(crate) fn time_is_up(&mut self) -> Option<Failure> {
        match self {
            Self::Replaying(player) => player.take_open_end(),
            _ => None,
        }
    }

    /// What was under way after the handler had settled was cut.
    pub(crate) fn note_cut(&mut self, line: &str) {
        if let Self::Recording(recorder) = self {
            let line = line.to_owned();
            recorder.note(Step::Cut { line });
        }
    }

    /// The replay was ended from outside: by the same cause as the recorded execution, or elsewhere.
    pub(crate) fn meet_end(&mut self, failure: &Failure) {
        if let Self::Replaying(player) = self {
            player.meet_end(failure);
        }
    }

    /// What was recorded, unless it was too long to keep.
    pub(crate) fn steps(self) -> Option<Vec<Step>> {
        match self {
            Self::Recording(recorder) => recorder.steps(),
            _ => None,
        }
    }

    /// Where the replay first differs.
    pub(crate) fn difference(self) -> Option<Difference> {
        match self {
            Self::Replaying(player) => player.finish(),
            _ => None,
        }
    }
}

fn start_step(op: &str, head: &[u8], bytes: &[u8], outcome: Started) -> Step {
    Step::Start {
        operation: op.to_owned(),
        head: Material::of(head),
        bytes: Material::of(bytes),
        outcome,
    }
}

fn answered(answer: &Answer) -> Answered {
    match answer {
        Answer::Text(text) => Answered::Text(Material::of(text.as_bytes())),
        Answer::Bytes(bytes) => Answered::Bytes(Material::of(bytes)),
        Answer::Error(error) => Answered::Error(Material::of(error.to_json().as_bytes())),
        Answer::Thrown(text) => Answered::Error(Material::of(text.as_bytes())),
        Answer::Nothing => Answered::Nothing,
    }
}

fn answer_of(answered: &Answered) -> Answer {
    let text = |material: &Material| String::from_utf8_lossy(&material.bytes()).into_owned();
    match answered {
        Answered::Text(material) => Answer::Text(text(material)),
        Answered::Bytes(material) => Answer::Bytes(material.bytes()),
        Answered::Error(material) => Answer::Thrown(text(material)),
        Answered::Nothing => Answer::Nothing,
    }
}

#[cfg(test)]
mod tests;
