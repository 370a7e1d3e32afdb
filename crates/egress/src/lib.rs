//! The one outbound policy, for requests, connections and queries for names.
//!
//! Everything that leaves Latchwork leaves through [`Egress::send`], [`Egress::connect`] or [`Egress::query`]: the requests,
//! connections and queries of actions, and later federation, npm and mail. The name, every resolved address and every redirect are checked against one
//! [`Policy`], and the addresses checked are the addresses connected to, because the check sits in the resolver of the
//! HTTP client itself. Connections are pooled by tenant, installation and host; nothing is shared between two pools.
#![forbid(unsafe_code)]

mod address;
mod allowance;
mod body;
mod client;
mod codes;
mod connection;
mod diagnosis;
mod error;
mod headers;
mod limits;
mod name;
mod policy;
mod pool;
mod port;
mod query;
mod records;
mod redirect;
mod resolve;
mod secure;
mod tls;
mod verifier;

pub use address::{AddressClass, classify};
pub use allowance::{Allowance, Allowances, AllowedHost};
pub use body::Body;
pub use client::Egress;
pub use connection::Connection;
pub use error::EgressError;
pub use limits::Limits;
pub use policy::{Policy, PrivateNetwork};
pub use pool::PoolKey;
pub use query::{QueryFailure, QueryFuture};
pub use redirect::redirected;
pub use resolve::{Resolve, ResolveFuture, SystemResolver};
