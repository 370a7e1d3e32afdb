//! What a version is made of: the lock, the bill of materials and the licences of its packages.

use build::{Licence, Lock, Tree};
use serde_json::{Value, json};
use store::BuiltPart;
use tenant::{ActionVersion, TenantId};

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
        let version = self.show_version(tenant, id, number).await?.version;
        let kept = self.built_part(&version, BuiltPart::Lock).await?;
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
        let version = self.show_version(tenant, id, number).await?.version;
        let kept = self.built_part(&version, BuiltPart::Sbom).await?;
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
        let version = self.show_version(tenant, id, number).await?.version;
        let kept = self.built_part(&version, BuiltPart::Licences).await?;
        match kept {
            Some(licences) => Ok(serde_json::from_str(&licences)?),
            None => Ok(Vec::new()),
        }
    }

    /// What is known of a version's packages; nothing where it requires none.
    async fn built_part(
        &self,
        version: &ActionVersion,
        part: BuiltPart,
    ) -> Result<Option<String>, Error> {
        let Some(built) = &version.built else {
            return Ok(None);
        };
        let part = self.store.built_part(built, part).await?;
        let part = part.ok_or_else(|| Error::Dangling {
            noun: "build",
            id: built.as_str().to_owned(),
        })?;
        Ok(Some(part))
    }
}
