//! A partner's release, held against its name and its two signatures before anything of it runs.

use std::sync::Arc;

use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use bundle::{Digest, Limits, Package};
use contract::permission::Permissions;
use contract::{Failure, FailureKind};
use market::{Countersignature, PartnerSignature, PublicKey, Release, ReleaseId, Signature};
use moka::sync::Cache;
use sandbox::Source;
use store::Store;
use tokio::sync::Mutex;

use crate::error::Error;
use crate::unpack::Unpacking;

/// How much code is kept at hand, in bytes.
const SHELF_BYTES: u64 = 128 * 1024 * 1024;
/// What a release takes besides its code.
const AROUND_BYTES: u32 = 16 * 1024;

/// What of a release can be executed.
#[derive(Debug)]
pub(crate) struct Verified {
    /// Its handler, for its trigger, with the npm packages that go along.
    pub(crate) source: Source,
    /// What it asks for, by its own manifest.
    pub(crate) permissions: Permissions,
    /// The signatures it was held against: a row that holds others is looked at anew.
    signature: PartnerSignature,
    countersignature: Option<Countersignature>,
}

/// Why a release cannot be executed. The words are for everybody: they say nothing of what is in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Broken {
    /// It was recalled.
    #[error("was recalled and runs nowhere any more")]
    Recalled,
    /// There is no row, or no package.
    #[error("is missing")]
    Missing,
    /// Its row is not what was written.
    #[error("is stored otherwise than it was written")]
    Altered,
    /// Its package cannot be read.
    #[error("has a package that cannot be read")]
    Unreadable,
    /// Its package has another digest.
    #[error("has a package that is not the one it is named by")]
    OtherPackage,
    /// Its row says of it what its package does not.
    #[error("is described otherwise than its package describes itself")]
    OtherManifest,
    /// A signature is wrong.
    #[error("has a {whose} signature that does not hold")]
    Signature {
        /// Whose.
        whose: &'static str,
    },
    /// Nobody reviewed it, and this is not its partner's own tenant for tests.
    #[error("was not reviewed and runs in its partner's own testing tenants only")]
    Unreviewed,
    /// What was accepted is not what it asks for.
    #[error("asks for other permissions than were accepted")]
    NotAccepted,
    /// A secret's row is not what was written.
    #[error("has a stored secret that does not open")]
    Secrets,
}

impl Broken {
    const PARTNER_SIGNATURE: Self = Self::Signature { whose: "partner's" };
    const PLATFORM_SIGNATURE: Self = Self::Signature {
        whose: "platform's",
    };

    /// The failure of a step that would have executed it.
    pub(crate) fn failure(&self, integration: &str) -> Failure {
        Failure::new(FailureKind::Release, format!("{integration} {self}"))
    }

    /// Whether somebody changed what is stored. That a release was recalled, or may not run here, is in order.
    pub(crate) fn is_damage(&self) -> bool {
        !matches!(self, Self::Recalled | Self::Unreviewed)
    }
}

/// Releases at hand: what was verified once stays so, as long as its row says the same.
pub(crate) struct Releases {
    known: Cache<ReleaseId, Arc<Verified>>,
    /// One at a time is linked with its npm packages, so that nobody links what somebody else has just linked.
    linking: Mutex<()>,
    /// Logins wait for releases, so nobody who only reads or sends packages takes a place from them.
    unpacking: Unpacking,
}

impl Releases {
    pub(crate) fn new() -> Self {
        let releases = Cache::builder()
            .max_capacity(SHELF_BYTES)
            .weigher(|_, release: &Arc<Verified>| {
                let code = u32::try_from(release.source.bytes()).unwrap_or(u32::MAX);
                code.saturating_add(AROUND_BYTES)
            })
            .build();
        Self {
            known: releases,
            linking: Mutex::new(()),
            unpacking: Unpacking::new(),
        }
    }

    /// The release as its row is now, its package read and verified unless it was before; or what is wrong with it.
    pub(crate) async fn take(
        &self,
        store: &Store,
        release: &Release,
    ) -> Result<Result<Arc<Verified>, Broken>, Error> {
        if !release.state.runs() {
            return Ok(Err(Broken::Recalled));
        }
        if let Some(known) = self.known_of(release) {
            return Ok(Ok(known));
        }
        let _linking = match release.form.dependencies.is_empty() {
            true => None,
            false => Some(self.linking.lock().await),
        };
        if let Some(known) = self.known_of(release) {
            return Ok(Ok(known));
        }
        let Ok(digest) = release.id.as_str().parse() else {
            return Ok(Err(Broken::OtherPackage));
        };
        let place = self.unpacking.place().await;
        let Some(archive) = store.package_find(&digest).await? else {
            return Ok(Err(Broken::Missing));
        };
        let Ok(platform_key) = platform_key(store, release).await? else {
            return Ok(Err(Broken::PLATFORM_SIGNATURE));
        };
        let row = release.clone();
        let verified = place.work(move || verify(&row, &archive, platform_key.as_ref()));
        let verified = verified.await?.map(Arc::new);
        if let Ok(verified) = &verified {
            self.known.insert(release.id.clone(), Arc::clone(verified));
        }
        Ok(verified)
    }

    fn known_of(&self, release: &Release) -> Option<Arc<Verified>> {
        let known = self.known.get(&release.id);
        known.filter(|known| known.is_of(release))
    }
}

/// The key a release says it is countersigned with; an error inside when its row is not what was written.
async fn platform_key(
    store: &Store,
    release: &Release,
) -> Result<Result<Option<PublicKey>, ()>, Error> {
    let Some(countersignature) = &release.countersignature else {
        return Ok(Ok(None));
    };
    match store.platform_public_key(&countersignature.key).await {
        Ok(key) => Ok(Ok(Some(key))),
        Err(
            store::Error::NotFound { .. }
            | store::Error::Altered { .. }
            | store::Error::Unsealable { .. }
            | store::Error::KeyMissing { .. },
        ) => Ok(Err(())),
        Err(other) => Err(other.into()),
    }
}

impl Verified {
    /// Whether it was held against what this row says.
    fn is_of(&self, release: &Release) -> bool {
        self.signature == release.signature
            && self.countersignature == release.countersignature
            && self.permissions == release.manifest.permissions
    }
}

/// Whether an Ed25519 signature (RFC 8032) holds.
pub(crate) fn holds(key: &PublicKey, payload: &[u8], signature: &Signature) -> bool {
    UnparsedPublicKey::new(&ED25519, key.as_bytes())
        .verify(payload, signature.as_bytes())
        .is_ok()
}

/// Holds a package against the release it is said to be.
fn verify(
    release: &Release,
    archive: &[u8],
    platform_key: Option<&PublicKey>,
) -> Result<Verified, Broken> {
    let named: Digest = release
        .id
        .as_str()
        .parse()
        .map_err(|_| Broken::OtherPackage)?;
    let package =
        Package::from_archive(archive, Limits::DEFAULT).map_err(|_| Broken::Unreadable)?;
    if package.digest() != named {
        return Err(Broken::OtherPackage);
    }
    release
        .signature
        .check(&named, &holds)
        .map_err(|_| Broken::PARTNER_SIGNATURE)?;
    if let Some(countersignature) = &release.countersignature {
        let key = platform_key.ok_or(Broken::PLATFORM_SIGNATURE)?;
        countersignature
            .check(key, &named, &release.signature, &holds)
            .map_err(|_| Broken::PLATFORM_SIGNATURE)?;
    }
    if *package.manifest() != release.manifest || *package.form() != release.form {
        return Err(Broken::OtherManifest);
    }
    let code = check::Code::read(&package).map_err(|_| Broken::Unreadable)?;
    Ok(Verified {
        source: code.source,
        permissions: package.manifest().permissions.clone(),
        signature: release.signature.clone(),
        countersignature: release.countersignature.clone(),
    })
}

#[cfg(test)]
mod tests;
