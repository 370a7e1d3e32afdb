//! What the code compares what it reads with: the values an answer, a token or metadata may have where no fixture says.

use std::collections::BTreeMap;

use oxc::ast::ast::{
    Argument, BinaryExpression, CallExpression, ConditionalExpression, Expression, IfStatement,
    LogicalExpression, ObjectProperty, PropertyKey, StaticMemberExpression, SwitchStatement,
    UnaryExpression,
};
use oxc::ast_visit::{Visit, walk};
use oxc::syntax::operator::UnaryOperator;
use serde_json::{Map, Value, json};

use crate::reading::read_source;

/// What the code gives away.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Guesses {
    /// By the name of a property or variable, the values it is held against, in the order of the code.
    pub(crate) values: BTreeMap<String, Vec<Value>>,
    /// By the name of a setting, in capitals, the texts it is held against.
    pub(crate) settings: BTreeMap<String, Vec<String>>,
    /// Chains of property names below a variable: `answer.risk.level` is `[risk, level]`.
    pub(crate) chains: Vec<Vec<String>>,
    /// The parameter that a returning browser brings its token in.
    pub(crate) token_parameter: Option<String>,
}

/// How many names and chains are kept.
const MOST: usize = 24;
/// How many values of one name.
const MOST_VALUES: usize = 4;
/// How deep an answer is made up.
const MOST_DEPTH: usize = 16;
/// What is no answer of anybody.
const OWN: &[&str] = &[
    "event", "api", "console", "JSON", "Math", "Object", "exports", "module", "process", "crypto",
    "Buffer", "Date", "Promise", "Number", "String", "Array",
];
/// What a list, a text or a promise has by itself.
const BUILT_IN: &[&str] = &[
    "length",
    "ok",
    "status",
    "statusText",
    "headers",
    "message",
    "name",
    "stack",
    "code",
    "cause",
];

impl Guesses {
    /// Reads the code; code that does not parse gives nothing away.
    pub(crate) fn of(code: &str) -> Self {
        let read = read_source(code, |source| {
            let mut guesses = Self::default();
            guesses.visit_program(source.program);
            guesses
        });
        read.unwrap_or_default()
    }

    /// An object that has every chain, with a guessed value at its end or what `marked` makes for it.
    pub(crate) fn object(&self, choice: &Choice, mut marked: impl FnMut() -> Value) -> Value {
        let mut object = Map::new();
        for name in self.values.keys() {
            object.insert(name.clone(), choice.of(self, name).unwrap_or_default());
        }
        for chain in &self.chains {
            let guessed = chain.last().and_then(|last| choice.of(self, last));
            insert(&mut object, chain, guessed.unwrap_or_else(&mut marked));
        }
        Value::Object(object)
    }

    fn note(&mut self, name: &str, value: Value) {
        if bundle::form::is_all_caps(name) {
            if let Value::String(text) = value {
                let texts = self.settings.entry(name.to_owned()).or_default();
                if texts.len() < MOST {
                    texts.push(text);
                }
            }
            return;
        }
        if BUILT_IN.contains(&name) {
            return;
        }
        if self.values.len() >= MOST && !self.values.contains_key(name) {
            return;
        }
        let values = self.values.entry(name.to_owned()).or_default();
        if values.len() < MOST_VALUES && !values.contains(&value) {
            values.push(value);
        }
    }

    fn note_test(&mut self, test: &Expression<'_>) {
        if let Expression::StaticMemberExpression(_) = test.without_parentheses()
            && let Some(name) = named(test)
        {
            let name = name.to_owned();
            self.note(&name, Value::Bool(true));
            self.note(&name, Value::Bool(false));
        }
    }

    fn note_pair(&mut self, pair: &BinaryExpression<'_>) {
        let sides = [(&pair.left, &pair.right), (&pair.right, &pair.left)];
        for (named_side, value_side) in sides {
            let (Some(name), Some(value)) = (named(named_side), literal(value_side)) else {
                continue;
            };
            if pair.operator.is_equality() {
                self.note(name, value);
            } else if let (true, Some(number)) = (pair.operator.is_compare(), value.as_f64()) {
                for number in [number - 1.0, number + 1.0, number] {
                    self.note(name, json!(number));
                }
            }
        }
    }
}

/// Puts a value below these names, unless one is there.
fn insert(object: &mut Map<String, Value>, names: &[String], value: Value) {
    match names {
        [] => {}
        [last] => {
            object.entry(last.clone()).or_insert(value);
        }
        [first, below @ ..] => {
            let place = object.entry(first.clone()).or_insert_with(|| json!({}));
            if !place.is_object() {
                *place = json!({});
            }
            if let Value::Object(place) = place {
                insert(place, below, value);
            }
        }
    }
}

/// Which of its values each name has; the first unless it says otherwise.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Choice(pub(crate) BTreeMap<String, usize>);

impl Choice {
    /// The value of this name, if it is held against any.
    pub(crate) fn of(&self, guesses: &Guesses, name: &str) -> Option<Value> {
        let at = self.0.get(name).copied().unwrap_or(0);
        guesses.values.get(name)?.get(at).cloned()
    }

    /// The same with another value for one name.
    pub(crate) fn with(&self, name: &str, at: usize) -> Self {
        let mut choice = self.clone();
        choice.0.insert(name.to_owned(), at);
        choice
    }
}

impl<'a> Visit<'a> for Guesses {
    fn visit_binary_expression(&mut self, pair: &BinaryExpression<'a>) {
        self.note_pair(pair);
        walk::walk_binary_expression(self, pair);
    }

    fn visit_if_statement(&mut self, statement: &IfStatement<'a>) {
        self.note_test(&statement.test);
        walk::walk_if_statement(self, statement);
    }

    fn visit_conditional_expression(&mut self, expression: &ConditionalExpression<'a>) {
        self.note_test(&expression.test);
        walk::walk_conditional_expression(self, expression);
    }

    fn visit_logical_expression(&mut self, expression: &LogicalExpression<'a>) {
        if !expression.operator.is_coalesce() {
            self.note_test(&expression.left);
        }
        walk::walk_logical_expression(self, expression);
    }

    fn visit_unary_expression(&mut self, expression: &UnaryExpression<'a>) {
        if expression.operator == UnaryOperator::LogicalNot {
            self.note_test(&expression.argument);
        }
        walk::walk_unary_expression(self, expression);
    }

    fn visit_switch_statement(&mut self, statement: &SwitchStatement<'a>) {
        if let Some(name) = named(&statement.discriminant) {
            let tests = statement.cases.iter().filter_map(|case| case.test.as_ref());
            for value in tests.filter_map(literal) {
                self.note(name, value);
            }
        }
        walk::walk_switch_statement(self, statement);
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        let list = match call.callee.without_parentheses() {
            Expression::StaticMemberExpression(member) if member.property.name == "includes" => {
                match member.object.without_parentheses() {
                    Expression::ArrayExpression(list) => Some(list),
                    _ => None,
                }
            }
            _ => None,
        };
        let asked = call.arguments.first().and_then(Argument::as_expression);
        if let (Some(list), Some(name)) = (list, asked.and_then(named)) {
            let values = list.elements.iter().filter_map(|one| one.as_expression());
            for value in values.filter_map(literal) {
                self.note(name, value);
            }
        }
        // A method is no property of what it is called on.
        if let Expression::StaticMemberExpression(member) = call.callee.without_parentheses() {
            self.visit_expression(&member.object);
            self.visit_arguments(&call.arguments);
        } else {
            walk::walk_call_expression(self, call);
        }
    }

    fn visit_object_property(&mut self, property: &ObjectProperty<'a>) {
        if let PropertyKey::StaticIdentifier(key) = &property.key
            && key.name == "tokenParameterName"
            && let Some(Value::String(name)) = literal(&property.value)
        {
            self.token_parameter.get_or_insert(name);
        }
        walk::walk_object_property(self, property);
    }

    fn visit_static_member_expression(&mut self, member: &StaticMemberExpression<'a>) {
        let Some(chain) = chain(member) else {
            return walk::walk_static_member_expression(self, member);
        };
        let is_own = chain.first().is_some_and(|root| OWN.contains(root));
        let names: Vec<String> = chain.iter().skip(1).map(ToString::to_string).collect();
        let is_built_in = names
            .first()
            .is_some_and(|name| BUILT_IN.contains(&&**name));
        let is_deep = names.len() > MOST_DEPTH;
        let has_room = self.chains.len() < MOST;
        if !is_own && !is_built_in && !is_deep && has_room && !self.chains.contains(&names) {
            self.chains.push(names);
        }
    }
}

/// The variable and the names below it; none when the chain begins with anything else.
fn chain<'a>(member: &'a StaticMemberExpression<'_>) -> Option<Vec<&'a str>> {
    let mut names = match member.object.without_parentheses() {
        Expression::Identifier(root) => vec![root.name.as_str()],
        Expression::StaticMemberExpression(above) => chain(above)?,
        _ => return None,
    };
    names.push(member.property.name.as_str());
    Some(names)
}

/// What a comparison speaks of.
fn named<'a>(expression: &'a Expression<'_>) -> Option<&'a str> {
    match expression.without_parentheses() {
        Expression::StaticMemberExpression(member) => Some(member.property.name.as_str()),
        Expression::Identifier(variable) => Some(variable.name.as_str()),
        Expression::ChainExpression(chain) => match &chain.expression {
            oxc::ast::ast::ChainElement::StaticMemberExpression(member) => {
                Some(member.property.name.as_str())
            }
            _ => None,
        },
        _ => None,
    }
}

fn literal(expression: &Expression<'_>) -> Option<Value> {
    match expression.without_parentheses() {
        Expression::StringLiteral(text) => Some(json!(text.value.as_str())),
        Expression::NumericLiteral(number) => Some(json!(number.value)),
        Expression::BooleanLiteral(boolean) => Some(json!(boolean.value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, values: Value, chains: Value) {
        let guesses = Guesses::of(code);
        assert_eq!(json!(guesses.values), values, "{code}");
        assert_eq!(json!(guesses.chains), chains, "{code}");
    }

    #[test]
    fn what_is_compared_gives_its_values_away() {
        check(
            "if (answer.risk.level === 'high' || 'low' == answer.risk.level) deny();",
            json!({"level": ["high", "low"]}),
            json!([["risk", "level"]]),
        );
        check(
            "if (body.score > 80) deny(); if (!body.allowed) deny();",
            json!({"score": [79.0, 81.0, 80.0], "allowed": [true, false]}),
            json!([["score"], ["allowed"]]),
        );
        check(
            "switch (answer?.state) { case 'a': case 'b': } ['x', 'y'].includes(answer.kind);",
            json!({"state": ["a", "b"], "kind": ["x", "y"]}),
            json!([["state"], ["kind"]]),
        );
        check(
            "if (event.configuration.MODE === 'a' || response.status === 200 || !response.ok) x();",
            json!({}),
            json!([]),
        );
        check("if (typeof", json!({}), json!([]));
        let settings = Guesses::of("const { DEBUG } = x; DEBUG === 'true' && y(); a.MODE == 'b';");
        assert_eq!(
            json!(settings.settings),
            json!({"DEBUG": ["true"], "MODE": ["b"]})
        );
        let token = Guesses::of("validate({ secret, tokenParameterName: 'proof' })");
        assert_eq!(token.token_parameter.as_deref(), Some("proof"));
    }

    #[test]
    fn an_answer_is_no_deeper_than_answers_are() {
        let deep = |depth: usize| Guesses::of(&format!("use(a{});", ".b".repeat(depth)));
        assert_eq!(deep(MOST_DEPTH).chains.len(), 1);
        assert_eq!(deep(MOST_DEPTH + 1).chains.len(), 0);
        assert_eq!(deep(40_000).chains.len(), 0);
    }

    #[test]
    fn an_object_has_all_that_the_code_reads() {
        let guesses = Guesses::of("if (a.risk.level === 'high') deny(); use(a.id, a.list.map(f));");
        let made = guesses.object(&Choice::default(), || json!("m"));
        assert_eq!(
            made,
            json!({"level": "high", "risk": {"level": "high"}, "id": "m", "list": "m"})
        );
    }
}
