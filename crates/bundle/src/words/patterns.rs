//! Methods that write names, with those names.

use contract::permission::NamePattern;

use super::{Words, listed};

/// What such a method does: `set` a `claim` `of the access token`.
pub(super) struct Writes {
    pub(super) verb: &'static str,
    pub(super) noun: &'static str,
    pub(super) of: &'static str,
}

impl Words<'_> {
    /// What a method does to these names.
    pub(super) fn writes(&self, writes: &Writes, names: &[NamePattern]) -> String {
        let Writes { verb, noun, of } = writes;
        match names {
            [NamePattern::Exact(name)] => format!("{verb} the {noun} `{name}` {of}"),
            [NamePattern::Prefix(start)] => {
                format!("{verb} every {noun} {of} that begins with `{start}`")
            }
            [NamePattern::Configured(item)] => {
                format!(
                    "{verb} the {noun} {of} that you name as {}",
                    self.item(item)
                )
            }
            _ => {
                let names = listed(names.iter().map(|name| self.name(name)));
                format!(
                    "{verb} {noun}s {of}: {}",
                    names.as_deref().unwrap_or("none")
                )
            }
        }
    }

    fn name(&self, name: &NamePattern) -> String {
        match name {
            NamePattern::Exact(name) => format!("`{name}`"),
            NamePattern::Prefix(start) => format!("every one that begins with `{start}`"),
            NamePattern::Configured(item) => format!("the one you name as {}", self.item(item)),
        }
    }
}
