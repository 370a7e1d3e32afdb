//! The npm packages of an action: what is declared, how far their build is, what is known of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An npm package that an action is to require.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclaredDependency {
    /// The package's name.
    pub name: String,
    /// A version; also a range or a tag, which the build puts an exact version in place of. The newest when absent.
    #[serde(default)]
    pub version: String,
}

/// An npm package that an action requires.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActionDependency {
    /// The package's name.
    pub name: String,
    /// Its version: as it was declared until the build has put an exact one in its place.
    pub version: String,
}

/// Where a draft stands on its way to a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActionStatus {
    /// Saved, and waiting for its build.
    Pending,
    /// Being built.
    Building,
    /// May be deployed.
    Built,
    /// Could not be built; it is tried again by itself.
    Retrying,
    /// Cannot be built as it is.
    Failed,
}

/// The build of a draft that requires packages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActionBuild {
    /// What is being done, while it is built.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<BuildProgress>,
    /// How many tries have failed.
    pub failed_tries: u32,
    /// When it is tried again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_at: Option<String>,
    /// What should be known of the packages: install scripts that were not run, optional packages that were left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// What a build is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "phase", rename_all = "snake_case")]
pub enum BuildProgress {
    /// Versions are being chosen.
    Resolving {
        /// Packages found so far.
        packages: usize,
    },
    /// Packages are being read.
    Fetching {
        /// Packages read.
        done: usize,
        /// Packages in all.
        total: usize,
    },
    /// The action and its packages are being made one file and loaded.
    Linking {
        /// Packages in all.
        packages: usize,
    },
}

/// A lockfile: `package-lock.json` of npm, version 3.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Lockfile(pub serde_json::Value);

/// A bill of materials: CycloneDX 1.6 in JSON (ECMA-424).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Sbom(pub serde_json::Value);

/// The licences of a version's packages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LicenceList {
    /// One for each package and version, by name.
    pub licences: Vec<Licence>,
}

/// The licence of one package in one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Licence {
    /// The package.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What its `package.json` says, mostly an SPDX expression.
    pub license: Option<String>,
    /// Its licence and notice files, one after the other.
    pub text: String,
}

/// The known vulnerabilities of the packages of a draft or version, as the advisories are now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VulnerabilityList {
    /// How old the advisories are; absent where the server has none, and so knows nothing of any package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// The gravest first, at most 200.
    pub vulnerabilities: Vec<Vulnerability>,
}

/// A package in a version that an advisory is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Vulnerability {
    /// The advisory's id, such as `GHSA-...`.
    pub id: String,
    /// Its other names, such as `CVE-...`.
    pub aliases: Vec<String>,
    /// How grave its author finds it.
    pub severity: VulnerabilitySeverity,
    /// The package.
    pub package: String,
    /// Its version here.
    pub version: String,
    /// The lowest version after this one that is said to be mended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed_in: Option<String>,
    /// Where it lies, all places.
    pub places: Vec<String>,
    /// One sentence about it.
    pub summary: String,
    /// What to do.
    pub mend: String,
}

/// How grave a vulnerability is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VulnerabilitySeverity {
    /// The advisory does not say.
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
