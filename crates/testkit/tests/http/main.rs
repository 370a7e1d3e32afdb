//! Tests over HTTP: one binary, whose tree mirrors the tree of URLs. Redirects are followed by hand.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where its host does not answer as it should"
)]

mod access;
mod api;
mod authorize;
mod demo_market;
mod integrations;
mod journey;
mod logout;
mod market;
mod oauth_token;
mod resume;
mod u_login;
mod u_signup;
mod userinfo;
mod well_known;
