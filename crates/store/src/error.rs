//! What can go wrong between values and rows.

use std::fmt;
use std::path::PathBuf;

use sea_orm::{DbErr, SqlErr};

/// A thing the store keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the noun itself")]
pub enum Noun {
    Tenant,
    DataKey,
    Client,
    Api,
    ClientGrant,
    Connection,
    User,
    Session,
    LoginTransaction,
    AuthorizationCode,
    AccessToken,
    SigningKey,
    Action,
    ActionVersion,
    Build,
    Binding,
    SavedRun,
    Run,
    RunTail,
    Recording,
    Cache,
    AdminToken,
    AuditEntry,
    Partner,
    Member,
    PartnerKey,
    PartnerSigningKey,
    Staff,
    Submission,
    Comment,
    Report,
    Release,
    Installation,
    InstallationSecret,
    Notice,
    PlatformKey,
    CheckPolicy,
}

impl Noun {
    /// The noun as associated data of a seal: never change one that has sealed rows.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Tenant => "tenant",
            Self::DataKey => "data key",
            Self::Client => "client",
            Self::Api => "api",
            Self::ClientGrant => "client grant",
            Self::Connection => "connection",
            Self::User => "user",
            Self::Session => "session",
            Self::LoginTransaction => "login transaction",
            Self::AuthorizationCode => "authorization code",
            Self::AccessToken => "access token",
            Self::SigningKey => "signing key",
            Self::Action => "action",
            Self::ActionVersion => "action version",
            Self::Build => "build",
            Self::Binding => "binding",
            Self::SavedRun => "saved run",
            Self::Run => "run",
            Self::RunTail => "run tail",
            Self::Recording => "recording",
            Self::Cache => "cache",
            Self::AdminToken => "admin token",
            Self::AuditEntry => "audit entry",
            Self::Partner => "partner",
            Self::Member => "member",
            Self::PartnerKey => "partner key",
            Self::PartnerSigningKey => "partner signing key",
            Self::Staff => "staff",
            Self::Submission => "submission",
            Self::Comment => "comment",
            Self::Report => "report",
            Self::Release => "release",
            Self::Installation => "installation",
            Self::InstallationSecret => "installation secret",
            Self::Notice => "notice",
            Self::PlatformKey => "platform key",
            Self::CheckPolicy => "check policy",
        }
    }
}

impl fmt::Display for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] DbErr),
    /// Something with that name or id is there already.
    #[error("this {noun} exists already")]
    AlreadyExists {
        /// What.
        noun: Noun,
    },
    /// There is no such thing.
    #[error("this {noun} does not exist")]
    NotFound {
        /// What.
        noun: Noun,
    },
    /// It was there and has been used up or ended meanwhile.
    #[error("this {noun} was used or ended meanwhile")]
    Gone {
        /// What.
        noun: Noun,
    },
    /// It changed since the caller read it.
    #[error(
        "this {noun} changed meanwhile: expected version {expected}, found {found}; read it again"
    )]
    Changed {
        /// What.
        noun: Noun,
        /// The version the caller started from.
        expected: u64,
        /// The version that is there.
        found: u64,
    },
    /// It was published too short a time ago for everybody to know it.
    #[error(
        "this {noun} was published just now and others may not know it yet; try again in {wait_s} s"
    )]
    TooYoung {
        /// What.
        noun: Noun,
        /// How long until everybody knows it, in seconds.
        wait_s: u64,
    },
    /// One more would pass the limit.
    #[error("there are {limit} {noun}s already, which is the limit; delete one first")]
    TooMany {
        /// What.
        noun: Noun,
        /// The limit.
        limit: usize,
    },
    /// A tenant has recorded as much as its policy allows.
    #[error(
        "the recordings are full: at most {rows} of together {bytes} bytes; delete some, or let the policy allow more"
    )]
    RecordingsFull {
        /// The most recordings.
        rows: u64,
        /// The most bytes.
        bytes: u64,
    },
    /// A tenant's drafts and versions have as many bytes of packages as they may.
    #[error(
        "the packages of all drafts and versions come to more than built_bytes = {limit}; require smaller packages, or delete actions"
    )]
    BuiltFull {
        /// The limit.
        limit: u64,
    },
    /// One origin has as many logins on their way as it may.
    #[error("{limit} logins are on their way from this network, which is the limit; {blocked}")]
    TooManyLogins {
        /// The limit.
        limit: u64,
        /// When the first of them ends.
        blocked: account::Blocked,
    },
    /// An action that is bound cannot be deleted.
    #[error("Unable to delete an action bound to a trigger.")]
    ActionBound,
    /// Only a deployed action can be bound.
    #[error("an action must be deployed before it can be bound")]
    ActionNotDeployed,
    /// An action can be bound to its own trigger only.
    #[error("an action can be bound to its own trigger only")]
    ActionOfOtherTrigger,
    /// A value's own check refused the change.
    #[error(transparent)]
    Tenant(#[from] tenant::Error),
    /// A user's own check refused the change.
    #[error(transparent)]
    Account(#[from] account::Error),
    /// A step of the market was refused.
    #[error(transparent)]
    Market(#[from] market::Error),
    /// A value did not become JSON.
    #[error("a {noun} cannot be written as JSON")]
    Encode {
        /// What.
        noun: Noun,
        /// The serialiser's error.
        source: serde_json::Error,
    },
    /// A row is not what this version writes.
    #[error("a stored {noun} cannot be read")]
    Corrupt {
        /// What.
        noun: Noun,
        /// The deserialiser's error.
        source: serde_json::Error,
    },
    /// A row with a name is not what this version writes.
    #[error("the stored {noun} {id} cannot be read")]
    Unreadable {
        /// What.
        noun: Noun,
        /// Its id.
        id: String,
        /// The deserialiser's error.
        source: serde_json::Error,
    },
    /// A row is not what was written: somebody changed it, or put another in its place.
    #[error("the stored {noun} {id} is not what was written")]
    Altered {
        /// What.
        noun: Noun,
        /// Its id.
        id: String,
    },
    /// A sealed row does not open: it was changed, moved, or its key is another.
    #[error("a stored {noun} does not open with its key")]
    Unsealable {
        /// What.
        noun: Noun,
    },
    /// The system gave no randomness.
    #[error("the system gave no random bytes")]
    Randomness,
    /// A key id a row names is in no key file.
    #[error(
        "key {key_id} is missing; put back the key file that was in use when the data was written"
    )]
    KeyMissing {
        /// The id of the key.
        key_id: String,
    },
    /// The master keys are not in a file.
    #[error(
        "the master keys are given at the start; give the new one first and the former ones after it, then start again"
    )]
    KeysGiven,
    /// The data is there but its key file is not.
    #[error("{} is missing although {} exists; put the key file back, without it the data stays closed", key_file.display(), database.display())]
    KeyFileGone {
        /// Where the key file should be.
        key_file: PathBuf,
        /// The database that needs it.
        database: PathBuf,
    },
    /// The key file cannot be read or written.
    #[error("the key file {} cannot be used", path.display())]
    KeyFile {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The key file may be read by others.
    #[error("the key file {} may be read by others (mode {mode:o}); run chmod 600 on it", path.display())]
    KeyFileMode {
        /// The file.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// The key file holds something else.
    #[error("line {line} of the key file {} is not `<id> <64 hexadecimal digits>`", path.display())]
    KeyFileFormat {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// The data directory cannot be made.
    #[error("the directory {} cannot be made", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Tells a broken uniqueness from every other failure of an insert.
pub(crate) fn exists(noun: Noun) -> impl FnOnce(DbErr) -> Error {
    move |error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Error::AlreadyExists { noun },
        _ => Error::Database(error),
    }
}
