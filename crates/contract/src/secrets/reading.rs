//! The ways in which a text is read: as it is, and through each layer that it may have.

use std::ops::Range;

use super::cover::{Extent, Found};
use super::decoded::{Decoded, Layer};

/// A way to read a text: through these layers, the outermost first.
pub(super) struct Reading {
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

impl Reading {
    /// The text without the innermost layer; nothing where none of it is there.
    pub(super) fn decode(&self, text: &[u8]) -> Option<Decoded> {
        self.layers.last()?.decode(text)
    }
}

/// A text as it is read.
pub(super) struct View<'a> {
    pub(super) bytes: &'a [u8],
    /// Where its places are in the source.
    pub(super) from: Option<(&'a Decoded, &'a View<'a>)>,
    reading: &'static Reading,
}

impl<'a> View<'a> {
    /// The source.
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            from: None,
            reading: &AS_IT_IS,
        }
    }

    /// How it is read through one layer more.
    pub(super) fn inside(&self) -> &'static [Reading] {
        self.reading.inside
    }

    /// What was decoded of it, as it is read so.
    pub(super) fn through<'b>(
        &'b self,
        reading: &'static Reading,
        decoded: &'b Decoded,
    ) -> View<'b> {
        View {
            bytes: &decoded.bytes,
            from: Some((decoded, self)),
            reading,
        }
    }

    /// Where in the source this place of it is.
    pub(super) fn source_of(&self, at: usize) -> usize {
        match self.from {
            None => at,
            Some((decoded, above)) => above.source_of(decoded.source_of(at)),
        }
    }

    /// It up to where it may have been cut.
    pub(super) fn up_to_cut(&self) -> &[u8] {
        self.from
            .map_or(self.bytes, |(decoded, _)| decoded.up_to_cut())
    }

    /// A needle that was read at this place of the source.
    pub(super) fn found(&self, place: Range<usize>, needle: usize, extent: Extent) -> Found {
        Found {
            start: place.start,
            end: place.end,
            needle,
            layers: self.reading.layers,
            extent,
        }
    }
}
