//! Why the npm packages of a partner's package cannot be used.

use bundle::LinkedError;
use bundle::package::{FORM, LOCK};

use crate::error::LockError;
use crate::{BuildError, LinkError, PackageName};

/// Why npm packages do not go along. Each text says what to do behind a semicolon.
#[derive(Debug, thiserror::Error)]
pub enum ShippedError {
    /// There is no lockfile, or none that is text.
    #[error("there is no `{LOCK}`; pack it anew with `latchwork pack`, which writes one")]
    NoLock,
    /// It cannot be used.
    #[error("`{LOCK}` cannot be used: {0}; delete it, and pack anew with `latchwork pack`")]
    Lock(#[source] LockError),
    /// It holds more than is declared.
    #[error(
        "`{LOCK}` was written for other packages than {FORM} declares; pack it anew with `latchwork pack`"
    )]
    OtherLock,
    /// An archive that is not there.
    #[error(
        "`{path}` is missing: `{LOCK}` has {package} {version}; pack it anew with `latchwork pack`"
    )]
    Missing {
        /// Where it should stand.
        path: String,
        /// The package.
        package: PackageName,
        /// Its version.
        version: String,
    },
    /// An archive that is there for nothing.
    #[error("`{path}` is of no package in `{LOCK}`; pack it anew with `latchwork pack`")]
    Unneeded {
        /// Where it stands.
        path: String,
    },
    /// An archive of another package.
    #[error(
        "`{path}` says of itself that it is {name:?} in version {version:?}; depend on a package that goes by its own name"
    )]
    OtherPackage {
        /// Where it stands.
        path: String,
        /// The name it has.
        name: String,
        /// The version it has.
        version: String,
    },
    /// A package that cannot be used.
    #[error("{0}")]
    Build(#[source] BuildError),
    /// The handler cannot be linked with them.
    #[error("{0}")]
    Link(#[from] LinkError),
    /// The linked file cannot be written.
    #[error("{0}")]
    Linked(#[from] LinkedError),
    /// The linked file is too large.
    #[error(
        "the handler with its npm packages has {bytes} bytes as one file, more than {limit}; require less, or smaller packages"
    )]
    TooLarge {
        /// Its size, in bytes.
        bytes: usize,
        /// The limit, in bytes.
        limit: usize,
    },
}

impl From<BuildError> for ShippedError {
    fn from(error: BuildError) -> Self {
        match error {
            BuildError::Lock(error) => Self::Lock(error),
            other => Self::Build(other),
        }
    }
}
