//! What an action of a partner may do: the event fields it reads, the methods it calls, the hosts it reaches.
//!
//! A manifest declares [`Permissions`], each with a reason the customer reads. With the values of one installation they
//! become [`Capabilities`], which the host holds every command and every request against.

mod capability;
mod field;
mod host;
mod name;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use capability::{Capabilities, Granted, Refusal, Unfixed};
pub use field::{FieldPath, FieldPathError};
pub use host::{HostPattern, HostPatternError};
pub use name::{NamePattern, NamePatternError};

/// Everything a manifest asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Permissions {
    /// The event fields it reads.
    pub event: Vec<EventPermission>,
    /// The methods of `api` it calls.
    pub api: Vec<ApiPermission>,
    /// The hosts it sends requests to.
    pub hosts: Vec<HostPermission>,
    /// The hosts it sends browsers to.
    pub redirects: Vec<HostPermission>,
}

/// One event field, with everything below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventPermission {
    /// Which field: `user.email`.
    pub field: FieldPath,
    /// What for, in the customer's words.
    pub reason: String,
}

/// One method, and what it may write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApiPermission {
    /// Its path below `api`: `idToken.setCustomClaim`.
    pub method: String,
    /// The claims, attributes, scopes or metadata keys it may write; for a method that writes none, empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<NamePattern>,
    /// What for, in the customer's words.
    pub reason: String,
}

/// One host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HostPermission {
    /// Which host.
    pub host: HostPattern,
    /// What for, in the customer's words.
    pub reason: String,
}

/// Makes a checked text of a crate-private parse: what serde, `Display` and `FromStr` need.
macro_rules! checked_text {
    ($name:ident, $error:ident) => {
        impl std::str::FromStr for $name {
            type Err = $error;
            fn from_str(text: &str) -> Result<Self, $error> {
                Self::parse(text)
            }
        }
        impl TryFrom<String> for $name {
            type Error = $error;
            fn try_from(text: String) -> Result<Self, $error> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"type": "string"})
            }
        }
    };
}
use checked_text;

#[cfg(test)]
mod tests;
