//! What can go wrong in the shell, and whose fault it is.

use bundle::PackageError;
use market::{MemberRole, StaffRole};
use tenant::AdminRole;

use crate::env::NoEntropy;
use crate::password::PasswordError;
use crate::sign::SignError;
use crate::submit::place_of;

/// Whose fault an error is, and so how it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No token, or none that is known.
    Unauthenticated,
    /// A known token of a role that is too low.
    Forbidden,
    /// The thing named does not exist.
    NotFound,
    /// A value does not fit.
    Invalid,
    /// The value would fit, but not in the present state.
    Conflict,
    /// Too often.
    TooMany,
    /// Nothing is wrong but the moment.
    Busy,
    /// Ours.
    Ours,
}

/// One field at fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    /// The field as the caller wrote it.
    pub field: String,
    /// What is wrong and what to do.
    pub message: String,
    /// The limit that was passed.
    pub limit: Option<u64>,
}

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store failed or refused.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A value of a tenant's does not fit.
    #[error(transparent)]
    Tenant(#[from] tenant::Error),
    /// A value of a user's does not fit.
    #[error(transparent)]
    Account(#[from] account::Error),
    /// A run could not be kept or taken up.
    #[error(transparent)]
    Flow(#[from] flow::Error),
    /// No randomness.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
    /// A password could not be hashed or checked.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// Nothing can be executed.
    #[error(transparent)]
    Sandbox(#[from] sandbox::SandboxError),
    /// A token could not be signed.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// A value of ours could not be written or read as JSON.
    #[error("a stored value is not what it should be")]
    Json(#[from] serde_json::Error),
    /// The record of a run could not be kept, so nothing was issued for it.
    #[error("the record of a run could not be kept")]
    RecordLost,
    /// A thread of ours ended early.
    #[error("a working thread ended early")]
    Thread(#[source] tokio::task::JoinError),
    /// The tenant has no key to sign with.
    #[error("the tenant {tenant} has no signing key; run `latchwork-server init`")]
    NoSigningKey {
        /// The tenant.
        tenant: String,
    },
    /// The tenant has no connection to sign in with.
    #[error("the tenant {tenant} has no connection to sign in with; set default_connection")]
    NoConnection {
        /// The tenant.
        tenant: String,
    },
    /// A row that another row names is gone.
    #[error("the {noun} {id} is gone though something still names it")]
    Dangling {
        /// What sort of thing.
        noun: &'static str,
        /// Its id.
        id: String,
    },
    /// No administrator's token was sent.
    #[error("send an administrator's token as `Authorization: Bearer TOKEN`")]
    TokenMissing,
    /// The token is unknown or has ended.
    #[error("the administrator's token is not known here or has ended")]
    TokenUnknown,
    /// The token's role is too low.
    #[error("the token has the role {role:?}, this needs {needed:?} or higher")]
    RoleTooLow {
        /// The token's role.
        role: AdminRole,
        /// The lowest role that may.
        needed: AdminRole,
    },
    /// No partner's key was sent.
    #[error("send a partner's key as `Authorization: Bearer KEY`")]
    PartnerKeyMissing,
    /// The key is unknown, was revoked or has ended.
    #[error("the partner's key is not known here, was revoked or has ended")]
    PartnerKeyUnknown,
    /// The role of the key's member is too low.
    #[error("the key's member has the role {role:?}, this needs {needed:?}")]
    MemberRoleTooLow {
        /// The member's role.
        role: MemberRole,
        /// The lowest role that may.
        needed: MemberRole,
    },
    /// No token of the staff's was sent.
    #[error("send a token of the platform's staff as `Authorization: Bearer TOKEN`")]
    StaffTokenMissing,
    /// The token is unknown or has ended.
    #[error("the token is not one of the platform's staff, or has ended")]
    StaffTokenUnknown,
    /// The token has the other role: an operator is no reviewer, and a reviewer no operator.
    #[error("the token has the role {role:?}, this needs {needed:?}")]
    OtherStaffRole {
        /// The token's role.
        role: StaffRole,
        /// The roles that may.
        needed: &'static [StaffRole],
    },
    /// What was sent is no package.
    #[error("this is no package: {}", told(.0))]
    NoPackage(Vec<PackageError>),
    /// A step of the market does not fit.
    #[error(transparent)]
    Market(#[from] market::Error),
    /// The tenant is not one of the partner's own for tests.
    #[error(
        "the tenant {tenant} is not one of this partner's that are marked testing; a package that nobody reviewed runs in those only"
    )]
    NotForTesting {
        /// The tenant.
        tenant: String,
    },
    /// There is no such thing.
    #[error("there is no {noun} {id:?}")]
    NotFound {
        /// What sort of thing.
        noun: &'static str,
        /// What was asked for.
        id: String,
    },
    /// A value of the request does not fit.
    #[error("{field}: {message}")]
    Invalid {
        /// The field as the caller wrote it.
        field: String,
        /// What is wrong and what to do.
        message: String,
        /// The limit that was passed.
        limit: Option<u64>,
    },
    /// A release is not what was signed.
    #[error("{message}; it cannot be installed, and its partner and the operator have to be told")]
    ReleaseUnsound {
        /// Which, and what is wrong with it.
        message: String,
    },
    /// A package that was to be published at a start was not.
    #[error("{slug} {version} was to be published, and is {state}; its report says why")]
    NotReleased {
        /// Its slug.
        slug: String,
        /// Its version.
        version: String,
        /// Where it ended.
        state: market::State,
    },
    /// A draft whose packages are still being had cannot be deployed.
    #[error(
        "the packages of the draft are still being fetched; deploy it when its status is `built`"
    )]
    DraftNotBuilt,
    /// The draft that was to be deployed is no more.
    #[error("the draft was changed while it was being deployed; look at it, and deploy it again")]
    DraftChanged,
    /// The operator wants no draft deployed that has a critical vulnerability.
    #[error("the draft has a critical vulnerability, and this server deploys none: {message}")]
    DraftVulnerable {
        /// Which, and the way out.
        message: String,
    },
    /// The advisories cannot be read.
    #[error("the advisories cannot be read")]
    Advisories(#[from] build::AdvisoryError),
    /// The first advisories are still on their way.
    #[error(
        "the advisories on vulnerabilities are being downloaded for the first time; try again in some minutes"
    )]
    AdvisoriesPending,
    /// A draft that does not load cannot be deployed.
    #[error("the draft does not load: {message}")]
    DraftDoesNotLoad {
        /// Why.
        message: String,
    },
}

impl Error {
    /// Whose fault it is.
    pub fn fault(&self) -> Fault {
        match self {
            Self::Store(error) => store_fault(error),
            Self::Tenant(_) | Self::Account(_) | Self::Invalid { .. } => Fault::Invalid,
            Self::Password(PasswordError::Busy { .. }) => Fault::Busy,
            Self::NoPackage(_) => Fault::Invalid,
            Self::Market(error) => market_fault(error),
            Self::TokenMissing
            | Self::TokenUnknown
            | Self::PartnerKeyMissing
            | Self::PartnerKeyUnknown
            | Self::StaffTokenMissing
            | Self::StaffTokenUnknown => Fault::Unauthenticated,
            Self::RoleTooLow { .. }
            | Self::MemberRoleTooLow { .. }
            | Self::OtherStaffRole { .. }
            | Self::NotForTesting { .. } => Fault::Forbidden,
            Self::NotFound { .. } => Fault::NotFound,
            Self::DraftDoesNotLoad { .. }
            | Self::DraftNotBuilt
            | Self::DraftChanged
            | Self::DraftVulnerable { .. }
            | Self::AdvisoriesPending
            | Self::ReleaseUnsound { .. }
            | Self::NotReleased { .. } => Fault::Conflict,
            Self::Flow(_)
            | Self::NoEntropy(_)
            | Self::Password(_)
            | Self::Sandbox(_)
            | Self::Sign(_)
            | Self::Json(_)
            | Self::Thread(_)
            | Self::RecordLost
            | Self::Advisories(_)
            | Self::NoSigningKey { .. }
            | Self::NoConnection { .. }
            | Self::Dangling { .. } => Fault::Ours,
        }
    }

    /// The fields at fault.
    pub fn fields(&self) -> Vec<FieldFault> {
        match self {
            Self::NoPackage(errors) => errors
                .iter()
                .map(|error| FieldFault {
                    field: place_of(error),
                    message: error.to_string(),
                    limit: None,
                })
                .collect(),
            Self::Market(error) | Self::Store(store::Error::Market(error)) => market_fields(error),
            Self::Tenant(error) | Self::Store(store::Error::Tenant(error)) => {
                let (field, limit) = tenant_field(error);
                vec![FieldFault {
                    field: field.to_owned(),
                    message: error.to_string(),
                    limit,
                }]
            }
            Self::Invalid {
                field,
                message,
                limit,
            } => {
                vec![FieldFault {
                    field: field.clone(),
                    message: message.clone(),
                    limit: *limit,
                }]
            }
            _ => Vec::new(),
        }
    }

    /// When to come back, in seconds.
    pub fn retry_after_s(&self) -> Option<u64> {
        (self.fault() == Fault::Busy).then_some(2)
    }
}

fn store_fault(error: &store::Error) -> Fault {
    use store::Error;
    match error {
        Error::NotFound { .. } => Fault::NotFound,
        Error::Tenant(_) | Error::Account(_) => Fault::Invalid,
        Error::Market(error) => market_fault(error),
        Error::AlreadyExists { .. }
        | Error::Gone { .. }
        | Error::Changed { .. }
        | Error::TooYoung { .. }
        | Error::TooMany { .. }
        | Error::RecordingsFull { .. }
        | Error::BuiltFull { .. }
        | Error::ActionBound
        | Error::ActionNotDeployed
        | Error::ActionOfOtherTrigger => Fault::Conflict,
        _ => Fault::Ours,
    }
}

fn market_fault(error: &market::Error) -> Fault {
    match error.fault() {
        market::Fault::Invalid => Fault::Invalid,
        market::Fault::Forbidden => Fault::Forbidden,
        market::Fault::Conflict => Fault::Conflict,
        market::Fault::TooMany => Fault::TooMany,
    }
}

fn market_fields(error: &market::Error) -> Vec<FieldFault> {
    match error {
        market::Error::Value(error) => {
            let (field, limit) = tenant_field(error);
            vec![FieldFault {
                field: field.to_owned(),
                message: error.to_string(),
                limit,
            }]
        }
        market::Error::Form(errors) => errors
            .iter()
            .map(|error| FieldFault {
                field: error.field.clone(),
                message: error.fault.to_string(),
                limit: None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The first thing that is wrong, and how many more there are.
fn told(errors: &[PackageError]) -> String {
    let Some(first) = errors.first() else {
        return "it is empty".to_owned();
    };
    match errors.len() - 1 {
        0 => first.to_string(),
        more => format!("{first}; and {more} more"),
    }
}

fn tenant_field(error: &tenant::Error) -> (&'static str, Option<u64>) {
    use tenant::Error;
    let wide = |limit: &usize| u64::try_from(*limit).ok();
    match error {
        Error::TooLong { field, limit, .. } | Error::TooMany { field, limit, .. } => {
            (field, wide(limit))
        }
        Error::OutOfRange { field, max, .. } => (field, Some(*max)),
        Error::Empty { field }
        | Error::Duplicate { field, .. }
        | Error::NotThere { field, .. }
        | Error::Characters { field, .. }
        | Error::NotAUrl { field, .. }
        | Error::UrlRefused { field, .. }
        | Error::Contradiction { field, .. } => (field, None),
    }
}
