//! A customer installs a release.

use bundle::PermissionsDigest;
use serde_json::json;
use tenant::{InstallationId, Tenant, limit};

use super::{Chosen, Follow, Installation, InstallationSecret, InstallationState, Written};
use crate::{Acceptance, Act, Change, Error, Release};

/// The longest name, in bytes.
pub(super) const NAME_BYTES: usize = 100;

/// What an installation is made of.
#[derive(Debug, Clone)]
pub struct NewInstallation<'a> {
    /// Its id.
    pub id: InstallationId,
    /// The tenant.
    pub tenant: &'a Tenant,
    /// The release.
    pub release: &'a Release,
    /// The name in the tenant; without one, the integration's.
    pub name: Option<String>,
    /// Whether it goes on to newer releases; one that is tried out does not.
    pub follow: Follow,
    /// What the customer entered.
    pub chosen: Chosen,
    /// What names the permissions the customer read.
    pub accepted: PermissionsDigest,
    /// Who installs: a token's id.
    pub by: &'a str,
}

impl Installation {
    /// Installs a release.
    pub fn install(new: NewInstallation<'_>, now_ms: u64) -> Result<Written, Error> {
        let release = new.release;
        let testing = release.check_installable(new.tenant)?;
        let name = new.name.unwrap_or_else(|| release.manifest.name.clone());
        limit::text("name", &name, NAME_BYTES)?;
        let acceptance = Acceptance::give(release, &new.accepted, new.by, now_ms)?;
        let values = release
            .form
            .check_values(&new.chosen.configuration, &new.chosen.exposed())
            .map_err(Error::Form)?;
        release.manifest.permissions.grant(&values.configuration)?;
        let secrets = super::secret_values(&values);
        let listed = secrets.keys().map(|name| InstallationSecret {
            name: name.clone(),
            updated_at_ms: now_ms,
        });
        let installation = Self {
            tenant: new.tenant.id.clone(),
            id: new.id,
            partner: release.partner.clone(),
            slug: release.slug().clone(),
            name,
            trigger: release.manifest.trigger,
            release: release.id.clone(),
            version: release.version().clone(),
            follow: if testing { Follow::Pinned } else { new.follow },
            configuration: values.configuration,
            secrets: listed.collect(),
            acceptance,
            state: InstallationState::Active,
            testing,
            revision: 1,
            created_at_ms: now_ms,
            updated_at_ms: now_ms,
        };
        let act = Act::new(
            "Install an integration",
            &installation.id,
            json!({
                "slug": installation.slug,
                "version": installation.version,
                "release": installation.release,
                "accepted": installation.acceptance.permissions,
                "testing": testing,
            }),
        );
        let change = Change {
            next: installation,
            act,
            notices: Vec::new(),
        };
        Ok(Written { change, secrets })
    }
}
