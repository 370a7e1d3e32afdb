//! The shell: load, step, save, perform.
//!
//! Each step of a journey is a file named by its verb. A step loads rows, asks the pure cores what follows, saves that
//! in one short transaction and performs the effects; it decides nothing itself. Time and entropy come from [`env`].
#![forbid(unsafe_code)]

mod app;
mod aside;
mod authorize;
mod bound;
mod builds;
mod checking;
mod client_credentials;
mod conceal;
mod countersign;
mod csrf;
mod decide;
mod drive;
mod error;
mod event;
mod execute;
mod guess;
mod hint;
mod keep;
mod known;
mod late;
mod login;
mod made_of;
mod marks;
mod other_secrets;
mod pin;
mod places;
mod record;
mod recorder;
mod redeem;
mod release;
mod room;
mod secrets;
mod shelf;
mod sign;
mod signup;
mod source;
mod stamp;
mod unbuilt;
mod unpack;
mod verify;
mod vulnerabilities;

pub mod actions;
pub mod advisories;
pub mod bearer;
pub mod bindings;
pub mod caller;
pub mod catalogue;
pub mod check_policy;
pub mod env;
pub mod forms;
pub mod install;
pub mod keys;
pub mod logout;
pub mod moment;
pub mod packages;
pub mod page;
pub mod partners;
pub mod passage;
pub mod password;
pub mod publish;
pub mod recordings;
pub mod replay;
pub mod resume;
pub mod review;
pub mod runs;
pub mod seed;
pub mod shipped;
pub mod submit;
pub mod token;
pub mod trial;
pub mod userinfo;
pub mod versions;

pub use app::{App, Parts};
pub use aside::aside;
pub use contract::{LimitOutOfRange, Limits};
pub use error::{Error, Fault, FieldFault};
