//! Follows expressions: what each may be.

use oxc::ast::ast::{
    ArrayExpression, ArrayExpressionElement, AssignmentExpression, ChainElement, Expression,
    IdentifierReference, ObjectExpression, ObjectPropertyKind, SimpleAssignmentTarget,
    TemplateLiteral,
};
use oxc::span::GetSpan;
use oxc::syntax::operator::AssignmentOperator;

use super::super::found::Why;
use super::super::frame::{Callable, Here};
use super::super::value::{Atom, Name, Value};
use super::super::world::{EXPORTS, MODULE, World};

impl<'a> World<'_, 'a> {
    /// What an expression may be.
    pub(super) fn eval(&mut self, expression: &'a Expression<'a>, here: Here) -> Value {
        if !self.charge(1) {
            return Value::other();
        }
        match expression {
            Expression::StringLiteral(one) => Value::text(&one.value),
            Expression::NumericLiteral(one) => Atom::Number(one.value.to_string().into()).into(),
            Expression::NullLiteral(_) => Atom::Nothing.into(),
            Expression::TemplateLiteral(one) => self.template(one, here),
            Expression::Identifier(one) => self.identifier(one, here),
            Expression::ThisExpression(_) | Expression::Super(_) => self.this(here),
            Expression::ArrayExpression(one) => self.array(one, here),
            Expression::ObjectExpression(one) => self.object(one, here),
            Expression::ArrowFunctionExpression(one) => self.function(Callable::Arrow(one), here),
            Expression::FunctionExpression(one) => self.function(Callable::Function(one), here),
            Expression::ClassExpression(one) => self.class_value(one, here),
            Expression::AssignmentExpression(one) => self.assignment(one, here),
            Expression::AwaitExpression(one) => self.eval(&one.argument, here).awaited(),
            Expression::BinaryExpression(one) => self.binary(one, here),
            Expression::LogicalExpression(one) => self.logical(one, here).0,
            Expression::ConditionalExpression(one) => {
                let within = self.within(&one.test, here).1;
                let value = self.eval(&one.consequent, within);
                value.or(&self.eval(&one.alternate, within))
            }
            Expression::CallExpression(one) => self.call(one, here),
            Expression::NewExpression(one) => self.construct(one, here),
            Expression::ChainExpression(one) => self.chain(&one.expression, here),
            Expression::ParenthesizedExpression(one) => self.eval(&one.expression, here),
            Expression::SequenceExpression(one) => {
                let mut last = Value::other();
                for one in &one.expressions {
                    last = self.eval(one, here);
                }
                last
            }
            Expression::UnaryExpression(one) => self.unary(one, here),
            _ => self.rare(expression, here),
        }
    }

    fn rare(&mut self, expression: &'a Expression<'a>, here: Here) -> Value {
        match expression {
            Expression::StaticMemberExpression(_)
            | Expression::ComputedMemberExpression(_)
            | Expression::PrivateFieldExpression(_) => match expression.as_member_expression() {
                Some(member) => self.member_expression(member, here, false).1,
                None => Value::other(),
            },
            Expression::TaggedTemplateExpression(one) => {
                let tag = self.eval(&one.tag, here);
                let text = self.template(&one.quasi, here);
                self.call_value(&tag, &[text], one.span(), here)
            }
            Expression::YieldExpression(one) => {
                if let Some(argument) = &one.argument {
                    let value = self.eval(argument, here);
                    self.returns(&value, here);
                }
                Value::other()
            }
            Expression::UpdateExpression(one) => {
                self.simple_target(&one.argument, here);
                if let SimpleAssignmentTarget::AssignmentTargetIdentifier(id) = &one.argument
                    && let Some(symbol) = self.symbol(id)
                {
                    self.assign(symbol, &Value::other(), here);
                }
                Value::other()
            }
            Expression::ImportExpression(one) => {
                self.eval(&one.source, here);
                Value::other()
            }
            _ => Value::other(),
        }
    }

    fn chain(&mut self, element: &'a ChainElement<'a>, here: Here) -> Value {
        match element {
            ChainElement::CallExpression(call) => self.call(call, here),
            element => match element.as_member_expression() {
                Some(member) => self.member_expression(member, here, false).1,
                None => Value::other(),
            },
        }
    }

    fn identifier(&mut self, one: &'a IdentifierReference<'a>, here: Here) -> Value {
        if let Some(value) = self.variable(one, here) {
            return value;
        }
        match one.name.as_str() {
            "undefined" => Atom::Nothing.into(),
            "exports" => Atom::Object(EXPORTS).into(),
            "module" => Atom::Object(MODULE).into(),
            "NaN" | "Infinity" => Value::other(),
            "arguments" => {
                let frame = self.frames.get(here.frame);
                let all = frame
                    .map(|frame| frame.arguments.clone())
                    .unwrap_or_default();
                let thing = self.thing(one.span().start, here);
                self.fill(thing, &all);
                Atom::Object(thing).into()
            }
            name => Atom::Native(name.into()).into(),
        }
    }

    fn this(&self, here: Here) -> Value {
        let mut frame = self.frames.get(here.frame);
        while let Some(one) = frame {
            if !one.this.0.is_empty() {
                return one.this.clone();
            }
            frame = one.outer.and_then(|outer| self.frames.get(outer));
        }
        Value::other()
    }

    pub(super) fn template(&mut self, one: &'a TemplateLiteral<'a>, here: Here) -> Value {
        let mut value = Value::text("");
        let mut holes = one.expressions.iter();
        for quasi in &one.quasis {
            let known = quasi.value.cooked.map_or("", |text| text.as_str());
            value = self.concat(&value, &Value::text(known));
            if let Some(hole) = holes.next() {
                let part = self.eval(hole, here);
                self.derive(&part, hole.span());
                value = self.concat(&value, &part);
            }
        }
        value
    }

    fn array(&mut self, one: &'a ArrayExpression<'a>, here: Here) -> Value {
        let thing = self.thing(one.span().start, here);
        let mut is_counted = true;
        for (place, element) in one.elements.iter().enumerate() {
            match element {
                ArrayExpressionElement::SpreadElement(spread) => {
                    let list = self.eval(&spread.argument, here);
                    let element = self.element(&list, spread.span());
                    self.set(thing, None, &element);
                    is_counted = false;
                }
                element => {
                    if let Some(expression) = element.as_expression() {
                        let value = self.eval(expression, here);
                        let name = is_counted.then(|| Name::from(place.to_string()));
                        self.set(thing, name.as_ref(), &value);
                    }
                }
            }
        }
        Atom::Object(thing).into()
    }

    fn object(&mut self, one: &'a ObjectExpression<'a>, here: Here) -> Value {
        let thing = self.thing(one.span().start, here);
        for property in &one.properties {
            match property {
                ObjectPropertyKind::SpreadProperty(spread) => {
                    let value = self.eval(&spread.argument, here);
                    self.mark(&value, &Why::Spread, spread.span());
                    self.spread_into(thing, &value);
                }
                ObjectPropertyKind::ObjectProperty(property) => {
                    let mut value = self.eval(&property.value, here);
                    if property.kind == oxc::ast::ast::PropertyKind::Get {
                        let this = Atom::Object(thing).into();
                        value = self.invoke_all(&value, &this, &[], here);
                    }
                    let name = match property.key.static_name() {
                        Some(name) => Some(Name::from(name.as_ref())),
                        None => property.key.as_expression().and_then(|key| {
                            let key = self.eval(key, here);
                            self.derive(&key, property.key.span());
                            let name = key.known_texts().next();
                            name.filter(|_| key.0.len() == 1)
                        }),
                    };
                    self.set(thing, name.as_ref(), &value);
                }
            }
        }
        Atom::Object(thing).into()
    }

    fn assignment(&mut self, one: &'a AssignmentExpression<'a>, here: Here) -> Value {
        let mut value = self.eval(&one.right, here);
        if one.operator != AssignmentOperator::Assign
            && let Some(target) = one.left.as_simple_assignment_target()
        {
            let before = self.simple_target(target, here);
            value = match one.operator {
                AssignmentOperator::Addition => self.concat(&before, &value),
                _ => before.or(&value),
            };
        }
        self.assign_to(&one.left, &value, here);
        value
    }

    fn simple_target(&mut self, target: &'a SimpleAssignmentTarget<'a>, here: Here) -> Value {
        if let SimpleAssignmentTarget::AssignmentTargetIdentifier(id) = target {
            return self.identifier(id, here);
        }
        match target.as_member_expression() {
            Some(member) => self.member_expression(member, here, false).1,
            None => Value::other(),
        }
    }
}
