//! The ordered bindings of a trigger: what runs there, what its failure does, how long it may take.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::{ActionId, BindingId, Error, InstallationId, limit};

/// One place of a flow's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binding {
    /// Its id.
    pub id: BindingId,
    /// What runs.
    #[serde(flatten)]
    pub bound: Bound,
    /// What the flow shows for it.
    pub display_name: String,
    /// What a failure does.
    pub failure_policy: FailurePolicy,
    /// Its own share of the flow's time, in ms; the whole rest when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_ms: Option<u64>,
    /// When it was made, unix ms.
    pub created_at_ms: u64,
}

/// What a binding runs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The deployed version of one of the tenant's own actions.
    Action(ActionId),
    /// The release of one of its installations.
    Installation(InstallationId),
}

/// What a failure of the action does to the flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailurePolicy {
    /// The flow is denied.
    #[default]
    Block,
    /// The action is skipped.
    Continue,
}

/// The ordered bindings of one trigger, with the version a change has to start from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BindingList {
    /// Counts the changes of the list; 0 before the first.
    pub version: u64,
    /// In the order they run.
    pub bindings: Vec<Binding>,
}

impl Binding {
    /// What a time budget may be, in ms: up to all the time a flow has between two suspensions.
    pub const BUDGET_MS: RangeInclusive<u64> = 100..=20_000;

    /// Checks the time budget.
    pub fn validate(&self) -> Result<(), Error> {
        let (min, max) = (*Self::BUDGET_MS.start(), *Self::BUDGET_MS.end());
        self.budget_ms.map_or(Ok(()), |budget_ms| {
            limit::range("budget_ms", budget_ms, min, max)
        })
    }
}

impl Bound {
    /// The action, when it is the tenant's own.
    #[must_use]
    pub const fn action(&self) -> Option<&ActionId> {
        match self {
            Self::Action(action) => Some(action),
            Self::Installation(_) => None,
        }
    }

    /// The installation, when it is a partner's release.
    #[must_use]
    pub const fn installation(&self) -> Option<&InstallationId> {
        match self {
            Self::Action(_) => None,
            Self::Installation(installation) => Some(installation),
        }
    }

    /// The id of what is bound, as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Action(action) => action.as_str(),
            Self::Installation(installation) => installation.as_str(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn binding(bound: Bound, budget_ms: Option<u64>) -> Binding {
        Binding {
            id: BindingId::new("b1"),
            bound,
            display_name: "one".to_owned(),
            failure_policy: FailurePolicy::Block,
            budget_ms,
            created_at_ms: 1,
        }
    }

    #[test]
    fn a_binding_names_an_action_or_an_installation_under_its_own_key() {
        let action = binding(Bound::Action(ActionId::new("a1")), None);
        let installed = binding(Bound::Installation(InstallationId::new("i1")), Some(500));
        for (binding, expected) in [
            (
                action,
                r#"{"id":"b1","action":"a1","display_name":"one","failure_policy":"block","created_at_ms":1}"#,
            ),
            (
                installed,
                r#"{"id":"b1","installation":"i1","display_name":"one","failure_policy":"block","budget_ms":500,"created_at_ms":1}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&binding).unwrap(), expected);
            assert_eq!(serde_json::from_str::<Binding>(expected).unwrap(), binding);
        }
    }

    #[test]
    fn a_budget_has_bounds() {
        for (budget_ms, allowed) in [
            (None, true),
            (Some(100), true),
            (Some(20_000), true),
            (Some(99), false),
            (Some(20_001), false),
        ] {
            let binding = binding(Bound::Action(ActionId::new("a1")), budget_ms);
            assert_eq!(binding.validate().is_ok(), allowed, "{budget_ms:?}");
        }
    }
}
