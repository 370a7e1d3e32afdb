//! Follows the event: which fields are read, and which objects as a whole.

use std::collections::BTreeSet;

use contract::event::KnownFields;
use oxc::span::Span;

use super::super::found::{FieldUse, HowRead, LostApi, MethodUse, NameUse, Why};
use super::super::frame::Here;
use super::super::value::{Atom, Name, Origin, Value};
use super::super::world::World;
use super::member::{MOST_PATH_BYTES, joined};

/// What lists, texts, numbers and objects offer by themselves.
const BUILT_IN: &[&str] = &[
    "length",
    "at",
    "charAt",
    "charCodeAt",
    "codePointAt",
    "concat",
    "endsWith",
    "entries",
    "every",
    "filter",
    "find",
    "findIndex",
    "findLast",
    "findLastIndex",
    "flat",
    "flatMap",
    "forEach",
    "hasOwnProperty",
    "includes",
    "indexOf",
    "join",
    "keys",
    "lastIndexOf",
    "localeCompare",
    "map",
    "match",
    "matchAll",
    "normalize",
    "padEnd",
    "padStart",
    "pop",
    "push",
    "reduce",
    "reduceRight",
    "repeat",
    "replace",
    "replaceAll",
    "reverse",
    "search",
    "shift",
    "slice",
    "some",
    "sort",
    "splice",
    "split",
    "startsWith",
    "substr",
    "substring",
    "toFixed",
    "toISOString",
    "toLocaleLowerCase",
    "toLocaleUpperCase",
    "toLowerCase",
    "toReversed",
    "toSorted",
    "toSpliced",
    "toString",
    "toUpperCase",
    "trim",
    "trimEnd",
    "trimStart",
    "unshift",
    "valueOf",
    "values",
    "with",
    "constructor",
    "propertyIsEnumerable",
    "isPrototypeOf",
];

/// Code that reads more fields, each at its place, is too entangled: the longest code has not as many.
const MOST_FIELDS: usize = 20_000;

impl World<'_, '_> {
    fn place(&self, path: &str) -> Option<&'static KnownFields> {
        if path.is_empty() {
            return Some(self.known);
        }
        self.known.at(path)
    }

    /// Whether the field is a list.
    pub(super) fn is_list(&self, path: &str) -> bool {
        self.place(path).is_some_and(|place| place.is_list)
    }

    /// Whether the field is an object, or a list of objects.
    pub(super) fn is_object(&self, path: &str) -> bool {
        let is_object = |place: &KnownFields| place.is_open || !place.named.is_empty();
        self.place(path).is_some_and(is_object)
    }

    /// A property of a place of the event.
    pub(super) fn event_member(
        &mut self,
        path: &Name,
        name: &str,
        span: Span,
        is_called: bool,
    ) -> Value {
        match (path.as_ref(), name) {
            ("", "secrets") => return Atom::Own(super::super::value::Own::Secrets).into(),
            ("", "configuration") => {
                return Atom::Own(super::super::value::Own::Configuration).into();
            }
            _ => {}
        }
        let place = self.place(path);
        let is_open = place.is_none_or(|place| place.is_open);
        let is_built_in = BUILT_IN.contains(&name);
        if is_open && path.len() + name.len() >= MOST_PATH_BYTES {
            // No permission can name it; one for the place above has to do.
            self.note_field(path, HowRead::Value, span);
            return Value::data([Origin::Event(path.clone())]);
        }
        let below = joined(path, name);
        if place.is_some_and(|place| place.named.contains_key(name)) {
            let how = if self.is_object(&below) {
                HowRead::Touched
            } else {
                HowRead::Value
            };
            self.note_field(&below, how, span);
            return Atom::Event(below).into();
        }
        let is_list = place.is_some_and(|place| place.is_list);
        if is_list && name.bytes().all(|byte| byte.is_ascii_digit()) {
            return Atom::Event(path.clone()).into();
        }
        if is_built_in && (is_called || !is_open || name == "length") {
            if place.is_none() {
                self.note_field(path, HowRead::Value, span);
            }
            return Value::data([Origin::Event(path.clone())]);
        }
        let how = if is_open {
            HowRead::Touched
        } else {
            HowRead::Value
        };
        self.note_field(&below, how, span);
        if is_open {
            Atom::Event(below).into()
        } else {
            Atom::Nothing.into()
        }
    }

    fn note_field(&mut self, path: &Name, how: HowRead, span: Span) {
        let at = self.at(span);
        self.found.gave_up |= self.found.fields.len() >= MOST_FIELDS;
        if self.found.gave_up {
            return;
        }
        self.found.fields.insert(FieldUse {
            path: path.clone(),
            at,
            how,
        });
    }

    /// Notes that values are made into something else, and says where they come from.
    pub(super) fn derive(&mut self, value: &Value, span: Span) -> BTreeSet<Origin> {
        for atom in &value.0 {
            if let Atom::Event(path) = atom
                && self.place(path).is_none()
            {
                self.note_field(path, HowRead::Value, span);
            }
        }
        value.origins()
    }

    /// Notes that all of an object is used, and says where the data in it come from.
    pub(super) fn mark(&mut self, value: &Value, why: &Why, span: Span) -> BTreeSet<Origin> {
        let mut seen = BTreeSet::new();
        let mut origins = BTreeSet::new();
        self.mark_all(value, why, span, &mut seen, &mut origins);
        origins
    }

    fn mark_all(
        &mut self,
        value: &Value,
        why: &Why,
        span: Span,
        seen: &mut BTreeSet<usize>,
        origins: &mut BTreeSet<Origin>,
    ) {
        if !self.charge(value.0.len()) {
            return;
        }
        origins.extend(value.origins());
        for atom in &value.0 {
            match atom {
                Atom::Event(path) => self.mark_event(path, why, span),
                Atom::Own(own) => self.note_own(*own, None, span),
                Atom::Object(thing) if seen.insert(*thing) => {
                    let all = self.any(*thing);
                    self.mark_all(&all, why, span, seen, origins);
                }
                Atom::Promise(of) => self.mark_all(of, why, span, seen, origins),
                _ => {}
            }
        }
    }

    fn mark_event(&mut self, path: &Name, why: &Why, span: Span) {
        if path.is_empty() {
            for own in [
                super::super::value::Own::Secrets,
                super::super::value::Own::Configuration,
            ] {
                self.note_own(own, None, span);
            }
        }
        let is_object = self.is_object(path);
        let how = if is_object {
            HowRead::Whole(why.clone())
        } else {
            HowRead::Value
        };
        self.note_field(path, how, span);
    }

    /// Hands a value to where it cannot be followed: all of it may be used there, and functions may be called.
    pub(super) fn escape(
        &mut self,
        value: &Value,
        why: &Why,
        span: Span,
        here: Here,
    ) -> BTreeSet<Origin> {
        let origins = self.mark(value, why, span);
        self.lose(value, span, here, &mut BTreeSet::new());
        origins
    }

    fn lose(&mut self, value: &Value, span: Span, here: Here, seen: &mut BTreeSet<usize>) {
        if !self.charge(value.0.len()) {
            return;
        }
        for atom in &value.0 {
            match atom {
                Atom::Api(path) => self.lose_api(path, span),
                Atom::Function(..) => {
                    let given = [Value::other(), Value::other(), Value::other()];
                    self.invoke_all(&atom.clone().into(), &Value::default(), &given, here);
                }
                Atom::Object(thing) if seen.insert(*thing) => {
                    let all = self.any(*thing);
                    self.lose(&all, span, here, seen);
                }
                Atom::Promise(of) => self.lose(of, span, here, seen),
                _ => {}
            }
        }
    }

    fn lose_api(&mut self, path: &Name, span: Span) {
        let at = self.at(span);
        let Some(method) = contract::method::find(self.trigger, path) else {
            self.found.lost_api.insert(LostApi {
                path: path.clone(),
                at,
            });
            return;
        };
        let computed = method.writes_names().then_some(NameUse::Computed);
        self.found.methods.insert(MethodUse {
            path: path.clone(),
            at,
            names: computed.into_iter().collect(),
            shown: BTreeSet::new(),
            is_in_catch_all: false,
        });
    }
}
