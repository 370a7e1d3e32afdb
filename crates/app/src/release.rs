//! A partner's release, held against its name and its two signatures before anything of it runs.

use std::sync::Arc;

use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use bundle::{Digest, Limits, Package};
use contract::permission::Permissions;
use contract::{Failure, FailureKind, Trigger};
use market::{Countersignature, PartnerSignature, PublicKey, Release, Signature};
use moka::sync::Cache;
use store::Store;
use tenant::ReleaseId;

use crate::error::Error;

/// How much code is kept at hand, in bytes.
const SHELF_BYTES: u64 = 64 * 1024 * 1024;
/// What a release takes besides its code.
const AROUND_BYTES: u32 = 16 * 1024;

/// What of a release can be executed.
#[derive(Debug)]
pub(crate) struct Verified {
    /// The trigger it is for.
    pub(crate) trigger: Trigger,
    /// Its handler's file.
    pub(crate) code: String,
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
    /// The installation that a run is pinned to is gone.
    #[error("is not installed any more")]
    NotInstalled,
}

impl Broken {
    /// The failure of a step that would have executed it.
    pub(crate) fn failure(&self, integration: &str) -> Failure {
        Failure::new(FailureKind::Release, format!("{integration} {self}"))
    }
}

/// Whether an Ed25519 signature (RFC 8032) holds.
pub(crate) fn holds(key: &PublicKey, payload: &[u8], signature: &Signature) -> bool {
    UnparsedPublicKey::new(&ED25519, key.as_bytes())
        .verify(payload, signature.as_bytes())
        .is_ok()
}

/// Holds a package against the release it is said to be.
pub(crate) fn verify(
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
    let wrong = |whose| move |_| Broken::Signature { whose };
    release
        .signature
        .check(&named, &holds)
        .map_err(wrong("partner's"))?;
    if let Some(countersignature) = &release.countersignature {
        let key = platform_key.ok_or(Broken::Signature {
            whose: "platform's",
        })?;
        countersignature
            .check(key, &named, &release.signature, &holds)
            .map_err(wrong("platform's"))?;
    }
    if *package.manifest() != release.manifest || *package.form() != release.form {
        return Err(Broken::OtherManifest);
    }
    Ok(Verified {
        trigger: package.manifest().trigger,
        code: package.code().to_owned(),
        permissions: package.manifest().permissions.clone(),
        signature: release.signature.clone(),
        countersignature: release.countersignature.clone(),
    })
}
