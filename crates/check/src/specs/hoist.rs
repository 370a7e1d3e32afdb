//! `jest.mock` holds for the whole file, above what is required before it: the calls become functions, which JavaScript
//! hoists, and are called where the file begins.

use oxc::ast::ast::{Expression, Program, Statement};
use oxc::span::GetSpan;

use super::edit::Edits;

/// The calls that hold for the whole file.
const HOISTED: &[&str] = &["mock", "unmock", "deepUnmock"];

/// Hoists the calls at the top of a file.
pub(super) fn hoist(program: &Program<'_>, edits: &mut Edits) {
    // `const { jest } = require('@jest/globals')` is there only behind its own line.
    if program.body.iter().any(declares_jest) {
        return;
    }
    let hoisted: Vec<_> = program
        .body
        .iter()
        .filter(|statement| is_hoisted(statement))
        .map(GetSpan::span)
        .collect();
    let Some(first) = program.body.first().filter(|_| !hoisted.is_empty()) else {
        return;
    };
    let name = |at: usize| format!("__latchwork_hoisted_{at}");
    let calls: String = (0..hoisted.len())
        .map(|at| format!("{}();", name(at)))
        .collect();
    edits.before(first.span().start, calls);
    for (at, span) in hoisted.iter().enumerate() {
        edits.before(span.start, format!("function {}(){{", name(at)));
        edits.behind(span.end, "}");
    }
}

/// Whether a statement gives the file a `jest` of its own.
fn declares_jest(statement: &Statement<'_>) -> bool {
    let Statement::VariableDeclaration(variables) = statement else {
        return false;
    };
    let mut names = variables.declarations.iter();
    names.any(|one| {
        let own = one.id.get_binding_identifiers();
        own.iter().any(|name| name.name == "jest")
    })
}

fn is_hoisted(statement: &Statement<'_>) -> bool {
    matches!(statement, Statement::ExpressionStatement(one) if is_call_of_jest(&one.expression))
}

/// `jest.mock(..)`, and calls that go on from one.
fn is_call_of_jest(expression: &Expression<'_>) -> bool {
    let Expression::CallExpression(call) = expression else {
        return false;
    };
    let Expression::StaticMemberExpression(member) = &call.callee else {
        return false;
    };
    let is_jest = matches!(&member.object, Expression::Identifier(name) if name.name == "jest");
    HOISTED.contains(&member.property.name.as_str()) && (is_jest || is_call_of_jest(&member.object))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::read_source as read;

    #[test]
    fn a_mock_is_set_before_anything_is_required() {
        let code = "'use strict';\nconst a = require('./a');\njest.mock('./b', () => ({\n  b: 1,\n}));\njest.fn();";
        let hoisted = read(code, |source| {
            let mut edits = Edits::default();
            hoist(source.program, &mut edits);
            edits.apply(code).0
        });
        assert_eq!(
            hoisted.as_deref(),
            Ok(
                "'use strict';\n__latchwork_hoisted_0();const a = require('./a');\nfunction __latchwork_hoisted_0(){jest.mock('./b', () => ({\n  b: 1,\n}));}\njest.fn();"
            )
        );
    }
}
