//! A partner's package as a value: its members, its digest, its manifest, its form, its limits.
//!
//! A package travels as a ZIP archive. [`archive::read`] takes one from a stranger and gives [`Members`] or says what is
//! wrong with which member; [`archive::write`] gives the same bytes for the same members, whoever packs them and when. A
//! package is named by the [`Digest`] of its members, so that it keeps its name however it was compressed.
//!
//! [`Linked`] is an action with the npm packages it requires, as one file.
//!
//! [`Manifest`] is `latchwork.toml`: what the package is and what it may do; [`words`] says the latter to the customer who
//! accepts it.
#![forbid(unsafe_code)]

mod difference;
mod digest;
mod finding;
mod limits;
mod members;
mod path;
mod text;

pub mod archive;
pub mod form;
pub mod linked;
pub mod manifest;
pub mod package;
pub mod report;
pub mod shipped;
pub mod signing;
pub mod words;

pub use difference::{Difference, PermissionsDigest, permissions_digest};
pub use digest::{Digest, NotADigest};
pub use finding::{Finding, Place, Severity};
pub use form::{Field, FieldKind, Form, FormError, ValueError, Values};
pub use limits::{Limits, MOST_PROBLEMS};
pub use linked::{Linked, LinkedError, LinkedFile, LinkedPackage};
pub use manifest::{Category, Manifest, ManifestError, ManifestProblem, NotASlug, Slug, UseCase};
pub use members::{Members, MembersError};
pub use package::{Package, PackageError};
pub use path::{MemberPath, PathError};
pub use report::Report;
pub use shipped::{PackageChange, ShippedPackage};
pub use text::{TextFault, is_invisible};
pub use words::{Group, Sentence, Words};

#[cfg(test)]
mod fixture;
