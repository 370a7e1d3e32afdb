//! What passes between a guest and the world, step by step: noted while an execution runs, or held against a recording while
//! one is repeated. Everything that could differ from one run to the next passes here.

use contract::recording::{Answered, Clock, Difference, Material, Started, Step};
use contract::{Failure, LimitName};

use crate::answer::{Answer, GuestError};

/// The longest recording: texts and bytes together. A longer one is given up.
const LONGEST_BYTES: usize = 16 << 20;
/// What a step counts besides its texts and bytes.
const STEP_BYTES: usize = 64;

/// Whether and how an execution is recorded.
pub(crate) enum Tape {
    /// Nothing is kept.
    Off,
    /// What passes is noted.
    Recording(Recorder),
    /// What passes is held against what was recorded, and what the world says is taken from there.
    Replaying(Player),
}

/// The steps so far.
#[derive(Default)]
pub(crate) struct Recorder {
    steps: Vec<Step>,
    bytes: usize,
    is_too_long: bool,
}

/// A recording and the place in it.
pub(crate) struct Player {
    steps: Vec<Step>,
    at: usize,
    difference: Option<Difference>,
    has_ended: bool,
}

/// The replay cannot go on from here: it differs, or the recording was ended at this point.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Apart {
    Differs,
    Ended(Failure),
}

/// The end of an operation, as recorded.
pub(crate) struct Delivery {
    pub(crate) id: i32,
    pub(crate) is_ok: bool,
    pub(crate) text: Option<Vec<u8>>,
    pub(crate) bytes: Option<Vec<u8>>,
}

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
                    player.at += 1;
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
                    Some(Step::Random { bytes }) => bytes.bytes(),
                    _ => Vec::new(),
                };
                if recorded.len() != target.len() || target.is_empty() {
                    let bytes = Material::of(&vec![0; target.len()]);
                    return Err(player.part(Step::Random { bytes }));
                }
                target.copy_from_slice(&recorded);
                player.at += 1;
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
                player.at += 1;
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
    ) -> Result<Option<Started>, Apart> {
        let Self::Replaying(player) = self else {
            return Ok(None);
        };
        let outcome = match player.here() {
            Some(Step::Start { outcome, .. }) => outcome.clone(),
            _ => Started::Id(0),
        };
        player.meet(start_step(op, head, bytes, outcome.clone()))?;
        Ok(Some(outcome))
    }

    /// What came of starting an operation.
    pub(crate) fn note_start(
        &mut self,
        op: &str,
        head: &[u8],
        bytes: &[u8],
        outcome: &Result<i32, GuestError>,
    ) {
        if let Self::Recording(recorder) = self {
            let outcome = match outcome {
                Ok(id) => Started::Id(*id),
                Err(error) => Started::Refused(Material::of(error.to_json().as_bytes())),
            };
            recorder.note(start_step(op, head, bytes, outcome));
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

    /// The execution was ended from outside.
    pub(crate) fn note_end(&mut self, failure: &Failure) {
        if let Self::Recording(recorder) = self {
            let failure = failure.clone();
            recorder.note(Step::Ended { failure });
        }
    }

    /// Why the recorded execution ended here, when that was for its time: what it would have done next is not known.
    pub(crate) fn time_is_up(&mut self) -> Option<Failure> {
        let Self::Replaying(player) = self else {
            return None;
        };
        let Step::Ended { failure } = player.here()? else {
            return None;
        };
        let limit = failure.limit?.name;
        let is_time = matches!(limit, LimitName::CpuMs | LimitName::WallMs);
        is_time.then(|| player.take_end()).flatten()
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
        if let Self::Replaying(player) = self
            && player.difference.is_none()
            && !player.has_ended
        {
            player.meet_end(failure);
        }
    }

    /// What was recorded, unless it was too long to keep.
    pub(crate) fn steps(self) -> Option<Vec<Step>> {
        match self {
            Self::Recording(recorder) if !recorder.is_too_long => Some(recorder.steps),
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

impl Recorder {
    fn note(&mut self, mut step: Step) {
        let materials = step.materials();
        let bytes: usize = materials.iter().map(|material| material.kept_bytes()).sum();
        self.bytes += STEP_BYTES + bytes;
        if self.bytes > LONGEST_BYTES {
            self.is_too_long = true;
            self.steps = Vec::new();
        }
        if !self.is_too_long {
            self.steps.push(step);
        }
    }
}

impl Player {
    /// From the beginning of these steps.
    pub(crate) fn new(steps: Vec<Step>) -> Self {
        Self {
            steps,
            at: 0,
            difference: None,
            has_ended: false,
        }
    }

    /// The step that is due.
    pub(crate) fn here(&self) -> Option<&Step> {
        self.steps.get(self.at)
    }

    /// Takes the end of an operation, if one is due.
    pub(crate) fn take_delivery(&mut self) -> Option<Delivery> {
        let Step::Delivered {
            id,
            is_ok,
            text,
            bytes,
        } = self.here()?
        else {
            return None;
        };
        let delivery = Delivery {
            id: *id,
            is_ok: *is_ok,
            text: text.as_ref().map(Material::bytes),
            bytes: bytes.as_ref().map(Material::bytes),
        };
        self.at += 1;
        Some(delivery)
    }

    /// Takes the end of the execution, if it is due.
    pub(crate) fn take_end(&mut self) -> Option<Failure> {
        let Step::Ended { failure } = self.here()? else {
            return None;
        };
        let failure = failure.clone();
        self.at += 1;
        self.has_ended = true;
        Some(failure)
    }

    /// Takes the line that says what was cut, if it is due.
    pub(crate) fn take_cut(&mut self) -> Option<String> {
        let Step::Cut { line } = self.here()? else {
            return None;
        };
        let line = line.clone();
        self.at += 1;
        Some(line)
    }

    fn meet_end(&mut self, failure: &Failure) {
        let cause = |failure: &Failure| (failure.kind, failure.limit.map(|hit| hit.name));
        match self.here() {
            Some(Step::Ended { failure: recorded }) if cause(recorded) == cause(failure) => {
                self.at += 1;
            }
            _ => {
                let failure = failure.clone();
                self.differ(Some(Step::Ended { failure }));
            }
        }
    }

    fn meet(&mut self, found: Step) -> Result<(), Apart> {
        if self.here() == Some(&found) {
            self.at += 1;
            return Ok(());
        }
        Err(self.part(found))
    }

    /// The replay does something else than was recorded.
    fn part(&mut self, found: Step) -> Apart {
        if let Some(failure) = self.take_end() {
            return Apart::Ended(failure);
        }
        self.differ(Some(found));
        Apart::Differs
    }

    /// Notes the first difference.
    pub(crate) fn differ(&mut self, found: Option<Step>) {
        let (at, recorded) = (self.at, self.here().cloned());
        self.difference.get_or_insert(Difference {
            at,
            recorded,
            found,
        });
    }

    /// The first difference; steps that are left over are one.
    pub(crate) fn finish(mut self) -> Option<Difference> {
        if self.difference.is_none() && self.here().is_some() {
            self.differ(None);
        }
        self.difference
    }
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn a_recording_that_grows_too_long_is_given_up() {
        let mut tape = Tape::Recording(Recorder::default());
        let text = "x".repeat(LONGEST_BYTES / 2);
        for _ in 0..2 {
            tape.note_delivery(1, true, Some(&text), None);
        }
        assert_eq!(tape.steps(), None);
    }
}
