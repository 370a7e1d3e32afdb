//! What bindings run of installations: each with its release, or the name of the row that is not what was written.

use std::collections::HashMap;

use market::{Installation, Release, ReleaseId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tenant::{ActionId, ActionVersionId, InstallationId, TenantId};

use crate::installations::found;
use crate::registered::open;
use crate::releases::rows as releases;
use crate::{Error, Noun, Store};

/// What a binding runs now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BoundCode {
    /// The deployed version of one of the tenant's own actions. A version never changes; its reader may keep it.
    Own {
        /// The action.
        action: ActionId,
        /// The version.
        version: ActionVersionId,
    },
    /// A release as it is installed now. Whether it may run is the caller's to ask.
    Installed {
        /// The installation.
        installation: Box<Installation>,
        /// Its release.
        release: Box<Release>,
    },
    /// An installation that cannot run: its row, or that of its release, is gone or is not what was written.
    Unsound {
        /// The installation.
        installation: InstallationId,
        /// What is not sound.
        noun: Noun,
        /// Its id.
        id: String,
    },
}

impl Store {
    /// What each of these installations runs, in two reads; one that is not there is left out.
    pub async fn installed_code(
        &self,
        tenant: &TenantId,
        ids: Vec<&InstallationId>,
    ) -> Result<HashMap<InstallationId, BoundCode>, Error> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let keys = self.keys(tenant).await?;
        let found = found(&self.reader, &keys, tenant, ids.into_iter()).await?;
        let sound = found.iter().filter_map(|(_, one)| one.as_ref().ok());
        let mut releases = self.releases_of(sound.map(|one| &one.release)).await?;
        let code = found.into_iter().map(|(id, one)| {
            let release = one.and_then(|installation| {
                let release = releases.remove(&installation.release);
                let missing = || Err(altered(Noun::Release, installation.release.as_str()));
                let release = release.unwrap_or_else(missing)?;
                Ok((installation, release))
            });
            let code = match release {
                Ok((installation, release)) => BoundCode::Installed {
                    installation: Box::new(installation),
                    release: Box::new(release),
                },
                Err(Error::Altered { noun, id: row } | Error::Unreadable { noun, id: row, .. }) => {
                    BoundCode::Unsound {
                        installation: id.clone(),
                        noun,
                        id: row,
                    }
                }
                Err(other) => return Err(other),
            };
            Ok((id, code))
        });
        code.collect()
    }

    async fn releases_of(
        &self,
        ids: impl Iterator<Item = &ReleaseId>,
    ) -> Result<HashMap<ReleaseId, Result<Release, Error>>, Error> {
        let rows = releases::Entity::find()
            .filter(releases::Column::Id.is_in(ids.map(ReleaseId::as_str)))
            .all(&self.reader)
            .await?;
        let keys = self.platform_keys().await?;
        let opened = rows.into_iter().map(|row| {
            let opened = open(&keys, &row);
            (ReleaseId::new(row.id), opened)
        });
        Ok(opened.collect())
    }
}

fn altered(noun: Noun, id: &str) -> Error {
    Error::Altered {
        noun,
        id: id.to_owned(),
    }
}
