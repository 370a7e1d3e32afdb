//! Values to rows and back: SQLite by default, one conformance suite.
//!
//! A file per noun. A state change is one method is one short transaction; none is open while
//! anything else is awaited. What is secret is sealed per tenant before it becomes a row.
#![forbid(unsafe_code)]

#[macro_use]
mod kept;
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
mod caches;
mod client_grants;
mod clients;
mod codes;
mod connections;
mod data_keys;
mod error;
mod key_ring;
mod login;
mod login_transactions;
mod master_keys;
mod migration;
mod private;
mod purge;
mod run_tails;
mod runs;
mod saved_runs;
mod seal;
mod sessions;
mod signing_keys;
mod store;
mod tenants;
mod users;

pub use access_tokens::IssuedToken;
pub use action_versions::Deployment;
pub use actions::{ActionSecrets, Deletion, DraftUpdate};
pub use audit::AuditEntry;
pub use bindings::BoundCode;
pub use caches::CacheChange;
pub use codes::{CodeState, Redeemed};
pub use error::{Error, Noun};
pub use key_ring::{GivenKey, KeyRing, KeySource};
pub use login::{
    FinishedLogin, LoginCount, SessionUse, SuspendedLogin, TransactionStep, UserEffects,
};
pub use login_transactions::LoginTransaction;
pub use master_keys::{MasterKeyRotation, Resealing};
pub use purge::Purged;
pub use run_tails::RunTail;
pub use runs::{FinishedRun, RunRecord, RunStatus};
pub use saved_runs::SavedRun;
pub use signing_keys::{KeyState, PrivateKey, SigningKey};
pub use store::{Database, Page, Settings, Store};
