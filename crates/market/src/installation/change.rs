//! An administrator changes an installation: its values, its release, or takes it away.

use bundle::form::Before;
use bundle::{Difference, PermissionsDigest};
use contract::Trigger;
use serde_json::json;
use tenant::{Tenant, limit};

use super::install::NAME_BYTES;
use super::{Chosen, Follow, Installation, InstallationSecret, InstallationState, Written};
use crate::{Acceptance, Act, Change, Error, Release};

/// A change of what an installation has; what is `None` or not named stays.
#[derive(Debug, Clone, Default)]
pub struct Reconfiguration {
    /// Another name.
    pub name: Option<String>,
    /// Whether it goes on to newer releases.
    pub follow: Option<Follow>,
    /// Other values.
    pub chosen: Chosen,
}

/// A change of an installation's release.
#[derive(Debug, Clone)]
pub struct Update<'a> {
    /// The tenant.
    pub tenant: &'a Tenant,
    /// What runs.
    pub from: &'a Release,
    /// What is to run.
    pub to: &'a Release,
    /// Values that its form asks for, or that change with it.
    pub chosen: Chosen,
    /// What names the permissions the customer read; needed where they widen.
    pub accepted: Option<PermissionsDigest>,
    /// Who updates: a token's id.
    pub by: &'a str,
}

impl Installation {
    /// Changes name, values and whether it follows. `release` is the one that runs.
    pub fn reconfigure(
        &self,
        release: &Release,
        change: Reconfiguration,
        now_ms: u64,
    ) -> Result<Written, Error> {
        self.check_release(release)?;
        let mut next = self.changed(now_ms);
        if let Some(name) = change.name {
            limit::text("name", &name, NAME_BYTES)?;
            next.name = name;
        }
        if let Some(follow) = change.follow {
            next.follow = if self.testing { Follow::Pinned } else { follow };
            if next.follow == Follow::Pinned {
                next.state = InstallationState::Active;
            }
        }
        let secrets = next.fill_in(release, &change.chosen, now_ms)?;
        let act = Act::new(
            "Configure an installation",
            &self.id,
            json!({
                "configuration": change.chosen.configuration.keys().collect::<Vec<_>>(),
                "secrets": secrets.keys().collect::<Vec<_>>(),
                "follow": next.follow,
            }),
        );
        let change = Change {
            next,
            act,
            notices: Vec::new(),
        };
        Ok(Written { change, secrets })
    }

    /// Puts another release of the same integration in its place.
    pub fn update(&self, update: Update<'_>, now_ms: u64) -> Result<Written, Error> {
        let Update { from, to, .. } = update;
        self.check_release(from)?;
        self.check_update(to)?;
        to.check_installable(update.tenant)?;
        let difference = Difference::between(&from.manifest.permissions, &to.manifest.permissions);
        let mut next = self.changed(now_ms);
        next.acceptance = match update.accepted {
            Some(given) => Acceptance::give(to, &given, update.by, now_ms)?,
            None if difference.widens => {
                return Err(Error::NotAccepted {
                    expected: Acceptance::needed(to),
                });
            }
            None => self.acceptance.narrowed(to),
        };
        let secrets = next.fill_in(to, &update.chosen, now_ms)?;
        next.take(to);
        let act = Act::new(
            "Update an installation",
            &self.id,
            json!({
                "from": self.release,
                "to": next.release,
                "version": next.version,
                "accepted": next.acceptance.permissions,
            }),
        );
        let change = Change {
            next,
            act,
            notices: Vec::new(),
        };
        Ok(Written { change, secrets })
    }

    /// Takes it away, unless flows run it.
    pub fn uninstall(&self, bound_in: Vec<Trigger>) -> Result<Act, Error> {
        if !bound_in.is_empty() {
            return Err(Error::StillBound(bound_in));
        }
        Ok(Act::new(
            "Uninstall an integration",
            &self.id,
            json!({"slug": self.slug, "version": self.version, "release": self.release}),
        ))
    }

    pub(super) fn changed(&self, now_ms: u64) -> Self {
        let mut next = self.clone();
        next.revision = next.revision.saturating_add(1);
        next.updated_at_ms = now_ms;
        next
    }

    /// Runs another release from now on.
    pub(super) fn take(&mut self, release: &Release) {
        self.release = release.id.clone();
        self.version = release.version().clone();
        self.state = InstallationState::Active;
    }

    /// Fills in the form of a release beside what is there; gives the secret values that are new.
    pub(super) fn fill_in(
        &mut self,
        release: &Release,
        chosen: &Chosen,
        now_ms: u64,
    ) -> Result<super::SecretValues, Error> {
        let names = self.secret_names();
        let before = Before {
            configuration: &self.configuration,
            secrets: &names,
        };
        let values = release
            .form
            .check_change(before, &chosen.configuration, &chosen.exposed())
            .map_err(Error::Form)?;
        release.manifest.permissions.grant(&values.configuration)?;
        let secrets = super::secret_values(&values);
        let had = std::mem::take(&mut self.secrets);
        for field in &release.form.secrets {
            let updated_at_ms = if secrets.contains_key(&field.name) {
                Some(now_ms)
            } else if chosen.secrets.contains_key(&field.name) {
                // Given empty: it has no value any more.
                None
            } else {
                had.iter()
                    .find(|one| one.name == field.name)
                    .map(|one| one.updated_at_ms)
            };
            if let Some(updated_at_ms) = updated_at_ms {
                self.secrets.push(InstallationSecret {
                    name: field.name.clone(),
                    updated_at_ms,
                });
            }
        }
        self.configuration = values.configuration;
        Ok(secrets)
    }

    fn check_release(&self, release: &Release) -> Result<(), Error> {
        if release.id == self.release {
            return Ok(());
        }
        Err(Error::NotAnUpdate {
            because: "another release runs meanwhile; read it again",
        })
    }

    fn check_update(&self, to: &Release) -> Result<(), Error> {
        let because = if to.id == self.release {
            "it runs already"
        } else if *to.slug() != self.slug || to.partner != self.partner {
            "it is another integration"
        } else if to.manifest.trigger != self.trigger {
            "it is for another trigger; install it anew"
        } else {
            return Ok(());
        };
        Err(Error::NotAnUpdate { because })
    }
}
