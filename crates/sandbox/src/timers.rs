//! Timers under way, in the order in which they fall due.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::time::{Duration, Instant};

/// The host tells of each timer when its time is over. Of several that are over by the time somebody listens it may tell
/// in any order; code expects the one that fell due first to come first. So whenever one is told, the first due ends: by
/// then at least as many have fallen due as were told.
#[derive(Default)]
pub(crate) struct Timers {
    by_due: BinaryHeap<Reverse<(Instant, i32)>>,
}

impl Timers {
    /// A timer begins.
    pub(crate) fn begin(&mut self, id: i32, now: Instant, ms: u64) {
        self.by_due
            .push(Reverse((now + Duration::from_millis(ms), id)));
    }

    /// The time of some timer is over: which of those that live ends. It lives no longer.
    pub(crate) fn first_due(&mut self, living: &mut HashSet<i32>) -> Option<i32> {
        while let Some(Reverse((_, id))) = self.by_due.pop() {
            if living.remove(&id) {
                return Some(id);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_due_ends_first_whichever_is_told() {
        let (mut timers, now) = (Timers::default(), Instant::now());
        let mut living = HashSet::from([1, 2, 3, 5]);
        for (id, ms) in [(1, 9), (2, 3), (3, 3), (4, 1), (5, 20)] {
            timers.begin(id, now, ms);
        }
        let ended: Vec<_> = std::iter::from_fn(|| timers.first_due(&mut living)).collect();
        assert_eq!(ended, [2, 3, 1, 5], "4 was cancelled");
        assert!(living.is_empty());
    }
}
