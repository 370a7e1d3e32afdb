//! The operator's policy of the checks.

use std::collections::BTreeMap;

use bundle::Severity;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How grave a rule's findings are here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PolicySeverity {
    /// They are not looked for.
    Off,
    /// To know.
    Note,
    /// A reviewer decides.
    Warning,
    /// They block.
    Error,
}

/// An integration that a rule does not hold for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyException {
    /// The integration.
    pub slug: String,
    /// The rule's name.
    pub rule: String,
    /// Why.
    pub because: String,
    /// The last day it holds, such as `2027-01-31`; for good when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// The policy, and the rules it speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckPolicy {
    /// Counts its changes; a change names the one it started from.
    pub version: u64,
    /// Severities by rule where they differ from the rule's own.
    pub severities: BTreeMap<String, PolicySeverity>,
    /// What is excepted.
    pub exceptions: Vec<PolicyException>,
    /// Every rule.
    pub rules: Vec<CheckRule>,
}

/// A rule of check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckRule {
    /// Its name.
    pub name: String,
    /// How grave its findings are by themselves.
    pub severity: Severity,
    /// What it looks for.
    pub about: String,
    /// Why.
    pub reason: String,
}

/// A whole new policy: what is not listed is as the rules say themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplaceCheckPolicy {
    /// The version the change started from; 409 when the policy has moved on.
    pub version: u64,
    /// Severities by rule.
    pub severities: BTreeMap<String, PolicySeverity>,
    /// What is excepted.
    pub exceptions: Vec<PolicyException>,
}
