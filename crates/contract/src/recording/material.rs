//! Texts and bytes with references to secrets in them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::flat::Flat;
use super::held::RevealError;
use crate::secrets::{Extent, Found, MASK, Secrets, Spelling, TooOften};

/// What stands in a text for what was taken out of it for good.
pub(super) const REDACTED: &str = "[redacted]";
/// By what a value is taken out whose spelling could not be put back.
pub(super) const UNSPELLED: &str = "a secret in a spelling of its own";
/// What a piece counts on paper besides its text.
const PIECE_BYTES: usize = 12;
/// What a reference counts besides its name: the words that say it is one.
const REFERENCE_BYTES: usize = 40;

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
    Secret(Reference),
    /// What is not shown.
    Redacted(
        /// The path that says so.
        String,
    ),
}

/// The value of a secret, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The secret's name.
    pub name: String,
    /// How it is spelled here.
    pub spelling: Spelling,
    /// How much of the spelled value does not stand here, but in what is before.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub from: usize,
    /// How much of the spelled value is here, when the text was cut in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<usize>,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
const fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl Reference {
    /// What it stands for: where a text was cut, that may be a part of a character.
    fn spell(&self, secrets: &Secrets) -> Result<Vec<u8>, RevealError> {
        let value = secrets.value(&self.name);
        let value = value.ok_or_else(|| RevealError::MissingSecret(self.name.clone()))?;
        let spelled = self.spelling.spell(value).and_then(|whole| {
            let whole = whole.as_bytes();
            let part = whole.get(self.from..self.until.unwrap_or(whole.len()));
            part.map(<[u8]>::to_vec)
        });
        spelled.ok_or_else(|| RevealError::Unspelled(self.name.clone()))
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
            Piece::Secret(Reference { name, .. }) | Piece::Redacted(name) => name.len(),
        };
        self.0.iter().map(kept).sum()
    }

    /// At least so many bytes it has on paper.
    pub(super) fn paper_bytes(&self) -> usize {
        let besides = |piece: &Piece| match piece {
            Piece::Secret(_) => REFERENCE_BYTES,
            _ => PIECE_BYTES,
        };
        self.kept_bytes() + self.0.iter().map(besides).sum::<usize>()
    }

    /// The bytes of what is no reference.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(Piece::bytes).collect()
    }

    /// As a person reads it: [`MASK`] stands for a secret, and `[redacted]` for what is not shown.
    pub fn text(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Secret(_) => MASK.to_owned(),
            Piece::Redacted(_) => REDACTED.to_owned(),
            piece => String::from_utf8_lossy(&piece.bytes()).into_owned(),
        };
        self.0.iter().map(piece).collect()
    }

    /// Puts references in the place of these secrets; says whether one was there.
    ///
    /// # Errors
    /// When they stand in it too often. It is as it was then.
    pub fn conceal(&mut self, secrets: &Secrets) -> Result<bool, TooOften> {
        self.replace(secrets, |found, bytes, from| {
            let Some((spelling, before)) = secrets.spelling(found, bytes) else {
                return Piece::Redacted(UNSPELLED.to_owned());
            };
            let is_cut = found.extent == Extent::Beginning;
            Piece::Secret(Reference {
                name: secrets.name(found).to_owned(),
                spelling,
                from: before + from,
                until: is_cut.then_some(bytes.len()),
            })
        })
    }

    /// Takes these values out for good, each by the path that names it; says whether one was there. All of it goes when they
    /// stand in it too often.
    pub(super) fn redact_values(&mut self, values: &Secrets) -> bool {
        let put = |found: &_, _: &[u8], _| Piece::Redacted(values.name(found).to_owned());
        let redacted = self.replace(values, put);
        redacted.unwrap_or_else(|TooOften| self.redact("what stands in it too often"))
    }

    /// Puts something in the place of each of these values. It is given what was found, its bytes, and how many of those have
    /// been replaced already.
    fn replace(
        &mut self,
        values: &Secrets,
        put: impl Fn(&Found, &[u8], usize) -> Piece,
    ) -> Result<bool, TooOften> {
        let flat = Flat::of(&self.0);
        let places = values.find(flat.bytes())?;
        if places.is_empty() {
            return Ok(false);
        }
        let mut copied = flat.copied();
        for found in &places {
            let from = copied.up_to(found.start).saturating_sub(found.start);
            let bytes = flat.bytes().get(found.start..found.end);
            copied.put(put(found, bytes.unwrap_or_default(), from), found.end);
        }
        self.0 = copied.end();
        Ok(true)
    }

    /// Takes all of it out for good; says whether there was anything.
    pub(super) fn redact(&mut self, path: &str) -> bool {
        let had_any = !self.is_empty();
        if had_any {
            self.0 = vec![Piece::Redacted(path.to_owned())];
        }
        had_any
    }

    /// Whether something in it was taken out for good because it could not be put back.
    pub(super) fn is_lossy(&self) -> bool {
        self.0
            .iter()
            .any(|piece| matches!(piece, Piece::Redacted(path) if path == UNSPELLED))
    }

    /// The text with something in the place of each reference that no value has and that is the same for the same secret.
    pub(super) fn marked(&self) -> Vec<u8> {
        Flat::of(&self.0).bytes().to_vec()
    }

    /// Puts the values of secrets in the place of their references, as long as there is room for so many bytes.
    ///
    /// # Errors
    /// When one that is referred to is not given, or something was taken out for good, or there is no room.
    pub(super) fn reveal(
        &mut self,
        secrets: &Secrets,
        room: &mut usize,
    ) -> Result<(), RevealError> {
        let mut bytes = Vec::new();
        for piece in &self.0 {
            let more = match piece {
                Piece::Secret(reference) => reference.spell(secrets)?,
                Piece::Redacted(path) => return Err(RevealError::Redacted(path.clone())),
                piece => piece.bytes(),
            };
            *room = room.checked_sub(more.len()).ok_or(RevealError::TooLong)?;
            bytes.extend(more);
        }
        *self = Self::of(&bytes);
        Ok(())
    }
}

/// These bytes as a piece; nothing where there are none.
pub(super) fn plain(bytes: &[u8]) -> Option<Piece> {
    if bytes.is_empty() {
        return None;
    }
    Some(match std::str::from_utf8(bytes) {
        Ok(text) => Piece::Text(text.to_owned()),
        Err(_) => Piece::Base64(STANDARD.encode(bytes)),
    })
}

impl Piece {
    pub(super) fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.clone().into_bytes(),
            Self::Base64(text) => STANDARD.decode(text).unwrap_or_default(),
            Self::Secret(_) | Self::Redacted(_) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
