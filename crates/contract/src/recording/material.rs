//! Texts and bytes with references to secrets in them.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::held::RevealError;
use super::spelling::Spelling;

/// A text or bytes, with references where a secret's value would stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Material(Vec<Piece>);

/// A part of a [`Material`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// A text.
    Text(String),
    /// Bytes that are no UTF-8, in base64.
    Base64(String),
    /// The value of a secret.
    Secret {
        /// Its name.
        name: String,
        /// How it is spelled here.
        spelling: Spelling,
    },
    /// What is not shown.
    Redacted(
        /// The path that says so.
        String,
    ),
}

/// The values of secrets, in every spelling, longest first: one inside another leaves no rest.
#[derive(Clone, Default)]
pub struct Secrets {
    values: BTreeMap<String, String>,
    needles: Vec<Needle>,
    /// For each first byte, the needles that begin with it; empty when there are none.
    starts: Vec<Vec<usize>>,
}

#[derive(Clone)]
struct Needle {
    text: Vec<u8>,
    name: String,
    spelling: Spelling,
}

impl Secrets {
    /// These secrets, by name; empty ones are none.
    pub fn new<'a>(secrets: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut known = Self::default();
        for (name, value) in secrets {
            known.values.insert(name.to_owned(), value.to_owned());
            known.needles.extend(Spelling::ALL.map(|spelling| Needle {
                text: spelling.spell(value).into_bytes(),
                name: name.to_owned(),
                spelling,
            }));
        }
        known.needles.retain(|needle| !needle.text.is_empty());
        let longest_first = |needle: &Needle| std::cmp::Reverse(needle.text.len());
        known.needles.sort_by_key(longest_first);
        if !known.needles.is_empty() {
            known.starts = vec![Vec::new(); 256];
        }
        for (at, needle) in known.needles.iter().enumerate() {
            let first = needle.text.first().copied().unwrap_or_default();
            if let Some(list) = known.starts.get_mut(usize::from(first)) {
                list.push(at);
            }
        }
        known
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.needles.is_empty()
    }

    /// Whether one of them stands in these bytes.
    pub fn stand_in(&self, bytes: &[u8]) -> bool {
        let mut ends = (0..bytes.len()).filter_map(|from| bytes.get(from..));
        ends.any(|rest| self.at_beginning(rest).is_some())
    }

    /// The secret that these bytes begin with.
    fn at_beginning(&self, bytes: &[u8]) -> Option<&Needle> {
        let candidates = self.starts.get(usize::from(*bytes.first()?))?.iter();
        let mut needles = candidates.filter_map(|at| self.needles.get(*at));
        needles.find(|needle| bytes.starts_with(&needle.text))
    }
}

impl Material {
    /// These bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(plain(bytes).into_iter().collect())
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How long its text and bytes are as they are kept.
    pub fn kept_bytes(&self) -> usize {
        let kept = |piece: &Piece| match piece {
            Piece::Text(text) | Piece::Base64(text) => text.len(),
            Piece::Secret { name, .. } | Piece::Redacted(name) => name.len(),
        };
        self.0.iter().map(kept).sum()
    }

    /// The bytes of what is no reference.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(Piece::bytes).collect()
    }

    /// As a person reads it: `***` stands for a secret, and `[redacted]` for what is not shown.
    pub fn text(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Secret { .. } => "***".to_owned(),
            Piece::Redacted(_) => "[redacted]".to_owned(),
            piece => String::from_utf8_lossy(&piece.bytes()).into_owned(),
        };
        self.0.iter().map(piece).collect()
    }

    /// Puts references in the place of these secrets.
    pub fn conceal(&mut self, secrets: &Secrets) {
        self.replace(secrets, |needle| Piece::Secret {
            name: needle.name.clone(),
            spelling: needle.spelling,
        });
    }

    /// Takes these values out for good, each by the path that names it; says whether one was there.
    pub(super) fn redact_values(&mut self, values: &Secrets) -> bool {
        self.replace(values, |needle| Piece::Redacted(needle.name.clone()))
    }

    fn replace(&mut self, values: &Secrets, put: impl Fn(&Needle) -> Piece) -> bool {
        let mut found = false;
        for piece in std::mem::take(&mut self.0) {
            let whole = match &piece {
                Piece::Secret { .. } | Piece::Redacted(_) => None,
                piece => replaced(&piece.bytes(), values, &put),
            };
            found |= whole.is_some();
            self.0.extend(whole.unwrap_or_else(|| vec![piece]));
        }
        found
    }

    /// Takes all of it out for good; says whether there was anything.
    pub(super) fn redact(&mut self, path: &str) -> bool {
        let had_any = !self.is_empty();
        if had_any {
            self.0 = vec![Piece::Redacted(path.to_owned())];
        }
        had_any
    }

    /// Puts the values of secrets in the place of their references.
    ///
    /// # Errors
    /// When one that is referred to is not given, or something was taken out for good.
    pub fn reveal(&mut self, secrets: &Secrets) -> Result<(), RevealError> {
        let mut bytes = Vec::new();
        for piece in &self.0 {
            match piece {
                Piece::Secret { name, spelling } => {
                    let value = secrets.values.get(name);
                    let value = value.ok_or_else(|| RevealError::MissingSecret(name.clone()))?;
                    bytes.extend(spelling.spell(value).into_bytes());
                }
                Piece::Redacted(path) => return Err(RevealError::Redacted(path.clone())),
                piece => bytes.extend(piece.bytes()),
            }
        }
        *self = Self::of(&bytes);
        Ok(())
    }
}

/// The pieces of these bytes with something else in the place of each of the values; nothing where none stands in them.
fn replaced(bytes: &[u8], values: &Secrets, put: &impl Fn(&Needle) -> Piece) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(needle) = values.at_beginning(rest) else {
            at += 1;
            continue;
        };
        pieces.extend(plain(bytes.get(from..at).unwrap_or_default()));
        pieces.push(put(needle));
        at += needle.text.len();
        from = at;
    }
    if pieces.is_empty() {
        return None;
    }
    pieces.extend(plain(bytes.get(from..).unwrap_or_default()));
    Some(pieces)
}

fn plain(bytes: &[u8]) -> Option<Piece> {
    if bytes.is_empty() {
        return None;
    }
    Some(match std::str::from_utf8(bytes) {
        Ok(text) => Piece::Text(text.to_owned()),
        Err(_) => Piece::Base64(STANDARD.encode(bytes)),
    })
}

impl Piece {
    fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.clone().into_bytes(),
            Self::Base64(text) => STANDARD.decode(text).unwrap_or_default(),
            Self::Secret { .. } | Self::Redacted(_) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_of_two_secrets_is_taken_and_nothing_of_it_left() {
        let secrets = Secrets::new([("A", "abc"), ("B", "abcdef"), ("EMPTY", "")]);
        let mut material = Material::of(b"abcdef, abc");
        material.conceal(&secrets);
        let names: Vec<&str> = material
            .0
            .iter()
            .filter_map(|piece| match piece {
                Piece::Secret { name, .. } => Some(name.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(names, ["B", "A"]);
        assert_eq!(material.bytes(), b", ");
        material.reveal(&secrets).unwrap();
        assert_eq!(material.bytes(), b"abcdef, abc");
    }

    #[test]
    fn every_spelling_comes_back_as_it_was() {
        let value = "a secret/with \"all\"+of it é";
        let secrets = Secrets::new([("S", value)]);
        for spelling in Spelling::ALL {
            let text = format!("[{}]", spelling.spell(value));
            let mut material = Material::of(text.as_bytes());
            material.conceal(&secrets);
            assert!(material.0.len() >= 2, "{spelling:?}");
            material.reveal(&secrets).unwrap();
            assert_eq!(material.bytes(), text.as_bytes(), "{spelling:?}");
        }
    }
}
