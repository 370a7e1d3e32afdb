//! Changes to what all code stands on: prototypes, built-in objects, globals.

use bundle::Severity;
use oxc::ast::AstKind;
use oxc::ast::ast::{
    AssignmentTarget, CallExpression, Expression, IdentifierReference, MemberExpression,
    ObjectProperty, SimpleAssignmentTarget,
};
use oxc::span::{GetSpan, Span};
use oxc::syntax::operator::UnaryOperator;

use super::RuleInfo;
use super::finder::Finder;
use crate::reading::Source;

pub(super) const TAMPERING: RuleInfo = RuleInfo {
    name: "tampering",
    severity: Severity::Error,
    about: "a change to a prototype, a built-in object or a global",
    reason: "Code far from it behaves otherwise than it reads, the host's own library included.",
};

const MEND: &str = "keep what you need in a variable or a function of your own";

/// The names of CommonJS are there to be assigned to.
const FREE: [&str; 2] = ["exports", "module"];

/// Calls that change the object they are given first.
const CHANGING: [&str; 7] = [
    "Object.assign",
    "Object.defineProperty",
    "Object.defineProperties",
    "Object.freeze",
    "Reflect.set",
    "Reflect.defineProperty",
    "Reflect.deleteProperty",
];

pub(super) fn find(source: &Source<'_>, finder: &mut Finder) {
    for node in source.semantic.nodes().iter() {
        let told = match node.kind() {
            AstKind::AssignmentExpression(one) => target(source, &one.left),
            AstKind::UpdateExpression(one) => simple(source, &one.argument),
            AstKind::UnaryExpression(one) if one.operator == UnaryOperator::Delete => {
                let member = one.argument.get_member_expr();
                member.and_then(|member| of_member(source, member))
            }
            AstKind::CallExpression(one) => call(source, one),
            AstKind::ObjectProperty(one) => prototype_key(one),
            _ => None,
        };
        if let Some((span, message)) = told {
            finder.in_code(&TAMPERING, source.lines.of_span(span), message, MEND);
        }
    }
}

type Told = Option<(Span, String)>;

fn target(source: &Source<'_>, target: &AssignmentTarget<'_>) -> Told {
    simple(source, target.as_simple_assignment_target()?)
}

fn simple(source: &Source<'_>, target: &SimpleAssignmentTarget<'_>) -> Told {
    if let SimpleAssignmentTarget::AssignmentTargetIdentifier(id) = target {
        let is_global = is_global(source, id);
        return is_global.then(|| (id.span, format!("the global `{}` is assigned", id.name)));
    }
    of_member(source, target.as_member_expression()?)
}

/// A property that is assigned or deleted.
fn of_member(source: &Source<'_>, member: &MemberExpression<'_>) -> Told {
    let span = member.span();
    if member
        .static_property_name()
        .is_some_and(|name| name == "__proto__")
    {
        return Some((span, "`__proto__` is assigned".to_owned()));
    }
    let object = member.object();
    if is_built_in(source, object) {
        return Some((
            span,
            "a property of a built-in object is changed".to_owned(),
        ));
    }
    None
}

/// Whether an object is a global, or a prototype that the code did not make.
fn is_built_in(source: &Source<'_>, object: &Expression<'_>) -> bool {
    match object.without_parentheses() {
        Expression::Identifier(id) => is_global(source, id),
        Expression::CallExpression(call) => {
            callee(call).is_some_and(|name| name == "Object.getPrototypeOf")
        }
        object => object.as_member_expression().is_some_and(|member| {
            let name = member.static_property_name().unwrap_or("");
            matches!(name, "__proto__") || is_built_in(source, member.object())
        }),
    }
}

fn is_global(source: &Source<'_>, id: &IdentifierReference<'_>) -> bool {
    !FREE.contains(&id.name.as_str()) && source.semantic.is_reference_to_global_variable(id)
}

fn call(source: &Source<'_>, call: &CallExpression<'_>) -> Told {
    let name = callee(call)?;
    let span = call.span;
    let first = call
        .arguments
        .first()
        .and_then(|first| first.as_expression());
    match name.rsplit('.').next() {
        Some("setPrototypeOf") => return Some((span, format!("`{name}` changes a prototype"))),
        Some("__defineGetter__" | "__defineSetter__") => {
            return Some((span, format!("`{name}` redefines a property")));
        }
        _ => {}
    }
    let changes =
        CHANGING.contains(&name.as_str()) && first.is_some_and(|first| is_built_in(source, first));
    changes.then(|| (span, format!("`{name}` changes a built-in object")))
}

/// `{ __proto__: x }` gives an object a prototype of another kind; null is an object without one.
fn prototype_key(one: &ObjectProperty<'_>) -> Told {
    let is_meant = !one.computed && !one.shorthand && one.key.is_specific_static_name("__proto__");
    (is_meant && !one.value.is_null())
        .then(|| (one.span, "`__proto__` is given in an object".to_owned()))
}

/// `Object.assign`, as the call names it.
fn callee(call: &CallExpression<'_>) -> Option<String> {
    let member = call.callee.get_member_expr()?;
    let name = member.static_property_name()?;
    let object = member
        .object()
        .get_identifier_reference()
        .map_or("", |id| id.name.as_str());
    Some(format!("{object}.{name}"))
}
