//! Needles that begin within what was read as an escape and was none: a text that ends in `\` or `%` stands before them.

use super::cover::{Cover, Extent, Found};
use super::decoded::Decoded;
use super::reading::View;
use super::{MOST_FOUND, Needle, TooOften};

/// How often on average a byte is compared.
const COMPARED: usize = 64;

/// For each first byte, the needles that begin with it, in the order of their texts.
#[derive(Clone)]
pub(super) struct Starts(Vec<Vec<usize>>);

impl Starts {
    pub(super) fn of(needles: &[Needle]) -> Self {
        let mut sorted: Vec<(usize, &Needle)> = needles.iter().enumerate().collect();
        sorted.sort_by(|(_, one), (_, other)| one.text.cmp(&other.text));
        let mut starts = vec![Vec::new(); 256];
        for (at, needle) in sorted {
            let first = needle.text.first().copied().unwrap_or_default();
            if let Some(list) = starts.get_mut(usize::from(first)) {
                list.push(at);
            }
        }
        Self(starts)
    }

    /// How much memory the lists take, in bytes.
    pub(super) fn memory_bytes(&self) -> usize {
        let lists = self.0.iter().map(|list| size_of_val(&list[..]));
        size_of_val(&self.0[..]) + lists.sum::<usize>()
    }

    /// Where needles begin within escapes of a text.
    pub(super) fn misread(&self, needles: &[Needle], view: &View<'_>) -> Result<Cover, TooOften> {
        let mut cover = Cover::default();
        let Some((decoded, above)) = view.from else {
            return Ok(cover);
        };
        let places = self.places(needles, decoded, above.bytes)?.into_iter();
        let mut misread: Vec<Found> = places
            .map(|(start, end, needle)| {
                let place = above.source_of(start)..view.source_of(end);
                view.found(place, needle, Extent::Whole)
            })
            .collect();
        misread.sort_by_key(|found| found.end);
        misread.into_iter().try_for_each(|one| cover.add(one))?;
        Ok(cover)
    }

    /// Where each begins in what was decoded and ends in the decoded text, and which.
    fn places(
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
        let starts = self.0.get(usize::from(first));
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
}
