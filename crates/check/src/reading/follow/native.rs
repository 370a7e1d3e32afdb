//! Follows calls of what the host and modules offer.

use std::collections::BTreeSet;

use oxc::span::Span;

use super::super::found::{LogUse, RequireUse, Why};
use super::super::frame::Here;
use super::super::host;
use super::super::text::{Piece, Text};
use super::super::value::{Atom, Origin, Value};
use super::super::world::World;

impl World<'_, '_> {
    /// A call of what the host offers under this path.
    pub(super) fn native_call(
        &mut self,
        path: &str,
        given: &[Value],
        span: Span,
        here: Here,
    ) -> Value {
        let first = given.first().cloned().unwrap_or_default();
        match path {
            "require" => self.require(&first, span),
            "fetch" | "module:undici.fetch" | "module:node-fetch" => self.fetch(given, span, here),
            "eval" | "Function" => {
                let at = self.at(span);
                self.found.texts_run.insert(at);
                Value::other()
            }
            "setTimeout" | "setInterval" | "setImmediate" | "queueMicrotask"
            | "process.nextTick" => {
                if path.starts_with("set") && first.texts().next().is_some() {
                    let at = self.at(span);
                    self.found.texts_run.insert(at);
                }
                let rest: Vec<Value> = given.iter().skip(2).cloned().collect();
                self.call_back(Some(&first), &rest, span, here);
                Value::other()
            }
            "encodeURIComponent" | "encodeURI" | "String" | "decodeURIComponent" => {
                let origins = self.derive(&first, span);
                match path {
                    "String" | "encodeURI" => self.concat(&Value::text(""), &first),
                    _ => Value::data(origins),
                }
            }
            _ => match path.split_once('.') {
                Some(("console", _)) => self.log(given, span, here),
                Some(("JSON" | "Object" | "Reflect" | "Array", _)) | None => {
                    self.object_call(path, given, span, here)
                }
                Some(("Promise", method)) => self.promise_call(method, &first, span, here),
                Some(("module:axios", method)) => self.axios(method, given, span, here),
                _ => self.unknown_call(path, given, span, here),
            },
        }
    }

    /// Whatever else is offered: it may use all it is given, and call it.
    pub(super) fn unknown_call(
        &mut self,
        path: &str,
        given: &[Value],
        span: Span,
        here: Here,
    ) -> Value {
        match path {
            "structuredClone" => {
                let first = given.first().cloned().unwrap_or_default();
                self.mark(&first, &Why::Copied, span);
                return first;
            }
            "module:axios" => return self.axios("request", given, span, here),
            "searchParams.toString" => return Value::other(),
            _ => {}
        }
        let mut origins = BTreeSet::new();
        for one in given {
            origins.extend(self.escape(one, &Why::Passed, span, here));
        }
        if matches!(path, "searchParams.set" | "searchParams.append") && !origins.is_empty() {
            let at = self.at(span);
            self.found.queries.insert((at, origins.clone()));
        }
        Value::data(origins)
    }

    /// `new` of what the host offers.
    pub(super) fn native_new(
        &mut self,
        path: &str,
        given: &[Value],
        span: Span,
        here: Here,
    ) -> Value {
        let first = given.first().cloned().unwrap_or_default();
        match path {
            "URL" | "module:url.URL" | "module:node:url.URL" => {
                self.url(&first, given.get(1), span)
            }
            "Request" => {
                let thing = self.thing(span.start, here);
                self.set(thing, Some(&"url".into()), &first);
                if let Some(options) = given.get(1) {
                    self.spread_into(thing, options);
                }
                Atom::Object(thing).into()
            }
            "Promise" => {
                let mut within = here;
                within.way.is_caught = true;
                let value = self.call_back(
                    Some(&first),
                    &[Value::other(), Value::other()],
                    span,
                    within,
                );
                value.or(&Value::other()).promised()
            }
            "Function" => self.native_call(path, given, span, here),
            "Set" | "Map" | "WeakMap" | "WeakSet" => {
                let element = self.element(&first, span);
                self.list_of(span.start, &element, here)
            }
            "Error" | "TypeError" | "RangeError" => {
                let origins = self.derive(&first, span);
                Value::data(origins)
            }
            path => self.unknown_call(path, given, span, here),
        }
    }

    fn url(&mut self, first: &Value, base: Option<&Value>, span: Span) -> Value {
        self.derive(first, span);
        let mut value = Value::default();
        for one in &first.0 {
            let one = super::as_text(one);
            match base {
                None => {
                    value.join(&Atom::Text(one).into());
                }
                Some(base) => {
                    self.derive(base, span);
                    for base in &base.0 {
                        let url = host::resolved(&one, &super::as_text(base));
                        value.join(&Atom::Text(url).into());
                    }
                }
            }
        }
        value
    }

    fn require(&mut self, module: &Value, span: Span) -> Value {
        let name = Self::one_name(Some(module));
        let at = self.at(span);
        self.found.requires.insert(RequireUse {
            module: name.clone(),
            at,
        });
        match name {
            Some(name) => {
                let name = name.strip_prefix("node:").unwrap_or(&name);
                Atom::Native(format!("module:{name}").into()).into()
            }
            None => Value::other(),
        }
    }

    fn log(&mut self, given: &[Value], span: Span, here: Here) -> Value {
        let mut origins = BTreeSet::new();
        for one in given {
            origins.extend(self.escape(one, &Why::Printed, span, here));
        }
        let at = self.at(span);
        let is_guarded = here.way.is_guarded;
        self.found.logs.insert(LogUse {
            at,
            origins,
            is_guarded,
        });
        Atom::Nothing.into()
    }

    fn promise_call(&mut self, method: &str, first: &Value, span: Span, here: Here) -> Value {
        match method {
            "all" | "allSettled" => {
                let settled = self.settled(first, span, here);
                settled.promised()
            }
            "race" | "any" => self.element(first, span).promised(),
            "resolve" => first.promised(),
            _ => Value::other().promised(),
        }
    }

    /// A list of promises as a list of what they are of, each in its place.
    fn settled(&mut self, list: &Value, span: Span, here: Here) -> Value {
        let thing = self.thing(span.start, here);
        for atom in &list.0 {
            let Atom::Object(from) = atom else {
                let element = self.element(&atom.clone().into(), span);
                self.set(thing, None, &element.awaited());
                continue;
            };
            let Some(from) = self.things.get(*from) else {
                continue;
            };
            let (named, rest) = (from.named.clone(), from.rest.clone());
            for (name, value) in &named {
                self.set(thing, Some(name), &value.awaited());
            }
            self.set(thing, None, &rest.awaited());
        }
        Atom::Object(thing).into()
    }

    /// What is known of a text that was encoded: where it comes from.
    pub(super) fn data_text(origins: BTreeSet<Origin>) -> Text {
        let pieces = origins
            .into_iter()
            .map(|origin| Text::of(Piece::Data(origin)));
        let text = pieces.fold(Text::default(), |text, piece| text.and(&piece));
        text.and(&Text::of(Piece::Unknown))
    }
}
