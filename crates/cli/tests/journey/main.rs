//! The partner's journey by commands, against the real server: from an empty folder to another tenant's tokens.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod customer;
mod demo;
mod hand;
mod market;
mod operator;
mod packages;
mod partner;
mod recordings;
mod reviewer;
