//! Secrets of a draft: set and removed one by one; a version keeps those it was deployed with.

use tenant::{ActionSecret, AdminToken, Secret, SecretsChange};

use crate::App;
use crate::actions::ActionChange;
use crate::error::Error;

impl App {
    /// Sets one secret of a draft.
    ///
    /// # Errors
    /// What does not fit, or a fault of ours.
    pub async fn put_secret(
        &self,
        by: &AdminToken,
        id: &str,
        name: &str,
        value: Secret,
    ) -> Result<ActionSecret, Error> {
        let change = ActionChange {
            secrets: SecretsChange::Set(name.to_owned(), value),
            ..ActionChange::default()
        };
        let view = self.edit_action(by, id, change).await?;
        let kept = view
            .action
            .draft
            .secrets
            .into_iter()
            .find(|secret| secret.name == name);
        kept.ok_or_else(|| Error::NotFound {
            noun: "secret",
            id: name.to_owned(),
        })
    }

    /// Removes one secret of a draft.
    ///
    /// # Errors
    /// What does not fit, or a fault of ours.
    pub async fn delete_secret(&self, by: &AdminToken, id: &str, name: &str) -> Result<(), Error> {
        let change = ActionChange {
            secrets: SecretsChange::Remove(name.to_owned()),
            ..ActionChange::default()
        };
        match self.edit_action(by, id, change).await {
            Ok(_) => Ok(()),
            Err(Error::Store(store::Error::Tenant(tenant::Error::NotThere { .. }))) => {
                Err(Error::NotFound {
                    noun: "secret",
                    id: name.chars().take(128).collect(),
                })
            }
            Err(error) => Err(error),
        }
    }
}
