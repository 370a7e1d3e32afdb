//! Reads the arguments of a call of the `api` object into a command.

use serde_json::{Map, Value};

use crate::method::{self, Method, MethodKind, Param, Shape};
use crate::{Command, Trigger};

/// A call that is no command. The action gets it as a `TypeError`.
#[derive(Debug, thiserror::Error)]
pub enum ArgumentError {
    /// The trigger's `api` has no such command.
    #[error("api.{path} is not a command of {trigger}")]
    UnknownMethod {
        /// The trigger.
        trigger: Trigger,
        /// The first 64 characters of what was called.
        path: String,
    },
    /// An argument is missing or of another type.
    #[error("api.{method}: argument `{argument}` must be {expected}, got {got}")]
    Mismatch {
        /// The method's path.
        method: &'static str,
        /// The argument, or `options.<field>`.
        argument: String,
        /// What the argument must be.
        expected: String,
        /// The JavaScript type of what was given.
        got: &'static str,
    },
    /// The arguments fit the table and yet are no command.
    #[error("api.{method}: the arguments cannot be read")]
    Unreadable {
        /// The method's path.
        method: &'static str,
        /// What could not be read.
        source: serde_json::Error,
    },
}

/// The command of this call.
pub(crate) fn read(
    trigger: Trigger,
    path: &str,
    args: Vec<Value>,
) -> Result<Command, ArgumentError> {
    let method = method::find(trigger, path)
        .filter(|method| method.kind == MethodKind::Command)
        .ok_or_else(|| ArgumentError::UnknownMethod {
            trigger,
            path: path.chars().take(64).collect(),
        })?;
    if method.path == "access.deny" {
        return Ok(deny(method, args));
    }
    let mut fields = Map::new();
    fields.insert("type".to_owned(), method.path.into());
    let mut args = args.into_iter();
    for param in method.params {
        let value = args.next().unwrap_or(Value::Null);
        put(method, param, None, value, &mut fields)?;
    }
    serde_json::from_value(Value::Object(fields)).map_err(|source| ArgumentError::Unreadable {
        method: method.path,
        source,
    })
}

/// A deny stands whatever its arguments are: text is taken as it is, null and undefined as absent, anything
/// else as its JSON text. Throwing instead could let a login through where the action goes on after a failure.
fn deny(method: &Method, args: Vec<Value>) -> Command {
    let mut texts = args.into_iter().map(|value| match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    });
    let (mut code, mut reason, mut user_message) = (None, None, None);
    for param in method.params {
        let text = texts.next().flatten();
        match param.name {
            "code" => code = text,
            "userMessage" => user_message = text,
            _ => reason = text,
        }
    }
    Command::AccessDeny {
        code,
        reason,
        user_message,
    }
}

/// Puts one argument, or each field of an options object, under its name.
fn put(
    method: &Method,
    param: &Param,
    inside: Option<&str>,
    value: Value,
    fields: &mut Map<String, Value>,
) -> Result<(), ArgumentError> {
    if value.is_null() && param.optional {
        return Ok(());
    }
    if !param.shape.accepts(&value) {
        let argument = match inside {
            Some(parent) => format!("{parent}.{}", param.name),
            None => param.name.to_owned(),
        };
        return Err(ArgumentError::Mismatch {
            method: method.path,
            argument,
            expected: param.shape.expected(),
            got: js_type(&value),
        });
    }
    match (param.shape, value) {
        (Shape::Options(options), Value::Object(mut given)) => {
            for option in options {
                let value = given.remove(option.name).unwrap_or(Value::Null);
                put(method, option, Some(param.name), value, fields)?;
            }
        }
        (_, value) => {
            fields.insert(param.name.to_owned(), value);
        }
    }
    Ok(())
}

fn js_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null or undefined",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests;
