//! Follows a function's body with what it was given.

use oxc::ast::ast::{ArrowFunctionBody, FormalParameters};
use oxc::span::Span;

use super::super::frame::{Callable, FrameKey, Here};
use super::super::value::{Atom, Name, Value};
use super::super::world::World;
use super::pattern::present;

/// Calls within calls beyond this depth are not told apart by their arguments.
const MOST_DEPTH: u32 = 24;

/// Calls within calls beyond this depth are not followed.
const END_DEPTH: u32 = 200;

impl<'a> World<'_, 'a> {
    /// Calls every function that a value may be.
    pub(super) fn invoke_all(
        &mut self,
        callee: &Value,
        this: &Value,
        given: &[Value],
        here: Here,
    ) -> Value {
        let mut value = Value::default();
        for atom in &callee.0 {
            if let Atom::Function(function, frame) = atom {
                value.join(&self.invoke(*function, *frame, this, given, here));
            }
        }
        value
    }

    /// Calls a function of the code.
    pub(super) fn invoke(
        &mut self,
        function: usize,
        outer: usize,
        this: &Value,
        given: &[Value],
        here: Here,
    ) -> Value {
        let Some(callable) = self.functions.get(function).copied() else {
            return Value::other();
        };
        if self.depth >= END_DEPTH || !self.charge(1) {
            return Value::other();
        }
        let key = FrameKey {
            function,
            outer,
            this: this.clone(),
            arguments: given.to_vec(),
            way: here.way,
        };
        self.called.insert(function);
        let frame = self.frame(key, self.depth >= MOST_DEPTH);
        self.enter(frame, callable, this, given, here);
        let result = self.frames.get(frame).map(|frame| frame.result.clone());
        let result = result.unwrap_or_default();
        if callable.is_async() {
            result.promised()
        } else {
            result
        }
    }

    /// Follows a function's body, once in a pass.
    fn enter(
        &mut self,
        frame: usize,
        callable: Callable<'a>,
        this: &Value,
        given: &[Value],
        here: Here,
    ) {
        let pass = self.pass;
        let Some(one) = self.frames.get_mut(frame) else {
            return;
        };
        let mut news = one.this.join(this);
        if one.arguments.len() < given.len() {
            one.arguments.resize(given.len(), Value::default());
        }
        for (place, value) in one.arguments.iter_mut().zip(given) {
            news |= place.join(value);
        }
        self.has_news |= news;
        if one.is_running || one.pass == pass {
            self.sent += u32::from(one.sends);
            return;
        }
        one.pass = pass;
        one.is_running = true;
        let before = self.sent;
        self.depth += 1;
        let within = Here {
            frame,
            way: here.way,
        };
        self.body(callable, given, within);
        self.depth -= 1;
        let sends = self.sent > before;
        if let Some(one) = self.frames.get_mut(frame) {
            one.is_running = false;
            one.sends |= sends;
        }
    }

    fn body(&mut self, callable: Callable<'a>, given: &[Value], here: Here) {
        match callable {
            Callable::Function(function) => {
                self.parameters(&function.params, given, here);
                if let Some(symbol) = function.id.as_ref().and_then(|id| id.symbol_id.get()) {
                    let own = self.function(callable, here);
                    if !function.is_declaration() {
                        self.assign(symbol, &own, here);
                    }
                }
                if let Some(body) = &function.body {
                    self.statements(&body.statements, here);
                }
            }
            Callable::Arrow(arrow) => {
                self.parameters(&arrow.params, given, here);
                match &arrow.body {
                    ArrowFunctionBody::FunctionBody(body) => {
                        self.statements(&body.statements, here)
                    }
                    body => {
                        if let Some(expression) = body.as_expression() {
                            let value = self.eval(expression, here);
                            self.returns(&value, here);
                        }
                    }
                }
            }
        }
    }

    fn parameters(&mut self, parameters: &'a FormalParameters<'a>, given: &[Value], here: Here) {
        let missing = Value::from(Atom::Nothing);
        for (place, parameter) in parameters.items.iter().enumerate() {
            let mut value = given.get(place).unwrap_or(&missing).clone();
            if let Some(default) = &parameter.initializer {
                value = present(&value).or(&self.eval(default, here));
            }
            self.bind(&parameter.pattern, &value, here);
        }
        if let Some(rest) = &parameters.rest {
            let thing = self.thing(rest.span.start, here);
            self.fill(
                thing,
                given.get(parameters.items.len()..).unwrap_or_default(),
            );
            self.bind(&rest.rest.argument, &Atom::Object(thing).into(), here);
        }
    }

    /// Notes what a function gives back.
    pub(super) fn returns(&mut self, value: &Value, here: Here) {
        self.charge(value.0.len());
        if let Some(frame) = self.frames.get_mut(here.frame) {
            self.has_news |= frame.result.join(value);
        }
    }

    /// Calls what a value may be, with these values, as a method of lists or promises calls what it is given.
    pub(super) fn call_back(
        &mut self,
        callee: Option<&Value>,
        given: &[Value],
        span: Span,
        here: Here,
    ) -> Value {
        let Some(callee) = callee else {
            return Value::default();
        };
        let callable = callee
            .0
            .iter()
            .filter(|atom| matches!(atom, Atom::Function(..) | Atom::Api(_) | Atom::Native(_)));
        let callable = Value(callable.cloned().collect());
        self.call_value(&callable, given, span, here)
    }

    /// The name a value is known by, if it is one name.
    pub(super) fn one_name(value: Option<&Value>) -> Option<Name> {
        let value = value.filter(|value| value.0.len() == 1)?;
        value.known_texts().next()
    }
}
