//! Follows properties: of the event, of `api`, of the action's own values, of objects the code makes.

use oxc::ast::ast::MemberExpression;
use oxc::span::{GetSpan, Span};

use super::super::found::{LostApi, OwnUse, Why};
use super::super::frame::Here;
use super::super::host;
use super::super::text::Text;
use super::super::value::{Atom, Name, Origin, Own, Value};
use super::super::world::World;

impl<'a> World<'_, 'a> {
    /// What the object and the property of a member expression may be.
    pub(super) fn member_expression(
        &mut self,
        member: &'a MemberExpression<'a>,
        here: Here,
        is_called: bool,
    ) -> (Value, Value) {
        let object = self.eval(member.object(), here);
        let value = match member {
            MemberExpression::StaticMemberExpression(one) => {
                self.member(&object, &one.property.name, one.property.span(), is_called)
            }
            MemberExpression::PrivateFieldExpression(one) => self.member(
                &object,
                &format!("#{}", one.field.name),
                one.span(),
                is_called,
            ),
            MemberExpression::ComputedMemberExpression(one) => {
                let key = self.eval(&one.expression, here);
                self.derive(&key, one.expression.span());
                self.index(&object, &key, one.expression.span())
            }
        };
        (object, value)
    }

    /// The property of this name.
    pub(super) fn member(
        &mut self,
        object: &Value,
        name: &str,
        span: Span,
        is_called: bool,
    ) -> Value {
        let mut value = Value::default();
        for atom in &object.0 {
            let member = self.member_of(atom, name, span, is_called);
            if !self.charge(member.0.len()) {
                break;
            }
            value.join(&member);
        }
        value
    }

    fn member_of(&mut self, atom: &Atom, name: &str, span: Span, is_called: bool) -> Value {
        match atom {
            Atom::Event(path) => self.event_member(path, name, span, is_called),
            Atom::Api(path) => Atom::Api(joined(path, name)).into(),
            Atom::Own(own) => self.own_member(*own, name, span),
            Atom::Text(text) => text_member(text, name),
            Atom::Object(thing) => self.object_member(*thing, name, span, is_called),
            Atom::Class(class, frame) => self.static_member(*class, *frame, name),
            Atom::Native(path) => Atom::Native(native_member(path, name)).into(),
            Atom::Promise(_) | Atom::Number(_) | Atom::Function(..) | Atom::Other => Value::other(),
            Atom::Data(origin) => data_member(origin, name),
            Atom::Nothing => Value::default(),
        }
    }

    fn object_member(&mut self, thing: usize, name: &str, span: Span, is_called: bool) -> Value {
        let value = self.get(thing, name).unwrap_or_default();
        let copied = self.things.get(thing).map(|thing| thing.copied.clone());
        value.or(&self.member(&copied.unwrap_or_default(), name, span, is_called))
    }

    fn own_member(&mut self, own: Own, name: &str, span: Span) -> Value {
        if matches!(name, "hasOwnProperty" | "toString" | "constructor") {
            return Value::other();
        }
        let name = Name::from(name);
        self.note_own(own, Some(&name), span);
        Atom::Text(Text::own(own, &name)).into()
    }

    /// Notes that an own value is read.
    pub(super) fn note_own(&mut self, own: Own, name: Option<&Name>, span: Span) {
        let used = OwnUse {
            name: name.cloned(),
            at: self.at(span),
        };
        match own {
            Own::Secrets => self.found.secrets.insert(used),
            Own::Configuration => self.found.configuration.insert(used),
        };
    }

    /// The property that a computed key names.
    pub(super) fn index(&mut self, object: &Value, key: &Value, span: Span) -> Value {
        let mut value = Value::default();
        for name in key.known_texts() {
            value.join(&self.member(object, &name, span, false));
        }
        if key.is_known_text() {
            return value;
        }
        for atom in &object.0 {
            value.join(&self.any_member(atom, span));
        }
        value
    }

    fn any_member(&mut self, atom: &Atom, span: Span) -> Value {
        match atom {
            Atom::Event(path) if self.is_list(path) => atom.clone().into(),
            Atom::Event(path) => {
                self.mark(&atom.clone().into(), &Why::Indexed, span);
                Value::data([Origin::Event(path.clone())])
            }
            Atom::Api(path) => {
                let at = self.at(span);
                self.found.lost_api.insert(LostApi {
                    path: path.clone(),
                    at,
                });
                Value::other()
            }
            Atom::Own(own) => {
                self.note_own(*own, None, span);
                Value::data([own.origin(&"".into())])
            }
            Atom::Object(thing) => self.any(*thing),
            Atom::Data(origin) => data_member(origin, ""),
            Atom::Text(text) => Value::data(text.origins()),
            _ => Value::other(),
        }
    }

    /// What an element of a list may be; also that of an object that cannot be told from one.
    pub(super) fn element(&mut self, list: &Value, span: Span) -> Value {
        let mut value = Value::default();
        for atom in &list.0 {
            value.join(&match atom {
                Atom::Event(path) if !self.is_list(path) && self.is_object(path) => {
                    self.mark(&atom.clone().into(), &Why::Spread, span);
                    Value::data([Origin::Event(path.clone())])
                }
                Atom::Event(_) => atom.clone().into(),
                Atom::Object(thing) => self.any(*thing),
                Atom::Promise(of) => self.element(of, span),
                Atom::Nothing => Value::default(),
                atom => self.any_member(atom, span),
            });
        }
        value
    }

    /// What the element at this place may be.
    pub(super) fn nth(&mut self, list: &Value, place: usize, span: Span) -> Value {
        let mut value = Value::default();
        for atom in &list.0 {
            value.join(&match atom {
                Atom::Object(thing) => self.get(*thing, &place.to_string()).unwrap_or_default(),
                atom => self.element(&atom.clone().into(), span),
            });
        }
        value
    }

    /// Whether an object has a property: asking reads nothing.
    pub(super) fn has(&mut self, object: &Value, key: &Value, span: Span) -> Value {
        self.derive(key, span);
        for name in key.known_texts() {
            self.member(object, &name, span, false);
        }
        Value::data(object.origins())
    }

    /// Writes a property.
    pub(super) fn set_member(&mut self, object: &Value, name: Option<&Name>, value: &Value) {
        for atom in &object.0 {
            if let Atom::Object(thing) = atom {
                self.set(*thing, name, value);
            }
        }
    }

    /// Copies the properties of a value into an object.
    pub(super) fn spread_into(&mut self, thing: usize, value: &Value) {
        for atom in &value.0 {
            match atom {
                Atom::Object(from) if *from != thing => {
                    let Some(from) = self.things.get(*from) else {
                        continue;
                    };
                    let named: Vec<_> = from.named.clone().into_iter().collect();
                    let (rest, is_open) = (from.rest.clone(), from.is_open);
                    let copied = from.copied.clone();
                    for (name, value) in &named {
                        self.set(thing, Some(name), value);
                    }
                    self.set(thing, None, &rest);
                    self.spread_into(thing, &copied);
                    self.open(thing, is_open);
                }
                Atom::Object(_) | Atom::Nothing => {}
                Atom::Native(_) | Atom::Other => self.open(thing, true),
                Atom::Event(_) | Atom::Api(_) | Atom::Own(_) => {
                    if let Some(thing) = self.things.get_mut(thing) {
                        self.has_news |= thing.copied.join(&atom.clone().into());
                    }
                }
                atom => {
                    let origins = Value::from(atom.clone()).origins();
                    self.set(thing, None, &Value::data(origins));
                }
            }
        }
    }

    fn open(&mut self, thing: usize, is_open: bool) {
        if let Some(thing) = self.things.get_mut(thing) {
            self.has_news |= is_open && !thing.is_open;
            thing.is_open |= is_open;
        }
    }

    /// A list of such elements, made at this place.
    pub(super) fn list_of(&mut self, at: u32, element: &Value, here: Here) -> Value {
        let thing = self.thing(at, here);
        self.set(thing, None, element);
        Atom::Object(thing).into()
    }

    /// Fills a list.
    pub(super) fn fill(&mut self, thing: usize, values: &[Value]) {
        for (place, value) in values.iter().enumerate() {
            self.set(thing, Some(&place.to_string().into()), value);
        }
    }
}

/// A path with a name at its end.
/// The longest path that is told apart, in bytes: neither a permission names a longer field, nor has `api` a longer method.
pub(super) const MOST_PATH_BYTES: usize = 256;

/// The path of a property, cut where it is too long to be one of anything known.
pub(super) fn joined(path: &str, name: &str) -> Name {
    let path = match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    };
    let end = path.floor_char_boundary(MOST_PATH_BYTES);
    path.get(..end).unwrap_or_default().into()
}

/// `globalThis.fetch` is `fetch`.
fn native_member(path: &str, name: &str) -> Name {
    match path {
        "globalThis" | "global" | "self" | "window" => name.into(),
        path => joined(path, name),
    }
}

/// What texts offer; a URL is followed as the text it is made of.
fn text_member(text: &Text, name: &str) -> Value {
    match name {
        "href" => Atom::Text(text.clone()).into(),
        "origin" => Atom::Text(host::origin(text)).into(),
        "protocol" => Value::text(host::protocol(text)),
        "host" | "hostname" => Atom::Text(host::host(text)).into(),
        "searchParams" => Atom::Native("searchParams".into()).into(),
        _ => Value::data(text.origins()),
    }
}

/// What data offer.
fn data_member(origin: &Origin, name: &str) -> Value {
    let origin = match (origin, name) {
        (Origin::Error, "message") => Origin::Message,
        (Origin::Error, "response" | "cause") => Origin::Answer,
        (Origin::Error, "stack" | "config" | "request") => Origin::Error,
        (Origin::Error | Origin::Message, _) => Origin::Part,
        (Origin::Answer, "data" | "body") => Origin::Answer,
        (Origin::Answer | Origin::Part, _) => Origin::Part,
        (origin, _) => origin.clone(),
    };
    Value::data([origin])
}
