//! What an action requires from npm.
//!
//! A registry and whoever publishes to it are strangers. [`Integrity`] says whether an archive is the one that was
//! resolved, and [`archive::read`] takes it apart within limits, without unpacking it to disk and without running it.
//! What results is a [`Tree`], which [`link`] makes one file of, with the action that requires it.
#![forbid(unsafe_code)]

mod integrity;
mod link;
mod tree;

pub mod archive;

pub use integrity::{Integrity, IntegrityError};
pub use link::{Action, LinkError, Required, link, required, stands_alone};
pub use tree::{Files, Package, Tree};
