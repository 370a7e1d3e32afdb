//! Turns the JSON Schema of an event type into TypeScript.

use serde_json::{Map, Value};

/// `export interface Name { ... }` or `export type Name = ...`, two spaces in.
pub(super) fn declaration(name: &str, schema: &Value) -> String {
    let doc = comment(schema, 2);
    match schema.get("properties").and_then(Value::as_object) {
        Some(properties) => {
            let required = strings(schema.get("required"));
            let fields: String = properties
                .iter()
                .map(|(field, schema)| property(field, schema, required.contains(&field.as_str())))
                .collect();
            format!("\n{doc}  export interface {name} {{\n{fields}  }}\n")
        }
        None => format!("\n{doc}  export type {name} = {};\n", of(schema)),
    }
}

/// A property. One that may be absent is never null, unless its schema says so.
fn property(name: &str, schema: &Value, is_required: bool) -> String {
    let is_nullable = schema.get("x-nullable") == Some(&Value::Bool(true));
    let mark = if is_required { "" } else { "?" };
    let mut ts = alternatives(schema);
    if !is_required {
        ts.retain(|alternative| alternative != "null");
    }
    if is_nullable {
        ts.push("null".to_owned());
    }
    format!(
        "{}    {}{mark}: {};\n",
        comment(schema, 4),
        key(name),
        ts.join(" | ")
    )
}

/// The TypeScript type of a schema.
pub(super) fn of(schema: &Value) -> String {
    alternatives(schema).join(" | ")
}

fn alternatives(schema: &Value) -> Vec<String> {
    let Some(object) = schema.as_object() else {
        return vec!["any".to_owned()];
    };
    if let Some(name) = object.get("$ref").and_then(Value::as_str) {
        return vec![name.rsplit('/').next().unwrap_or(name).to_owned()];
    }
    if let Some(value) = object.get("const") {
        return vec![literal(value)];
    }
    if let Some(values) = object.get("enum").and_then(Value::as_array) {
        return values.iter().map(literal).collect();
    }
    if let Some(schemas) = ["oneOf", "anyOf"]
        .iter()
        .find_map(|key| object.get(*key)?.as_array())
    {
        return schemas.iter().flat_map(alternatives).collect();
    }
    match object.get("type") {
        Some(Value::String(kind)) => vec![of_kind(kind, object)],
        Some(Value::Array(kinds)) => kinds
            .iter()
            .filter_map(Value::as_str)
            .map(|kind| of_kind(kind, object))
            .collect(),
        _ => vec!["any".to_owned()],
    }
}

fn of_kind(kind: &str, schema: &Map<String, Value>) -> String {
    match kind {
        "integer" | "number" => "number".to_owned(),
        "array" => format!(
            "Array<{}>",
            schema.get("items").map_or_else(|| "any".to_owned(), of)
        ),
        "object" => {
            let values = schema
                .get("additionalProperties")
                .map_or_else(|| "any".to_owned(), of);
            format!("{{ [key: string]: {values} }}")
        }
        other => other.to_owned(),
    }
}

fn literal(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), |text| format!("'{text}'"))
}

fn key(name: &str) -> String {
    let is_plain = name
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    if is_plain {
        name.to_owned()
    } else {
        format!("'{name}'")
    }
}

fn strings(value: Option<&Value>) -> Vec<&str> {
    value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

fn comment(schema: &Value, indent: usize) -> String {
    schema
        .get("description")
        .and_then(Value::as_str)
        .map_or_else(String::new, |text| doc(text, indent))
}

/// A documentation comment.
pub(super) fn doc(text: &str, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    match lines.as_slice() {
        [] => String::new(),
        [line] => format!("{margin}/** {line} */\n"),
        lines => format!(
            "{margin}/**\n{margin} * {}\n{margin} */\n",
            lines.join(&format!("\n{margin} * "))
        ),
    }
}
