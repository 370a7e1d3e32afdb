//! What is wrong with a manifest.

use contract::permission::{FieldPathError, HostPatternError, NamePatternError};
use contract::{Trigger, UnknownTrigger};

use super::{Category, MANIFEST_BYTES, NotASlug};
use crate::{PathError, TextFault};

/// What is wrong with a manifest, up to [`MOST_PROBLEMS`](crate::MOST_PROBLEMS); never nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", told(.problems))]
pub struct ManifestError {
    /// What is wrong, by line.
    pub problems: Vec<ManifestProblem>,
}

fn told(problems: &[ManifestProblem]) -> String {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| format!("latchwork.toml, {problem}"))
        .collect();
    lines.join("\n")
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {}{fault}; {}", named(.key), .fault.mend())]
pub struct ManifestProblem {
    /// The key as a path: `permissions.event[2].reason`, the first of a list being 1; empty for the file as a whole.
    pub key: String,
    /// The line, from 1.
    pub line: u32,
    /// What is wrong.
    pub fault: ManifestFault,
}

fn named(key: &str) -> String {
    if key.is_empty() {
        return String::new();
    }
    format!("`{key}` ")
}

/// What can be wrong with a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManifestFault {
    /// More than anybody would write.
    #[error("the file has {bytes} bytes, more than {MANIFEST_BYTES}")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Not TOML.
    #[error("this is not TOML: {}", .0.message().replace('\n', ", "))]
    Syntax(toml::de::Error),
    /// A key that a manifest does not have.
    #[error("is not a key of this table")]
    UnknownKey {
        /// Those it has.
        known: &'static [&'static str],
    },
    /// A key that every manifest has.
    #[error("is missing")]
    Missing,
    /// A value of another type.
    #[error("is {found}, not {expected}")]
    WrongType {
        /// What it has to be.
        expected: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// A text out of its bounds.
    #[error(transparent)]
    Text(TextFault),
    /// A list out of its bounds.
    #[error("has {count} entries; there may be {least} to {most}")]
    Count {
        /// How many it has.
        count: usize,
        /// The fewest.
        least: usize,
        /// The most.
        most: usize,
    },
    /// The same once more.
    #[error("stands in the list already")]
    Twice,
    /// No slug.
    #[error("is no slug: {0}")]
    Slug(NotASlug),
    /// No semantic version.
    #[error("is no semantic version: {0}")]
    Version(VersionFault),
    /// No trigger.
    #[error(transparent)]
    Trigger(UnknownTrigger),
    /// No category.
    #[error("is none of the categories")]
    Category,
    /// Not a URL a customer could be sent to.
    #[error("is not {wanted}")]
    Url {
        /// Which kind of URL it has to be.
        wanted: &'static str,
    },
    /// No path of a member.
    #[error("is no path of a file in the package: {0}")]
    Diagram(PathError),
    /// No path of an event field.
    #[error(transparent)]
    Field(FieldPathError),
    /// A field that the trigger's event does not have.
    #[error("names no field of the event of {trigger}")]
    UnknownField {
        /// The trigger.
        trigger: Trigger,
        /// The deepest place of the path that the event has; empty for the event itself.
        place: String,
        /// The fields there.
        known: Vec<String>,
    },
    /// A method that the trigger's `api` does not have.
    #[error("names no method of the api of {trigger}")]
    UnknownMethod {
        /// The trigger.
        trigger: Trigger,
        /// Its methods that are written alike; all of them when none is.
        known: Vec<&'static str>,
    },
    /// A method that writes names, without them.
    #[error("is missing: `{method}` writes names, and the customer has to know which")]
    NamesMissing {
        /// The method.
        method: String,
    },
    /// Names for a method that writes none.
    #[error("has names, and `{method}` writes none")]
    NamesNotWritten {
        /// The method.
        method: String,
    },
    /// No pattern of a name.
    #[error(transparent)]
    Name(NamePatternError),
    /// No pattern of a host.
    #[error(transparent)]
    Host(HostPatternError),
}

/// Why a text is no version of a package.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VersionFault {
    /// Its form is another.
    #[error("a version is three numbers with dots between them")]
    Form,
    /// `+...` at its end: two versions that differ there alone have no order.
    #[error("it ends with build metadata")]
    BuildMetadata,
    /// Beyond the limit.
    #[error("it has more than 64 characters")]
    TooLong,
}

impl ManifestFault {
    /// What to do about it.
    pub fn mend(&self) -> String {
        match self {
            Self::TooLarge { .. } => "shorten the texts".to_owned(),
            Self::Syntax(_) => "mend the line, as https://toml.io shows it".to_owned(),
            Self::UnknownKey { known } => {
                format!("take it out, or write one of {}", known.join(", "))
            }
            Self::Missing => "write it".to_owned(),
            Self::WrongType { expected, .. } => format!("write {expected}"),
            Self::Text(fault) => fault.mend().to_owned(),
            Self::Count { .. } => "write as many as that".to_owned(),
            Self::Twice => "take one of them out".to_owned(),
            Self::Slug(_) => "write one such as `acme-risk-check`".to_owned(),
            Self::Version(_) => "write three numbers, as in `1.2.0`".to_owned(),
            Self::Trigger(_) => "write the trigger that the handler is for".to_owned(),
            Self::Category => {
                let known = Category::ALL.map(Category::id);
                format!("write one of {}", known.join(", "))
            }
            Self::Url { wanted } => format!("write {wanted}, in at most 2048 characters"),
            Self::Diagram(_) => "write one such as `media/diagram.png`".to_owned(),
            Self::Field(_) => "write a field such as `user.email`".to_owned(),
            Self::UnknownField { place, known, .. } if place.is_empty() => {
                format!("write one that begins with {}", known.join(", "))
            }
            Self::UnknownField { place, known, .. } if known.is_empty() => {
                format!("declare `{place}`, below which there are no fields")
            }
            Self::UnknownField { place, known, .. } => {
                format!("below `{place}` write one of {}", known.join(", "))
            }
            Self::UnknownMethod { known, .. } => format!("write one of {}", known.join(", ")),
            Self::NamesMissing { .. } => "add `names = [...]`".to_owned(),
            Self::NamesNotWritten { .. } => "take `names` out".to_owned(),
            Self::Name(_) => {
                "write a name, the beginning of names and `*`, or {configuration.NAME}".to_owned()
            }
            Self::Host(_) => "write a host such as `api.acme.com`".to_owned(),
        }
    }
}
