//! Follows values into variables: patterns, parameters, assignments.

use oxc::ast::ast::{
    AssignmentTarget, AssignmentTargetMaybeDefault, AssignmentTargetProperty, BindingPattern,
    ObjectAssignmentTarget, ObjectPattern, PropertyKey,
};
use oxc::span::{GetSpan, Span};

use super::super::found::Why;
use super::super::frame::Here;
use super::super::value::{Atom, Name, Value};
use super::super::world::World;

impl<'a> World<'_, 'a> {
    /// Gives a value to the names of a pattern.
    pub(super) fn bind(&mut self, pattern: &'a BindingPattern<'a>, value: &Value, here: Here) {
        match pattern {
            BindingPattern::BindingIdentifier(id) => {
                if let Some(symbol) = id.symbol_id.get() {
                    self.assign(symbol, value, here);
                }
            }
            BindingPattern::AssignmentPattern(with_default) => {
                let default = self.eval(&with_default.right, here);
                self.bind(&with_default.left, &present(value).or(&default), here);
            }
            BindingPattern::ArrayPattern(list) => {
                for (place, element) in list.elements.iter().enumerate() {
                    let one = self.nth(value, place, list.span());
                    if let Some(element) = element {
                        self.bind(element, &one, here);
                    }
                }
                if let Some(rest) = &list.rest {
                    let element = self.element(value, list.span());
                    let rest_of = self.list_of(rest.span().start, &element, here);
                    self.bind(&rest.argument, &rest_of, here);
                }
            }
            BindingPattern::ObjectPattern(object) => self.bind_object(object, value, here),
        }
    }

    fn bind_object(&mut self, object: &'a ObjectPattern<'a>, value: &Value, here: Here) {
        for property in &object.properties {
            let one = self.keyed(value, &property.key, property.span(), here);
            self.bind(&property.value, &one, here);
        }
        if let Some(rest) = &object.rest
            && self.is_read(&rest.argument)
        {
            let left = self.rest_of(value, rest.span(), here);
            self.bind(&rest.argument, &left, here);
        }
    }

    /// Whether the code reads what a pattern binds; what it only takes out of the way needs no permission.
    fn is_read(&self, pattern: &BindingPattern<'a>) -> bool {
        let BindingPattern::BindingIdentifier(id) = pattern else {
            return true;
        };
        let scoping = self.source.semantic.scoping();
        id.symbol_id
            .get()
            .is_none_or(|symbol| scoping.get_resolved_references(symbol).next().is_some())
    }

    /// What is left of an object beside the properties a pattern names.
    fn rest_of(&mut self, value: &Value, span: Span, here: Here) -> Value {
        self.mark(value, &Why::Spread, span);
        let thing = self.thing(span.start, here);
        self.spread_into(thing, value);
        Atom::Object(thing).into()
    }

    /// The property that a key of a pattern names.
    fn keyed(&mut self, value: &Value, key: &'a PropertyKey<'a>, span: Span, here: Here) -> Value {
        if let Some(name) = key.static_name() {
            return self.member(value, &name, span, false);
        }
        let Some(expression) = key.as_expression() else {
            return Value::other();
        };
        let key = self.eval(expression, here);
        self.index(value, &key, span)
    }

    /// Gives a value to what stands at the left of an assignment.
    pub(super) fn assign_to(
        &mut self,
        target: &'a AssignmentTarget<'a>,
        value: &Value,
        here: Here,
    ) {
        match target {
            AssignmentTarget::AssignmentTargetIdentifier(id) => match self.symbol(id) {
                Some(symbol) => self.assign(symbol, value, here),
                None => self.assign_global(&id.name, value),
            },
            AssignmentTarget::ArrayAssignmentTarget(list) => {
                for (place, element) in list.elements.iter().enumerate() {
                    let one = self.nth(value, place, list.span());
                    if let Some(element) = element {
                        self.assign_maybe(element, &one, here);
                    }
                }
                if let Some(rest) = &list.rest {
                    let element = self.element(value, list.span());
                    let rest_of = self.list_of(rest.span().start, &element, here);
                    self.assign_to(&rest.target, &rest_of, here);
                }
            }
            AssignmentTarget::ObjectAssignmentTarget(object) => {
                self.assign_object(object, value, here);
            }
            AssignmentTarget::StaticMemberExpression(member) => {
                let object = self.eval(&member.object, here);
                self.set_member(
                    &object,
                    Some(&Name::from(member.property.name.as_str())),
                    value,
                );
            }
            AssignmentTarget::ComputedMemberExpression(member) => {
                let object = self.eval(&member.object, here);
                let key = self.eval(&member.expression, here);
                self.derive(&key, member.expression.span());
                if key.is_known_text() {
                    for name in key.known_texts() {
                        self.set_member(&object, Some(&name), value);
                    }
                } else {
                    self.set_member(&object, None, value);
                }
            }
            AssignmentTarget::PrivateFieldExpression(member) => {
                let object = self.eval(&member.object, here);
                let name = format!("#{}", member.field.name);
                self.set_member(&object, Some(&name.into()), value);
            }
            _ => {}
        }
    }

    /// `exports = module.exports = ...`: the names of CommonJS are variables too.
    fn assign_global(&mut self, name: &str, value: &Value) {
        if name == "exports" {
            for atom in &value.0 {
                if let Atom::Object(thing) = atom {
                    let all = self.any(*thing);
                    self.set(super::super::world::EXPORTS, None, &all);
                }
            }
        }
    }

    fn assign_object(&mut self, object: &'a ObjectAssignmentTarget<'a>, value: &Value, here: Here) {
        for property in &object.properties {
            match property {
                AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(one) => {
                    let mut member = self.member(value, &one.binding.name, one.span(), false);
                    if let Some(default) = &one.init {
                        member = present(&member).or(&self.eval(default, here));
                    }
                    if let Some(symbol) = self.symbol(&one.binding) {
                        self.assign(symbol, &member, here);
                    }
                }
                AssignmentTargetProperty::AssignmentTargetPropertyProperty(one) => {
                    let member = self.keyed(value, &one.name, one.span(), here);
                    self.assign_maybe(&one.binding, &member, here);
                }
            }
        }
        if let Some(rest) = &object.rest {
            let left = self.rest_of(value, rest.span(), here);
            self.assign_to(&rest.target, &left, here);
        }
    }

    fn assign_maybe(
        &mut self,
        target: &'a AssignmentTargetMaybeDefault<'a>,
        value: &Value,
        here: Here,
    ) {
        if let AssignmentTargetMaybeDefault::AssignmentTargetWithDefault(with_default) = target {
            let default = self.eval(&with_default.init, here);
            self.assign_to(&with_default.binding, &present(value).or(&default), here);
        } else if let Some(target) = target.as_assignment_target() {
            self.assign_to(target, value, here);
        }
    }
}

/// A value without null and undefined.
pub(super) fn present(value: &Value) -> Value {
    let atoms = value.0.iter().filter(|atom| **atom != Atom::Nothing);
    Value(atoms.cloned().collect())
}
