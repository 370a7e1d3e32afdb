//! The functions of the code, their calls and the variables of each.

use std::collections::HashMap;

use oxc::ast::ast::{ArrowFunctionExpression, Function};
use oxc::semantic::{ScopeId, SymbolId};
use oxc::span::{GetSpan, Span};

use super::value::Value;

/// A function of the code.
#[derive(Clone, Copy)]
pub(super) enum Callable<'a> {
    /// With a `this` of its own.
    Function(&'a Function<'a>),
    /// Without.
    Arrow(&'a ArrowFunctionExpression<'a>),
}

impl Callable<'_> {
    pub(super) fn span(self) -> Span {
        match self {
            Self::Function(function) => function.span(),
            Self::Arrow(arrow) => arrow.span(),
        }
    }

    pub(super) fn is_async(self) -> bool {
        match self {
            Self::Function(function) => function.r#async,
            Self::Arrow(arrow) => arrow.r#async,
        }
    }

    pub(super) fn scope(self) -> Option<ScopeId> {
        match self {
            Self::Function(function) => function.scope_id.get(),
            Self::Arrow(arrow) => arrow.scope_id.get(),
        }
    }
}

/// What surrounds a piece of code on the way that led to it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Way {
    /// A condition on a secret or a configuration item decides whether it runs.
    pub(super) is_guarded: bool,
    /// That item is a switch for what is printed.
    pub(super) is_flagged: bool,
    /// What it throws is caught.
    pub(super) is_caught: bool,
    /// It runs whatever was caught, after a request may have failed.
    pub(super) is_in_catch_all: bool,
    /// Something else ends the wait for it.
    pub(super) is_raced: bool,
}

/// Where the follower stands: a frame and the way to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Here {
    pub(super) frame: usize,
    pub(super) way: Way,
}

/// The variables of one call of a function.
pub(super) struct Frame {
    /// The scope whose variables these are.
    pub(super) scope: Option<ScopeId>,
    /// The frame the function was made in.
    pub(super) outer: Option<usize>,
    pub(super) variables: HashMap<SymbolId, Value>,
    pub(super) this: Value,
    pub(super) arguments: Vec<Value>,
    pub(super) result: Value,
    /// The last pass in which it was followed.
    pub(super) pass: u32,
    pub(super) is_running: bool,
    /// Whether a request may be sent in it.
    pub(super) sends: bool,
}

/// What makes two calls the same call.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct FrameKey {
    pub(super) function: usize,
    pub(super) outer: usize,
    pub(super) this: Value,
    pub(super) arguments: Vec<Value>,
    pub(super) way: Way,
}

impl Frame {
    pub(super) fn new(scope: Option<ScopeId>, outer: Option<usize>) -> Self {
        Self {
            scope,
            outer,
            variables: HashMap::new(),
            this: Value::default(),
            arguments: Vec::new(),
            result: Value::default(),
            pass: 0,
            is_running: false,
            sends: false,
        }
    }
}
