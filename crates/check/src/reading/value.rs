//! What an expression may be, as far as it matters here.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::text::Text;

/// A name or a path of names with dots between them.
pub type Name = Arc<str>;

/// Where a datum came from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The event, at this path; the whole of it when the path is empty.
    Event(Name),
    /// This secret; all of them when the name is empty.
    Secret(Name),
    /// This configuration item; all of them when the name is empty.
    Configuration(Name),
    /// All that a request was answered, or its body.
    Answer,
    /// A part of what a request was answered.
    Part,
    /// A caught error with all it carries.
    Error,
    /// A caught error's message.
    Message,
}

/// The two objects of an action's own values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Own {
    /// `event.secrets`.
    Secrets,
    /// `event.configuration`.
    Configuration,
}

impl Own {
    /// The origin of an item.
    pub(crate) fn origin(self, name: &Name) -> Origin {
        match self {
            Self::Secrets => Origin::Secret(name.clone()),
            Self::Configuration => Origin::Configuration(name.clone()),
        }
    }
}

/// One thing that an expression may be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Atom {
    /// A place of the event; the event itself when the path is empty.
    Event(Name),
    /// `api` or something below it.
    Api(Name),
    /// The object of secrets or that of configuration.
    Own(Own),
    /// A text of known and unknown pieces; also a URL made of it.
    Text(Text),
    /// A number as it is written.
    Number(Name),
    /// An object, array or instance that the code makes at one place.
    Object(usize),
    /// A function with the variables around it.
    Function(usize, usize),
    /// A class with the variables around it.
    Class(usize, usize),
    /// What the host or a module offers under this path: `fetch`, `JSON.stringify`, `module:axios.get`.
    Native(Name),
    /// A promise of one of these.
    Promise(Value),
    /// What was made from data.
    Data(Origin),
    /// Null or undefined.
    Nothing,
    /// Anything else.
    Other,
}

/// All that an expression may be.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Value(pub(crate) BTreeSet<Atom>);

/// Texts beyond this count are taken together.
const MOST_TEXTS: usize = 16;

/// Atoms beyond this count are not added.
const MOST_ATOMS: usize = 128;

impl Value {
    /// Nothing that matters.
    pub(crate) fn other() -> Self {
        Atom::Other.into()
    }

    /// Data of these origins.
    pub(crate) fn data(origins: impl IntoIterator<Item = Origin>) -> Self {
        let atoms: BTreeSet<Atom> = origins.into_iter().map(Atom::Data).collect();
        if atoms.is_empty() {
            return Self::other();
        }
        Self(atoms)
    }

    /// A text that is known.
    pub(crate) fn text(text: &str) -> Self {
        Atom::Text(Text::known(text)).into()
    }

    /// Adds what another may be; says whether that was news.
    pub(crate) fn join(&mut self, other: &Self) -> bool {
        let mut news = false;
        for atom in &other.0 {
            if self.0.len() < MOST_ATOMS && !self.0.contains(atom) {
                news |= self.add(atom.clone());
            }
        }
        news
    }

    /// The same with what another may be.
    #[must_use]
    pub(crate) fn or(mut self, other: &Self) -> Self {
        self.join(other);
        self
    }

    fn add(&mut self, atom: Atom) -> bool {
        let Atom::Text(text) = &atom else {
            return self.0.insert(atom);
        };
        if self.texts().count() < MOST_TEXTS {
            return self.0.insert(atom);
        }
        let mut news = false;
        for origin in text.origins() {
            news |= self.0.insert(Atom::Data(origin));
        }
        self.0.insert(Atom::Other) | news
    }

    /// Its texts.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &Text> {
        self.0.iter().filter_map(|atom| match atom {
            Atom::Text(text) => Some(text),
            _ => None,
        })
    }

    /// Its texts that are wholly known, and its numbers as texts.
    pub(crate) fn known_texts(&self) -> impl Iterator<Item = Name> {
        self.0.iter().filter_map(|atom| match atom {
            Atom::Text(text) => text.as_known(),
            Atom::Number(number) => Some(number.clone()),
            _ => None,
        })
    }

    /// Whether every thing it may be is a text that is known, and there is one.
    pub(crate) fn is_known_text(&self) -> bool {
        !self.0.is_empty() && self.known_texts().count() == self.0.len()
    }

    /// What a promise in it is of, and the rest as it is.
    #[must_use]
    pub(crate) fn awaited(&self) -> Self {
        let mut value = Self::default();
        for atom in &self.0 {
            match atom {
                Atom::Promise(of) => value.join(&of.awaited()),
                atom => value.add(atom.clone()),
            };
        }
        value
    }

    /// A promise of it.
    #[must_use]
    pub(crate) fn promised(&self) -> Self {
        Atom::Promise(self.awaited()).into()
    }

    /// Whether it may be a promise.
    pub(crate) fn is_promise(&self) -> bool {
        self.0.iter().any(|atom| matches!(atom, Atom::Promise(_)))
    }

    /// Where the data in it come from, as far as that can be said without looking into objects.
    pub(crate) fn origins(&self) -> BTreeSet<Origin> {
        let mut origins = BTreeSet::new();
        for atom in &self.0 {
            match atom {
                Atom::Event(path) => {
                    origins.insert(Origin::Event(path.clone()));
                }
                Atom::Own(own) => {
                    origins.insert(own.origin(&"".into()));
                }
                Atom::Text(text) => origins.extend(text.origins()),
                Atom::Data(origin) => {
                    origins.insert(origin.clone());
                }
                Atom::Promise(of) => origins.extend(of.origins()),
                _ => {}
            }
        }
        origins
    }
}

impl From<Atom> for Value {
    fn from(atom: Atom) -> Self {
        Self(BTreeSet::from([atom]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_texts_are_taken_together() {
        let mut value = Value::default();
        for number in 0..MOST_TEXTS {
            assert!(value.join(&Value::text(&number.to_string())));
        }
        assert!(value.is_known_text());
        assert!(value.join(&Value::text("one more")));
        assert!(!value.join(&Value::text("and one more")));
        assert!(!value.is_known_text());
    }

    #[test]
    fn a_promise_of_a_promise_is_awaited_once() {
        let promise = Value::text("a").promised().promised().or(&Value::other());
        assert_eq!(promise.awaited(), Value::text("a").or(&Value::other()));
    }
}
