//! Follows operators: conditions and what runs under them, comparisons, texts put together.

use std::collections::BTreeSet;

use oxc::ast::ast::{BinaryExpression, Expression, LogicalExpression, UnaryExpression};
use oxc::span::GetSpan;
use oxc::syntax::operator::{BinaryOperator, LogicalOperator, UnaryOperator};

use super::super::frame::Here;
use super::super::value::{Atom, Origin, Value};
use super::super::world::World;
use super::pattern::present;

/// Texts that are put together in more ways than this are not told apart.
const MOST_PAIRS: usize = 64;

impl<'a> World<'_, 'a> {
    pub(super) fn binary(&mut self, one: &'a BinaryExpression<'a>, here: Here) -> Value {
        let left = self.eval(&one.left, here);
        let right = self.eval(&one.right, here);
        if one.operator == BinaryOperator::In {
            return self.has(&right, &left, one.span());
        }
        if matches!(
            one.operator,
            BinaryOperator::Equality | BinaryOperator::Inequality
        ) {
            self.loose(one, &left, &right);
        }
        if present(&left).0.is_empty() || present(&right).0.is_empty() {
            return Value::data(left.origins().into_iter().chain(right.origins()));
        }
        let mut origins = self.derive(&left, one.left.span());
        if one.operator == BinaryOperator::Addition {
            self.derive(&right, one.right.span());
            return self.concat(&left, &right);
        }
        origins.extend(self.derive(&right, one.right.span()));
        Value::data(origins)
    }

    /// Evaluates a condition and says what runs under it.
    pub(super) fn within(&mut self, test: &'a Expression<'a>, here: Here) -> (Value, Here) {
        let (value, origins) = self.condition(test, here);
        (value, under(&origins, here))
    }

    /// What a condition may be, and what it depends on.
    fn condition(&mut self, test: &'a Expression<'a>, here: Here) -> (Value, BTreeSet<Origin>) {
        match test {
            Expression::LogicalExpression(one) => self.logical(one, here),
            Expression::ParenthesizedExpression(one) => self.condition(&one.expression, here),
            Expression::UnaryExpression(one) if one.operator == UnaryOperator::LogicalNot => {
                let (_, origins) = self.condition(&one.argument, here);
                (Value::data(origins.iter().cloned()), origins)
            }
            test => {
                let value = self.eval(test, here);
                let origins = value.origins();
                (value, origins)
            }
        }
    }

    pub(super) fn logical(
        &mut self,
        one: &'a LogicalExpression<'a>,
        here: Here,
    ) -> (Value, BTreeSet<Origin>) {
        let (left, mut origins) = self.condition(&one.left, here);
        let (right, more) = self.condition(&one.right, under(&origins, here));
        origins.extend(more);
        let value = match one.operator {
            LogicalOperator::And => right,
            LogicalOperator::Or | LogicalOperator::Coalesce => present(&left).or(&right),
        };
        (value, origins)
    }

    pub(super) fn unary(&mut self, one: &'a UnaryExpression<'a>, here: Here) -> Value {
        let value = self.eval(&one.argument, here);
        match one.operator {
            UnaryOperator::Void => Atom::Nothing.into(),
            UnaryOperator::Typeof | UnaryOperator::Delete => Value::other(),
            UnaryOperator::LogicalNot => Value::data(value.origins()),
            _ => Value::data(self.derive(&value, one.argument.span())),
        }
    }

    /// What two values are when one is put behind the other.
    pub(super) fn concat(&mut self, left: &Value, right: &Value) -> Value {
        let pairs = left.0.len() * right.0.len();
        if pairs > MOST_PAIRS || !self.charge(pairs * 4) {
            return Value::data(left.origins().into_iter().chain(right.origins()));
        }
        let mut value = Value::default();
        for start in &left.0 {
            for end in &right.0 {
                let is_sum = matches!((start, end), (Atom::Number(_), Atom::Number(_)));
                let text = super::as_text(start).and(&super::as_text(end));
                value.join(&if is_sum {
                    Value::other()
                } else {
                    Atom::Text(text).into()
                });
            }
        }
        value
    }
}

/// What runs under a condition that depends on these.
fn under(origins: &BTreeSet<Origin>, mut here: Here) -> Here {
    for origin in origins {
        if let Origin::Secret(name) | Origin::Configuration(name) = origin {
            here.way.is_guarded = true;
            here.way.is_flagged |= is_flag(name);
        }
    }
    here.way.is_in_catch_all &= origins.is_empty();
    here
}

/// Whether a configuration item is a switch for what is printed, by its name.
fn is_flag(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    ["DEBUG", "LOG", "VERBOSE", "TEST", "TRACE"]
        .iter()
        .any(|word| name.contains(word))
}
