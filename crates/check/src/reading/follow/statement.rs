//! Follows statements.

use oxc::ast::ast::{
    Expression, ForInStatement, ForOfStatement, ForStatementInit, ForStatementLeft, IfStatement,
    Statement, SwitchStatement, TryStatement, VariableDeclaration,
};
use oxc::span::GetSpan;

use super::super::found::Why;
use super::super::frame::{Callable, Here};
use super::super::value::{Atom, Origin, Value};
use super::super::world::World;

impl<'a> World<'_, 'a> {
    /// Follows a list of statements; functions declared in it are there from its beginning.
    pub(super) fn statements(&mut self, statements: &'a [Statement<'a>], mut here: Here) {
        for statement in statements {
            if let Statement::FunctionDeclaration(function) = statement {
                let value = self.function(Callable::Function(function), here);
                if let Some(symbol) = function.id.as_ref().and_then(|id| id.symbol_id.get()) {
                    self.assign(symbol, &value, here);
                }
            }
        }
        for statement in statements {
            let Statement::IfStatement(one) = statement else {
                self.statement(statement, here);
                continue;
            };
            let within = self.if_statement(one, here);
            // What follows an `if` one side of which leaves runs under its condition as well.
            if leaves(&one.consequent) || one.alternate.as_ref().is_some_and(leaves) {
                here.way.is_in_catch_all = within.way.is_in_catch_all;
                here.way.is_guarded |= within.way.is_flagged;
                here.way.is_flagged |= within.way.is_flagged;
            }
        }
    }

    fn statement(&mut self, statement: &'a Statement<'a>, here: Here) {
        match statement {
            Statement::BlockStatement(block) => self.statements(&block.body, here),
            Statement::ExpressionStatement(one) => self.expression_statement(&one.expression, here),
            Statement::VariableDeclaration(declaration) => self.declaration(declaration, here),
            Statement::ClassDeclaration(class) => {
                let value = self.class_value(class, here);
                if let Some(symbol) = class.id.as_ref().and_then(|id| id.symbol_id.get()) {
                    self.assign(symbol, &value, here);
                }
            }
            Statement::IfStatement(one) => {
                self.if_statement(one, here);
            }
            Statement::ReturnStatement(one) => {
                let value = one.argument.as_ref().map(|value| self.eval(value, here));
                self.returns(&value.unwrap_or_else(|| Atom::Nothing.into()), here);
            }
            Statement::ThrowStatement(one) => {
                let value = self.eval(&one.argument, here);
                self.escape(&value, &Why::Passed, one.span(), here);
                if !here.way.is_caught {
                    let at = self.at(one.span());
                    self.found.throws.insert(at);
                }
            }
            Statement::TryStatement(one) => self.try_statement(one, here),
            Statement::SwitchStatement(one) => self.switch_statement(one, here),
            Statement::LabeledStatement(one) => self.statement(&one.body, here),
            Statement::WithStatement(one) => {
                let value = self.eval(&one.object, here);
                self.escape(&value, &Why::Enumerated, one.object.span(), here);
                self.statement(&one.body, here);
            }
            _ => self.loop_statement(statement, here),
        }
    }

    fn loop_statement(&mut self, statement: &'a Statement<'a>, here: Here) {
        match statement {
            Statement::WhileStatement(one) => {
                let (_, within) = self.within(&one.test, here);
                self.statement(&one.body, within);
            }
            Statement::DoWhileStatement(one) => {
                self.statement(&one.body, here);
                self.eval(&one.test, here);
            }
            Statement::ForStatement(one) => {
                match &one.init {
                    Some(ForStatementInit::VariableDeclaration(declaration)) => {
                        self.declaration(declaration, here);
                    }
                    Some(init) => {
                        if let Some(expression) = init.as_expression() {
                            self.eval(expression, here);
                        }
                    }
                    None => {}
                }
                for part in [&one.test, &one.update].into_iter().flatten() {
                    self.eval(part, here);
                }
                self.statement(&one.body, here);
            }
            Statement::ForInStatement(one) => self.for_in(one, here),
            Statement::ForOfStatement(one) => self.for_of(one, here),
            _ => {}
        }
    }

    /// An expression for its own sake: a promise it gives is nobody's.
    fn expression_statement(&mut self, expression: &'a Expression<'a>, here: Here) {
        let value = self.eval(expression, here);
        let is_kept = matches!(
            expression.without_parentheses(),
            Expression::AssignmentExpression(_) | Expression::UnaryExpression(_)
        );
        if value.is_promise() && !is_kept {
            let at = self.at(expression.span());
            self.found.floating.insert(at);
        }
    }

    pub(super) fn declaration(&mut self, declaration: &'a VariableDeclaration<'a>, here: Here) {
        for one in &declaration.declarations {
            if let Some(init) = &one.init {
                let value = self.eval(init, here);
                self.bind(&one.id, &value, here);
            }
        }
    }

    fn if_statement(&mut self, one: &'a IfStatement<'a>, here: Here) -> Here {
        let (_, within) = self.within(&one.test, here);
        self.statement(&one.consequent, within);
        if let Some(alternate) = &one.alternate {
            self.statement(alternate, within);
        }
        within
    }

    fn switch_statement(&mut self, one: &'a SwitchStatement<'a>, here: Here) {
        let (value, within) = self.within(&one.discriminant, here);
        self.derive(&value, one.discriminant.span());
        for case in &one.cases {
            if let Some(test) = &case.test {
                let value = self.eval(test, here);
                self.derive(&value, test.span());
            }
            self.statements(&case.consequent, within);
        }
    }

    fn try_statement(&mut self, one: &'a TryStatement<'a>, here: Here) {
        let mut within = here;
        within.way.is_caught |= one.handler.is_some();
        let before = self.sent;
        self.statements(&one.block.body, within);
        if let Some(handler) = &one.handler {
            let mut within = here;
            within.way.is_in_catch_all = self.sent > before;
            if let Some(parameter) = &handler.param {
                let caught = Value::data([Origin::Error]);
                self.bind(&parameter.pattern, &caught, within);
            }
            self.statements(&handler.body.body, within);
        }
        if let Some(finalizer) = &one.finalizer {
            self.statements(&finalizer.body, here);
        }
    }

    fn for_in(&mut self, one: &'a ForInStatement<'a>, here: Here) {
        let object = self.eval(&one.right, here);
        self.mark(&object, &Why::Enumerated, one.right.span());
        self.loop_over(&one.left, &Value::data(object.origins()), here);
        self.statement(&one.body, here);
    }

    fn for_of(&mut self, one: &'a ForOfStatement<'a>, here: Here) {
        let list = self.eval(&one.right, here);
        let element = self.element(&list, one.right.span());
        self.loop_over(&one.left, &element.awaited(), here);
        self.statement(&one.body, here);
    }

    fn loop_over(&mut self, left: &'a ForStatementLeft<'a>, value: &Value, here: Here) {
        if let ForStatementLeft::VariableDeclaration(declaration) = left {
            for one in &declaration.declarations {
                self.bind(&one.id, value, here);
            }
        } else if let Some(target) = left.as_assignment_target() {
            self.assign_to(target, value, here);
        }
    }
}

/// Whether a statement never comes to its end.
fn leaves(statement: &Statement<'_>) -> bool {
    match statement {
        Statement::ReturnStatement(_)
        | Statement::ThrowStatement(_)
        | Statement::ContinueStatement(_)
        | Statement::BreakStatement(_) => true,
        Statement::BlockStatement(block) => block.body.last().is_some_and(leaves),
        Statement::IfStatement(one) => {
            leaves(&one.consequent) && one.alternate.as_ref().is_some_and(leaves)
        }
        _ => false,
    }
}
