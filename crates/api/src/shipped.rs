//! The npm packages that go along with a partner's package.

use bundle::{PackageChange, ShippedPackage};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The npm packages of a submission, and what is different from the release before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShippedPackages {
    /// The packages, by name and version.
    pub packages: Vec<ShippedPackage>,
    /// The version of the release that they are compared with; none when there is none before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What is different, by name.
    pub changes: Vec<PackageChange>,
}
