//! The conformance suite: what every database has to do alike. Another one joins by a constructor in `open`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop where its ground gives way"
)]

#[path = "conformance/actions.rs"]
mod actions;
#[path = "conformance/builds.rs"]
mod builds;
#[path = "conformance/cached.rs"]
mod cached;
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
#[path = "conformance/market.rs"]
mod market;
#[path = "conformance/market_altered.rs"]
mod market_altered;
#[path = "conformance/market_installations.rs"]
mod market_installations;
#[path = "conformance/market_limits.rs"]
mod market_limits;
#[path = "conformance/market_people.rs"]
mod market_people;
#[path = "conformance/market_releases.rs"]
mod market_releases;
#[path = "conformance/market_reviews.rs"]
mod market_reviews;
#[path = "conformance/recordings.rs"]
mod recordings;
#[path = "conformance/records.rs"]
mod records;
#[path = "conformance/sealing.rs"]
mod sealing;
#[path = "conformance/users.rs"]
mod users;
