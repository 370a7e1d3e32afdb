//! Values that must not be seen, found in a text however they are spelled there: escaped as in JSON or a literal of JavaScript,
//! percent-encoded as URLs and forms are, in base64 that holds more than the value, in hexadecimal, and in some of these around
//! one another. Each long line of a value of many lines is found too, and of a value in which a text was cut the beginning at the
//! end of the text and the end at the beginning of the next.
//!
//! A text is read once as it is and once for each way to decode it, always by one automaton for all values: the work grows with
//! the text, whatever stands in it.

mod cover;
mod decoded;
mod form;
mod misread;
mod part;
mod reading;
mod search;
mod spelling;
mod writing;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tried;

use std::collections::BTreeSet;
use std::ops::Range;

use form::FORMS;
use part::Part;
use search::Search;

pub(crate) use cover::{Extent, Found};
pub use spelling::{Spelling, UnknownSpelling};
#[cfg(test)]
pub(crate) use tried::read_spellings;

/// The most places in one text at which values are found.
const MOST_FOUND: usize = 1 << 18;
/// What stands in the place of a value in a text that is shown.
pub const MASK: &str = "***";
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
        let long = lines(value)
            .enumerate()
            .filter(|(_, line)| line.len() >= PART_BYTES && *line != value)
            .map(|(number, line)| (Some(number), line));
        for (line, whole) in std::iter::once((None, value)).chain(long) {
            for (form, _) in FORMS {
                let part = Part { line, form };
                let text = form.write(whole).filter(|text| texts.insert(text.clone()));
                self.needles
                    .extend(text.map(|text| Needle { text, of, part }));
            }
        }
    }

    /// How much memory they and what finds them take, in bytes.
    pub fn memory_bytes(&self) -> usize {
        let known: usize = self.known.iter().map(|known| known.value.len()).sum();
        let needles = self.needles.iter();
        let needles: usize = needles
            .map(|needle| needle.text.len() + size_of::<Needle>())
            .sum();
        known + needles + self.search.as_ref().map_or(0, Search::memory_bytes)
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.needles.is_empty()
    }

    /// Whether one of them stands in these bytes.
    pub fn stand_in(&self, bytes: &[u8]) -> bool {
        self.find(bytes).map_or(true, |found| !found.is_empty())
    }

    /// Which of them stand in these bytes, by their places among those that are not empty: all, where that is too often to
    /// tell. One that stands within others alone is none: they cover it.
    pub fn standing_in(&self, bytes: &[u8]) -> BTreeSet<usize> {
        let Ok(found) = self.find(bytes) else {
            return (0..self.known.len()).collect();
        };
        let needles = found.iter().filter_map(|one| self.needles.get(one.needle));
        needles.map(|needle| needle.of).collect()
    }

    /// The text with [`MASK`] in the place of each; all of it goes when they stand in it too often.
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
        if self.needles.is_empty() {
            return Ok(Vec::new());
        }
        let search = self.search.as_ref().ok_or(TooOften)?;
        search.find(&self.needles, bytes)
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

    /// How what was found is spelled, where that gives exactly these bytes, and how much of it stands before them.
    pub(crate) fn spelling(&self, found: &Found, bytes: &[u8]) -> Option<(Spelling, usize)> {
        let needle = self.needles.get(found.needle)?;
        let value = &self.known.get(needle.of)?.value;
        let is = |text: &str| {
            let text = text.as_bytes();
            match found.extent {
                Extent::Whole => text == bytes,
                Extent::Beginning => text.starts_with(bytes),
                Extent::End => text.ends_with(bytes),
            }
        };
        let spelling = needle.part.spelling(value, found.layers, &is)?;
        let before = match found.extent {
            Extent::Whole | Extent::Beginning => 0,
            Extent::End => spelling.spell(value)?.len() - bytes.len(),
        };
        Some((spelling, before))
    }
}

/// The lines of a value.
fn lines(value: &str) -> impl Iterator<Item = &str> {
    value.split(['\n', '\r'])
}
