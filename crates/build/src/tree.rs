//! What an action requires from npm, all of it, as it would lie in `node_modules`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::Integrity;

/// The files of a package, by their paths inside it, such as `lib/index.js`.
pub type Files = BTreeMap<String, Arc<[u8]>>;

/// Every package an action may load, with its files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree {
    /// By place, as npm writes it in a lockfile: `node_modules/axios`, `node_modules/a/node_modules/b`.
    pub packages: BTreeMap<String, Package>,
}

/// One package in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The name it was published under. That of its place differs when it was required under an alias.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The digests of its archive; `None` for what another package brings with it.
    pub integrity: Option<Integrity>,
    /// What its `package.json` says of its licence, mostly an SPDX expression.
    pub license: Option<String>,
    /// What it holds.
    pub files: Files,
}
