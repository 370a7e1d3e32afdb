//! What a version is made of: the lock, the bill of materials and the licences of its packages.

use build::{Licence, Lock, Tree};
use serde_json::{Value, json};
use store::BuiltPart;
use tenant::{ActionVersion, BuiltId, TenantId};

use crate::App;
use crate::error::Error;
use crate::packages::SUBJECT;

impl App {
    /// The lockfile of a version's packages, as `npm` reads it.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn version_lock(
        &self,
        tenant: &TenantId,
        id: &str,
        number: &str,
    ) -> Result<Value, Error> {
        let part = self.version_part(tenant, id, number, BuiltPart::Lock);
        let (_, kept) = part.await?;
        let lock = kept.unwrap_or_else(|| Lock::default().to_json());
        Ok(serde_json::from_str(&lock)?)
    }

    /// The bill of materials of a version's packages: CycloneDX 1.6.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn version_sbom(
        &self,
        tenant: &TenantId,
        id: &str,
        number: &str,
    ) -> Result<Value, Error> {
        let part = self.version_part(tenant, id, number, BuiltPart::Sbom);
        let (version, kept) = part.await?;
        let sbom = kept.unwrap_or_else(|| build::sbom(SUBJECT, &[], &Tree::default()));
        let mut sbom: Value = serde_json::from_str(&sbom)?;
        // One build may be deployed under several numbers.
        if let Some(subject) = sbom.pointer_mut("/metadata/component") {
            if let Some(name) = subject.get_mut("name") {
                *name = json!(version.name.as_str());
            }
            if let Some(number) = subject.get_mut("version") {
                *number = json!(version.number.to_string());
            }
        }
        Ok(sbom)
    }

    /// The licences of a version's packages.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a fault of ours.
    pub async fn version_licences(
        &self,
        tenant: &TenantId,
        id: &str,
        number: &str,
    ) -> Result<Vec<Licence>, Error> {
        let part = self.version_part(tenant, id, number, BuiltPart::Licences);
        let (_, kept) = part.await?;
        match kept {
            Some(licences) => Ok(serde_json::from_str(&licences)?),
            None => Ok(Vec::new()),
        }
    }

    /// A version with what is known of its packages; nothing where it requires none.
    async fn version_part(
        &self,
        tenant: &TenantId,
        id: &str,
        number: &str,
        part: BuiltPart,
    ) -> Result<(ActionVersion, Option<String>), Error> {
        let version = self.show_version(tenant, id, number).await?.version;
        let kept = match &version.built {
            Some(built) => Some(self.built_part(built, part).await?),
            None => None,
        };
        Ok((version, kept))
    }

    /// What is known of the packages of a build.
    pub(crate) async fn built_part(
        &self,
        built: &BuiltId,
        part: BuiltPart,
    ) -> Result<String, Error> {
        let kept = self.store.built_part(built, part).await?;
        kept.ok_or_else(|| Error::Dangling {
            noun: "build",
            id: built.as_str().to_owned(),
        })
    }
}
