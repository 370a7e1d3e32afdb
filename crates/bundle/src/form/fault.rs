//! What is wrong with a form.

use super::{
    FORM_BYTES, FieldKind, MOST_CONFIGURATION, MOST_OPTIONS, MOST_SECRETS, PATTERN_CHARS,
    VALUE_CHARS, ValueFault,
};
use crate::TextFault;

/// What is wrong with a form, up to [`MOST_PROBLEMS`](crate::MOST_PROBLEMS); never nothing.
#[derive(Debug, thiserror::Error)]
#[error("{}", told(.problems))]
pub struct FormError {
    /// What is wrong, in the order of the file.
    pub problems: Vec<FormProblem>,
}

fn told(problems: &[FormProblem]) -> String {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| format!("integration/configuration.json, {problem}"))
        .collect();
    lines.join("\n")
}

/// One thing that is wrong.
#[derive(Debug, thiserror::Error)]
#[error("{}{place}: {fault}; {}", at(.line), .fault.mend())]
pub struct FormProblem {
    /// Which item, as a path with its name: `configuration[2] API_URL`, the first of a list being 1.
    pub place: String,
    /// The line its name stands in, from 1, when it can be told.
    pub line: Option<u32>,
    /// What is wrong.
    pub fault: FieldFault,
}

fn at(line: &Option<u32>) -> String {
    line.map(|line| format!("line {line}: "))
        .unwrap_or_default()
}

/// What can be wrong with a form or an item of it.
#[derive(Debug, thiserror::Error)]
pub enum FieldFault {
    /// More than anybody would write.
    #[error("the file has {bytes} bytes, more than {FORM_BYTES}")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Not JSON, or not of this shape.
    #[error("{0}")]
    Shape(#[source] serde_json::Error),
    /// More secrets than may be.
    #[error("there are {count} secrets, more than {MOST_SECRETS}")]
    ManySecrets {
        /// How many.
        count: usize,
    },
    /// More configuration items than may be.
    #[error("there are {count} configuration items, more than {MOST_CONFIGURATION}")]
    ManyConfiguration {
        /// How many.
        count: usize,
    },
    /// A name that the code could not use everywhere.
    #[error(
        "`name` is not in ALL_CAPS_SNAKE_CASE: capitals, digits and `_`, a capital first, at most 64"
    )]
    Name,
    /// Two fields, or two dependencies, of one name.
    #[error("the name stands in the form already")]
    Twice,
    /// A text of the field.
    #[error("`{key}` {fault}")]
    Text {
        /// Which one.
        key: &'static str,
        /// What is wrong with it.
        fault: TextFault,
    },
    /// No type of a field.
    #[error("`type` is none of the types")]
    Type,
    /// `options` for another type, or an `enum` without them.
    #[error("`options` are for the type enum, which needs them")]
    Options,
    /// More options than may be.
    #[error("there are {count} options, more than {MOST_OPTIONS}")]
    ManyOptions {
        /// How many.
        count: usize,
    },
    /// Two options of one value.
    #[error("two of the options have the same value")]
    OptionTwice,
    /// A secret that is chosen and not entered.
    #[error("a secret cannot be of type {}", .0.id())]
    SecretType(FieldKind),
    /// `secret` that says otherwise than the list the field stands in.
    #[error("`secret` contradicts the list that the field stands in")]
    SecretElsewhere,
    /// A secret that could never be changed.
    #[error("a secret has to be editable: it must be possible to replace it")]
    SecretFixed,
    /// A pattern for another type.
    #[error("`pattern` is for the type string")]
    PatternType,
    /// No regular expression, or too large a one.
    #[error("`pattern` is no regular expression of at most {PATTERN_CHARS} characters")]
    Pattern,
    /// A bound for a type that has none, or a text that is no bound.
    #[error("`{key}` is no bound of the type {}", .kind.id())]
    Bound {
        /// Which one.
        key: &'static str,
        /// The field's type.
        kind: FieldKind,
    },
    /// Bounds that nothing meets.
    #[error("`min` is more than `max`")]
    BoundsCross,
    /// A default that a customer could not enter.
    #[error("`default_value`: {0}")]
    Default(#[source] ValueFault),
    /// A value of the partner's own over the limit.
    #[error("`deploy_value` has more than {VALUE_CHARS} characters")]
    DeployValue,
    /// A name that npm does not take.
    #[error("`name` is no name of an npm package")]
    DependencyName,
    /// No version at all.
    #[error("`version` is empty or longer than 100 characters")]
    DependencyVersion,
}

impl FieldFault {
    /// What to do about it.
    pub fn mend(&self) -> String {
        match self {
            Self::TooLarge { .. } => "shorten the texts".to_owned(),
            Self::Shape(_) => {
                "write {\"secrets\": [], \"configuration\": [], \"dependencies\": []} with items that have name, label and description"
                    .to_owned()
            }
            Self::ManySecrets { .. } | Self::ManyConfiguration { .. } | Self::ManyOptions { .. } => {
                "take the others out".to_owned()
            }
            Self::Name => "write one such as API_KEY, here and in the code".to_owned(),
            Self::Twice | Self::OptionTwice => "rename or remove one of them".to_owned(),
            Self::Text { fault, .. } => fault.mend().to_owned(),
            Self::Type => {
                let types = FieldKind::ALL.map(FieldKind::id);
                format!("write one of {}", types.join(", "))
            }
            Self::Options => "write `type` as enum, or leave it out, and give at least one {value, label}".to_owned(),
            Self::SecretType(_) => "make it a string, a url or a number, or move it to `configuration`".to_owned(),
            Self::SecretElsewhere => {
                "move it to `secrets`, or to `configuration`, and read it from there in the code".to_owned()
            }
            Self::SecretFixed => "leave `editable` out".to_owned(),
            Self::PatternType => "leave it out; other types have their own form".to_owned(),
            Self::Pattern => "write one without look-around and back references; it has to match the whole value".to_owned(),
            Self::Bound { kind, .. } => match kind {
                FieldKind::String => "write a count of characters".to_owned(),
                FieldKind::Number => "write a number".to_owned(),
                FieldKind::Duration => "write a length of time such as \"10s\"".to_owned(),
                FieldKind::Boolean | FieldKind::Url | FieldKind::Enum => "leave it out".to_owned(),
            },
            Self::BoundsCross => "exchange them".to_owned(),
            Self::Default(_) => "give a default that the field would take, or none".to_owned(),
            Self::DeployValue => "shorten it".to_owned(),
            Self::DependencyName => "write it as npm does".to_owned(),
            Self::DependencyVersion => "write one exact version, such as 1.2.3".to_owned(),
        }
    }
}
