//! What is taken out of the event an execution was given, and of what else it was given when the same text stands there.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{ANY, RedactionPath};
use crate::recording::flat::unmarked_chars;
use crate::recording::held::EVENT;
use crate::recording::material::REDACTED;
use crate::recording::{Held, Material, Recording};
use crate::secrets::Secrets;

/// The shortest text that is looked for elsewhere: shorter ones are parts of ordinary words.
const SHORTEST_CHARS: usize = 4;
/// The most texts that are looked for elsewhere.
pub(super) const MOST_TEXTS: usize = 1_000;
/// The most bytes they have together.
pub(super) const MOST_BYTES: usize = 128 << 10;

/// Texts that were taken out, each with the path that named it.
type Taken = Vec<(String, String)>;

/// What is to stand nowhere else.
pub(super) enum Elsewhere {
    /// These texts.
    Texts(Box<Secrets>),
    /// More than are looked for: no text is known to be without them.
    All,
}

impl Elsewhere {
    fn of(taken: Taken) -> Self {
        let mut texts = BTreeMap::new();
        for (text, path) in taken {
            if unmarked_chars(&text) >= SHORTEST_CHARS && text != REDACTED {
                texts.entry(text).or_insert(path);
            }
        }
        let bytes: usize = texts.keys().map(String::len).sum();
        if texts.len() > MOST_TEXTS || bytes > MOST_BYTES {
            return Self::All;
        }
        let named = texts.iter();
        let named = named.map(|(text, path)| (path.as_str(), text.as_str()));
        Self::Texts(Box::new(Secrets::new(named)))
    }
}

impl Recording {
    /// Takes out what the paths of the event name; what of it is to stand nowhere else.
    pub(super) fn redact_given(
        &mut self,
        paths: &[RedactionPath],
        used: &mut Vec<String>,
    ) -> Elsewhere {
        let mut texts = Taken::new();
        for path in paths {
            let RedactionPath::Event(names) = path else {
                continue;
            };
            let name = path.to_string();
            let before = texts.len();
            let found = take(&mut self.event, names, &name, &mut texts);
            let held = redact_held(&mut self.held, names, &name, &mut texts);
            if found || held || texts.len() > before {
                used.push(name);
            }
        }
        let elsewhere = Elsewhere::of(texts);
        match &elsewhere {
            Elsewhere::Texts(values) if values.is_empty() => {}
            Elsewhere::Texts(values) => self.blank_given(values),
            Elsewhere::All => self.blank_all_given(),
        }
        elsewhere
    }

    /// Blanks each text that it was given in which one of these stands.
    fn blank_given(&mut self, values: &Secrets) {
        blank(&mut self.event, values);
        let held = self.held.iter_mut();
        held.filter(|held| values.stand_in(unescaped(&held.place).as_bytes()))
            .for_each(blank_held);
        self.configured()
            .for_each(|value| blank_text(value, values));
        let entries = &mut self.cache.entries;
        entries.retain(|key, _| !values.stand_in(key.as_bytes()));
        let cache = entries.values_mut();
        cache.for_each(|record| blank_text(&mut record.value, values));
    }

    /// Blanks all that it was given.
    fn blank_all_given(&mut self) {
        self.event = REDACTED.into();
        let held = self.held.iter_mut();
        held.filter(|held| held.place.starts_with(EVENT))
            .for_each(blank_held);
        self.configured()
            .for_each(|value| REDACTED.clone_into(value));
        self.cache.entries.clear();
    }

    /// The values of its configuration.
    fn configured(&mut self) -> impl Iterator<Item = &mut String> {
        let configuration = self.configuration.iter_mut();
        configuration.flat_map(|one| one.values_mut())
    }
}

/// Takes out what stands at these names; says whether anything stood there.
fn take(value: &mut Value, names: &[String], path: &str, texts: &mut Taken) -> bool {
    let Some((first, rest)) = names.split_first() else {
        if value.is_null() {
            return false;
        }
        note(value, path, texts);
        *value = REDACTED.into();
        return true;
    };
    let mut found = false;
    match value {
        Value::Object(fields) => {
            for (name, part) in fields {
                if first == ANY || first == name {
                    found |= take(part, rest, path, texts);
                }
            }
        }
        Value::Array(parts) => {
            for (at, part) in parts.iter_mut().enumerate() {
                if first == ANY || *first == at.to_string() {
                    found |= take(part, rest, path, texts);
                }
            }
        }
        _ => {}
    }
    found
}

fn note(value: &Value, path: &str, texts: &mut Taken) {
    match value {
        Value::String(text) => texts.push((text.clone(), path.to_owned())),
        Value::Array(parts) => parts.iter().for_each(|part| note(part, path, texts)),
        Value::Object(fields) => fields.values().for_each(|part| note(part, path, texts)),
        _ => {}
    }
}

/// Parts of the event that are held apart for a secret in them. Their texts are noted as well, with marks for the secrets:
/// where the same text stands elsewhere, the same marks do.
fn redact_held(held: &mut [Held], names: &[String], path: &str, texts: &mut Taken) -> bool {
    held.iter_mut().fold(false, |found, held| {
        let Some(place) = held.place.strip_prefix("/event/") else {
            return found;
        };
        let mut names = names.iter();
        let is_meant = place
            .split('/')
            .map(unescaped)
            .all(|at| names.next().is_none_or(|name| name == ANY || *name == at));
        if !is_meant {
            return found;
        }
        note_marked(&held.text.marked(), names.as_slice(), path, texts);
        held.text.redact(path) || found
    })
}

/// A part of a JSON pointer as the names it is written from (RFC 6901 section 4).
fn unescaped(pointer: &str) -> String {
    pointer.replace("~1", "/").replace("~0", "~")
}

/// Takes out where a part of the event stood, and what stood there: the names above it say what is to stand nowhere.
fn blank_held(held: &mut Held) {
    EVENT.clone_into(&mut held.place);
    held.text.redact("event");
}

/// Notes the texts at these names in a JSON text with marks in it; all of it where a mark stands for something else than
/// characters.
fn note_marked(json: &[u8], names: &[String], path: &str, texts: &mut Taken) {
    match serde_json::from_slice::<Value>(json) {
        Ok(mut value) => {
            take(&mut value, names, path, texts);
        }
        Err(_) => texts.push((String::from_utf8_lossy(json).into_owned(), path.to_owned())),
    }
}

/// Blanks every text in which one of these stands.
fn blank(value: &mut Value, values: &Secrets) {
    match value {
        Value::String(text) => blank_text(text, values),
        Value::Array(parts) => parts.iter_mut().for_each(|part| blank(part, values)),
        Value::Object(fields) => {
            let named = fields.keys().any(|key| values.stand_in(key.as_bytes()));
            if named {
                *value = REDACTED.into();
                return;
            }
            fields.values_mut().for_each(|part| blank(part, values));
        }
        _ => {}
    }
}

fn blank_text(text: &mut String, values: &Secrets) {
    let mut material = Material::of(text.as_bytes());
    if material.redact_values(values) {
        *text = REDACTED.to_owned();
    }
}
