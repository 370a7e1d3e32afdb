//! Specs of packages in the sandbox: what they see, what they come to, what is said about them.

#[path = "specs/cases.rs"]
mod cases;
#[path = "specs/evidence.rs"]
mod evidence;
#[path = "specs/expectations.rs"]
mod expectations;
#[path = "specs/flows.rs"]
mod flows;
#[path = "specs/support.rs"]
mod support;
