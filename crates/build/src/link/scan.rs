//! What a file asks for, and where it does.

use bundle::linked::Way;
use oxc::ast::ast::{
    Argument, ArrowFunctionExpression, AwaitExpression, CallExpression, ExportAllDeclaration,
    ExportFromDeclaration, Expression, ForOfStatement, Function, IdentifierReference,
    ImportDeclaration, ImportExpression, ImportMeta,
};
use oxc::ast_visit::{Visit, walk};
use oxc::semantic::ScopeFlags;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Requests that stand there as strings.
    pub(super) requests: Vec<(String, Way)>,
    /// Whether something is required by a name that is computed.
    pub(super) asks_freely: bool,
    /// Whether the file asks for its own place.
    pub(super) looks_around: bool,
    /// Where `import(` begins.
    pub(super) import_calls: Vec<u32>,
    /// Where `import.meta` begins and ends.
    pub(super) metas: Vec<(u32, u32)>,
    /// Whether it waits at its top level.
    pub(super) waits: bool,
    depth: u32,
}

impl Scan {
    fn ask(&mut self, argument: Option<&str>, way: Way) {
        match argument {
            Some(request) => self.requests.push((request.to_owned(), way)),
            None => self.asks_freely = true,
        }
    }
}

/// A string that is written down.
fn string<'a>(expression: &'a Expression<'_>) -> Option<&'a str> {
    match expression {
        Expression::StringLiteral(text) => Some(text.value.as_str()),
        Expression::TemplateLiteral(text) if text.expressions.is_empty() => text
            .quasis
            .first()?
            .value
            .cooked
            .as_ref()
            .map(|text| text.as_str()),
        _ => None,
    }
}

/// What is called, when it is a `require`.
#[derive(PartialEq, Eq)]
enum Callee {
    /// `require` itself.
    Require,
    /// `require.resolve`, or the `require` of something.
    Near,
    Other,
}

fn callee(expression: &Expression<'_>) -> Callee {
    match expression {
        Expression::Identifier(name) if name.name == "require" => Callee::Require,
        Expression::StaticMemberExpression(member) => {
            let of_require =
                matches!(&member.object, Expression::Identifier(name) if name.name == "require");
            let is_near = (of_require && member.property.name == "resolve")
                || member.property.name == "require";
            if is_near { Callee::Near } else { Callee::Other }
        }
        _ => Callee::Other,
    }
}

impl<'a> Visit<'a> for Scan {
    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        let first = call.arguments.first().and_then(Argument::as_expression);
        let request = first.and_then(string);
        match callee(&call.callee) {
            Callee::Require => self.ask(request, Way::Require),
            Callee::Near if request.is_some() => self.ask(request, Way::Require),
            Callee::Near | Callee::Other => {}
        }
        walk::walk_call_expression(self, call);
    }

    fn visit_import_expression(&mut self, call: &ImportExpression<'a>) {
        self.import_calls.push(call.span.start);
        self.ask(string(&call.source), Way::Import);
        walk::walk_import_expression(self, call);
    }

    fn visit_import_declaration(&mut self, import: &ImportDeclaration<'a>) {
        self.ask(Some(import.source.value.as_str()), Way::Import);
    }

    fn visit_export_from_declaration(&mut self, export: &ExportFromDeclaration<'a>) {
        self.ask(Some(export.source.value.as_str()), Way::Import);
    }

    fn visit_export_all_declaration(&mut self, export: &ExportAllDeclaration<'a>) {
        self.ask(Some(export.source.value.as_str()), Way::Import);
    }

    fn visit_import_meta(&mut self, meta: &ImportMeta) {
        self.metas.push((meta.span.start, meta.span.end));
        self.looks_around = true;
    }

    fn visit_identifier_reference(&mut self, name: &IdentifierReference<'a>) {
        if matches!(name.name.as_str(), "__dirname" | "__filename") {
            self.looks_around = true;
        }
    }

    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        self.depth += 1;
        walk::walk_function(self, function, flags);
        self.depth -= 1;
    }

    fn visit_arrow_function_expression(&mut self, function: &ArrowFunctionExpression<'a>) {
        self.depth += 1;
        walk::walk_arrow_function_expression(self, function);
        self.depth -= 1;
    }

    fn visit_await_expression(&mut self, one: &AwaitExpression<'a>) {
        self.waits |= self.depth == 0;
        walk::walk_await_expression(self, one);
    }

    fn visit_for_of_statement(&mut self, one: &ForOfStatement<'a>) {
        self.waits |= self.depth == 0 && one.r#await;
        walk::walk_for_of_statement(self, one);
    }
}
