//! Specs of packages in the sandbox: what they see, what they come to, what is said about them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "specs/cases.rs"]
mod cases;
#[path = "specs/evidence.rs"]
mod evidence;
#[path = "specs/expectations.rs"]
mod expectations;
#[path = "specs/flows.rs"]
mod flows;
#[path = "specs/packages.rs"]
mod packages;
#[path = "specs/support.rs"]
mod support;
