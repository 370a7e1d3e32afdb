//! Values that must not be seen, found in a text however they are spelled there: escaped as in JSON or a literal of JavaScript,
//! percent-encoded as URLs and forms are, in base64 that holds more than the value, in hexadecimal, and in some of these around
//! one another. Each long line of a value of many lines is found too, and the beginning of a value at the end of a text that
//! was cut.
//!
//! A text is read once as it is and once for each way to decode it, always by one automaton for all values: the work grows with
//! the text, whatever stands in it.

mod cover;
mod decoded;
mod form;
mod spelling;
mod writing;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use cover::Cover;
use decoded::{Decoded, Layer};
use form::FORMS;
use spelling::Part;

pub(crate) use cover::Found;
pub use spelling::{Spelling, UnknownSpelling};

/// The most places in one text at which values are found.
pub const MOST_FOUND: usize = 1 << 18;
/// What stands in the place of a value in a text that is shown.
const MASK: &str = "***";
/// The shortest part of a value that is looked for by itself: shorter ones are ordinary words.
const PART_BYTES: usize = 8;

/// Values stand in a text more often than is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "values that must not be seen stand in it more than {MOST_FOUND} times; choose longer ones"
)]
pub struct TooOften;

/// Named values that must not be seen.
#[derive(Clone, Default)]
pub struct Secrets {
    known: Vec<Known>,
    needles: Vec<Needle>,
    search: Option<Search>,
}

#[derive(Clone)]
struct Known {
    name: String,
    value: String,
}

/// A text that is looked for.
#[derive(Clone)]
struct Needle {
    text: Vec<u8>,
    /// The place of its value.
    of: usize,
    part: Part,
}

#[derive(Clone)]
struct Search {
    whole: AhoCorasick,
    /// Finds the first [`PART_BYTES`] of needles that have more.
    beginnings: AhoCorasick,
    /// The needles of `beginnings`.
    begun: Vec<usize>,
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

impl Secrets {
    /// These values, by name; empty ones are none.
    pub fn new<'a>(secrets: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut all = Self::default();
        for (name, value) in secrets.into_iter().filter(|(_, value)| !value.is_empty()) {
            all.look_for(value);
            all.known.push(Known {
                name: name.to_owned(),
                value: value.to_owned(),
            });
        }
        all.search = Search::of(&all.needles);
        all
    }

    /// Adds what is looked for of the value that will be known next.
    fn look_for(&mut self, value: &str) {
        let of = self.known.len();
        let mut texts = BTreeSet::new();
        let long = |line: &str| line.len() >= PART_BYTES && line != value;
        let numbered = lines(value).enumerate();
        let numbers = numbered.filter_map(|(number, line)| long(line).then_some(Some(number)));
        for line in std::iter::once(None).chain(numbers) {
            for (form, _) in FORMS {
                let part = Part { line, form };
                let text = part.of(value).filter(|text| texts.insert(text.clone()));
                self.needles
                    .extend(text.map(|text| Needle { text, of, part }));
            }
        }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.needles.is_empty()
    }

    /// Whether one of them stands in these bytes.
    pub fn stand_in(&self, bytes: &[u8]) -> bool {
        self.find(bytes).map_or(true, |found| !found.is_empty())
    }

    /// The text with `***` in the place of each; all of it goes when they stand in it too often.
    pub fn masked(&self, text: &str) -> String {
        let Ok(places) = self.places(text.as_bytes()) else {
            return MASK.to_owned();
        };
        let mut masked = String::with_capacity(text.len());
        let mut at = 0;
        for place in places {
            masked.push_str(text.get(at..place.start).unwrap_or_default());
            masked.push_str(MASK);
            at = place.end;
        }
        masked.push_str(text.get(at..).unwrap_or_default());
        masked
    }

    /// Where in these bytes they stand: no two places overlap.
    ///
    /// # Errors
    /// When that is too often.
    fn places(&self, bytes: &[u8]) -> Result<Vec<Range<usize>>, TooOften> {
        let mut places: Vec<Range<usize>> = Vec::new();
        for found in self.find(bytes)? {
            match places.last_mut() {
                Some(last) if found.start < last.end => last.end = found.end,
                _ => places.push(found.start..found.end),
            }
        }
        Ok(places)
    }

    /// Where in these bytes they stand. Places begin and end one behind another, and may overlap.
    pub(crate) fn find(&self, bytes: &[u8]) -> Result<Vec<Found>, TooOften> {
        let mut cover = Cover::default();
        if self.needles.is_empty() {
            return Ok(cover.found());
        }
        let search = self.search.as_ref().ok_or(TooOften)?;
        let view = View {
            bytes,
            from: None,
            reading: &AS_IT_IS,
        };
        self.read(search, &view, bytes.len(), &mut cover)?;
        Ok(cover.found())
    }

    fn read(
        &self,
        search: &Search,
        view: &View<'_>,
        source_bytes: usize,
        cover: &mut Cover,
    ) -> Result<(), TooOften> {
        let mut found = Cover::default();
        let matches = search.whole.try_find_overlapping_iter(view.bytes);
        for one in matches.map_err(|_| TooOften)? {
            found.add(Found {
                start: view.source_of(one.start()),
                end: view.source_of(one.end()),
                needle: one.pattern().as_usize(),
                layers: view.reading.layers,
                is_cut: false,
            })?;
        }
        if let Some((start, needle)) = self.begun(search, view.up_to_cut())? {
            found.add(Found {
                start: view.source_of(start),
                end: source_bytes,
                needle,
                layers: view.reading.layers,
                is_cut: true,
            })?;
        }
        cover.join(found)?;
        for reading in view.reading.inside {
            let layer = reading.layers.last();
            if let Some(decoded) = layer.and_then(|layer| layer.decode(view.bytes)) {
                let inside = View {
                    bytes: &decoded.bytes,
                    from: Some((&decoded, view)),
                    reading,
                };
                self.read(search, &inside, source_bytes, cover)?;
            }
        }
        Ok(())
    }

    /// Where the text ends with the beginning of a needle, and which.
    fn begun(&self, search: &Search, text: &[u8]) -> Result<Option<(usize, usize)>, TooOften> {
        let before = text.len().saturating_sub(search.longest_bytes);
        let end = text.get(before..).unwrap_or_default();
        let begun = search.beginnings.try_find_overlapping_iter(end);
        let mut begun = begun.map_err(|_| TooOften)?;
        Ok(begun.find_map(|one| {
            let needle = *search.begun.get(one.pattern().as_usize())?;
            let rest = end.get(one.start()..)?;
            let text = &self.needles.get(needle)?.text;
            let is_cut = text.len() > rest.len() && text.starts_with(rest);
            is_cut.then_some((before + one.start(), needle))
        }))
    }

    /// The value of this name.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        let known = self.known.iter().find(|known| known.name == name)?;
        Some(&known.value)
    }

    /// The name of what was found.
    pub(crate) fn name(&self, found: &Found) -> &str {
        let needle = self.needles.get(found.needle);
        let known = needle.and_then(|needle| self.known.get(needle.of));
        known.map_or("", |known| &known.name)
    }

    /// How what was found is spelled, where that gives exactly these bytes.
    pub(crate) fn spelling(&self, found: &Found, bytes: &[u8]) -> Option<Spelling> {
        let needle = self.needles.get(found.needle)?;
        let value = &self.known.get(needle.of)?.value;
        let is = |text: &str| {
            let text = text.as_bytes();
            text == bytes || (found.is_cut && text.starts_with(bytes))
        };
        needle.part.spelling(value, found.layers, &is)
    }
}

impl Search {
    /// Nothing where there are more needles than an automaton holds.
    fn of(needles: &[Needle]) -> Option<Self> {
        let automaton = |texts: Vec<&[u8]>| {
            let mut builder = AhoCorasick::builder();
            builder.kind(Some(AhoCorasickKind::ContiguousNFA));
            builder.build(texts).ok()
        };
        let long = |needle: &Needle| needle.text.len() > PART_BYTES;
        let begun: Vec<usize> = (0..needles.len())
            .filter(|at| needles.get(*at).is_some_and(long))
            .collect();
        let beginning = |at: &usize| needles.get(*at)?.text.get(..PART_BYTES);
        Some(Self {
            whole: automaton(needles.iter().map(|needle| &needle.text[..]).collect())?,
            beginnings: automaton(begun.iter().filter_map(beginning).collect())?,
            begun,
            longest_bytes: needles.iter().map(|needle| needle.text.len()).max()?,
        })
    }
}

/// The lines of a value.
fn lines(value: &str) -> impl Iterator<Item = &str> {
    value.split(['\n', '\r'])
}
