//! Texts that are run as code.

use bundle::Severity;
use oxc::ast::AstKind;
use oxc::ast::ast::Expression;
use oxc::semantic::AstNode;
use oxc::span::{GetSpan, Span};
use oxc::syntax::operator::{BinaryOperator, UnaryOperator};

use super::RuleInfo;
use super::finder::Finder;
use crate::reading::{Reading, Source};

pub(super) const EVAL: RuleInfo = RuleInfo {
    name: "eval",
    severity: Severity::Error,
    about: "a text that is run as code: by `eval`, `Function`, a function's constructor, or a timer",
    reason: "What runs is not what was reviewed.",
};

const MEND: &str = "write the code itself; for data, use JSON.parse";

pub(super) fn find(source: &Source<'_>, finder: &mut Finder) {
    for node in source.semantic.nodes().iter() {
        match node.kind() {
            AstKind::IdentifierReference(one) if is_global(source, node, one.name.as_str()) => {
                told(
                    source,
                    one.span,
                    &format!("`{}` runs a text as code", one.name),
                    finder,
                );
            }
            kind => {
                if let Some(span) = constructor(kind)
                    && !is_harmless(source, node)
                {
                    told(
                        source,
                        span,
                        "the constructor of a function runs a text as code",
                        finder,
                    );
                }
            }
        }
    }
}

/// What following the code has found beside: `eval` under another name, timers with texts.
pub(super) fn find_followed(reading: &Reading, finder: &mut Finder) {
    for at in &reading.texts_run {
        finder.in_code(&EVAL, *at, "a text is run as code", MEND);
    }
}

fn told(source: &Source<'_>, span: Span, message: &str, finder: &mut Finder) {
    finder.in_code(&EVAL, source.lines.of_span(span), message, MEND);
}

/// Whether this is the host's own `eval` or `Function`, used for more than to ask what something is.
fn is_global(source: &Source<'_>, node: &AstNode<'_>, name: &str) -> bool {
    if !matches!(name, "eval" | "Function") {
        return false;
    }
    let AstKind::IdentifierReference(one) = node.kind() else {
        return false;
    };
    let asks = match source.semantic.nodes().parent_kind(node.id()) {
        AstKind::UnaryExpression(unary) => unary.operator == UnaryOperator::Typeof,
        AstKind::BinaryExpression(binary) => binary.operator == BinaryOperator::Instanceof,
        // `Function.prototype` is told by its own rule where it is changed.
        AstKind::StaticMemberExpression(member) => {
            name == "Function" && member.property.name == "prototype"
        }
        _ => false,
    };
    !asks && source.semantic.is_reference_to_global_variable(one)
}

/// The `constructor` of something, where it is taken.
fn constructor(kind: AstKind<'_>) -> Option<Span> {
    let (object, name, span) = match kind {
        AstKind::StaticMemberExpression(one) => (&one.object, one.property.name.as_str(), one.span),
        AstKind::ComputedMemberExpression(one) => {
            let name = one.static_property_name()?;
            (&one.object, name.as_str(), one.span)
        }
        _ => return None,
    };
    let is_own = matches!(
        object.without_parentheses(),
        Expression::ThisExpression(_) | Expression::Super(_)
    );
    (name == "constructor" && !is_own).then_some(span)
}

/// To ask what made something, or for its name, runs nothing.
fn is_harmless(source: &Source<'_>, node: &AstNode<'_>) -> bool {
    match source.semantic.nodes().parent_kind(node.id()) {
        AstKind::StaticMemberExpression(member) => {
            member.property.name == "name" && member.object.span() == node.kind().span()
        }
        AstKind::BinaryExpression(binary) => binary.operator.is_equality(),
        AstKind::ChainExpression(_) => false,
        _ => false,
    }
}
