//! A recording that is held against what a replay does, and the place in it.

use contract::recording::{Difference, Doing, Material, Step};
use contract::{Failure, LimitName};

use super::Apart;

/// A recording and the place in it.
pub(crate) struct Player {
    steps: Vec<Step>,
    at: usize,
    difference: Option<Difference>,
    has_loaded: bool,
    has_ended: bool,
}

/// The end of an operation, as recorded.
pub(crate) struct Delivery {
    pub(crate) id: i32,
    pub(crate) is_ok: bool,
    pub(crate) text: Option<Vec<u8>>,
    pub(crate) bytes: Option<Vec<u8>>,
}

/// The end of an execution, by what is known of how the execution would have gone on.
enum End {
    /// Its time was up while it computed: of what it would have done next nothing is known.
    Open,
    /// It waited, and had done all that it could do until it was told of something more.
    AtRest,
    /// It met this end by what it did, and does so again.
    Met,
}

impl End {
    fn of(failure: &Failure, doing: Doing) -> Self {
        let limit = failure.limit.map(|hit| hit.name);
        match (doing, limit) {
            (Doing::Waiting, _) => Self::AtRest,
            (Doing::Computing, Some(LimitName::CpuMs | LimitName::WallMs)) => Self::Open,
            (Doing::Computing, _) => Self::Met,
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
            has_loaded: false,
            has_ended: false,
        }
    }

    /// The module is loaded, and the handler begins. What was recorded had come so far.
    pub(crate) fn begin_handler(&mut self) {
        self.has_loaded = true;
    }

    /// The step that is due.
    pub(super) fn here(&self) -> Option<&Step> {
        self.steps.get(self.at)
    }

    /// The step that was due has been met.
    pub(super) fn go_on(&mut self) {
        self.at += 1;
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
        self.go_on();
        Some(delivery)
    }

    /// Takes the line that says what was cut, if it is due.
    pub(crate) fn take_cut(&mut self) -> Option<String> {
        let Step::Cut { line } = self.here()? else {
            return None;
        };
        let line = line.clone();
        self.go_on();
        Some(line)
    }

    /// The replay waits. Takes the end of the execution, if it is due and came while the execution waited too, or while it
    /// computed on towards nobody knows what. An end that was met by doing something is none of a replay that has not done it.
    pub(crate) fn take_end_at_rest(&mut self) -> Option<Failure> {
        self.take_end(|end| !matches!(end, End::Met))
    }

    /// Takes the end of the execution, if it is due and leaves open what would have come next.
    pub(super) fn take_open_end(&mut self) -> Option<Failure> {
        if !self.has_loaded {
            return None;
        }
        self.take_end(|end| matches!(end, End::Open))
    }

    fn take_end(&mut self, wanted: impl FnOnce(End) -> bool) -> Option<Failure> {
        let Step::Ended { failure, doing } = self.here()? else {
            return None;
        };
        if !wanted(End::of(failure, *doing)) {
            return None;
        }
        let failure = failure.clone();
        self.go_on();
        self.has_ended = true;
        Some(failure)
    }

    /// The operation that was due is what ended the execution: it ends the replay.
    pub(super) fn stop(&mut self) -> Apart {
        match self.take_end(|_| true) {
            Some(failure) => Apart::Ended(failure),
            None => {
                self.differ(None);
                Apart::Differs
            }
        }
    }

    /// The replay was ended from outside: by the same cause as the recorded execution, or elsewhere.
    pub(super) fn meet_end(&mut self, failure: &Failure) {
        if self.difference.is_some() || self.has_ended || self.take_open_end().is_some() {
            return;
        }
        match self.here() {
            Some(Step::Ended {
                failure: recorded,
                doing: Doing::Computing,
            }) if is_same_cause(recorded, failure) => self.go_on(),
            _ => self.differ(Some(Step::Ended {
                failure: failure.clone(),
                doing: Doing::Computing,
            })),
        }
    }

    /// The replay does this.
    pub(super) fn meet(&mut self, found: Step) -> Result<(), Apart> {
        if self.here() == Some(&found) {
            self.go_on();
            return Ok(());
        }
        Err(self.part(found))
    }

    /// The replay does something else than was recorded.
    pub(super) fn part(&mut self, found: Step) -> Apart {
        if let Some(failure) = self.take_open_end() {
            return Apart::Ended(failure);
        }
        self.differ(Some(found));
        Apart::Differs
    }

    /// Notes the first difference.
    fn differ(&mut self, found: Option<Step>) {
        let (at, recorded) = (self.at, self.here().cloned());
        self.difference.get_or_insert(Difference {
            at,
            recorded,
            found,
        });
    }

    /// The first difference; steps that are left over are one.
    pub(super) fn finish(mut self) -> Option<Difference> {
        if self.difference.is_none() && self.here().is_some() {
            self.differ(None);
        }
        self.difference
    }
}

/// Whether two ends have one cause. A limit's value may be another: a replay has more time.
fn is_same_cause(one: &Failure, other: &Failure) -> bool {
    let limit = |failure: &Failure| failure.limit.map(|hit| hit.name);
    one.kind == other.kind
        && limit(one) == limit(other)
        && (one.limit.is_some() || one.message == other.message)
}
