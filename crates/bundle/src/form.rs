//! `configuration.json`: the form a customer fills in when installing, and the npm packages the code asks for.

mod duration;
mod fault;
mod raw;
mod read;
mod value;
mod values;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use duration::milliseconds;
pub use fault::{FieldFault, FormError, FormProblem};
pub use value::ValueFault;
pub use values::{Before, ValueError, Values};

/// The largest form, in bytes.
pub const FORM_BYTES: usize = 256 << 10;
/// The most secrets of a form.
pub const MOST_SECRETS: usize = 30;
/// The most configuration items of a form.
pub const MOST_CONFIGURATION: usize = 50;
/// The most options of an `enum`.
pub const MOST_OPTIONS: usize = 100;
/// The longest pattern, in characters.
pub const PATTERN_CHARS: usize = 500;
/// The longest value, in characters.
pub const VALUE_CHARS: usize = 4096;

/// The form of a package.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Form {
    /// Sealed at installation and never shown again: `event.secrets`.
    pub secrets: Vec<Field>,
    /// Shown to the customer whenever they look: `event.configuration`.
    pub configuration: Vec<Field>,
    /// npm packages.
    pub dependencies: Vec<Dependency>,
}

/// One field of the form. Whatever its type, its value reaches the code as the text the customer typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Field {
    /// Its name in the code, in capitals: `API_KEY`.
    pub name: String,
    /// What stands beside it.
    pub label: String,
    /// The help below it.
    pub description: String,
    /// What can be entered.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// Whether it has to have a value. A field without `required` in the file has to.
    pub required: bool,
    /// Whether its value can be changed after installation. A field without `editable` in the file can.
    pub editable: bool,
    /// The value of a field that the customer leaves as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_value: Option<String>,
    /// The partner's own value for trying it out; no customer gets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deploy_value: Option<String>,
    /// An example shown in the empty field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<String>,
    /// What an `enum` offers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<FieldOption>,
    /// A regular expression that the whole of a `string` matches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// The least: characters of a `string`, a `number`, a `duration`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
    /// The most, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
}

/// What can be entered into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// Any text.
    String,
    /// A number, as JSON writes it.
    Number,
    /// `true` or `false`.
    Boolean,
    /// An `https` URL without a user name; `http` is for loopback, where a stand-in of the service listens while the
    /// integration is tried out.
    Url,
    /// A length of time, such as `10s`, `5m` or `1h30m`.
    Duration,
    /// One of the options.
    Enum,
}

/// One choice of an `enum`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldOption {
    /// What reaches the code.
    pub value: String,
    /// What the customer reads.
    pub label: String,
}

/// An npm package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dependency {
    /// Its name.
    pub name: String,
    /// Its version, a range or a tag, as the file has it.
    pub version: String,
}

impl FieldKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::String,
        Self::Number,
        Self::Boolean,
        Self::Url,
        Self::Duration,
        Self::Enum,
    ];

    /// Its name in the file.
    pub const fn id(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Url => "url",
            Self::Duration => "duration",
            Self::Enum => "enum",
        }
    }
}

impl Form {
    /// Reads `configuration.json`.
    ///
    /// # Errors
    /// What is wrong with it, up to [`MOST_PROBLEMS`](crate::MOST_PROBLEMS), each with its place and what to do.
    pub fn read(text: &str) -> Result<Self, FormError> {
        read::form(text)
    }

    /// The secret or configuration item of this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.configuration
            .iter()
            .chain(&self.secrets)
            .find(|field| field.name == name)
    }
}

/// Whether a text is a name of capitals, digits and `_`, a letter first, of at most 64 characters.
pub fn is_all_caps(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    name.len() <= 64
        && name.bytes().all(plain)
        && name.starts_with(|first: char| first.is_ascii_uppercase())
}

#[cfg(test)]
mod tests;
