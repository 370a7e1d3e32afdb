//! What an action requires from npm.
//!
//! Declared [`Dependencies`] are resolved against a [`Registry`] as npm would resolve them; the result is a [`Lock`], which
//! other tools read as `package-lock.json`. From a lock its packages are fetched, each checked against its integrity.
//!
//! A registry and whoever publishes to it are strangers. [`Integrity`] says whether an archive is the one that was
//! resolved, and [`archive::read`] takes it apart within limits, without unpacking it to disk and without running it.
//! What results is a [`Tree`], which [`link`] makes one file of, with the action that requires it.
#![forbid(unsafe_code)]

mod advisory;
mod cache;
mod dependencies;
mod error;
mod fetch;
mod integrity;
mod inventory;
mod licences;
mod limits;
mod link;
mod lock;
mod name;
mod npmrc;
mod on_server;
mod packument;
mod pick;
mod published;
mod registry;
mod resolve;
mod sbom;
mod shipped;
mod spec;
mod tree;

pub mod archive;
#[cfg(fuzzing)]
pub mod offline;

pub use advisory::{AdvisoryError, Gravity, Mirror, Vulnerability, is_mirror, vulnerabilities};
pub use archive::ArchiveError;
pub use cache::Cache;
pub use dependencies::Dependencies;
pub use error::{BuildError, LockError, NpmrcReason};
pub use fetch::{Fetched, Notice, OnProgress, Progress};
pub use integrity::{Integrity, IntegrityError};
pub use inventory::Inventory;
pub use licences::{Licence, licence_text, licences};
pub use limits::Limits;
pub use link::{
    Action, Exported, LinkError, Required, exported, link, link_unless, package_requests, required,
    stands_alone,
};
pub use lock::Lock;
pub use name::PackageName;
pub use npmrc::{NamedRegistry, Npmrc, NpmrcFile};
pub use published::{Instead, Unpublished};
pub use registry::{Mode, Registry};
pub use sbom::{Subject, sbom};
pub use shipped::{Archive, InstallScript, Shipped, ShippedError, dependencies_of};
pub use spec::{Elsewhere, Spec};
pub use tree::{Files, Package, Tree};
