//! Scopes that actions add and remove.

use std::collections::BTreeMap;

use contract::{Failure, FailureKind};
use serde::{Deserialize, Serialize};

/// What becomes of a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScopeChange {
    /// It is granted.
    Add,
    /// It is taken away.
    Remove,
}

/// By scope, what becomes of it. The last operation per scope wins.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScopeChanges {
    changes: BTreeMap<String, ScopeChange>,
}

impl ScopeChanges {
    /// The scopes of a token that had these: without those removed, followed by those added.
    pub fn apply(&self, granted: &[String]) -> Vec<String> {
        let is_kept = |scope: &&String| self.changes.get(*scope) != Some(&ScopeChange::Remove);
        let kept = granted.iter().filter(is_kept).cloned();
        let added = self
            .changes
            .iter()
            .filter(|(scope, change)| **change == ScopeChange::Add && !granted.contains(scope))
            .map(|(scope, _)| scope.clone());
        kept.chain(added).collect()
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// How many scopes change.
    pub(crate) fn len(&self) -> usize {
        self.changes.len()
    }

    /// Notes a change. Text with spaces is a list, as `scope` is one on the wire (RFC 6749, 3.3).
    pub(crate) fn set(&mut self, text: &str, change: ScopeChange) -> Result<(), Failure> {
        let scopes: Vec<&str> = text.split(' ').filter(|scope| !scope.is_empty()).collect();
        if scopes.is_empty() || !scopes.iter().all(|scope| scope.bytes().all(is_scope_byte)) {
            let message = "a scope must be printable ASCII without quotes and backslashes (RFC 6749, section 3.3)";
            return Err(Failure::new(FailureKind::Error, message));
        }
        for scope in scopes {
            self.changes.insert(scope.to_owned(), change);
        }
        Ok(())
    }
}

/// `scope-token` of RFC 6749, section 3.3.
const fn is_scope_byte(byte: u8) -> bool {
    matches!(byte, 0x21 | 0x23..=0x5b | 0x5d..=0x7e)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_change_per_scope_wins() {
        let mut changes = ScopeChanges::default();
        changes.set("write", ScopeChange::Add).unwrap();
        changes.set("read", ScopeChange::Remove).unwrap();
        changes.set("a b", ScopeChange::Add).unwrap();
        changes.set("a", ScopeChange::Remove).unwrap();
        let granted = ["openid", "read", "b"].map(str::to_owned);
        assert_eq!(changes.apply(&granted), ["openid", "b", "write"]);
    }

    #[test]
    fn what_is_no_scope_is_refused() {
        for text in ["", " ", "a\"b", "a\\b", "a\nb", "ä"] {
            assert!(
                ScopeChanges::default().set(text, ScopeChange::Add).is_err(),
                "{text:?}"
            );
        }
    }
}
