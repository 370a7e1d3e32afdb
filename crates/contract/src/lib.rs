//! What partner code sees and returns: events, commands and failures of all six triggers.
//!
//! This crate is the published contract between an action and its host. It holds values only: no I/O, no
//! clock, no randomness and no cryptography; time and signatures are arguments.
//!
//! * [`Trigger`] names the six points of an identity flow and the handlers they call.
//! * [`event`] is what a handler receives, one struct per trigger.
//! * [`method`] is the one table of the `api` object. From it come the JavaScript object the sandbox builds,
//!   the type declarations in `actions.d.ts` ([`dts`]) and the reference page.
//! * [`Command`] is what an action returns: a wish, never a change. Only the `flow` crate folds it.
//! * [`Execution`] is what one execution left behind, exactly what `latchwork run --json` prints.
//! * [`Limits`] bounds everything that grows; [`Failure`] says what ended an execution and whose limit it met.
//! * [`cache`] and [`redirect_token`] are the pure halves of the calls `api.cache.*`, `api.redirect.encodeToken`
//!   and `api.redirect.validateToken`.
//! * [`permission`] is what a manifest declares and the host holds commands and requests against.
//! * [`recording`] is what is kept of an execution so that it can be repeated; [`secrets`] finds in it, and in all else that is kept, what must not be seen.
//! * [`outbound`] is the shape of a request an action sends and of its answer, [`socket`] that of a connection.
//!
//! ```
//! use contract::{Command, Trigger};
//! use serde_json::json;
//!
//! let command = Command::from_call(
//!     Trigger::PostLogin,
//!     "accessToken.setCustomClaim",
//!     vec![json!("https://example.com/plan"), json!("gold")],
//! )
//! .unwrap();
//! assert_eq!(
//!     serde_json::to_value(&command).unwrap(),
//!     json!({"type": "accessToken.setCustomClaim", "name": "https://example.com/plan", "value": "gold"}),
//! );
//! ```
#![forbid(unsafe_code)]

pub mod cache;
pub mod dts;
pub mod event;
pub mod method;
pub mod outbound;
pub mod permission;
pub mod recording;
pub mod redirect_token;
pub mod secrets;
pub mod socket;

mod arguments;
mod command;
mod execution;
mod failure;
mod limits;
mod origin;
mod trigger;

pub use arguments::ArgumentError;
pub use command::{Command, Factor, FactorKind};
pub use execution::{Execution, ExecutionOutcome, LogLevel, LogLine, RequestRecord, Usage};
pub use failure::{Failure, FailureKind, LimitHit, LimitName};
pub use limits::{CacheLimits, LimitOutOfRange, Limits};
pub use origin::origin;
pub use trigger::{Trigger, UnknownTrigger};
