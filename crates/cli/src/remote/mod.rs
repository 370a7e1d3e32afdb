//! A running server: where it is, as whom it is called, what it answers and how that is shown.

mod client;
mod connection;
mod error;
mod fields;
mod kept;
mod private;
mod problem;
mod secret;
mod shown;
mod table;
mod typed;
mod upload;

pub(crate) use client::{Answer, Client, NOTHING};
pub(crate) use connection::{Connection, DemoToken, connection, demo, demo_tenant};
pub(crate) use error::RemoteError;
pub(crate) use fields::{Asked, FieldArguments, Fields, Named};
pub(crate) use kept::KeptArguments;
pub(crate) use private::{NewPrivate, read_private, write_private};
pub(crate) use secret::value as secret_value;
pub(crate) use shown::{Shown, ask, confirm, perform, tell};
pub(crate) use table::{or_dash, table};
pub(crate) use typed::{TypedRole, moment, place};
