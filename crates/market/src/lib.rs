//! Journey 2 as a value: submission -> verdicts -> release -> installation.
//!
//! Pure: time and entropy are arguments, signatures are made and checked by the caller. A step takes the state and what it
//! has to know besides, and gives a [`Change`]: the next state, the act for the audit log, and the notices to whom it
//! concerns. Who may take which step in which state is one table, [`allowed`].
//!
//! * [`Partner`], [`Member`], [`PartnerKey`], [`PartnerSigningKey`], [`Staff`]: who takes part.
//! * [`Submission`]: a package on its way, with its [`Verdict`]s and [`Comment`]s.
//! * [`Release`]: a package that was published, or that its partner tries out.
//! * [`catalogue`]: what customers find.
//! * [`Installation`]: a release in a tenant, with the [`Acceptance`] of what it may do.
#![forbid(unsafe_code)]

mod acceptance;
pub mod calendar;
pub mod catalogue;
mod change;
mod comment;
mod email;
mod error;
mod ids;
mod installation;
mod limits;
mod member;
mod notice;
mod partner;
mod partner_key;
mod publication;
mod recall;
mod release;
mod review_days;
mod signature;
mod signing_key;
mod staff;
mod step;
mod submission;
mod verdict;

pub use acceptance::Acceptance;
pub use change::{Act, Change};
pub use comment::{Author, Comment};
pub use email::Email;
pub use error::{Error, Fault};
pub use ids::{
    CommentId, MemberId, NoticeId, PartnerKeyId, PlatformKeyId, SigningKeyId, StaffId, SubmissionId,
};
pub use installation::{
    Chosen, Follow, Installation, InstallationSecret, InstallationState, NewInstallation, Preview,
    Reconfiguration, SecretValues, Update, Wait, Written,
};
pub use limits::MarketLimits;
pub use member::{Member, MemberRole};
pub use notice::{Notice, NoticeKind, PostedNotice, Recipient};
pub use partner::{Partner, PartnerState};
pub use partner_key::PartnerKey;
pub use publication::{Publication, Published, newest_version, publish, publish_due};
pub use release::{Release, ReleaseEvent, ReleaseFacts, ReleaseState, check_slug_owner};
pub use review_days::ReviewDays;
pub use signature::{Countersignature, PartnerSignature, PublicKey, Signature, Verify};
pub use signing_key::PartnerSigningKey;
pub use staff::{Staff, StaffRole};
pub use step::{Role, State, Step, allowed};
pub use submission::{FindingCounts, Known, Lease, NewSubmission, Passage, Submission};
pub use tenant::{InstallationId, PartnerId, ReleaseId};
pub use verdict::{Decision, NewVerdict, Stage, Verdict};

#[cfg(test)]
mod tests;
