//! Why an action's packages cannot be had, with the package, and what to do about it.

use std::io;
use std::path::PathBuf;

use contract::outbound::OutboundErrorKind;

use crate::spec::Elsewhere;
use crate::{ArchiveError, IntegrityError, PackageName};

/// What went wrong with an action's packages.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// No name of a package.
    #[error("{name:?} is no name of an npm package")]
    Name {
        /// What was given, cut.
        name: String,
    },
    /// Something no registry serves.
    #[error(
        "{package} is wanted as {spec:?}: {elsewhere}; ask for a version that is published in the registry"
    )]
    Spec {
        /// The package.
        package: PackageName,
        /// What was asked, cut.
        spec: String,
        /// Where it leads.
        elsewhere: Elsewhere,
    },
    /// Over the limit.
    #[error("there are more dependencies than {limit}; declare fewer")]
    TooManyDependencies {
        /// The limit.
        limit: usize,
    },
    /// The registry has no such package.
    #[error(
        "the registry has no package {package}; check its name, and that the registry's token may read it"
    )]
    NotFound {
        /// The package.
        package: PackageName,
    },
    /// The package has no such version.
    #[error("{package} has no version {wanted}; the one tagged `latest` is {latest}")]
    NoVersion {
        /// The package.
        package: PackageName,
        /// What was asked.
        wanted: String,
        /// The version tagged `latest`.
        latest: String,
    },
    /// Dependencies of the root that want different versions of one peer.
    #[error(
        "{package} cannot have {peer} {wanted} beside it, because another dependency needs a different version; change the version of one of the two"
    )]
    PeerConflict {
        /// Who asks.
        package: PackageName,
        /// The peer.
        peer: PackageName,
        /// What is asked of it.
        wanted: String,
    },
    /// Packages that keep pushing one another away.
    #[error("no arrangement of packages was found in which {package} has a place; pin its version")]
    Unsettled {
        /// The package.
        package: PackageName,
    },
    /// Over the limit.
    #[error("the dependencies come to more than packages = {limit}; use smaller packages")]
    TooManyPackages {
        /// The limit.
        limit: usize,
    },
    /// Over the limit.
    #[error(
        "the files of all packages come to more than total_bytes = {limit}; the largest is {largest}"
    )]
    TooManyBytes {
        /// The limit.
        limit: usize,
        /// The package with the most bytes.
        largest: String,
    },
    /// Over the limit.
    #[error("all packages together have more than files = {limit}; use smaller packages")]
    TooManyFiles {
        /// The limit.
        limit: usize,
    },
    /// Over a limit before it was here.
    #[error("{what} is larger than {limit} bytes; use a smaller package")]
    TooLarge {
        /// The package, or what is said of it.
        what: String,
        /// The limit.
        limit: usize,
    },
    /// Code for one kind of machine.
    #[error(
        "{package}@{version} is a native module ({file}), which the sandbox cannot load; use a package in plain JavaScript"
    )]
    Native {
        /// The package.
        package: PackageName,
        /// Its version.
        version: String,
        /// The file that says so.
        file: String,
    },
    /// A package for other machines.
    #[error(
        "{package}@{version} is made for certain machines only ({platform}); use a package in plain JavaScript"
    )]
    Platform {
        /// The package.
        package: PackageName,
        /// Its version.
        version: String,
        /// What it names.
        platform: String,
    },
    /// The cause, and through which packages the root comes to it.
    #[error("{source} (required by {})", chain.join(" > "))]
    Within {
        /// The packages, outermost first.
        chain: Vec<String>,
        /// The cause.
        source: Box<BuildError>,
    },
    /// The registry's answer cannot be read.
    #[error("what the registry says of {package} cannot be read")]
    Packument {
        /// The package.
        package: PackageName,
        /// What the parser says.
        source: serde_json::Error,
    },
    /// The registry answers with an error.
    #[error("{url} answers {status}{}", advice_on(*status))]
    Status {
        /// What was asked for.
        url: String,
        /// The status.
        status: u16,
    },
    /// The registry does not answer.
    #[error("{url} cannot be reached: {message}")]
    Outbound {
        /// What was asked for.
        url: String,
        /// The cause.
        kind: OutboundErrorKind,
        /// What the client says.
        message: String,
    },
    /// Plain HTTP elsewhere than on this machine.
    #[error("{url} is plain http, which is for this machine's own addresses only; use https")]
    PlainHttp {
        /// The URL.
        url: String,
    },
    /// Not in the cache, and the network is not to be used.
    #[error("{what} is not in the cache, and this is offline; run once without --offline")]
    Offline {
        /// The package.
        what: String,
    },
    /// An archive that cannot be read.
    #[error("{package}@{version}: {source}")]
    Archive {
        /// The package.
        package: PackageName,
        /// Its version.
        version: String,
        /// The cause.
        source: ArchiveError,
    },
    /// An archive that is another than the one resolved, or an integrity that is none.
    #[error("{package}@{version}: {source}")]
    Integrity {
        /// The package.
        package: PackageName,
        /// Its version.
        version: String,
        /// The cause.
        source: IntegrityError,
    },
    /// A lockfile that cannot be used.
    #[error("the lockfile cannot be used: {0}")]
    Lock(#[from] LockError),
    /// A line of a configuration file.
    #[error("{file}, {key}: {reason}")]
    Npmrc {
        /// The file.
        file: String,
        /// The key.
        key: String,
        /// What is wrong.
        reason: NpmrcReason,
    },
    /// The cache cannot be used.
    #[error("the cache {} cannot be used", path.display())]
    Cache {
        /// The file or folder.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// Taking archives apart ended before its end.
    #[error("reading packages was interrupted")]
    Interrupted,
}

/// What is wrong with a lockfile.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Over the limit.
    #[error("it has {bytes} bytes, more than lock_bytes = {limit}")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// No JSON of the expected shape.
    #[error("it is no package-lock.json: {0}")]
    Malformed(#[from] serde_json::Error),
    /// Of npm 6 or older.
    #[error(
        "its lockfileVersion is {version}; write it anew with npm 7 or later (npm install --package-lock-only)"
    )]
    Version {
        /// Its version.
        version: u64,
    },
    /// A key that is no place.
    #[error("{place:?} is no place below node_modules")]
    Place {
        /// The key, cut.
        place: String,
    },
    /// An entry without a version that can be read.
    #[error("{place} has no version")]
    NoVersion {
        /// Its place.
        place: String,
    },
    /// Nothing to check an archive against.
    #[error("{place} has no integrity; write the lockfile anew")]
    NoIntegrity {
        /// Its place.
        place: String,
    },
    /// From elsewhere than a registry.
    #[error("{place} is {elsewhere}; depend on a version that is published in the registry")]
    Elsewhere {
        /// Its place.
        place: String,
        /// Where it is from.
        elsewhere: Elsewhere,
    },
    /// A declared dependency that is not in it as declared.
    #[error("it does not hold {package} {wanted}, which is declared; write it anew")]
    Stale {
        /// The package.
        package: PackageName,
        /// What is declared.
        wanted: String,
    },
}

/// What is wrong with a line of an `.npmrc`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NpmrcReason {
    /// Too long, or too many lines.
    #[error("the file is larger than 256 kB")]
    TooLarge,
    /// A variable that the environment lacks.
    #[error("it names a variable that is not in the environment")]
    Variable,
    /// No URL of a registry.
    #[error("it is no http or https URL of a registry without user, query and fragment")]
    Url,
    /// No certificates in PEM.
    #[error("it holds no certificates in PEM")]
    Certificates,
    /// A file that cannot be read.
    #[error("the file it names cannot be read")]
    File,
    /// Two tokens for one registry.
    #[error("the same registry has another token already; give both scopes the same one")]
    Twice,
    /// No scope.
    #[error("it is no scope of npm packages, such as @acme")]
    Scope,
    /// Credentials that are no text for a header.
    #[error("it is no token, or no user and password in base64")]
    Credentials,
}

impl BuildError {
    /// The same, where it is about a size in the words of this crate.
    pub(crate) fn sized(self, what: impl FnOnce() -> String, limit: usize) -> Self {
        match self {
            Self::Outbound {
                kind: OutboundErrorKind::TooLarge,
                ..
            } => Self::TooLarge {
                what: what(),
                limit,
            },
            other => other,
        }
    }

    /// The same with the packages through which the root comes to it.
    pub(crate) fn within(self, chain: Vec<String>) -> Self {
        if chain.is_empty() {
            return self;
        }
        Self::Within {
            chain,
            source: Box::new(self),
        }
    }
}

fn advice_on(status: u16) -> &'static str {
    match status {
        401 | 403 => "; give the registry's token in .npmrc (//HOST/:_authToken=...)",
        429 => "; wait before you try again",
        _ => "",
    }
}
