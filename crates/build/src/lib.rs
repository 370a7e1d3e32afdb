//! What an action requires from npm.
//!
//! A registry and whoever publishes to it are strangers. [`Integrity`] says whether an archive is the one that was
//! resolved, and [`archive::read`] takes it apart within limits, without unpacking it to disk and without running it.
//! What results is a [`Tree`]: the value that whatever makes one file of many stands on.
#![forbid(unsafe_code)]

mod integrity;
mod tree;

pub mod archive;

pub use integrity::{Integrity, IntegrityError};
pub use tree::{Files, Package, Tree};
