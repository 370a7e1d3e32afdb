//! Runs an action on an event: fresh every time, inside QuickJS-ng compiled to WebAssembly.
//!
//! An action is *prepared* once: its module is loaded into a guest whose memory is then captured as an image. Each
//! *execution* maps that image copy-on-write into a new instance, calls the handler, performs what it waits for and
//! returns an [`Execution`](contract::Execution). Nothing survives from one execution to the next.
//!
//! The guest imports a handful of functions and nothing else. Time, randomness, timers and requests pass through
//! [`Host`], so an execution can be recorded. Limits end an execution from outside; no code can catch that.
//!
//! * `guest/` holds the C side and the artefact, `runtime/` the JavaScript library that the base image carries.
//! * `vm` instantiates, `image` captures, `artefact` keeps both on disk, `scheduler` shares the processor by tenant,
//!   `driver` carries one execution from its call to its end, `tasks` what it waits for.

mod answer;
mod artefact;
mod bodies;
mod capability;
mod codec;
mod deserialize;
mod driver;
mod error;
mod host;
mod image;
mod imports;
mod journal;
mod meter;
mod modules;
mod operations;
mod packages;
mod prepare;
mod request;
mod sandbox;
mod scheduler;
mod settings;
mod socket;
mod sockets;
mod source;
mod state;
mod tape;
mod tasks;
mod ticks;
mod time;
mod timers;
mod view;
mod vm;

#[cfg(any(test, fuzzing))]
pub mod puppet;

pub use artefact::guest_digest;
pub use driver::Floated;
pub use error::SandboxError;
pub use host::{
    Connecting, Host, LiveHost, NoOutbound, Outbound, OutboundResponse, Querying, SharedSecrets,
    no_connection, no_query,
};
pub use modules::public as modules;
pub use operations::recorded;
pub use prepare::Prepared;
pub use request::Request;
pub use sandbox::{Executed, NoSteps, Recorded, Replayed, Sandbox, Tail};
pub use scheduler::Share;
pub use settings::{ImageFolder, Settings};
pub use socket::{ByteStream, Secured, Transport};
pub use source::{FILE_NAME, ProgramFiles, Source, SourceDigest};
pub use time::SteppedTime;
