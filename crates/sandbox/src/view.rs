//! What an action sees of an event: the fields that were granted, and guards where it has or could have others.
//!
//! What was not granted never enters the guest. Beside the event goes what the runtime library guards: `[names, below]`, the
//! names at one place and, as `[key, guards]`, what is guarded below it; nothing where there is nothing to guard.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use contract::Trigger;
use contract::event::{KnownFields, known_fields};
use contract::permission::Granted;
use serde_json::{Map, Value};

/// An event and its guards, both as JSON texts.
pub(crate) struct View {
    pub(crate) event: String,
    pub(crate) guards: String,
}

/// Nothing to guard.
const NOTHING: &str = "null";

/// Names that the language asks an object for by itself. Where the names are a user's or customer's own, as in metadata, a
/// guard on one of them would let its owner end executions.
const ASKED_BY_THE_LANGUAGE: &[&str] = &[
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "then",
    "toJSON",
    "toLocaleString",
    "toString",
    "valueOf",
];

/// The paths that were granted, as a tree.
#[derive(Default)]
struct Grants<'a> {
    is_whole: bool,
    below: BTreeMap<&'a str, Grants<'a>>,
}

impl<'a> Grants<'a> {
    fn of(granted: &'a Granted) -> Self {
        let mut root = Self::default();
        for permission in &granted.permissions().event {
            root.add(permission.field.parts());
        }
        // An action's own values need no permission.
        root.add(["secrets"].into_iter());
        root.add(["configuration"].into_iter());
        root
    }

    fn add(&mut self, path: impl Iterator<Item = &'a str>) {
        let end = path.fold(self, |place, name| place.below.entry(name).or_default());
        end.is_whole = true;
    }
}

impl View {
    /// All of an event.
    pub(crate) fn whole(event: &Value) -> Self {
        Self {
            event: event.to_string(),
            guards: NOTHING.to_owned(),
        }
    }

    /// What is granted of the event of this trigger.
    pub(crate) fn of(event: &Value, trigger: Trigger, granted: &Granted) -> Self {
        let mut text = String::new();
        let guards = write_part(
            event,
            &Grants::of(granted),
            Some(known_fields(trigger)),
            &mut text,
        );
        Self {
            event: text,
            guards: guards.unwrap_or_else(|| NOTHING.to_owned()),
        }
    }
}

/// Writes what is granted of a value that is granted in part; the guards it needs.
fn write_part(
    value: &Value,
    grants: &Grants<'_>,
    known: Option<&KnownFields>,
    text: &mut String,
) -> Option<String> {
    let mut guards = Guards::default();
    match value {
        Value::Object(fields) => write_fields(fields, grants, known, text, &mut guards),
        Value::Array(elements) => {
            text.push('[');
            for (index, element) in elements.iter().enumerate() {
                separate(text);
                let below = write_part(element, grants, known, text);
                guards.below(&index.to_string(), below);
            }
            text.push(']');
        }
        _ => text.push_str("null"),
    }
    guards.finish()
}

fn write_fields(
    fields: &Map<String, Value>,
    grants: &Grants<'_>,
    known: Option<&KnownFields>,
    text: &mut String,
    guards: &mut Guards,
) {
    text.push('{');
    for (name, value) in fields {
        let known = known.and_then(|known| known.named.get(name));
        match grants.below.get(name.as_str()) {
            Some(below) if below.is_whole => {
                separate(text);
                let _ = write!(text, "{}:{value}", quoted(name));
            }
            Some(below) if has_parts(value) => {
                separate(text);
                let _ = write!(text, "{}:", quoted(name));
                let guarded = write_part(value, below, known, text);
                guards.below(&quoted(name), guarded);
            }
            _ if known.is_some() || !ASKED_BY_THE_LANGUAGE.contains(&name.as_str()) => {
                guards.name(name);
            }
            _ => {}
        }
    }
    let absent = known.into_iter().flat_map(|known| known.named.keys());
    for name in absent.filter(|name| !fields.contains_key(*name)) {
        if !grants.below.contains_key(name.as_str()) {
            guards.name(name);
        }
    }
    text.push('}');
}

/// Whether all of it has fields, or is nothing at all: of a plain value no part can be granted.
fn has_parts(value: &Value) -> bool {
    match value {
        Value::Null | Value::Object(_) => true,
        Value::Array(elements) => elements.iter().all(has_parts),
        _ => false,
    }
}

/// The guards at one place, as they are being written.
#[derive(Default)]
struct Guards {
    names: String,
    below: String,
}

impl Guards {
    fn name(&mut self, name: &str) {
        separate(&mut self.names);
        self.names.push_str(&quoted(name));
    }

    fn below(&mut self, key: &str, guards: Option<String>) {
        if let Some(guards) = guards {
            separate(&mut self.below);
            let _ = write!(self.below, "[{key},{guards}]");
        }
    }

    fn finish(self) -> Option<String> {
        let is_empty = self.names.is_empty() && self.below.is_empty();
        (!is_empty).then(|| format!("[[{}],[{}]]", self.names, self.below))
    }
}

/// A comma, unless this is the first of its list.
fn separate(text: &mut String) {
    if !(text.is_empty() || text.ends_with(['[', '{', ':'])) {
        text.push(',');
    }
}

fn quoted(name: &str) -> String {
    Value::from(name).to_string()
}

#[cfg(test)]
mod tests;
