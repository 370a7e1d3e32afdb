//! Releases.

use app::moment;
use app::publish::ReleaseView;
use market::{PublicKey, ReleaseState, Signature};

use super::maybe;

/// A release, as its partner and the staff see it.
pub(crate) fn release(view: &ReleaseView) -> api::Release {
    let release = &view.release;
    let own = &release.signature;
    let countersignature = release
        .countersignature
        .as_ref()
        .zip(view.platform_key.as_ref());
    api::Release {
        digest: release.id.as_str().to_owned(),
        partner_id: release.partner.as_str().to_owned(),
        slug: release.slug().to_string(),
        version: release.version().to_string(),
        name: release.manifest.name.clone(),
        trigger: release.manifest.trigger,
        state: release_state(release.state),
        code_bytes: release.code_bytes,
        signature: signature(own.key.as_str(), &own.public_key, &own.signature),
        countersignature: countersignature
            .map(|(by, key)| signature(by.key.as_str(), key, &by.signature)),
        submission_id: release.submission.as_ref().map(|id| id.as_str().to_owned()),
        publish_at: maybe(release.publish_at_ms),
        history: release
            .history
            .iter()
            .map(|event| api::ReleasePassage {
                state: release_state(event.state),
                reason: event.reason.clone(),
                at: moment::text(event.at_ms),
            })
            .collect(),
        created_at: moment::text(release.created_at_ms),
    }
}

fn signature(key_id: &str, public_key: &PublicKey, signature: &Signature) -> api::ReleaseSignature {
    api::ReleaseSignature {
        key_id: key_id.to_owned(),
        public_key: public_key.to_string(),
        signature: signature.to_string(),
    }
}

/// Where a release stands.
pub(crate) fn release_state(state: ReleaseState) -> api::ReleaseState {
    match state {
        ReleaseState::Unreviewed => api::ReleaseState::Unreviewed,
        ReleaseState::Scheduled => api::ReleaseState::Scheduled,
        ReleaseState::Published => api::ReleaseState::Published,
        ReleaseState::Superseded => api::ReleaseState::Superseded,
        ReleaseState::Delisted => api::ReleaseState::Delisted,
        ReleaseState::Recalled => api::ReleaseState::Recalled,
    }
}
