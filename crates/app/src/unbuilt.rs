//! Why a draft could not be built, in the words of those who edit it, and whether another try may end otherwise.

use build::{BuildError, LinkError};
use bundle::LinkedError;
use contract::{Failure, FailureKind, LimitName};
use tenant::Again;

use crate::packages::LONGEST;

/// Why there is no product.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unbuilt {
    #[error("the packages cannot be had: {}", .0.on_server())]
    Packages(#[from] BuildError),
    #[error("{0}")]
    Link(#[from] LinkError),
    #[error("{0}")]
    Linked(#[from] LinkedError),
    #[error("{}", .0.message)]
    Load(Failure),
    #[error(
        "the build took longer than {} s; require fewer or smaller packages, or try again when the registry answers faster",
        LONGEST.as_secs()
    )]
    TooSlow,
    #[error("the build was interrupted on this machine; save the action again")]
    Thread,
}

impl Unbuilt {
    /// As it is shown to whoever wrote the action.
    pub(crate) fn failure(&self) -> Failure {
        let kind = match self {
            Self::Load(failure) => return failure.clone(),
            Self::Packages(_) | Self::Link(_) | Self::Linked(_) => FailureKind::Syntax,
            Self::TooSlow | Self::Thread => FailureKind::Internal,
        };
        Failure::new(kind, self.to_string())
    }

    /// Whether another try may end otherwise.
    pub(crate) fn again(&self) -> Again {
        match self {
            Self::Packages(error) if !may_pass(error) => Again::Never,
            Self::Load(failure) if !may_load(failure) => Again::Never,
            Self::Packages(_)
            | Self::Load(_)
            | Self::Link(LinkError::Machine(_) | LinkError::GivenUp)
            | Self::TooSlow
            | Self::Thread => Again::Perhaps,
            Self::Link(
                LinkError::Syntax { .. } | LinkError::NotShared { .. } | LinkError::TooManyFiles,
            )
            | Self::Linked(_) => Again::Never,
        }
    }
}

/// Whether a registry, the way to it or this machine may do better in a moment. A version that is missing may have been
/// published just now.
fn may_pass(error: &BuildError) -> bool {
    match error {
        BuildError::Within { source, .. } => may_pass(source),
        BuildError::NotFound { .. }
        | BuildError::NoVersion { .. }
        | BuildError::Packument { .. }
        | BuildError::Status { .. }
        | BuildError::Outbound { .. }
        | BuildError::Archive { .. }
        | BuildError::Integrity { .. }
        | BuildError::Cache { .. }
        | BuildError::Interrupted => true,
        BuildError::Name { .. }
        | BuildError::Spec { .. }
        | BuildError::TooManyDependencies { .. }
        | BuildError::PeerConflict { .. }
        | BuildError::Unsettled { .. }
        | BuildError::TooManyPackages { .. }
        | BuildError::TooManyBytes { .. }
        | BuildError::TooManyFiles { .. }
        | BuildError::TooLarge { .. }
        | BuildError::Native { .. }
        | BuildError::Platform { .. }
        | BuildError::PlainHttp { .. }
        | BuildError::Offline { .. }
        | BuildError::Lock(_)
        | BuildError::Npmrc { .. } => false,
    }
}

/// Whether code that did not load may load another time: the fault is this host's, or it was busy.
fn may_load(failure: &Failure) -> bool {
    let is_busy = failure
        .limit
        .is_some_and(|limit| limit.name == LimitName::Executions);
    failure.kind == FailureKind::Internal || is_busy
}
