//! From one release to another: what differs, and the step.

use std::collections::BTreeMap;

use bundle::Sentence;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{CatalogueListing, FormField, PermissionsInWords, UpdateWait};

/// What an update would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UpdatePreview {
    /// What runs.
    pub from: CatalogueListing,
    /// What would run.
    pub to: CatalogueListing,
    /// What it may do more or less.
    pub difference: PermissionsDifference,
    /// Bytes of the code that runs.
    pub code_bytes_before: u64,
    /// Bytes of the code that would run.
    pub code_bytes_after: u64,
    /// What is to be filled in, or no longer.
    pub form: FormDifference,
    /// What is to be decided or filled in.
    pub why: Vec<UpdateWait>,
    /// Whether its permissions have to be accepted: they widen.
    pub needs_acceptance: bool,
    /// All it may do.
    pub permissions: PermissionsInWords,
}

/// How the permissions of two releases differ, in plain words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PermissionsDifference {
    /// What it may do that it may not now.
    pub added: Vec<Sentence>,
    /// What it may do no more.
    pub removed: Vec<Sentence>,
}

/// How the forms of two releases differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormDifference {
    /// Fields that are new.
    pub added: Vec<FormField>,
    /// Fields that take other values than before, as they are now.
    pub changed: Vec<FormField>,
    /// The names of fields that are gone.
    pub removed: Vec<String>,
}

/// The step to another release. Has no `Debug`: it holds secrets.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeUpdate {
    /// The revision the step started from; 409 when the installation has moved on.
    pub revision: u64,
    /// The version that is to run; the one it waits for when absent, else the newest published one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The `accept` of the permissions that were read; needed where they widen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accept: Option<String>,
    /// Configuration items that its form asks for or that change with it.
    #[serde(default)]
    pub configuration: BTreeMap<String, String>,
    /// Secrets, likewise.
    #[serde(default)]
    pub secrets: BTreeMap<String, String>,
}
