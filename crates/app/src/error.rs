//! What can go wrong in the shell, and whose fault it is.

use tenant::AdminRole;

use crate::env::NoEntropy;
use crate::password::PasswordError;
use crate::sign::SignError;

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
    /// There is no such thing.
    #[error("there is no {noun} {id:?} in this tenant")]
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
            Self::TokenMissing | Self::TokenUnknown => Fault::Unauthenticated,
            Self::RoleTooLow { .. } => Fault::Forbidden,
            Self::NotFound { .. } => Fault::NotFound,
            Self::DraftDoesNotLoad { .. } => Fault::Conflict,
            Self::Flow(_)
            | Self::NoEntropy(_)
            | Self::Password(_)
            | Self::Sign(_)
            | Self::Json(_)
            | Self::Thread(_)
            | Self::RecordLost
            | Self::NoSigningKey { .. }
            | Self::NoConnection { .. }
            | Self::Dangling { .. } => Fault::Ours,
        }
    }

    /// The fields at fault.
    pub fn fields(&self) -> Vec<FieldFault> {
        match self {
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
        Error::AlreadyExists { .. }
        | Error::Gone { .. }
        | Error::Changed { .. }
        | Error::TooYoung { .. }
        | Error::TooMany { .. }
        | Error::ActionBound
        | Error::ActionNotDeployed
        | Error::ActionOfOtherTrigger => Fault::Conflict,
        _ => Fault::Ours,
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
