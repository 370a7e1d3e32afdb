//! Follows calls that look at objects as a whole: `JSON`, `Object`, `Reflect`, `Array`.

use oxc::span::Span;

use super::super::found::Why;
use super::super::frame::Here;
use super::super::value::{Atom, Value};
use super::super::world::World;

impl World<'_, '_> {
    pub(super) fn object_call(
        &mut self,
        path: &str,
        given: &[Value],
        span: Span,
        here: Here,
    ) -> Value {
        let first = given.first().cloned().unwrap_or_default();
        match path {
            "JSON.stringify" => {
                let origins = self.escape(&first, &Why::Serialised, span, here);
                Atom::Text(Self::data_text(origins)).into()
            }
            "JSON.parse" => Value::data(self.derive(&first, span)),
            "Object.keys" | "Object.getOwnPropertyNames" | "Reflect.ownKeys" => {
                let origins = self.mark(&first, &Why::Enumerated, span);
                let key = Value::data(origins);
                self.list_of(span.start, &key, here)
            }
            "Object.values" => {
                self.mark(&first, &Why::Enumerated, span);
                let element = self.property_of_any(&first, span);
                self.list_of(span.start, &element, here)
            }
            "Object.entries" => {
                self.mark(&first, &Why::Enumerated, span);
                self.entries(&first, span, here)
            }
            "Object.assign" => self.assign_all(given, span, here),
            "Object.freeze" | "Object.seal" | "Object.preventExtensions" => first,
            "Object.hasOwn" | "Reflect.has" => match given.get(1) {
                Some(key) => self.has(&first, key, span),
                None => Value::other(),
            },
            "Reflect.get" => match given.get(1) {
                Some(key) => self.index(&first, key, span),
                None => Value::other(),
            },
            "Reflect.apply" => {
                let list = given.get(2).cloned().unwrap_or_default();
                let given = self.elements(&list, span);
                self.call_value(&first, &given, span, here)
            }
            "Object.fromEntries" | "Object.create" => {
                self.escape(&first, &Why::Copied, span, here);
                let origins = first.origins();
                let thing = self.thing(span.start, here);
                self.set(thing, None, &Value::data(origins));
                Atom::Object(thing).into()
            }
            "Array.isArray" | "Boolean" => Value::data(first.origins()),
            "Array.from" => {
                let element = self.element(&first, span);
                let mapped =
                    self.call_back(given.get(1), std::slice::from_ref(&element), span, here);
                let element = if mapped.0.is_empty() { element } else { mapped };
                self.list_of(span.start, &element, here)
            }
            "Array.of" | "Array" => {
                let thing = self.thing(span.start, here);
                self.fill(thing, given);
                Atom::Object(thing).into()
            }
            path => self.unknown_call(path, given, span, here),
        }
    }

    /// What any property of an object may be, when all of it was enumerated.
    fn property_of_any(&mut self, object: &Value, span: Span) -> Value {
        let mut value = Value::default();
        for atom in &object.0 {
            value.join(&match atom {
                Atom::Event(_) | Atom::Own(_) => Value::data(Value::from(atom.clone()).origins()),
                atom => self.element(&atom.clone().into(), span),
            });
        }
        value
    }

    /// Pairs of key and value.
    fn entries(&mut self, object: &Value, span: Span, here: Here) -> Value {
        let value = self.property_of_any(object, span);
        let mut keys = Value::default();
        for atom in &object.0 {
            let thing = match atom {
                Atom::Object(thing) => self.things.get(*thing),
                _ => None,
            };
            let counted = thing.filter(|thing| {
                thing.rest.0.is_empty() && thing.copied.0.is_empty() && !thing.is_open
            });
            match counted {
                Some(thing) => {
                    for name in thing.named.keys() {
                        keys.join(&Value::text(name));
                    }
                }
                None => {
                    keys.join(&Value::data(Value::from(atom.clone()).origins()));
                }
            }
        }
        let pair = self.thing(span.end, here);
        self.set(pair, Some(&"0".into()), &keys);
        self.set(pair, Some(&"1".into()), &value);
        self.list_of(span.start, &Atom::Object(pair).into(), here)
    }

    fn assign_all(&mut self, given: &[Value], span: Span, here: Here) -> Value {
        let Some((target, sources)) = given.split_first() else {
            return Value::other();
        };
        let things = target.0.iter().filter_map(|atom| match atom {
            Atom::Object(thing) => Some(*thing),
            _ => None,
        });
        let mut things: Vec<usize> = things.collect();
        if things.is_empty() {
            things.push(self.thing(span.start, here));
        }
        for source in sources {
            self.mark(source, &Why::Copied, span);
            for thing in &things {
                self.spread_into(*thing, source);
            }
        }
        target
            .clone()
            .or(&Value(things.into_iter().map(Atom::Object).collect()))
    }
}
