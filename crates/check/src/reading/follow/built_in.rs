//! Follows the methods that lists, texts, functions, promises and answers have by themselves.

use oxc::span::Span;

use super::super::found::Why;
use super::super::frame::Here;
use super::super::text::{Piece, Text};
use super::super::value::{Atom, Name, Origin, Value};
use super::super::world::World;

impl World<'_, '_> {
    /// Calls a built-in method; none when the thing has no such method by itself.
    pub(super) fn built_in(
        &mut self,
        atom: &Atom,
        name: &str,
        given: &[Value],
        span: Span,
        here: Here,
    ) -> Option<Value> {
        match atom {
            Atom::Event(path) => self.event_method(path, name, given, span, here),
            Atom::Object(thing) => self.object_method(*thing, name, given, span, here),
            Atom::Text(text) => Some(self.text_method(text, name, given, span, here)),
            Atom::Function(function, frame) => {
                let callee = Atom::Function(*function, *frame).into();
                self.function_method(&callee, name, given, span, here)
            }
            Atom::Api(path) if contract::method::find(self.trigger, path).is_some() => {
                self.function_method(&atom.clone().into(), name, given, span, here)
            }
            Atom::Promise(of) => Some(self.promise_method(of, name, given, span, here)),
            Atom::Own(_) if name == "hasOwnProperty" => {
                Some(self.has(&atom.clone().into(), given.first()?, span))
            }
            Atom::Data(origin) => Some(self.data_method(origin, name, given, span, here)),
            _ => None,
        }
    }

    fn event_method(
        &mut self,
        path: &Name,
        name: &str,
        given: &[Value],
        span: Span,
        here: Here,
    ) -> Option<Value> {
        let own: Value = Atom::Event(path.clone()).into();
        if matches!(name, "hasOwnProperty" | "propertyIsEnumerable") {
            return Some(self.has(&own, given.first()?, span));
        }
        if self.is_object(path) && !self.is_list(path) {
            return None;
        }
        if let Some(value) = self.list_method(&own, name, given, span, here) {
            return Some(value);
        }
        let mut origins = self.derive(&own, span);
        for one in given {
            origins.extend(self.derive(one, span));
        }
        self.call_back(given.first(), &[Value::data(origins.clone())], span, here);
        Some(Value::data(origins))
    }

    fn object_method(
        &mut self,
        thing: usize,
        name: &str,
        given: &[Value],
        span: Span,
        here: Here,
    ) -> Option<Value> {
        if self.get(thing, name).is_some_and(|value| {
            value.0.iter().any(|atom| {
                matches!(
                    atom,
                    Atom::Function(..) | Atom::Api(_) | Atom::Native(_) | Atom::Class(..)
                )
            })
        }) {
            return None;
        }
        let own: Value = Atom::Object(thing).into();
        match name {
            "push" | "unshift" | "add" => {
                for one in given {
                    self.set(thing, None, one);
                }
                Some(own)
            }
            "set" => {
                let name = Self::one_name(given.first());
                if let Some(value) = given.get(1) {
                    self.set(thing, name.as_ref(), value);
                }
                Some(own)
            }
            "get" => {
                let name = Self::one_name(given.first());
                let value = name.and_then(|name| self.get(thing, &name));
                Some(value.unwrap_or_else(|| self.any(thing)))
            }
            "values" | "keys" | "entries" | "toString" | "has" | "hasOwnProperty" => Some(own),
            "concat" => {
                for one in given {
                    let element = self.element(one, span);
                    let news = if element.0.is_empty() {
                        one.clone()
                    } else {
                        element
                    };
                    self.set(thing, None, &news);
                }
                Some(own)
            }
            "join" => Some(self.joined_list(&own, given.first(), span)),
            _ => self.list_method(&own, name, given, span, here),
        }
    }

    fn text_method(
        &mut self,
        text: &Text,
        name: &str,
        given: &[Value],
        span: Span,
        here: Here,
    ) -> Value {
        let own: Value = Atom::Text(text.clone()).into();
        let all = given.iter().fold(own.origins(), |mut origins, one| {
            origins.extend(self.derive(one, span));
            origins
        });
        match name {
            "toString" | "valueOf" | "normalize" => own,
            "trim" => Atom::Text(text.each_known(|text| text.trim().to_owned())).into(),
            "toLowerCase" => Atom::Text(text.each_known(str::to_lowercase)).into(),
            "toUpperCase" => Atom::Text(text.each_known(str::to_uppercase)).into(),
            "concat" => given
                .iter()
                .fold(own, |start, end| self.concat(&start, end)),
            // What is replaced is not known; how the text begins is taken to stay.
            "replace" | "replaceAll" => {
                self.call_back(given.get(1), &[Value::data(own.origins())], span, here);
                let mut changed = text.clone();
                for origin in all {
                    changed = changed.and(&Text::of(Piece::Data(origin)));
                }
                Atom::Text(changed.and(&Text::of(Piece::Unknown))).into()
            }
            "split" => {
                let part = Value::data(all);
                self.list_of(span.start, &part, here)
            }
            _ => Value::data(all),
        }
    }

    fn function_method(
        &mut self,
        callee: &Value,
        name: &str,
        given: &[Value],
        span: Span,
        here: Here,
    ) -> Option<Value> {
        match name {
            "call" => Some(self.call_value(callee, given.get(1..).unwrap_or_default(), span, here)),
            "apply" => {
                let list = given.get(1).cloned().unwrap_or_default();
                let given = self.elements(&list, span);
                Some(self.call_value(callee, &given, span, here))
            }
            "bind" => Some(callee.clone()),
            _ => None,
        }
    }

    fn promise_method(
        &mut self,
        of: &Value,
        name: &str,
        given: &[Value],
        span: Span,
        mut here: Here,
    ) -> Value {
        let caught = Value::data([Origin::Error]);
        let value = match name {
            "then" => {
                let mut within = here;
                within.way.is_caught |= given.len() > 1;
                let value = self.call_back(given.first(), &[of.awaited()], span, within);
                value.or(&self.call_back(given.get(1), &[caught], span, here))
            }
            "catch" => {
                here.way.is_in_catch_all = true;
                of.clone()
                    .or(&self.call_back(given.first(), &[caught], span, here))
            }
            _ => {
                self.call_back(given.first(), &[], span, here);
                of.clone()
            }
        };
        let is_caught = name == "catch" || given.len() > 1;
        if is_caught {
            value.promised()
        } else {
            value.or(&Atom::Nothing.into()).promised()
        }
    }

    fn data_method(
        &mut self,
        origin: &Origin,
        name: &str,
        given: &[Value],
        span: Span,
        here: Here,
    ) -> Value {
        let reads_body = matches!(name, "json" | "text" | "blob" | "arrayBuffer" | "formData");
        match origin {
            Origin::Answer if reads_body => return Value::data([Origin::Answer]).promised(),
            Origin::Answer if name == "clone" => return Value::data([Origin::Answer]),
            Origin::Error if name == "toString" => return Value::data([Origin::Message]),
            _ => {}
        }
        let own = match origin {
            Origin::Answer | Origin::Error => Value::data([Origin::Part]),
            origin => Value::data([origin.clone()]),
        };
        let mut origins = own.origins();
        for one in given {
            let is_call = one.0.iter().any(|atom| matches!(atom, Atom::Function(..)));
            if is_call {
                let back = self.call_back(Some(one), &[own.clone(), own.clone()], span, here);
                origins.extend(back.origins());
            } else {
                origins.extend(self.escape(one, &Why::Passed, span, here));
            }
        }
        Value::data(origins)
    }
}
