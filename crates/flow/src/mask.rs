//! Secrets taken out of text, however they are spelled there: found as recordings find them.

use contract::secrets::Secrets;

/// The values to take out.
#[derive(Clone, Default)]
pub struct Mask(Secrets);

impl std::fmt::Debug for Mask {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mask(..)")
    }
}

impl Mask {
    /// Takes out these values; empty ones are none.
    pub fn new<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        Self(Secrets::new(secrets.into_iter().map(|value| ("", value))))
    }

    /// How much memory it takes, in bytes.
    pub fn memory_bytes(&self) -> usize {
        self.0.memory_bytes()
    }

    /// The text without them.
    pub fn text(&self, text: &str) -> String {
        self.0.masked(text)
    }
}

#[cfg(test)]
mod tests;
