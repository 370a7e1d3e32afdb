//! The search itself: a text is read as it is, and through each layer that it has.

use aho_corasick::automaton::Automaton as _;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored};

use super::cover::{Cover, Extent, Found};
use super::decoded::{Decoded, Layer};
use super::{MOST_FOUND, Needle, PART_BYTES, TooOften};

/// How often on average a byte is compared where needles may begin within escapes.
const COMPARED: usize = 64;

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
    /// For each first byte, the needles that begin with it, in the order of their texts.
    starts: Vec<Vec<usize>>,
    longest_bytes: usize,
}

/// A way to read a text: through these layers, the outermost first.
struct Reading {
    layers: &'static [Layer],
    /// What is read through one layer more.
    inside: &'static [Reading],
}

const fn reading(layers: &'static [Layer], inside: &'static [Reading]) -> Reading {
    Reading { layers, inside }
}

/// JSON in JSON in JSON; JSON, URLs and forms in URLs and forms. JSON leaves percent-encoding as it is.
static AS_IT_IS: Reading = {
    use Layer::{Escaped as E, Form as F, Percent as P};
    reading(
        &[],
        &[
            reading(&[E], &[reading(&[E, E], &[reading(&[E, E, E], &[])])]),
            reading(
                &[P],
                &[
                    reading(&[P, E], &[]),
                    reading(&[P, P], &[]),
                    reading(&[P, F], &[]),
                ],
            ),
            reading(&[F], &[reading(&[F, E], &[])]),
        ],
    )
};

/// The layers of each way in which a text is read, the outermost first.
#[cfg(test)]
pub(super) fn readings() -> Vec<&'static [Layer]> {
    fn add(reading: &Reading, all: &mut Vec<&'static [Layer]>) {
        all.push(reading.layers);
        reading.inside.iter().for_each(|inside| add(inside, all));
    }
    let mut all = Vec::new();
    add(&AS_IT_IS, &mut all);
    all
}

/// A text as it is read.
struct View<'a> {
    bytes: &'a [u8],
    /// Where its places are in the source.
    from: Option<(&'a Decoded, &'a View<'a>)>,
    reading: &'static Reading,
}

impl View<'_> {
    fn source_of(&self, at: usize) -> usize {
        match self.from {
            None => at,
            Some((decoded, above)) => above.source_of(decoded.source_of(at)),
        }
    }

    fn up_to_cut(&self) -> &[u8] {
        self.from
            .map_or(self.bytes, |(decoded, _)| decoded.up_to_cut())
    }
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
            starts: starts(needles),
            longest_bytes,
        })
    }

    /// How much memory the automata take, in bytes.
    pub(super) fn memory_bytes(&self) -> usize {
        let parts = [&self.beginnings, &self.ends].map(AhoCorasick::memory_usage);
        self.whole.memory_usage() + parts.iter().sum::<usize>()
    }

    /// Where in these bytes needles stand.
    pub(super) fn find(&self, needles: &[Needle], bytes: &[u8]) -> Result<Vec<Found>, TooOften> {
        let mut cover = Cover::default();
        let view = View {
            bytes,
            from: None,
            reading: &AS_IT_IS,
        };
        self.read(needles, &view, bytes.len(), &mut cover)?;
        Ok(cover.found())
    }

    fn read(
        &self,
        needles: &[Needle],
        view: &View<'_>,
        source_bytes: usize,
        cover: &mut Cover,
    ) -> Result<(), TooOften> {
        let place = |start, end, needle, extent| Found {
            start,
            end,
            needle,
            layers: view.reading.layers,
            extent,
        };
        let mut ended = Cover::default();
        if let Some((end, needle)) = self.ended(needles, view.bytes)? {
            ended.add(place(0, view.source_of(end), needle, Extent::End))?;
        }
        let mut found = Cover::default();
        let state = self.whole.start_state(Anchored::No);
        let mut state = state.map_err(|_| TooOften)?;
        for (at, byte) in view.bytes.iter().enumerate() {
            state = self.whole.next_state(Anchored::No, state, *byte);
            if self.whole.is_match(state) {
                // The longest of those that end here is the first, and covers the others.
                let needle = self.whole.match_pattern(state, 0);
                let start = view.source_of(at + 1 - self.whole.pattern_len(needle));
                let end = view.source_of(at + 1);
                found.add(place(start, end, needle.as_usize(), Extent::Whole))?;
            }
        }
        if let Some((start, needle)) = self.begun(needles, view.up_to_cut())? {
            let start = view.source_of(start);
            found.add(place(start, source_bytes, needle, Extent::Beginning))?;
        }
        cover.join(found)?;
        cover.join(ended)?;
        if let Some((decoded, above)) = view.from {
            let misread = self.misread(needles, decoded, above.bytes)?.into_iter();
            let mut misread: Vec<Found> = misread
                .map(|(start, end, needle)| {
                    let (start, end) = (above.source_of(start), view.source_of(end));
                    place(start, end, needle, Extent::Whole)
                })
                .collect();
            misread.sort_by_key(|found| found.end);
            let mut found = Cover::default();
            misread.into_iter().try_for_each(|one| found.add(one))?;
            cover.join(found)?;
        }
        for reading in view.reading.inside {
            let layer = reading.layers.last();
            if let Some(decoded) = layer.and_then(|layer| layer.decode(view.bytes)) {
                let inside = View {
                    bytes: &decoded.bytes,
                    from: Some((&decoded, view)),
                    reading,
                };
                self.read(needles, &inside, source_bytes, cover)?;
            }
        }
        Ok(())
    }

    /// Needles that begin within what was read as an escape and was none: a text that ends in `\` or `%` stands before them.
    /// Where each begins in what was decoded and ends in the decoded text, and which.
    fn misread(
        &self,
        needles: &[Needle],
        decoded: &Decoded,
        source: &[u8],
    ) -> Result<Vec<(usize, usize, usize)>, TooOften> {
        let mut found = Vec::new();
        let mut compared = 0;
        for jump in &decoded.jumps {
            let after = decoded.bytes.get(jump.decoded..).unwrap_or_default();
            for start in jump.source - jump.length + 1..jump.source {
                let tail = source.get(start..jump.source).unwrap_or_default();
                let (across, same) = self.across(needles, tail, after);
                compared += same;
                let ends = across.into_iter();
                found.extend(ends.map(|(reach, needle)| (start, jump.decoded + reach, needle)));
            }
            // Only a text made for it has so many beginnings of one needle within another.
            if found.len() > MOST_FOUND || compared > COMPARED * (source.len() + needles.len()) {
                return Err(TooOften);
            }
        }
        Ok(found)
    }

    /// Needles that begin with the first of two texts and go on as the second does: how far each reaches into that, and which.
    /// Also how far any is the same. The more needles are alike, the more go one step together.
    fn across(
        &self,
        needles: &[Needle],
        tail: &[u8],
        after: &[u8],
    ) -> (Vec<(usize, usize)>, usize) {
        let mut across = Vec::new();
        let mut same = 0;
        let first = tail.first().copied().unwrap_or_default();
        let starts = self.starts.get(usize::from(first));
        let mut alike = starts.map(|list| &list[..]).unwrap_or_default();
        for (at, byte) in tail.iter().chain(after).enumerate() {
            let byte_of = |needle: &usize| needles.get(*needle)?.text.get(at);
            let from = alike.partition_point(|needle| byte_of(needle) < Some(byte));
            let until = alike.partition_point(|needle| byte_of(needle) <= Some(byte));
            alike = alike.get(from..until).unwrap_or_default();
            if alike.is_empty() {
                break;
            }
            if let Some(reach) = (at + 1).checked_sub(tail.len()) {
                same = reach;
                // The shortest come first.
                let ended = alike.iter().take_while(|needle| {
                    let needle = needles.get(**needle);
                    needle.is_some_and(|needle| needle.text.len() == at + 1)
                });
                across.extend(ended.map(|needle| (reach, *needle)));
            }
        }
        (across, same)
    }

    /// Where the end of the text begins that is the beginning of a needle, and which.
    fn begun(&self, needles: &[Needle], text: &[u8]) -> Result<Option<(usize, usize)>, TooOften> {
        let before = text.len().saturating_sub(self.longest_bytes);
        let end = text.get(before..).unwrap_or_default();
        let begun = self.beginnings.try_find_overlapping_iter(end);
        let mut begun = begun.map_err(|_| TooOften)?;
        Ok(begun.find_map(|one| {
            let needle = *self.long.get(one.pattern().as_usize())?;
            let rest = end.get(one.start()..)?;
            let text = &needles.get(needle)?.text;
            let is_cut = text.len() > rest.len() && text.starts_with(rest);
            is_cut.then_some((before + one.start(), needle))
        }))
    }

    /// Where the beginning of the text ends that is the end of a needle, and which.
    fn ended(&self, needles: &[Needle], text: &[u8]) -> Result<Option<(usize, usize)>, TooOften> {
        let beginning = text.get(..self.longest_bytes.min(text.len()));
        let beginning = beginning.unwrap_or_default();
        let ended = self.ends.try_find_overlapping_iter(beginning);
        let ended = ended.map_err(|_| TooOften)?.filter_map(|one| {
            let needle = *self.long.get(one.pattern().as_usize())?;
            let start = beginning.get(..one.end())?;
            let text = &needles.get(needle)?.text;
            let is_cut = text.len() > start.len() && text.ends_with(start);
            is_cut.then_some((one.end(), needle))
        });
        Ok(ended.last())
    }
}

fn starts(needles: &[Needle]) -> Vec<Vec<usize>> {
    let mut sorted: Vec<(usize, &Needle)> = needles.iter().enumerate().collect();
    sorted.sort_by(|(_, one), (_, other)| one.text.cmp(&other.text));
    let mut starts = vec![Vec::new(); 256];
    for (at, needle) in sorted {
        let first = needle.text.first().copied().unwrap_or_default();
        if let Some(list) = starts.get_mut(usize::from(first)) {
            list.push(at);
        }
    }
    starts
}
