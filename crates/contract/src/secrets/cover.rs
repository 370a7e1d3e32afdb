//! What was found in a text, reduced to the fewest places that cover all of it.

use super::decoded::Layer;
use super::{MOST_FOUND, TooOften};

/// A place where a needle stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    /// Where it begins.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
    /// Which needle.
    pub(super) needle: usize,
    /// Through which layers it was read.
    pub(super) layers: &'static [Layer],
    /// What of the needle.
    pub(crate) extent: Extent,
}

/// How much of a needle stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// All of it.
    Whole,
    /// Its beginning: the text ends in it.
    Beginning,
    /// Its end: the text begins in it.
    End,
}

/// Places, none of them within others: they begin and end one behind another.
#[derive(Default)]
pub(super) struct Cover(Vec<Found>);

impl Cover {
    /// Adds a place that ends where the last one ends or behind it.
    pub(super) fn add(&mut self, new: Found) -> Result<(), TooOften> {
        while let Some(last) = self.0.last() {
            if last.end == new.end && last.start <= new.start {
                return Ok(());
            }
            if last.start < new.start {
                break;
            }
            self.0.pop();
        }
        // Between one that reaches to the new one and the new one, nothing is left to cover.
        if let [.., before, _] = &self.0[..]
            && before.end >= new.start
        {
            self.0.pop();
        }
        if self.0.len() == MOST_FOUND {
            return Err(TooOften);
        }
        self.0.push(new);
        Ok(())
    }

    /// Adds the places that another reading found.
    pub(super) fn join(&mut self, other: Self) -> Result<(), TooOften> {
        if other.0.is_empty() {
            return Ok(());
        }
        let mut all = std::mem::take(&mut self.0);
        all.extend(other.0);
        all.sort_by_key(|found| found.end);
        all.into_iter().try_for_each(|found| self.add(found))
    }

    /// The places.
    pub(super) fn found(self) -> Vec<Found> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(places: &[(usize, usize)], expected: &[(usize, usize)]) {
        let mut cover = Cover::default();
        for (start, end) in places {
            let found = Found {
                start: *start,
                end: *end,
                needle: 0,
                layers: &[],
                extent: Extent::Whole,
            };
            cover.add(found).unwrap();
        }
        let found: Vec<_> = cover
            .found()
            .iter()
            .map(|one| (one.start, one.end))
            .collect();
        assert_eq!(found, expected, "{places:?}");
    }

    #[test]
    fn what_is_covered_is_covered_by_the_fewest() {
        check(&[(0, 2), (3, 4)], &[(0, 2), (3, 4)]);
        check(&[(2, 3), (0, 3), (1, 3)], &[(0, 3)]);
        check(&[(1, 2), (3, 4), (0, 5)], &[(0, 5)]);
        check(&[(0, 3), (1, 4), (2, 5), (3, 6)], &[(0, 3), (3, 6)]);
        check(&[(0, 3), (2, 5), (4, 7)], &[(0, 3), (2, 5), (4, 7)]);
    }
}
