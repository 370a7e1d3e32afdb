//! Secrets of a draft: set and removed one by one; a version keeps those it was deployed with.

use std::collections::BTreeMap;

use tenant::{ActionSecret, AdminToken, Secret, TenantId};

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
        let mut secrets = self.kept_secrets(&by.tenant, id).await?;
        secrets.insert(name.to_owned(), Some(value));
        let change = ActionChange {
            secrets: Some(secrets),
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
        let mut secrets = self.kept_secrets(&by.tenant, id).await?;
        if secrets.remove(name).is_none() {
            return Err(Error::NotFound {
                noun: "secret",
                id: name.chars().take(128).collect(),
            });
        }
        let change = ActionChange {
            secrets: Some(secrets),
            ..ActionChange::default()
        };
        self.edit_action(by, id, change).await.map(drop)
    }

    async fn kept_secrets(
        &self,
        tenant: &TenantId,
        id: &str,
    ) -> Result<BTreeMap<String, Option<Secret>>, Error> {
        let action = self.action(tenant, id).await?;
        Ok(action
            .draft
            .secrets
            .into_iter()
            .map(|secret| (secret.name, None))
            .collect())
    }
}
