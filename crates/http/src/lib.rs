//! Routes, cookies, the access table, errors as problem documents.
//!
//! A request meets its [`visit`](visit) first: host name to tenant, client address, transport. Then the access table
//! ([`routes::ROUTES`]) decides who may call what; the router is built from that table and from nothing else, so no
//! route can stand outside it. Handlers are thin: they read, call `app`, and turn values into responses.
#![forbid(unsafe_code)]

mod access;
mod again;
mod answer;
mod body;
mod cookies;
mod cors;
mod headers;
mod onward;
mod problem;
mod protocol;
mod routes;
mod row;
mod visit;

mod authorize;
mod credentials;
mod logout;
mod resume;
mod token;
mod userinfo;
mod v1;
mod well_known;

use std::sync::Arc;

use api::openapi::Ambiguous;
use app::App;
use axum::Router;
use axum::body::Bytes;
use ipnet::IpNet;
use pages::{Pages, PagesError};

pub use access::{Access, OPERATOR, REVIEWER, STAFF};
pub use market::{MemberRole, StaffRole};
pub use routes::ROUTES;
pub use row::{Body, Route, Verb};
pub use tenant::AdminRole;
pub use visit::Transport;

/// Why the router could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A page template does not parse.
    #[error("the hosted pages cannot be loaded")]
    Pages(#[from] PagesError),
    /// The shapes of the API make no document.
    #[error("the OpenAPI document cannot be made")]
    OpenApi(#[from] Ambiguous),
}

/// Everything a handler needs.
#[derive(Debug)]
pub(crate) struct Service {
    app: Arc<App>,
    pages: Pages,
    openapi: Bytes,
    proxies: Vec<IpNet>,
    transport: Transport,
}

/// The router of a listener that speaks `transport`, built from the access table. Forwarded headers are believed from
/// `proxies` alone.
///
/// # Errors
/// [`Error`].
pub fn router(app: Arc<App>, proxies: Vec<IpNet>, transport: Transport) -> Result<Router, Error> {
    Ok(routes::build(Arc::new(Service {
        app,
        pages: Pages::new()?,
        openapi: v1::openapi::document()?,
        proxies,
        transport,
    })))
}
