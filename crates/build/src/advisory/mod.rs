//! Known vulnerabilities of an action's packages, from advisories in the OSV format.
//!
//! OSV publishes those about npm as one archive (`all.zip`); a folder of JSON files and a single file are read as well.

mod matching;
mod mirror;
mod source;

use std::io;
use std::path::{Path, PathBuf};

use bundle::{Finding, Severity};
use serde::Deserialize;

use self::matching::Affected;
pub use self::mirror::{Mirror, is_mirror};
use crate::Inventory;

/// The largest advisory, in bytes.
const LARGEST: u64 = 4 << 20;

/// The most advisories of one database. That of npm has some 200 000.
const MOST: usize = 2_000_000;

/// A package of a tree in a version that an advisory is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vulnerability {
    /// The advisory's id, such as `GHSA-...`.
    pub id: String,
    /// Its other names, such as `CVE-...`.
    pub aliases: Vec<String>,
    /// The package.
    pub package: String,
    /// Its version in the tree.
    pub version: String,
    /// Where it lies, all places.
    pub places: Vec<String>,
    /// One sentence about it.
    pub summary: String,
    /// How grave the advisory's author finds it.
    pub gravity: Gravity,
    /// The lowest version after this one that is said to be mended.
    pub fixed: Option<String>,
}

/// How grave a vulnerability is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// Its author does not say.
    Unknown,
    /// Low.
    Low,
    /// Moderate.
    Moderate,
    /// High.
    High,
    /// Critical.
    Critical,
    /// The package was published to do harm.
    Malicious,
}

/// Why a database of advisories cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum AdvisoryError {
    /// The file or folder.
    #[error("the advisories in {} cannot be read", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A mirror.
    #[error("the mirror of advisories {url} cannot be used: {message}")]
    Mirror {
        /// Its URL.
        url: String,
        /// Why.
        message: String,
    },
    /// A mirror whose first archive is not there yet.
    #[error(
        "the mirror of advisories {url} has not sent its first archive yet; the download goes on"
    )]
    Pending {
        /// Its URL.
        url: String,
    },
    /// No advisory in the OSV format.
    #[error("{name} is no advisory in the OSV format: {source}")]
    Malformed {
        /// The file.
        name: String,
        /// What the parser says.
        source: serde_json::Error,
    },
    /// Over a limit.
    #[error("{name} is larger than {limit} bytes")]
    TooLarge {
        /// The file.
        name: String,
        /// The limit.
        limit: u64,
    },
    /// Over a limit.
    #[error("there are more advisories than {limit}")]
    TooMany {
        /// The limit.
        limit: usize,
    },
}

#[derive(Debug, Deserialize)]
struct Advisory {
    id: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    summary: String,
    withdrawn: Option<String>,
    #[serde(default)]
    affected: Vec<Affected>,
    database_specific: Option<Specific>,
}

#[derive(Debug, Deserialize)]
struct Specific {
    severity: Option<serde_json::Value>,
}

/// The vulnerabilities of all packages that a database knows, by package, version and id.
///
/// # Errors
/// The database cannot be read as a whole: a part would look like safety.
pub fn vulnerabilities(
    packages: &Inventory,
    database: &Path,
) -> Result<Vec<Vulnerability>, AdvisoryError> {
    let names = packages.names();
    let mut found = Vec::new();
    source::each(database, &mut |advisory| {
        let about = advisory
            .affected
            .iter()
            .any(|one| one.name().is_some_and(|name| names.contains(name)));
        if advisory.withdrawn.is_none() && about {
            found.extend(packages.iter().filter_map(|one| matched(&advisory, one)));
        }
    })?;
    found.sort_by(|a: &Vulnerability, b| {
        (&a.package, &a.version, &a.id).cmp(&(&b.package, &b.version, &b.id))
    });
    found.dedup();
    Ok(found)
}

fn matched(
    advisory: &Advisory,
    (name, version, places): (&str, &str, &[String]),
) -> Option<Vulnerability> {
    let own = || {
        advisory
            .affected
            .iter()
            .filter(|affected| affected.name() == Some(name))
    };
    own()
        .any(|affected| affected.has(version))
        .then(|| Vulnerability {
            id: advisory.id.clone(),
            aliases: advisory.aliases.clone(),
            package: name.to_owned(),
            version: version.to_owned(),
            places: places.to_vec(),
            summary: advisory.summary.trim().chars().take(300).collect(),
            gravity: advisory.gravity(),
            fixed: matching::fixed(own(), version),
        })
}

impl Advisory {
    fn gravity(&self) -> Gravity {
        if self.id.starts_with("MAL-") {
            return Gravity::Malicious;
        }
        let said = self
            .database_specific
            .as_ref()
            .and_then(|specific| specific.severity.as_ref()?.as_str());
        match said.map(str::to_ascii_uppercase).as_deref() {
            Some("CRITICAL") => Gravity::Critical,
            Some("HIGH") => Gravity::High,
            Some("MODERATE" | "MEDIUM") => Gravity::Moderate,
            Some("LOW") => Gravity::Low,
            _ => Gravity::Unknown,
        }
    }
}

impl Vulnerability {
    /// As a finding on whatever requires the package. What is critical blocks; for the rest a reviewer decides.
    #[must_use]
    pub fn finding(&self) -> Finding {
        let also = if self.aliases.is_empty() {
            String::new()
        } else {
            format!(" ({})", self.aliases.join(", "))
        };
        let summary = if self.summary.is_empty() {
            "see the advisory"
        } else {
            &self.summary
        };
        Finding {
            rule: "vulnerable-dependency".to_owned(),
            severity: match self.gravity {
                Gravity::Malicious | Gravity::Critical => Severity::Error,
                Gravity::Low => Severity::Note,
                _ => Severity::Warning,
            },
            place: None,
            message: format!(
                "{}@{} has a known vulnerability, {}{also}: {summary}",
                self.package, self.version, self.id
            ),
            reason:
                "what a package does wrong it does in the name of whoever installed the integration"
                    .to_owned(),
            mend: match (&self.fixed, self.gravity) {
                (_, Gravity::Malicious) => format!("Remove {}.", self.package),
                (Some(fixed), _) => format!(
                    "Use {} {fixed} or later, or a version of what requires it that does.",
                    self.package
                ),
                (None, _) => format!("No mended version is known: replace {}.", self.package),
            },
        }
    }
}

#[cfg(test)]
mod tests;
