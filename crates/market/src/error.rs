//! Why a step was refused, and whose fault it is.

use bundle::{Digest, PermissionsDigest, Slug, ValueError};
use contract::Trigger;
use contract::permission::Unfixed;
use semver::Version;

use crate::{ReleaseState, Role, State, Step, SubmissionId};

/// Whose fault an error is, and so how it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The caller's: a value does not fit.
    Invalid,
    /// The caller's: it is not theirs to do.
    Forbidden,
    /// Nobody's: it would fit in another state.
    Conflict,
    /// The caller's: too many.
    TooMany,
}

/// Why a step was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A value does not meet its limit.
    #[error(transparent)]
    Value(#[from] tenant::Error),
    /// No e-mail address.
    #[error("email is no e-mail address; write it as name@example.com")]
    EmailInvalid,
    /// The step is not due.
    #[error("a submission that is {state} cannot be {}; {}", done(.step), may(.role, .allowed))]
    NotInState {
        /// Where it stands.
        state: State,
        /// Who asked.
        role: Role,
        /// What was asked for.
        step: Step,
        /// What this role may do instead.
        allowed: Vec<Step>,
    },
    /// The step is somebody else's.
    #[error("a submission is not {} by {role}; {} does that", done(.step), owner(.step))]
    NotForRole {
        /// Who asked.
        role: Role,
        /// What was asked for.
        step: Step,
    },
    /// It belongs to another partner.
    #[error("this {what} belongs to another partner")]
    OfAnotherPartner {
        /// What.
        what: &'static str,
    },
    /// The partner does not take part.
    #[error("this partner is suspended; write to the operator of the platform")]
    PartnerSuspended,
    /// The signing key was revoked or is somebody else's.
    #[error(
        "the signing key {key} {because}; register another with `latchwork login` and pack again"
    )]
    SigningKeyUnusable {
        /// Its id.
        key: String,
        /// Why not.
        because: &'static str,
    },
    /// A signature does not hold.
    #[error("the signature of the {whose} does not hold for {digest}")]
    SignatureWrong {
        /// Whose.
        whose: &'static str,
        /// The package.
        digest: Digest,
    },
    /// Another partner has the slug.
    #[error("the slug {slug} belongs to another partner; choose another in latchwork.toml")]
    SlugTaken {
        /// The slug.
        slug: Slug,
    },
    /// The version does not lead on.
    #[error(
        "{slug} {version} is not newer than {newest}, which is published or about to be; raise the version in latchwork.toml"
    )]
    VersionNotNewer {
        /// The slug.
        slug: Slug,
        /// The version.
        version: Version,
        /// The newest there is.
        newest: Version,
    },
    /// There is one on its way already.
    #[error(
        "{slug} {version} is on its way already as {submission}; withdraw that one first, or raise the version"
    )]
    OpenAlready {
        /// The slug.
        slug: Slug,
        /// The version.
        version: Version,
        /// The submission on its way.
        submission: SubmissionId,
    },
    /// The submission named as replaced cannot be.
    #[error("a submission cannot replace {submission}: {because}")]
    NotReplaceable {
        /// The one named.
        submission: SubmissionId,
        /// Why not.
        because: &'static str,
    },
    /// The very same package was looked at before.
    #[error(
        "this very package was {outcome} before as {submission}; change what was asked for and submit again"
    )]
    SeenBefore {
        /// Returned or rejected.
        outcome: State,
        /// When.
        submission: SubmissionId,
    },
    /// Too many on their way.
    #[error(
        "{limit} submissions of this partner are on their way, which is the limit; wait for one or withdraw one"
    )]
    TooManyOpen {
        /// The limit.
        limit: usize,
    },
    /// Too many within a day.
    #[error(
        "{limit} submissions of this partner came within 24 hours, which is the limit; try again tomorrow"
    )]
    TooManyToday {
        /// The limit.
        limit: usize,
    },
    /// Somebody else runs the checks now.
    #[error("the checks of this submission are not in these hands any more")]
    LeaseLost,
    /// The report is on another package.
    #[error("the report is on {found}, the submission is {expected}")]
    ReportOfAnother {
        /// The submission's package.
        expected: Digest,
        /// The report's.
        found: Digest,
    },
    /// A reviewer who stands too near.
    #[error("{because}; another reviewer has to decide")]
    ReviewerInvolved {
        /// Why.
        because: &'static str,
    },
    /// Nobody would be left who can add another.
    #[error("this is the last {role}; add another first")]
    LastOfRole {
        /// The role.
        role: &'static str,
    },
    /// No reason was given.
    #[error("{field} is empty; whoever it concerns has to know why")]
    ReasonMissing {
        /// The field.
        field: &'static str,
    },
    /// The date of publication does not fit.
    #[error("publish_at does not fit: {because}")]
    PublishAt {
        /// Why not.
        because: &'static str,
    },
    /// What is to be published is not what was reviewed.
    #[error("the release is not of the submission: {because}")]
    NotTheSubmission {
        /// What differs.
        because: &'static str,
    },
    /// The release is in no state for this.
    #[error("a release that is {state} cannot be {cannot}")]
    ReleaseState {
        /// Where it stands.
        state: ReleaseState,
        /// What was asked for.
        cannot: &'static str,
    },
    /// Nobody reviewed it.
    #[error(
        "this release was not reviewed; it can be installed only in tenants that its partner owns and that are marked testing"
    )]
    Unreviewed,
    /// What was accepted is not what it asks for.
    #[error(
        "what was accepted is not what the release asks for; read its permissions and accept {expected}"
    )]
    NotAccepted {
        /// What names the release's permissions.
        expected: PermissionsDigest,
    },
    /// Values do not fit the form.
    #[error("{}", joined(.0))]
    Form(Vec<ValueError>),
    /// A permission needs a value.
    #[error(transparent)]
    Unfixed(#[from] Unfixed),
    /// The release is no update of the installation.
    #[error("the release is no update of this installation: {because}")]
    NotAnUpdate {
        /// Why not.
        because: &'static str,
    },
    /// Flows still run it.
    #[error("this installation is bound in {}; take it off there first", joined(.0))]
    StillBound(Vec<Trigger>),
}

impl Error {
    /// Whose fault it is.
    #[must_use]
    pub fn fault(&self) -> Fault {
        match self {
            Self::Value(_)
            | Self::EmailInvalid
            | Self::SigningKeyUnusable { .. }
            | Self::SignatureWrong { .. }
            | Self::ReasonMissing { .. }
            | Self::PublishAt { .. }
            | Self::NotAccepted { .. }
            | Self::Form(_)
            | Self::Unfixed(_) => Fault::Invalid,
            Self::NotForRole { .. }
            | Self::OfAnotherPartner { .. }
            | Self::PartnerSuspended
            | Self::ReviewerInvolved { .. }
            | Self::Unreviewed => Fault::Forbidden,
            Self::TooManyOpen { .. } | Self::TooManyToday { .. } => Fault::TooMany,
            Self::NotInState { .. }
            | Self::SlugTaken { .. }
            | Self::VersionNotNewer { .. }
            | Self::OpenAlready { .. }
            | Self::NotReplaceable { .. }
            | Self::SeenBefore { .. }
            | Self::LeaseLost
            | Self::ReportOfAnother { .. }
            | Self::NotTheSubmission { .. }
            | Self::ReleaseState { .. }
            | Self::NotAnUpdate { .. }
            | Self::LastOfRole { .. }
            | Self::StillBound(_) => Fault::Conflict,
        }
    }
}

fn done(step: &Step) -> &'static str {
    match step {
        Step::Check => "checked",
        Step::Report => "reported on",
        Step::Approve => "approved",
        Step::Return => "returned",
        Step::Reject => "rejected",
        Step::Comment => "commented on",
        Step::Withdraw => "withdrawn",
        Step::Publish => "published",
    }
}

fn owner(step: &Step) -> Role {
    match step {
        Step::Check | Step::Report => Role::Checker,
        Step::Approve | Step::Return | Step::Reject | Step::Publish => Role::Reviewer,
        Step::Comment | Step::Withdraw => Role::Member,
    }
}

fn may(role: &Role, allowed: &[Step]) -> String {
    if allowed.is_empty() {
        return "nothing more can be done with it".to_owned();
    }
    format!("{role} may {}", joined(allowed))
}

fn joined<T: ToString>(parts: &[T]) -> String {
    let texts: Vec<String> = parts.iter().map(ToString::to_string).collect();
    texts.join(", ")
}
