//! Runs a package's own tests, `integration/*.spec.js`, in the sandbox its action will run in, without a network.
//!
//! One file is one execution. What a spec stands on is made here: `describe`, `expect`, `jest` and the mocks of events and
//! `api` are the files of `library/`; the package's modules stand beside them as functions. Nothing of it is in the way of
//! an action: the sandbox loads the whole as a [program](sandbox::Source::program) and hands its reports to our host.
//!
//! * [`input`](self) says what is run, `prepare` reads the files, `program` joins them, `place` finds the way back.
//! * `host` is the world a spec sees, `message` what it tells, `gather` what that comes to, `findings` what is wrong with it.

mod cover;
mod edit;
mod findings;
mod gather;
mod hoist;
mod host;
mod input;
mod library;
mod message;
mod mocks;
mod options;
mod place;
mod prepare;
mod program;
mod run;

pub use findings::findings;
pub use input::SpecInput;
pub use mocks::{event as sample_event, files as mock_files};
pub use options::{
    AfterFailure, MOST_SNAPSHOT_BYTES, Options, Ran, SnapshotMode, Snapshots, snapshot_path,
};
pub use run::{run, run_with};
