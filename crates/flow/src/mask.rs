//! Secrets taken out of text, however they are spelled there: found as recordings find them.

use std::collections::BTreeSet;

use contract::secrets::{MASK, Secrets};

/// The values to take out; nothing where they are not known and every text goes as a whole.
#[derive(Clone)]
pub struct Mask(Option<Secrets>);

impl std::fmt::Debug for Mask {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mask(..)")
    }
}

impl Default for Mask {
    fn default() -> Self {
        Self(Some(Secrets::default()))
    }
}

impl Mask {
    /// Takes out these values; empty ones are none.
    pub fn new<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        let named = secrets.into_iter().map(|value| ("", value));
        Self(Some(Secrets::new(named)))
    }

    /// Takes every text out as a whole: what must not be seen of it is not known.
    pub const fn of_all() -> Self {
        Self(None)
    }

    /// How much memory it takes, in bytes.
    pub fn memory_bytes(&self) -> usize {
        self.0.as_ref().map_or(0, Secrets::memory_bytes)
    }

    /// The text without them.
    pub fn text(&self, text: &str) -> String {
        match &self.0 {
            Some(secrets) => secrets.masked(text),
            None => MASK.to_owned(),
        }
    }

    /// Which of the values stand in the text, by their places among those that are not empty; none where they are not known.
    pub fn standing_in(&self, text: &str) -> BTreeSet<usize> {
        let secrets = self.0.iter();
        secrets
            .flat_map(|secrets| secrets.standing_in(text.as_bytes()))
            .collect()
    }
}

#[cfg(test)]
mod tests;
