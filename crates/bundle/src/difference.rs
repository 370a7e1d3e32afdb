//! Permissions beside permissions: what a new version asks for that was not accepted, and what names an acceptance.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use contract::permission::{
    ApiPermission, EventPermission, HostPattern, HostPermission, NamePattern, Permissions,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{Digest, NotADigest};

/// How new permissions differ from old ones. A narrower field, name or host is no addition: it was permitted before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    /// What the new ones permit and the old ones did not.
    pub added: Permissions,
    /// What the old ones permitted and the new ones do not.
    pub removed: Permissions,
    /// Whether anything was added, so that the customer has to accept anew.
    pub widens: bool,
}

impl Difference {
    /// Compares what is permitted; reasons do not count.
    pub fn between(old: &Permissions, new: &Permissions) -> Self {
        let added = beyond(old, new);
        Self {
            widens: added != Permissions::default(),
            added,
            removed: beyond(new, old),
        }
    }
}

/// What `more` permits beyond `known`.
fn beyond(known: &Permissions, more: &Permissions) -> Permissions {
    let field = |own: &&EventPermission| {
        let mut known = known.event.iter();
        !known.any(|known| known.field.covers(own.field.as_str()))
    };
    let method = |own: &ApiPermission| -> Option<ApiPermission> {
        let same = || known.api.iter().filter(|known| known.method == own.method);
        if same().next().is_none() {
            return Some(own.clone());
        }
        let mut own = own.clone();
        own.names.retain(|name| {
            let mut known = same().flat_map(|known| &known.names);
            !known.any(|known| covers_name(known, name))
        });
        (!own.names.is_empty()).then_some(own)
    };
    let hosts = |known: &[HostPermission], more: &[HostPermission]| {
        let is_new = |own: &&HostPermission| {
            !known
                .iter()
                .any(|known| covers_host(&known.host, &own.host))
        };
        more.iter().filter(is_new).cloned().collect()
    };
    Permissions {
        event: more.event.iter().filter(field).cloned().collect(),
        api: more.api.iter().filter_map(method).collect(),
        hosts: hosts(&known.hosts, &more.hosts),
        redirects: hosts(&known.redirects, &more.redirects),
    }
}

fn covers_name(known: &NamePattern, name: &NamePattern) -> bool {
    match (known, name) {
        (NamePattern::Prefix(start), NamePattern::Exact(name) | NamePattern::Prefix(name)) => {
            name.starts_with(start.as_str())
        }
        _ => known == name,
    }
}

fn covers_host(known: &HostPattern, host: &HostPattern) -> bool {
    match (known, host) {
        (
            HostPattern::Below { name, port },
            HostPattern::Exact {
                host: other,
                port: at,
            }
            | HostPattern::Below {
                name: other,
                port: at,
            },
        ) => {
            let is_same = matches!(host, HostPattern::Below { .. }) && other == name;
            let is_below = other
                .strip_suffix(name.as_str())
                .is_some_and(|front| front.ends_with('.'));
            port == at && (is_same || is_below)
        }
        _ => known == host,
    }
}

/// What names permissions when they are accepted: the same for the same permissions, in whatever order they stand and
/// whatever their reasons say. Rewording asks for no new acceptance.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PermissionsDigest(Digest);

/// Parts this digest from every other use of SHA-256, and its first form from later ones.
const DOMAIN: &[u8] = b"latchwork permissions 1\0";

/// The digest of permissions without their reasons.
pub fn permissions_digest(permissions: &Permissions) -> PermissionsDigest {
    let mut entries: BTreeSet<[String; 3]> = BTreeSet::new();
    let mut add = |kind: &str, what: String, name: String| {
        entries.insert([kind.to_owned(), what, name]);
    };
    for own in &permissions.event {
        add("event", own.field.to_string(), String::new());
    }
    for own in &permissions.api {
        add("api", own.method.clone(), String::new());
        for name in &own.names {
            add("api", own.method.clone(), name.to_string());
        }
    }
    for own in &permissions.hosts {
        add("hosts", own.host.to_string(), String::new());
    }
    for own in &permissions.redirects {
        add("redirects", own.host.to_string(), String::new());
    }
    let mut hasher = Sha256::new_with_prefix(DOMAIN);
    for part in entries.iter().flatten() {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    PermissionsDigest(Digest::from_bytes(hasher.finalize().into()))
}

impl fmt::Display for PermissionsDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for PermissionsDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PermissionsDigest({self})")
    }
}

impl FromStr for PermissionsDigest {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        text.parse().map(Self)
    }
}

impl From<PermissionsDigest> for String {
    fn from(digest: PermissionsDigest) -> Self {
        digest.to_string()
    }
}

impl TryFrom<String> for PermissionsDigest {
    type Error = NotADigest;

    fn try_from(text: String) -> Result<Self, NotADigest> {
        text.parse()
    }
}

#[cfg(test)]
mod tests;
