//! The conformance suite: what every database has to do alike. Another one joins by a constructor in `open`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop where its ground gives way"
)]

#[path = "conformance/actions.rs"]
mod actions;
#[path = "conformance/codes.rs"]
mod codes;
#[path = "conformance/configuration.rs"]
mod configuration;
#[path = "conformance/fixture.rs"]
mod fixture;
#[path = "conformance/keys.rs"]
mod keys;
#[path = "conformance/limits.rs"]
mod limits;
#[path = "conformance/login.rs"]
mod login;
#[path = "conformance/records.rs"]
mod records;
#[path = "conformance/sealing.rs"]
mod sealing;
#[path = "conformance/users.rs"]
mod users;
