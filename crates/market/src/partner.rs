//! A partner: a company that writes integrations.

use bundle::Slug;
use serde::{Deserialize, Serialize};
use tenant::{PartnerId, limit};

use crate::{Email, Error};

/// A company that writes integrations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// Its id.
    pub id: PartnerId,
    /// The name customers see.
    pub name: String,
    /// Its name in addresses, unique.
    pub slug: Slug,
    /// Whom the platform writes to.
    pub contact: Email,
    /// Where customers read about it, an `https` URL.
    pub website: String,
    /// Whether it takes part.
    pub state: PartnerState,
    /// Counts its changes.
    pub revision: u64,
    /// When it was made, unix ms.
    pub created_at_ms: u64,
}

/// Whether a partner takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartnerState {
    /// It does.
    Active,
    /// Its keys open nothing and it submits nothing; what it has published stays as it is.
    Suspended,
}

impl Partner {
    /// Checks every field against its limit.
    pub fn validate(&self) -> Result<(), Error> {
        limit::text("name", &self.name, 100)?;
        limit::text("website", &self.website, 512)?;
        let url = url::Url::parse(&self.website).map_err(|source| tenant::Error::NotAUrl {
            field: "website",
            source,
        })?;
        if url.scheme() != "https" {
            return Err(Error::Value(tenant::Error::UrlRefused {
                field: "website",
                because: "it is an https URL",
            }));
        }
        Ok(())
    }

    /// Refuses what a suspended partner may not do.
    pub fn check_active(&self) -> Result<(), Error> {
        match self.state {
            PartnerState::Active => Ok(()),
            PartnerState::Suspended => Err(Error::PartnerSuspended),
        }
    }
}
