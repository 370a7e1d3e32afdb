//! `latchwork.toml`: what a package is, whom it is for and what it may do.

mod fault;
mod permissions;
mod read;
mod section;
mod write;

use std::fmt;

use contract::Trigger;
use contract::permission::Permissions;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use fault::{ManifestError, ManifestFault, ManifestProblem};

/// The largest manifest, in bytes.
pub const MANIFEST_BYTES: usize = 64 << 10;
/// How many permissions of one kind a manifest may list, and how many names one of them.
pub const MOST_PERMISSIONS: usize = 200;
/// The longest reason, in characters.
pub const REASON_CHARS: usize = 300;

/// What a partner says of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Manifest {
    /// The name customers see, 3 to 60 characters.
    pub name: String,
    /// The name in addresses, the same for every version.
    pub slug: Slug,
    /// Its version.
    #[schemars(with = "String")]
    pub version: semver::Version,
    /// The trigger its handler runs at.
    pub trigger: Trigger,
    /// What it does, in at most 160 characters.
    pub summary: String,
    /// Where the catalogue shows it, one to three.
    pub categories: Vec<Category>,
    /// Where a customer finds help: an `https` URL or a `mailto` one.
    pub support: String,
    /// The partner's privacy policy, an `https` URL.
    pub privacy: String,
    /// The partner's terms, an `https` URL.
    pub terms: String,
    /// What it is for, in the partner's words.
    pub use_case: UseCase,
    /// What it may do.
    pub permissions: Permissions,
}

/// The answers a reviewer and a customer read first; each at most 2000 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UseCase {
    /// What the partner's service does.
    pub service: String,
    /// Whom it is for.
    pub customers: String,
    /// Which problem they have.
    pub problem: String,
    /// How it is solved here.
    pub solution: String,
    /// What it cannot do: platforms, rates, paid plans.
    pub limitations: String,
    /// The member that shows it as a picture, such as `media/diagram.png`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diagram: Option<String>,
}

/// The name of an integration in addresses: 2 to 64 of `a` to `z`, digits and `-`, a letter first and no `-` last or doubled.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(into = "String", try_from = "String")]
#[schemars(with = "String")]
pub struct Slug(String);

/// A text that is no slug.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "a slug has 2 to 64 of the letters a to z, digits and `-`; it begins with a letter, and no `-` stands last or beside another"
)]
pub struct NotASlug;

impl Slug {
    /// Reads one.
    ///
    /// # Errors
    /// When it holds anything else or is too short or long.
    pub fn parse(text: &str) -> Result<Self, NotASlug> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let is_slug = (2..=64).contains(&text.len())
            && text.bytes().all(plain)
            && text.starts_with(|first: char| first.is_ascii_lowercase())
            && !text.ends_with('-')
            && !text.contains("--");
        is_slug.then(|| Self(text.to_owned())).ok_or(NotASlug)
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl TryFrom<String> for Slug {
    type Error = NotASlug;

    fn try_from(text: String) -> Result<Self, NotASlug> {
        Self::parse(&text)
    }
}

impl std::str::FromStr for Slug {
    type Err = NotASlug;

    fn from_str(text: &str) -> Result<Self, NotASlug> {
        Self::parse(text)
    }
}

/// Where the catalogue shows an integration.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// Who may do what.
    AccessControl,
    /// More about the user, for tokens or profiles.
    DataEnrichment,
    /// What the user agreed to.
    Consent,
    /// Who is likely not who they say.
    FraudAndRisk,
    /// Who somebody is.
    IdentityVerification,
    /// Text messages, calls, mail.
    Messaging,
    /// What happened, told to others.
    Observability,
    /// Anything else.
    Other,
}

impl Category {
    /// Every category, by name.
    pub const ALL: [Self; 8] = [
        Self::AccessControl,
        Self::DataEnrichment,
        Self::Consent,
        Self::FraudAndRisk,
        Self::IdentityVerification,
        Self::Messaging,
        Self::Observability,
        Self::Other,
    ];

    /// Its name in the manifest and in addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::AccessControl => "access-control",
            Self::DataEnrichment => "data-enrichment",
            Self::Consent => "consent",
            Self::FraudAndRisk => "fraud-and-risk",
            Self::IdentityVerification => "identity-verification",
            Self::Messaging => "messaging",
            Self::Observability => "observability",
            Self::Other => "other",
        }
    }

    /// The category of this name.
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.id() == id)
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl Manifest {
    /// Reads `latchwork.toml`.
    ///
    /// # Errors
    /// What is wrong with it, up to [`MOST_PROBLEMS`](crate::MOST_PROBLEMS), each with its key, its line and what to do.
    pub fn read(text: &str) -> Result<Self, ManifestError> {
        read::manifest(text)
    }

    /// Writes it as TOML: the same text for the same manifest, which [`Manifest::read`] takes.
    pub fn write(&self) -> String {
        write::manifest(self)
    }
}

#[cfg(test)]
mod tests;
