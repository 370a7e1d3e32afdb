//! A host to start, callers and stand-ins for tests.
//!
//! [`TestHost`] is the real server in this process: it listens on a port of the system's choosing, keeps its data in a
//! folder of its own, can be stopped and started again, and has a clock that is turned by hand. [`Browser`] keeps
//! cookies and follows nothing by itself. [`StandIn`] is somebody else's web server.
#![forbid(unsafe_code)]

mod browser;
mod callers;
mod host;
mod market;
mod pack;
mod registry;
mod stand_in;

pub use browser::{Answer, Browser};
pub use host::{TestHost, Wanted};
pub use market::Market;
pub use pack::Pack;
pub use registry::Registry;
pub use server::app::Limits;
pub use server::app::advisories::{AdvisorySettings, OnCritical};
pub use stand_in::{Seen, StandIn};
