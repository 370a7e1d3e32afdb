//! Follows calls into the functions of the code.

use std::collections::BTreeSet;

use oxc::ast::ast::{Argument, CallExpression, Expression, NewExpression};
use oxc::span::{GetSpan, Span};

use super::super::found::Why;
use super::super::frame::Here;
use super::super::value::{Atom, Value};
use super::super::world::World;
use super::member::joined;
use super::pattern::present;

impl<'a> World<'_, 'a> {
    /// A call.
    pub(super) fn call(&mut self, call: &'a CallExpression<'a>, mut here: Here) -> Value {
        let callee = call.callee.without_parentheses();
        let member = match callee {
            Expression::ChainExpression(chain) => chain.expression.as_member_expression(),
            callee => callee.as_member_expression(),
        };
        if callee.is_super() {
            self.arguments(&call.arguments, here);
            return Value::other();
        }
        let Some(member) = member else {
            let callee = self.eval(callee, here);
            let given = self.arguments(&call.arguments, here);
            return self.call_value(&callee, &given, call.span(), here);
        };
        let (object, method) = self.member_expression(member, here, true);
        let name = member.static_property_name().unwrap_or("");
        let outer = here;
        here.way.is_raced |= method.0.contains(&Atom::Native("Promise.race".into()));
        let given = self.arguments(&call.arguments, here);
        self.call_member(&object, &method, name, &given, call.span(), outer)
    }

    /// Calls a property of each thing that an object may be.
    fn call_member(
        &mut self,
        object: &Value,
        method: &Value,
        name: &str,
        given: &[Value],
        span: Span,
        here: Here,
    ) -> Value {
        let mut value = Value::default();
        let mut done = BTreeSet::new();
        let mut is_built_in = false;
        for atom in &object.0 {
            let Some(built_in) = self.built_in(atom, name, given, span, here) else {
                continue;
            };
            value.join(&built_in);
            is_built_in = true;
            if let Atom::Api(path) = atom {
                done.insert(Atom::Api(joined(path, name)));
            }
        }
        let callable = method.0.iter().filter(|atom| match atom {
            Atom::Function(..) | Atom::Native(_) | Atom::Class(..) => true,
            Atom::Api(_) => !done.contains(atom),
            _ => !is_built_in,
        });
        let callable = Value(callable.cloned().collect());
        if callable.0.is_empty() && is_built_in {
            return value;
        }
        value.or(&self.call_on(&callable, object, given, span, here))
    }

    /// Calls each thing that a value may be.
    pub(super) fn call_value(
        &mut self,
        callee: &Value,
        given: &[Value],
        span: Span,
        here: Here,
    ) -> Value {
        self.call_on(callee, &Value::default(), given, span, here)
    }

    fn call_on(
        &mut self,
        callee: &Value,
        this: &Value,
        given: &[Value],
        span: Span,
        here: Here,
    ) -> Value {
        let mut value = Value::default();
        for atom in &present(callee).0 {
            value.join(&match atom {
                Atom::Function(function, frame) => {
                    self.invoke(*function, *frame, this, given, here)
                }
                Atom::Api(path) => self.api_call(path, given, span, here),
                Atom::Native(path) => self.native_call(path, given, span, here),
                atom => {
                    let mut origins = Value::from(atom.clone()).origins();
                    for one in given {
                        origins.extend(self.escape(one, &Why::Passed, span, here));
                    }
                    Value::data(origins)
                }
            });
        }
        value
    }

    /// The values a call gives.
    pub(super) fn arguments(&mut self, arguments: &'a [Argument<'a>], here: Here) -> Vec<Value> {
        let mut given = Vec::new();
        for argument in arguments {
            match argument {
                Argument::SpreadElement(spread) => {
                    let list = self.eval(&spread.argument, here);
                    given.extend(self.elements(&list, spread.span()));
                }
                argument => {
                    if let Some(expression) = argument.as_expression() {
                        given.push(self.eval(expression, here));
                    }
                }
            }
        }
        given
    }

    /// The elements of a list that is spread; of a list that is not counted, some.
    pub(super) fn elements(&mut self, list: &Value, span: Span) -> Vec<Value> {
        let counted = match list.0.first() {
            Some(Atom::Object(thing)) if list.0.len() == 1 => self.things.get(*thing),
            _ => None,
        };
        let counted = counted
            .filter(|thing| thing.rest.0.is_empty() && thing.copied.0.is_empty() && !thing.is_open);
        match counted.map(|thing| thing.named.len()) {
            Some(count) => (0..count)
                .map(|place| self.nth(list, place, span))
                .collect(),
            None => vec![self.element(list, span); 4],
        }
    }

    /// `new`.
    pub(super) fn construct(&mut self, one: &'a NewExpression<'a>, here: Here) -> Value {
        let callee = self.eval(&one.callee, here);
        let given = self.arguments(&one.arguments, here);
        let mut value = Value::default();
        for atom in &callee.0 {
            value.join(&match atom {
                Atom::Class(class, frame) => {
                    let thing = self.thing(one.span().start, here);
                    self.make(*class, *frame, thing, &given, here)
                }
                Atom::Function(function, frame) => {
                    let thing = self.thing(one.span().start, here);
                    let this = Atom::Object(thing).into();
                    self.invoke(*function, *frame, &this, &given, here);
                    this
                }
                Atom::Native(path) => self.native_new(path, &given, one.span(), here),
                atom => self.call_value(&atom.clone().into(), &given, one.span(), here),
            });
        }
        value
    }
}
