//! Installing releases in a tenant and binding them: for the demo and for tests.

use std::collections::BTreeMap;

use contract::Trigger;
use market::{Follow, Installation};
use tenant::{AdminRole, AdminToken, FailurePolicy, Secret, TenantId};
use url::Url;

use crate::App;
use crate::bindings::{BoundAction, Named, Wanted};
use crate::catalogue::acceptance_of;
use crate::error::Error;
use crate::install::{Change, Install};

/// The highest version of a flow that nobody but a seed has changed.
const SEEDED: u64 = 1;

/// An installation to make.
#[derive(Debug, Clone)]
pub struct NewInstallation {
    /// The integration, of which the newest release is taken.
    pub slug: String,
    /// The trigger whose flow runs it.
    pub trigger: Trigger,
    /// Configuration items.
    pub configuration: BTreeMap<String, String>,
    /// Secrets.
    pub secrets: BTreeMap<String, Secret>,
    /// The configuration item that says where a service is: an installation that has this URL but for its port goes with
    /// it when it moves.
    pub place: Option<String>,
}

impl App {
    /// Installs what is wanted and binds it last, in this order: once, while nobody else has changed the tenant's flow and
    /// it binds no installation.
    ///
    /// # Errors
    /// A token that may not, values that do not fit the form, or a fault of ours.
    pub async fn seed_installations(
        &self,
        tenant: &str,
        token: &Secret,
        wanted: &[NewInstallation],
    ) -> Result<(), Error> {
        let by = self.editor(tenant, token).await?;
        for trigger in Trigger::ALL {
            let of_trigger = wanted.iter().filter(|one| one.trigger == trigger);
            let of_trigger: Vec<&NewInstallation> = of_trigger.collect();
            let flow = self.show_flow(&by.tenant, trigger).await?;
            let bound = flow.bindings.iter();
            let is_done = flow.version > SEEDED
                || bound
                    .filter_map(|one| one.binding.bound.installation())
                    .count()
                    > 0;
            if of_trigger.is_empty() || is_done {
                continue;
            }
            let mut order: Vec<Wanted> = flow.bindings.iter().map(as_it_is).collect();
            for one in of_trigger {
                let installed = self.installed_once(&by, one).await?;
                order.push(Wanted {
                    named: Named::Installation(installed.id.to_string()),
                    failure_policy: FailurePolicy::Block,
                    budget_ms: None,
                });
            }
            self.replace_flow(&by, trigger, flow.version, order).await?;
        }
        Ok(())
    }

    /// Has every installation of these integrations go with the service it asks, and with its secrets.
    ///
    /// # Errors
    /// A token that may not, values that do not fit the form, or a fault of ours.
    pub async fn move_installations(
        &self,
        tenant: &str,
        token: &Secret,
        wanted: &[NewInstallation],
    ) -> Result<(), Error> {
        let by = self.editor(tenant, token).await?;
        for view in self.installations(&by.tenant).await? {
            let held = view.installation;
            let of_slug = wanted.iter().filter(|one| one.slug == held.slug.as_str());
            for one in of_slug.filter(|one| one.is_asked_by(&held)) {
                self.move_installation(&by, &held, one).await?;
            }
        }
        Ok(())
    }

    async fn move_installation(
        &self,
        by: &AdminToken,
        held: &Installation,
        wanted: &NewInstallation,
    ) -> Result<(), Error> {
        let known = self
            .store
            .installation_secrets(&held.tenant, &held.id)
            .await?;
        let mut change = Change::default();
        for (name, value) in &wanted.secrets {
            if known
                .get(name)
                .is_some_and(|known| known.expose() != value.expose())
            {
                change.secrets.insert(name.clone(), value.clone());
            }
        }
        if let Some((name, value)) = wanted.place()
            && held.configuration.get(name) != Some(value)
        {
            change.configuration.insert(name.clone(), value.clone());
        }
        if change.secrets.is_empty() && change.configuration.is_empty() {
            return Ok(());
        }
        self.reconfigure(by, held.id.as_str(), held.revision, change)
            .await?;
        Ok(())
    }

    /// The tenant's installation of this integration, made unless a start that was cut off has made it.
    async fn installed_once(
        &self,
        by: &AdminToken,
        wanted: &NewInstallation,
    ) -> Result<Installation, Error> {
        let known = self.installations(&by.tenant).await?;
        let known = known
            .into_iter()
            .map(|view| view.installation)
            .find(|one| one.slug.as_str() == wanted.slug);
        if let Some(known) = known {
            return Ok(known);
        }
        let version = self.integration(&wanted.slug).await?.entry.version;
        let version = version.to_string();
        let offer = self.offer(&wanted.slug, &version).await?;
        let install = Install {
            slug: wanted.slug.clone(),
            version: Some(version),
            name: None,
            follow: Follow::Following,
            configuration: wanted.configuration.clone(),
            secrets: wanted.secrets.clone(),
            accept: acceptance_of(&offer.release),
        };
        Ok(self.install(by, install).await?.installation)
    }

    async fn editor(&self, tenant: &str, token: &Secret) -> Result<AdminToken, Error> {
        let missing = || Error::NotFound {
            noun: "tenant",
            id: tenant.to_owned(),
        };
        let id = TenantId::parse(tenant)?;
        let tenant = self.store.tenant_find(&id).await?.ok_or_else(missing)?;
        let token = Some(token.expose());
        self.check_admin_token(&tenant, token, AdminRole::Editor)
            .await
    }
}

impl NewInstallation {
    fn place(&self) -> Option<(&String, &String)> {
        self.configuration.get_key_value(self.place.as_ref()?)
    }

    /// Whether an installation asks this service, where it is now or where it was: on another port.
    fn is_asked_by(&self, held: &Installation) -> bool {
        let Some((name, now)) = self.place() else {
            return false;
        };
        let held = held.configuration.get(name);
        held.is_some_and(|held| {
            without_port(held).is_some_and(|held| without_port(now) == Some(held))
        })
    }
}

fn without_port(url: &str) -> Option<Url> {
    let mut url = Url::parse(url).ok()?;
    url.set_port(None).ok()?;
    Some(url)
}

fn as_it_is(bound: &BoundAction) -> Wanted {
    let binding = &bound.binding;
    Wanted {
        named: match &binding.bound {
            tenant::Bound::Action(id) => Named::Action(id.as_str().to_owned()),
            tenant::Bound::Installation(id) => Named::Installation(id.as_str().to_owned()),
        },
        failure_policy: binding.failure_policy,
        budget_ms: binding.budget_ms,
    }
}
