//! Where a release stands, in words.

use api::ReleaseState;

/// The word for it.
pub(crate) fn release_state(state: ReleaseState) -> &'static str {
    match state {
        ReleaseState::Unreviewed => "unreviewed",
        ReleaseState::Scheduled => "scheduled",
        ReleaseState::Published => "published",
        ReleaseState::Superseded => "superseded",
        ReleaseState::Delisted => "delisted",
        ReleaseState::Recalled => "recalled",
    }
}
