//! Secrets of other versions than the one that ran, which it may have found in its cache.

use std::collections::{BTreeMap, BTreeSet};

use store::CachedSecret;
use tenant::{ActionVersionId, Secret};

/// Secrets of other versions that an execution may have found in its cache.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OtherSecrets {
    /// These.
    Known(Vec<OtherSecret>),
    /// Their values are not known: what the execution says may be any of them.
    Unknown {
        why: WhyUnknown,
        /// Which they are.
        marks: BTreeSet<CachedSecret>,
    },
}

/// A secret of another version.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OtherSecret {
    pub(crate) secret: CachedSecret,
    pub(crate) value: Secret,
}

/// Why the values of secrets in a cache are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum WhyUnknown {
    #[error("its cache holds a secret of a version that is gone or could not be read")]
    Missing,
    #[error("its cache holds more secrets of other versions than are looked for")]
    TooMany,
}

impl Default for OtherSecrets {
    fn default() -> Self {
        Self::Known(Vec::new())
    }
}

impl OtherSecrets {
    /// Those whose values are none of these, each value once.
    pub(crate) fn besides(self, own: &BTreeMap<String, Secret>) -> Self {
        match self {
            Self::Known(others) => Self::Known(distinct(others, own)),
            unknown @ Self::Unknown { .. } => unknown,
        }
    }
}

impl OtherSecret {
    /// By what a recording names it.
    pub(crate) fn name(&self) -> String {
        recorded_name(&self.secret.version, &self.secret.name)
    }
}

/// Those that are looked for besides these: the first by each value.
fn distinct(others: Vec<OtherSecret>, own: &BTreeMap<String, Secret>) -> Vec<OtherSecret> {
    let mut left: Vec<OtherSecret> = Vec::with_capacity(others.len());
    for other in others {
        let is_other = |value: &Secret| *value != other.value;
        if own.values().all(is_other) && left.iter().all(|one| is_other(&one.value)) {
            left.push(other);
        }
    }
    left
}

/// By what a recording names a secret of another version than the one that ran.
pub(crate) fn recorded_name(version: &ActionVersionId, name: &str) -> String {
    format!("{version}/{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn other(version: &str, name: &str, value: &str) -> OtherSecret {
        OtherSecret {
            secret: CachedSecret {
                version: ActionVersionId::new(version),
                name: name.to_owned(),
            },
            value: Secret::new(value.to_owned()),
        }
    }

    #[test]
    fn each_value_is_named_once_by_the_first_and_own_ones_not_at_all() {
        let own = BTreeMap::from([("K".to_owned(), Secret::new("own".to_owned()))]);
        let others = OtherSecrets::Known(vec![
            other("v1", "KEY", "shared"),
            other("v2", "KEY", "own"),
            other("v2", "NEW", "two"),
            other("v3", "OLD", "shared"),
        ]);
        let OtherSecrets::Known(left) = others.besides(&own) else {
            panic!("they are known");
        };
        let names: Vec<String> = left.iter().map(OtherSecret::name).collect();
        assert_eq!(names, ["v1/KEY", "v2/NEW"]);
    }
}
