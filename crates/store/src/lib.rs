//! Values to rows and back: SQLite by default, one conformance suite.
//!
//! A file per noun. A state change is one method is one short transaction; none is open while
//! anything else is awaited. What is secret is sealed per tenant before it becomes a row.
#![forbid(unsafe_code)]

#[macro_use]
mod kept;
#[macro_use]
mod registered;
#[macro_use]
mod row;

mod access_tokens;
mod action_versions;
mod actions;
mod admin_tokens;
mod apis;
mod attempts;
mod audit;
mod backend;
mod bindings;
mod bound;
mod build_turns;
mod builds;
mod built;
mod caches;
mod catalogue;
mod check_policy;
mod client_grants;
mod clients;
mod codes;
mod connections;
mod data_keys;
mod error;
mod follows;
mod installation_secrets;
mod installations;
mod installing;
mod key_ring;
mod login;
mod login_transactions;
mod master_keys;
mod migration;
mod notices;
mod packages;
mod partner_keys;
mod partner_members;
mod partner_signing_keys;
mod partners;
mod platform;
mod platform_keys;
mod private;
mod publications;
mod purge;
mod recordings;
mod releases;
mod reports;
mod reviews;
mod run_tails;
mod runs;
mod saved_runs;
mod seal;
mod sessions;
mod signing_keys;
mod staff;
mod store;
mod submissions;
mod tenants;
mod tried;
mod users;
mod vouched;

pub use access_tokens::IssuedToken;
pub use action_versions::Deployment;
pub use actions::{ActionSecrets, Deletion, DraftUpdate};
pub use audit::AuditEntry;
pub use bound::BoundCode;
pub use builds::{BuildProduct, ClaimedBuild};
pub use built::{Built, BuiltPart};
pub use caches::{CacheChange, CacheMarks, CachedSecret, HeldCache};
pub use codes::{CodeState, Redeemed};
pub use error::{Error, Noun};
pub use follows::Followed;
pub use installing::{InstallationOrder, UpdateOrder};
pub use key_ring::{GivenKey, KeyRing, KeySource};
pub use login::{
    FinishedLogin, LoginCount, SessionUse, SuspendedLogin, TransactionStep, UserEffects,
};
pub use login_transactions::LoginTransaction;
pub use master_keys::{MasterKeyRotation, Resealing};
pub use platform::Stamp;
pub use platform_keys::PlatformKey;
pub use publications::PublicationOrder;
pub use purge::Purged;
pub use recordings::{RecordedTotal, RecordingEntry, RecordingFilter};
pub use reviews::{CommentBy, NewComment};
pub use run_tails::RunTail;
pub use runs::{FinishedRun, RunRecord, RunStatus};
pub use saved_runs::SavedRun;
pub use signing_keys::{KeyState, PrivateKey, SigningKey};
pub use store::{Database, Page, Settings, Store};
pub use submissions::SentPackage;
pub use tried::TriedPackage;
