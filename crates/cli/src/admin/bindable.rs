//! What a flow can bind: one of the tenant's own actions or one of its installations, by name or id.

use crate::remote::{Answer, Client, RemoteError};
use api::{ActionList, Binding, BindingOrder, FailurePolicy, InstallationList};
use contract::Trigger;

/// An action or an installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bindable {
    pub(super) name: String,
    pub(super) trigger: Trigger,
    id: BindableId,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum BindableId {
    Action(String),
    Installation(String),
}

impl Bindable {
    /// The action or installation of this name or id. An action goes before an installation of the same name, which its
    /// id still names.
    pub(super) async fn find(client: &Client, name_or_id: &str) -> Result<Self, RemoteError> {
        let actions: Answer<ActionList> = client.get(&["actions"]).await?;
        let own = actions.value.actions.into_iter().map(|action| Self {
            name: action.name,
            trigger: action.trigger,
            id: BindableId::Action(action.id),
        });
        if let Some(found) = find(own.collect(), name_or_id) {
            return Ok(found);
        }
        let installed: Answer<InstallationList> = client.get(&["installations"]).await?;
        let installed = installed.value.installations.into_iter().map(|one| Self {
            name: one.name,
            trigger: one.trigger,
            id: BindableId::Installation(one.id),
        });
        find(installed.collect(), name_or_id).ok_or_else(|| RemoteError::NothingToBind {
            name: name_or_id.to_owned(),
        })
    }

    /// Whether the binding is of it.
    pub(super) fn is_bound_by(&self, binding: &Binding) -> bool {
        match &self.id {
            BindableId::Action(id) => binding.action_id.as_ref() == Some(id),
            BindableId::Installation(id) => binding.installation_id.as_ref() == Some(id),
        }
    }

    /// Its entry of a new order.
    pub(super) fn entry(
        self,
        failure_policy: FailurePolicy,
        budget_ms: Option<u64>,
    ) -> BindingOrder {
        let (action_id, installation_id) = match self.id {
            BindableId::Action(id) => (Some(id), None),
            BindableId::Installation(id) => (None, Some(id)),
        };
        BindingOrder {
            action_id,
            installation_id,
            failure_policy,
            budget_ms,
        }
    }

    fn has_id(&self, wanted: &str) -> bool {
        match &self.id {
            BindableId::Action(id) | BindableId::Installation(id) => id == wanted,
        }
    }
}

fn find(mut all: Vec<Bindable>, name_or_id: &str) -> Option<Bindable> {
    let at = all
        .iter()
        .position(|one| one.name == name_or_id)
        .or_else(|| all.iter().position(|one| one.has_id(name_or_id)))?;
    Some(all.swap_remove(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_before_ids() {
        let bindable = |name: &str, id: &str| Bindable {
            name: name.to_owned(),
            trigger: Trigger::PostLogin,
            id: BindableId::Installation(id.to_owned()),
        };
        let all = [bindable("one", "i1"), bindable("i1", "i2")];
        for (wanted, expected) in [
            ("one", Some("i1")),
            ("i1", Some("i2")),
            ("i2", Some("i2")),
            ("two", None),
        ] {
            let found = find(all.to_vec(), wanted);
            let found = found.map(|one| one.entry(FailurePolicy::Block, None).installation_id);
            assert_eq!(found.flatten().as_deref(), expected, "{wanted}");
        }
    }
}
