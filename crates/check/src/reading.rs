//! What a handler's code does with its event, its `api`, its secrets, its configuration and the network.
//!
//! The code is not run. It is followed from its handlers: every expression is taken to be one of a few things (a place of
//! the event, a part of `api`, a text of known and unknown pieces, an object the code makes), through variables, patterns,
//! closures, classes and calls of its own functions, each with the arguments it is given, until nothing new is learned.
//! Where something goes where it cannot be followed, all of it counts as used.

mod follow;
mod found;
mod frame;
mod host;
mod lines;
mod source;
mod text;
mod value;
mod world;

use contract::Trigger;

pub use found::{
    EqualityUse, Export, FieldUse, HowRead, LogUse, LostApi, MethodUse, NameUse, OwnUse, Reading,
    RedirectUse, RequestUse, RequireUse, Why,
};
pub use host::Target;
pub use lines::At;
pub use source::Unreadable;
pub use value::{Name, Origin};

pub(crate) use lines::Lines;
pub(crate) use source::{Source, Token, most_bytes, read as read_source, tokens};

/// Reads what the handlers of a trigger do.
///
/// # Errors
/// When the code is no JavaScript or too long.
pub fn read(code: &str, trigger: Trigger) -> Result<Reading, Unreadable> {
    source::read(code, |source| follow::follow(source, trigger))
}

/// The same for a text that was read already.
pub(crate) fn of_source(source: &Source<'_>, trigger: Trigger) -> Reading {
    follow::follow(source, trigger)
}
