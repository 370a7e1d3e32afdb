//! What a check finds wrong.

use std::sync::{Mutex, PoisonError};

/// What was acknowledged and does not hold, and what stands half done.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    lost: Mutex<Vec<String>>,
    half_done: Mutex<Vec<String>>,
}

impl Findings {
    /// An answer that was given does not hold any more.
    pub(crate) fn lost(&self, what: impl Into<String>) {
        note(&self.lost, "LOST", what.into());
    }

    /// Something was neither done nor left undone.
    pub(crate) fn half_done(&self, what: impl Into<String>) {
        note(&self.half_done, "HALF DONE", what.into());
    }

    /// How many of each: half done, lost.
    pub(crate) fn counts(&self) -> (usize, usize) {
        (count(&self.half_done), count(&self.lost))
    }
}

fn note(list: &Mutex<Vec<String>>, word: &str, what: String) {
    println!("{word}: {what}");
    list.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(what);
}

fn count(list: &Mutex<Vec<String>>) -> usize {
    list.lock().unwrap_or_else(PoisonError::into_inner).len()
}
