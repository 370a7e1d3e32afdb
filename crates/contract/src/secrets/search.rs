//! The search itself: a text is read as it is, and through each layer that it has.

use aho_corasick::automaton::Automaton as _;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored};

use super::cover::{Cover, Extent, Found};
use super::misread::Starts;
use super::reading::View;
use super::{Needle, PART_BYTES, TooOften};

/// Automata for all needles.
#[derive(Clone)]
pub(super) struct Search {
    whole: NFA,
    /// Finds the first [`PART_BYTES`] of needles that have more.
    beginnings: AhoCorasick,
    /// Finds the last of them.
    ends: AhoCorasick,
    /// The needles of both.
    long: Vec<usize>,
    starts: Starts,
    longest_bytes: usize,
}

impl Search {
    /// Nothing where there is no needle, or more than an automaton holds.
    pub(super) fn of(needles: &[Needle]) -> Option<Self> {
        let longest_bytes = needles.iter().map(|needle| needle.text.len()).max()?;
        let automaton = |texts: Vec<&[u8]>| {
            let mut builder = AhoCorasick::builder();
            builder.kind(Some(AhoCorasickKind::ContiguousNFA));
            builder.build(texts).ok()
        };
        let is_long = |needle: &Needle| needle.text.len() > PART_BYTES;
        let long: Vec<usize> = (0..needles.len())
            .filter(|at| needles.get(*at).is_some_and(is_long))
            .collect();
        let beginning = |at: &usize| needles.get(*at)?.text.first_chunk::<PART_BYTES>();
        let end = |at: &usize| needles.get(*at)?.text.last_chunk::<PART_BYTES>();
        Some(Self {
            whole: NFA::new(needles.iter().map(|needle| &needle.text[..])).ok()?,
            beginnings: automaton(
                long.iter()
                    .filter_map(beginning)
                    .map(|text| &text[..])
                    .collect(),
            )?,
            ends: automaton(long.iter().filter_map(end).map(|text| &text[..]).collect())?,
            long,
            starts: Starts::of(needles),
            longest_bytes,
        })
    }

    /// How much memory the automata and the lists of needles take, in bytes.
    pub(super) fn memory_bytes(&self) -> usize {
        let parts = [&self.beginnings, &self.ends].map(AhoCorasick::memory_usage);
        let automata = self.whole.memory_usage() + parts.iter().sum::<usize>();
        automata + size_of_val(&self.long[..]) + self.starts.memory_bytes()
    }

    /// Where in these bytes needles stand.
    pub(super) fn find(&self, needles: &[Needle], bytes: &[u8]) -> Result<Vec<Found>, TooOften> {
        let mut cover = Cover::default();
        self.read(needles, &View::of(bytes), &mut cover)?;
        Ok(cover.found())
    }

    fn read(&self, needles: &[Needle], view: &View<'_>, cover: &mut Cover) -> Result<(), TooOften> {
        let mut ended = Cover::default();
        if let Some(found) = self.ended(needles, view)? {
            ended.add(found)?;
        }
        cover.join(self.standing(needles, view)?)?;
        cover.join(ended)?;
        cover.join(self.starts.misread(needles, view)?)?;
        for reading in view.inside() {
            if let Some(decoded) = reading.decode(view.bytes) {
                self.read(needles, &view.through(reading, &decoded), cover)?;
            }
        }
        Ok(())
    }

    /// The needles that stand in the text, and the one whose beginning it ends in.
    fn standing(&self, needles: &[Needle], view: &View<'_>) -> Result<Cover, TooOften> {
        let mut cover = Cover::default();
        let state = self.whole.start_state(Anchored::No);
        let mut state = state.map_err(|_| TooOften)?;
        for (at, byte) in view.bytes.iter().enumerate() {
            state = self.whole.next_state(Anchored::No, state, *byte);
            if self.whole.is_match(state) {
                // The longest of those that end here is the first, and covers the others.
                let needle = self.whole.match_pattern(state, 0);
                let start = view.source_of(at + 1 - self.whole.pattern_len(needle));
                let end = view.source_of(at + 1);
                cover.add(view.found(start..end, needle.as_usize(), Extent::Whole))?;
            }
        }
        if let Some(begun) = self.begun(needles, view)? {
            cover.add(begun)?;
        }
        Ok(cover)
    }

    /// The needle whose beginning the text ends in.
    fn begun(&self, needles: &[Needle], view: &View<'_>) -> Result<Option<Found>, TooOften> {
        let text = view.up_to_cut();
        let before = text.len().saturating_sub(self.longest_bytes);
        let end = text.get(before..).unwrap_or_default();
        let begun = self.beginnings.try_find_overlapping_iter(end);
        let first = begun.map_err(|_| TooOften)?.find_map(|one| {
            let needle = *self.long.get(one.pattern().as_usize())?;
            let rest = end.get(one.start()..)?;
            let text = &needles.get(needle)?.text;
            let is_cut = text.len() > rest.len() && text.starts_with(rest);
            is_cut.then_some((before + one.start(), needle))
        });
        Ok(first.map(|(start, needle)| {
            let place = view.source_of(start)..view.source_of(view.bytes.len());
            view.found(place, needle, Extent::Beginning)
        }))
    }

    /// The needle whose end the text begins in.
    fn ended(&self, needles: &[Needle], view: &View<'_>) -> Result<Option<Found>, TooOften> {
        let beginning = view.bytes.get(..self.longest_bytes.min(view.bytes.len()));
        let beginning = beginning.unwrap_or_default();
        let ended = self.ends.try_find_overlapping_iter(beginning);
        let ended = ended.map_err(|_| TooOften)?.filter_map(|one| {
            let needle = *self.long.get(one.pattern().as_usize())?;
            let start = beginning.get(..one.end())?;
            let text = &needles.get(needle)?.text;
            let is_cut = text.len() > start.len() && text.ends_with(start);
            is_cut.then_some((one.end(), needle))
        });
        let last = ended.last();
        Ok(last.map(|(end, needle)| view.found(0..view.source_of(end), needle, Extent::End)))
    }
}
