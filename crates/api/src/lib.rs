//! The HTTP shapes of Latchwork's own API under `/api/v1`.
//!
//! Requests refuse unknown fields; responses may gain fields. Times are RFC 3339 text in UTC, durations carry their unit
//! in their name. Errors are problem documents (RFC 9457), see [`Problem`].
#![forbid(unsafe_code)]

mod action;
mod flow;
mod key;
pub mod openapi;
mod problem;
mod run;
mod secret;

pub use action::{
    Action, ActionList, CreateAction, RollBack, TestAction, TestResult, UpdateAction, Version,
    VersionList,
};
pub use flow::{Binding, BindingOrder, FailurePolicy, Flow, ReplaceFlow, TriggerInfo, TriggerList};
pub use key::{RotateKeys, SigningKey, SigningKeyList, SigningKeyState};
pub use problem::{FieldError, Problem};
pub use run::{Run, RunList, RunOutcome, RunStep, RunSummary};
pub use secret::{PutSecret, Secret, SecretList};
