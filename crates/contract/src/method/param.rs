//! A parameter of a method: its name, its shape and the TypeScript of that shape.

use serde::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::Value;

/// A parameter of a method, or a field of an options object.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Param {
    /// Its name, also the key in the command.
    pub name: &'static str,
    /// What it accepts.
    pub shape: Shape,
    /// Whether a call may leave it out.
    pub optional: bool,
}

/// What a parameter accepts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// A string.
    Text,
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// Anything JSON can hold, null included.
    Json,
    /// A string, number or boolean; null too.
    Scalar,
    /// A list of strings.
    Texts,
    /// An object with any keys.
    Object,
    /// An object of strings, numbers and booleans.
    Query,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// `{type, options?}` with one of these types.
    Factor(&'static [&'static str]),
    /// A list of factors with these types.
    Factors(&'static [&'static str]),
    /// An object with these fields. A command holds the fields themselves.
    Options(&'static [Param]),
}

pub(super) const fn text(name: &'static str) -> Param {
    Param::new(name, Shape::Text)
}

pub(super) const fn number(name: &'static str) -> Param {
    Param::new(name, Shape::Number)
}

pub(super) const fn boolean(name: &'static str) -> Param {
    Param::new(name, Shape::Boolean)
}

pub(super) const fn json(name: &'static str) -> Param {
    Param::new(name, Shape::Json)
}

pub(super) const fn object(name: &'static str) -> Param {
    Param::new(name, Shape::Object)
}

pub(super) const fn texts(name: &'static str) -> Param {
    Param::new(name, Shape::Texts)
}

pub(super) const fn one_of(name: &'static str, words: &'static [&'static str]) -> Param {
    Param::new(name, Shape::OneOf(words))
}

pub(super) const fn options(fields: &'static [Param]) -> Param {
    Param::new("options", Shape::Options(fields))
}

impl Param {
    pub(super) const fn new(name: &'static str, shape: Shape) -> Self {
        Self {
            name,
            shape,
            optional: false,
        }
    }

    /// The same parameter, which a call may leave out.
    pub(super) const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
}

impl Serialize for Param {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut param = serializer.serialize_struct("Param", 3)?;
        param.serialize_field("name", self.name)?;
        param.serialize_field("ts", &self.shape.ts())?;
        param.serialize_field("optional", &self.optional)?;
        param.end()
    }
}

impl Shape {
    /// Its TypeScript type.
    pub fn ts(&self) -> String {
        match self {
            Self::Text => "string".to_owned(),
            Self::Number => "number".to_owned(),
            Self::Boolean => "boolean".to_owned(),
            Self::Json => "unknown".to_owned(),
            Self::Scalar => "string | number | boolean | null".to_owned(),
            Self::Texts => "string[]".to_owned(),
            Self::Object => "{ [key: string]: unknown }".to_owned(),
            Self::Query => "{ [key: string]: string | number | boolean }".to_owned(),
            Self::OneOf(words) => union(words),
            Self::Factor(words) => factor(words),
            Self::Factors(words) => format!("Array<{}>", factor(words)),
            Self::Options(fields) => {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|field| {
                        let mark = if field.optional { "?" } else { "" };
                        format!("{}{mark}: {}", field.name, field.shape.ts())
                    })
                    .collect();
                format!("{{ {} }}", fields.join("; "))
            }
        }
    }

    /// What it accepts, in words for an error message.
    pub fn expected(&self) -> String {
        match self {
            Self::Text => "a string".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Boolean => "a boolean".to_owned(),
            Self::Json => "a JSON value".to_owned(),
            Self::Scalar => "a string, number or boolean".to_owned(),
            Self::Texts => "an array of strings".to_owned(),
            Self::Object | Self::Options(_) => "an object".to_owned(),
            Self::Query => "an object of strings, numbers and booleans".to_owned(),
            Self::OneOf(words) => format!("one of {}", words.join(", ")),
            Self::Factor(words) => {
                format!("an object whose type is one of {}", words.join(", "))
            }
            Self::Factors(words) => {
                format!(
                    "an array of objects whose type is one of {}",
                    words.join(", ")
                )
            }
        }
    }

    /// Whether it accepts the value. The fields of options are looked at one by one by the caller.
    pub(crate) fn accepts(&self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Number => value.is_number(),
            Self::Boolean => value.is_boolean(),
            Self::Json => true,
            Self::Scalar => !value.is_array() && !value.is_object(),
            Self::Texts => all(value, Value::is_string),
            Self::Object | Self::Options(_) => value.is_object(),
            Self::Query => value.as_object().is_some_and(|entries| {
                entries
                    .values()
                    .all(|entry| !entry.is_array() && !entry.is_object())
            }),
            Self::OneOf(words) => value.as_str().is_some_and(|word| words.contains(&word)),
            Self::Factor(words) => is_factor(value, words),
            Self::Factors(words) => all(value, |entry| is_factor(entry, words)),
        }
    }
}

fn union(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    words.join(" | ")
}

fn factor(words: &[&str]) -> String {
    format!(
        "{{ type: {}; options?: {{ [key: string]: unknown }} }}",
        union(words)
    )
}

fn all(value: &Value, accepts: impl Fn(&Value) -> bool) -> bool {
    value
        .as_array()
        .is_some_and(|entries| entries.iter().all(accepts))
}

fn is_factor(value: &Value, words: &[&str]) -> bool {
    let kind = value.get("type").and_then(Value::as_str);
    let options = value.get("options");
    kind.is_some_and(|kind| words.contains(&kind))
        && options.is_none_or(|options| options.is_object() || options.is_null())
}
