//! Follows loose comparisons of data that come from outside.

use oxc::ast::ast::{BinaryExpression, Expression};
use oxc::span::{GetSpan, Span};

use super::super::found::EqualityUse;
use super::super::value::Value;
use super::super::world::World;

impl World<'_, '_> {
    /// Notes `==` and `!=` where a side comes from outside and neither is null.
    pub(super) fn loose(&mut self, one: &BinaryExpression<'_>, left: &Value, right: &Value) {
        let is_null = |side: &Expression<'_>| side.without_parentheses().is_null_or_undefined();
        let is_typeof = |side: &Expression<'_>| {
            matches!(side.without_parentheses(), Expression::UnaryExpression(unary)
                if unary.operator == oxc::syntax::operator::UnaryOperator::Typeof)
        };
        let is_free = |side: &Expression<'_>| is_null(side) || is_typeof(side);
        let is_incoming = !left.origins().is_empty() || !right.origins().is_empty();
        if !is_incoming || is_free(&one.left) || is_free(&one.right) {
            return;
        }
        let is_text = |side: &Expression<'_>| side.without_parentheses().is_string_literal();
        let between = Span::new(one.left.span().end, one.right.span().start);
        self.found.equalities.insert(EqualityUse {
            at: self.at(one.span()),
            between: (between.start, between.end),
            is_of_texts: is_text(&one.left) || is_text(&one.right),
        });
    }
}
