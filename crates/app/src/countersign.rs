//! The platform's own signature (Ed25519, RFC 8032), which makes a package a release.

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use bundle::Digest;
use market::{Countersignature, PartnerSignature, PlatformKeyId, PublicKey, Signature};
use store::{Noun, PlatformKey, PrivateKey};

use crate::App;
use crate::error::Error;
use crate::sign::SignError;

/// How the host names itself where nobody else acted.
pub(crate) const HOST: &str = "host";

impl App {
    /// The platform's signature over a package and its partner's signature.
    pub(crate) async fn countersign(
        &self,
        digest: &Digest,
        partner: &PartnerSignature,
    ) -> Result<Countersignature, Error> {
        let key = self.platform_key().await?;
        let kid = || key.id.as_str().to_owned();
        let pair = Ed25519KeyPair::from_pkcs8(key.private.expose())
            .map_err(|_| SignError::Unreadable { kid: kid() })?;
        let signed = pair.sign(&partner.countersigned(digest));
        let bytes = signed
            .as_ref()
            .try_into()
            .map_err(|_| SignError::Signature { kid: kid() })?;
        Ok(Countersignature {
            key: key.id.clone(),
            signature: Signature::new(bytes),
        })
    }

    /// The public half of one of the platform's keys.
    pub(crate) async fn platform_public_key(
        &self,
        id: &PlatformKeyId,
    ) -> Result<Option<PublicKey>, Error> {
        let keys = self.store.platform_keys_list().await?;
        let found = keys.into_iter().find(|key| key.id == *id);
        Ok(found.map(|key| key.public_key))
    }

    /// The key that countersigns; the first is made when it is first needed.
    async fn platform_key(&self) -> Result<PlatformKey, Error> {
        if let Some(key) = self.store.platform_key_current().await? {
            return Ok(key);
        }
        let made = self.new_platform_key()?;
        let stamp = self.stamp(HOST)?;
        match self.store.platform_key_begin(&made, &stamp).await {
            Ok(()) => Ok(made),
            // Another node was first.
            Err(store::Error::AlreadyExists {
                noun: Noun::PlatformKey,
            }) => {
                let key = self.store.platform_key_current().await?;
                key.ok_or(Error::Dangling {
                    noun: "platform key",
                    id: made.id.as_str().to_owned(),
                })
            }
            Err(other) => Err(other.into()),
        }
    }

    fn new_platform_key(&self) -> Result<PlatformKey, Error> {
        let pair = Ed25519KeyPair::generate().map_err(|_| SignError::Generate)?;
        let private = pair.to_pkcs8v1().map_err(|_| SignError::Generate)?;
        let public_key = pair.public_key().as_ref().try_into();
        Ok(PlatformKey {
            id: PlatformKeyId::new(self.entropy.reference("pfk_")?),
            public_key: PublicKey::new(public_key.map_err(|_| SignError::Generate)?),
            private: PrivateKey::new(private.as_ref().to_vec()),
            created_at_ms: self.clock.now_ms(),
        })
    }
}
