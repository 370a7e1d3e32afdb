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
        let releases = self.releases_of(sound.map(|one| &one.release)).await?;
        let code = found.into_iter().map(|(id, one)| {
            let code = match unless_unsound(one)? {
                Ok(installation) => installed(installation, &releases),
                Err(unsound) => Err(unsound),
            };
            let code = code.unwrap_or_else(|Unsound { noun, id: row }| BoundCode::Unsound {
                installation: id.clone(),
                noun,
                id: row,
            });
            Ok((id, code))
        });
        code.collect()
    }

    async fn releases_of(&self, ids: impl Iterator<Item = &ReleaseId>) -> Result<Releases, Error> {
        let rows = releases::Entity::find()
            .filter(releases::Column::Id.is_in(ids.map(ReleaseId::as_str)))
            .all(&self.reader)
            .await?;
        let keys = self.platform_keys().await?;
        let opened = rows.into_iter().map(|row| {
            let opened = unless_unsound(open(&keys, &row))?;
            Ok((ReleaseId::new(row.id), opened))
        });
        opened.collect()
    }
}

/// A row that is not what was written, or is gone.
#[derive(Debug, Clone)]
struct Unsound {
    noun: Noun,
    id: String,
}

type Releases = HashMap<ReleaseId, Result<Release, Unsound>>;

/// Several installations may be of one release.
fn installed(installation: Installation, releases: &Releases) -> Result<BoundCode, Unsound> {
    let release = match releases.get(&installation.release) {
        Some(release) => release.clone()?,
        None => {
            return Err(Unsound {
                noun: Noun::Release,
                id: installation.release.as_str().to_owned(),
            });
        }
    };
    Ok(BoundCode::Installed {
        installation: Box::new(installation),
        release: Box::new(release),
    })
}

fn unless_unsound<T>(opened: Result<T, Error>) -> Result<Result<T, Unsound>, Error> {
    match opened {
        Ok(opened) => Ok(Ok(opened)),
        Err(Error::Altered { noun, id } | Error::Unreadable { noun, id, .. }) => {
            Ok(Err(Unsound { noun, id }))
        }
        Err(other) => Err(other),
    }
}
