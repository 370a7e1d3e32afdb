//! The steps of an execution that is recorded, as they come.

use contract::recording::{LONGEST_BYTES, Step};

/// What a step counts besides its texts and bytes.
const STEP_BYTES: usize = 64;

/// The steps so far.
#[derive(Default)]
pub(crate) struct Recorder {
    steps: Vec<Step>,
    bytes: usize,
    is_too_long: bool,
}

impl Recorder {
    pub(super) fn note(&mut self, mut step: Step) {
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

    /// What was recorded, unless it was too long to keep.
    pub(super) fn steps(self) -> Option<Vec<Step>> {
        (!self.is_too_long).then_some(self.steps)
    }
}
