//! What people call by name or by id.

use api::{Action, ActionList};

use crate::remote::{Answer, Client, RemoteError};

/// The action of this name, or else of this id.
pub(super) async fn action(client: &Client, name_or_id: &str) -> Result<Action, RemoteError> {
    let list: Answer<ActionList> = client.get(&["actions"]).await?;
    let mut actions = list.value.actions;
    let at = actions
        .iter()
        .position(|action| action.name == name_or_id)
        .or_else(|| actions.iter().position(|action| action.id == name_or_id))
        .ok_or_else(|| RemoteError::NoSuchAction {
            name: name_or_id.to_owned(),
        })?;
    Ok(actions.swap_remove(at))
}
