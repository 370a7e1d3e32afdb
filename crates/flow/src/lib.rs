//! Journey 1 as a value: a run goes from step to step, suspends, resumes and ends in an outcome.
//!
//! A [`Run`] is one passage through a [`Flow`]. It does nothing itself: it says what to do next, is told what
//! came of it, and at last holds an [`Outcome`]. There is no I/O, no clock and no async here; the time is an
//! argument (`now_ms`, Unix time in milliseconds), as are the ids, the `state` of a redirect and the reference
//! number of a failure.
//!
//! ```text
//! loop {
//!     match run.next(now_ms) {
//!         Next::Execute(step) => run.fold(&sandbox.execute(step))?,   // partner code, elsewhere
//!         Next::Suspend(suspension) => save(run), redirect the browser, return,
//!         Next::Done(outcome) => issue or refuse, return,
//!     }
//! }
//! ```
//!
//! What binds here:
//!
//! * Commands are folded in one `match` without a wildcard (`fold.rs`). A command this host cannot carry out yet
//!   fails the step and names itself; [`unsupported`] names it earlier, when the action is bound.
//! * Precedence inside a step: deny, then failure, then suspend, then the rest. A failed step's commands are
//!   dropped, except a deny; a revocation of session or refresh token refuses even where the host cannot yet
//!   carry it out. Earlier steps' metadata is written on deny and dropped when a failure blocks.
//! * A step is one action of the run, its handler after a redirect included: when `onContinuePostLogin` fails,
//!   what `onExecutePostLogin` asked for is dropped with it.
//! * A redirect exists in post-login only. A client_credentials request has no browser to send anywhere, and the
//!   reference gives credentials-exchange no `api.redirect`; such a command would fail its step by name.
//! * What a partner's release was not granted is dropped with its step, also if its sandbox let it through: a deny too.
//! * A run is pinned to code, configuration and permissions of each step, never to secrets.
//! * A run lives 1 h, suspends 10 times and has 20 s between two suspensions. See [`FlowLimits`].
//! * [`claims`] holds what a token takes of the custom claims; [`view`] holds who sees what of a failure.
#![forbid(unsafe_code)]

mod capability;
mod changes;
mod error;
mod event;
mod flow;
mod fold;
mod frames;
mod limits;
mod mask;
mod metadata;
mod outcome;
mod owned;
mod pinned;
mod quoted;
mod redirect;
mod run;
mod scopes;
mod step;

pub mod claims;
pub mod view;

pub use capability::{HOSTED, is_hosted, unsupported, unsupported_permissions};
pub use changes::CustomClaims;
pub use error::Error;
pub use flow::{Binding, Flow};
pub use limits::FlowLimits;
pub use mask::Mask;
pub use metadata::MetadataPatch;
pub use outcome::{Decision, Denial, Outcome, StepFailure};
pub use owned::{CacheWrites, Caches, Owned};
pub use pinned::{CodeId, Pinned, PinnedRelease};
pub use redirect::Redirect;
pub use run::{ContinueRequest, Interaction, Next, Run, RunContext, RunId, Suspension};
pub use scopes::{ScopeChange, ScopeChanges};
pub use step::{Step, StepEffect, StepRecord};
