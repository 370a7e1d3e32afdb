//! What can be said about a package: rules over its text, its npm packages, its specs, its behaviour when things go wrong.
//!
//! The command line and the server call the same functions and so find the same. Nothing here reads a file but the advisories
//! that the caller names, asks the network but through the registry it hands in, or reads of time more than how long specs and
//! that registry have taken; what runs, runs in the sandbox.
//!
//! * [`reading`] says what the code does with its event, its `api` and the network.
//! * [`rules`] reads the package's text; one file a rule.
//! * [`fix`] mends what is safe to mend.
//! * [`propose`] reads the code and says which permissions it needs.
//! * [`specs`] runs the package's own tests in the sandbox, without a network.
//! * [`faults`] runs the handler once for each thing that can go wrong.
#![forbid(unsafe_code)]

pub mod faults;
pub mod fix;
pub mod propose;
pub mod reading;
pub mod rules;
pub mod specs;

mod code;
mod policy;
mod whole;

pub use code::{Code, packages_of_specs};
pub use policy::{Exception, Policy, PolicyError, PolicySeverity};
pub use whole::{Against, Checked, Extent, Missed, Progress, check};
