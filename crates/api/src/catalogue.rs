//! The catalogue: what customers find, and what they read before they install.

use bundle::{Category, FieldKind, Sentence, UseCase};
use contract::Trigger;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ReleaseState;

/// One integration as the catalogue lists it: its newest published version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CatalogueEntry {
    /// The integration's name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it does, in one sentence.
    pub summary: String,
    /// The partner's name.
    pub partner_name: String,
    /// The trigger it runs at.
    pub trigger: Trigger,
    /// Where it is shown.
    pub categories: Vec<Category>,
    /// The newest published version.
    pub version: String,
    /// When that was published.
    pub published_at: String,
}

/// A page of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Catalogue {
    /// The integrations, by name.
    pub integrations: Vec<CatalogueEntry>,
    /// Where the next page begins, when there is one: the value of `page`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// One integration with its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Integration {
    /// The integration.
    #[serde(flatten)]
    pub entry: CatalogueEntry,
    /// Where customers read about the partner.
    pub website: String,
    /// Every version that was ever published, newest first.
    pub versions: Vec<CatalogueListing>,
}

/// A version in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CatalogueListing {
    /// The version.
    pub version: String,
    /// What names its package: `sha256:...`.
    pub digest: String,
    /// Where it stands.
    pub state: ReleaseState,
    /// When it was published.
    pub published_at: String,
}

/// One version of an integration: all that is read before it is installed. Its code is not among it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CatalogueVersion {
    /// The integration's name in addresses.
    pub slug: String,
    /// The version.
    #[serde(flatten)]
    pub listing: CatalogueListing,
    /// The integration's name.
    pub name: String,
    /// What it does, in one sentence.
    pub summary: String,
    /// The partner's name.
    pub partner_name: String,
    /// The trigger it runs at.
    pub trigger: Trigger,
    /// Where it is shown.
    pub categories: Vec<Category>,
    /// What it is for, in the partner's words.
    pub use_case: UseCase,
    /// Where a customer finds help.
    pub support: String,
    /// The partner's privacy policy.
    pub privacy: String,
    /// The partner's terms.
    pub terms: String,
    /// How it is set up, as Markdown.
    pub guide: String,
    /// Bytes of its code.
    pub code_bytes: u64,
    /// What it may do.
    pub permissions: PermissionsInWords,
    /// What is filled in.
    pub form: Form,
}

/// Permissions in plain words, and what names them when they are accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PermissionsInWords {
    /// All of it in one line.
    pub summary: String,
    /// A sentence for each permission, and for what is not permitted.
    pub sentences: Vec<Sentence>,
    /// What is sent as `accept` to accept these permissions: `sha256:...`.
    pub accept: String,
}

/// The form of an integration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Form {
    /// Shown whenever somebody looks.
    pub configuration: Vec<FormField>,
    /// Sealed and never shown again.
    pub secrets: Vec<FormField>,
}

/// One field of a form. Its value is sent as text, whatever its type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormField {
    /// Its name: `API_KEY`.
    pub name: String,
    /// What stands beside it.
    pub label: String,
    /// The help below it.
    pub description: String,
    /// What can be entered.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// Whether it has to have a value.
    pub required: bool,
    /// Whether its value can be changed after installation.
    pub editable: bool,
    /// The value of a field that is left as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_value: Option<String>,
    /// An example shown in the empty field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<String>,
    /// What an `enum` offers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<FormOption>,
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

/// One choice of an `enum`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormOption {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}
