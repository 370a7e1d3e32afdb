//! The market's values as shapes of the API.

mod installation;
mod notice;
mod offer;
pub(super) mod packages;
mod partner;
mod recording;
mod release;
mod staff;
mod submission;

pub(crate) use installation::{installation, to_follow, update_preview};
pub(crate) use notice::notice;
pub(crate) use offer::{catalogue_entry, listing, offer};
pub(crate) use partner::{
    member, partner, partner_key, partner_state, signing_key, to_member_role,
};
pub(crate) use recording::{recording, recording_policy, replay, to_recording_policy};
pub(crate) use release::{release, release_state};
pub(crate) use staff::{act, staff, to_staff_role};
pub(crate) use submission::{comment, submission, submission_summary, to_decision};

use app::moment;

/// A moment that may not be.
fn maybe(unix_ms: Option<u64>) -> Option<String> {
    unix_ms.map(moment::text)
}
