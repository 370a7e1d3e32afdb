//! Counts which lines of the handler's file run: a counter before every statement.

use oxc::ast::ast::{
    ArrowFunctionBody, DoWhileStatement, ForInStatement, ForOfStatement, ForStatement, IfStatement,
    Program, Statement, WhileStatement, WithStatement,
};
use oxc::ast_visit::{Visit, walk};
use oxc::span::{GetSpan, Span};

use super::edit::Edits;

/// The name under which the counters stand in the file.
pub(super) const COUNTERS: &str = "__latchwork_statements";

/// Puts the counters in. Gives where the statements begin, in the order of their counters.
pub(super) fn cover(program: &Program<'_>, edits: &mut Edits) -> Vec<u32> {
    let mut counting = Counting {
        edits,
        starts: Vec::new(),
    };
    counting.visit_program(program);
    counting.starts
}

struct Counting<'e> {
    edits: &'e mut Edits,
    starts: Vec<u32>,
}

impl Counting<'_> {
    fn counter(&mut self, span: Span) -> String {
        self.starts.push(span.start);
        format!("{COUNTERS}[{}]++", self.starts.len() - 1)
    }

    /// The body of a loop or of a branch: one statement, which gets braces to have room for its counter.
    fn body<'a>(&mut self, statement: &Statement<'a>)
    where
        Self: Visit<'a>,
    {
        let needs_braces = is_counted(statement);
        if needs_braces {
            let counter = self.counter(statement.span());
            self.edits
                .before(statement.span().start, format!("{{{counter};"));
        }
        self.visit_statement(statement);
        if needs_braces {
            self.edits.behind(statement.span().end, "}");
        }
    }
}

/// Whether a statement runs at its own place and is more than its parts.
fn is_counted(statement: &Statement<'_>) -> bool {
    !matches!(
        statement,
        Statement::BlockStatement(_)
            | Statement::EmptyStatement(_)
            | Statement::FunctionDeclaration(_)
    )
}

impl<'a> Visit<'a> for Counting<'_> {
    fn visit_statements(&mut self, statements: &oxc::allocator::Vec<'a, Statement<'a>>) {
        for statement in statements {
            if is_counted(statement) {
                let counter = self.counter(statement.span());
                self.edits
                    .before(statement.span().start, format!("{counter};"));
            }
            self.visit_statement(statement);
        }
    }

    fn visit_arrow_function_body(&mut self, body: &ArrowFunctionBody<'a>) {
        let Some(expression) = body.as_expression() else {
            return walk::walk_arrow_function_body(self, body);
        };
        let span = expression.span();
        let counter = self.counter(span);
        self.edits.before(span.start, format!("({counter},"));
        self.visit_expression(expression);
        self.edits.behind(span.end, ")");
    }

    fn visit_if_statement(&mut self, it: &IfStatement<'a>) {
        self.visit_expression(&it.test);
        self.body(&it.consequent);
        if let Some(alternate) = &it.alternate {
            self.body(alternate);
        }
    }

    fn visit_for_statement(&mut self, it: &ForStatement<'a>) {
        if let Some(init) = &it.init {
            self.visit_for_statement_init(init);
        }
        for part in [&it.test, &it.update].into_iter().flatten() {
            self.visit_expression(part);
        }
        self.body(&it.body);
    }

    fn visit_for_in_statement(&mut self, it: &ForInStatement<'a>) {
        self.visit_for_statement_left(&it.left);
        self.visit_expression(&it.right);
        self.body(&it.body);
    }

    fn visit_for_of_statement(&mut self, it: &ForOfStatement<'a>) {
        self.visit_for_statement_left(&it.left);
        self.visit_expression(&it.right);
        self.body(&it.body);
    }

    fn visit_while_statement(&mut self, it: &WhileStatement<'a>) {
        self.visit_expression(&it.test);
        self.body(&it.body);
    }

    fn visit_do_while_statement(&mut self, it: &DoWhileStatement<'a>) {
        self.body(&it.body);
        self.visit_expression(&it.test);
    }

    fn visit_with_statement(&mut self, it: &WithStatement<'a>) {
        self.visit_expression(&it.object);
        self.body(&it.body);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::read_source as read;

    fn check(code: &str, expected: &str, lines: &[u32]) {
        let (text, starts) = read(code, |source| {
            let mut edits = Edits::default();
            let starts = cover(source.program, &mut edits);
            (edits.apply(code).0, starts)
        })
        .unwrap();
        let short = text.replace(COUNTERS, "c");
        assert_eq!(short, expected);
        assert!(read(&text, |_| ()).is_ok(), "{text}");
        let found: Vec<_> = starts
            .iter()
            .map(|&start| code[..start as usize].matches('\n').count() as u32 + 1)
            .collect();
        assert_eq!(found, lines, "{code}");
    }

    #[test]
    fn every_statement_has_a_counter_on_its_own_line() {
        check(
            "'use strict'\nlet a = 1\na++",
            "'use strict'\nc[0]++;let a = 1\nc[1]++;a++",
            &[2, 3],
        );
        check(
            "function f() { return 1 }",
            "function f() { c[0]++;return 1 }",
            &[1],
        );
        check(
            "if (a) b; else if (c) d\nelse { e; }",
            "c[0]++;if (a) {c[1]++;b;} else {c[2]++;if (c) {c[3]++;d}\nelse { c[4]++;e; }}",
            &[1, 1, 1, 1, 2],
        );
        check(
            "for (;;) f(() =>\n g);",
            "c[0]++;for (;;) {c[1]++;f(() =>\n (c[2]++,g));}",
            &[1, 1, 2],
        );
        check(
            "a: for (const x of y) for (z in x) continue a",
            "c[0]++;a: for (const x of y) {c[1]++;for (z in x) {c[2]++;continue a}}",
            &[1, 1, 1],
        );
        check(
            "do x; while (y) z",
            "c[0]++;do {c[1]++;x;} while (y) c[2]++;z",
            &[1, 1, 1],
        );
        check(
            "const f = () => ({ a: 1 })",
            "c[0]++;const f = () => (c[1]++,({ a: 1 }))",
            &[1, 1],
        );
        check(
            "switch (a) { case 1: b; break; default: { c } }",
            "c[0]++;switch (a) { case 1: c[1]++;b; c[2]++;break; default: { c[3]++;c } }",
            &[1, 1, 1, 1],
        );
        check(
            "if (a) ; else function f() {}",
            "c[0]++;if (a) ; else function f() {}",
            &[1],
        );
    }
}
